"""Facts as people read them."""

from __future__ import annotations

import pytest

from tests.samples import fact, release
from tracker.cli.facts import Line, lines, value
from tracker.domain import Fact


@pytest.mark.parametrize(
    ("name", "given", "english", "german"),
    [
        pytest.param("parameters_total", 117_000_000_000, "117B", "117 Mrd.", id="a size"),
        pytest.param("context_tokens", 131072, "131,072", "131.072", id="a number"),
        pytest.param("gated", "no", "free to download", "frei herunterladbar", id="the access"),
        pytest.param("training_code", "no", "no", "nein", id="an answer"),
        pytest.param("license", {"id": "mit", "name": None, "hash": "ab"}, "MIT (permissive)", None, id="a license"),
        pytest.param("license", {"id": "other", "name": "Kimi"}, "Kimi (custom)", None, id="a license of its own"),
        pytest.param(
            "weights",
            {"state": "complete", "reason": "15 of 15 shards", "disabled": False},
            "complete (15 of 15 shards)",
            "vollständig (15 of 15 shards)",
            id="weights",
        ),
        pytest.param(
            "weights", {"state": "none", "disabled": True}, "none (disabled)", "keine (disabled)", id="locked"
        ),
        pytest.param(
            "training_data", {"value": "partial", "sets": ["a/b", "c/d"]}, "partial (a/b and c/d)", None, id="data sets"
        ),
        pytest.param(
            "base_model", {"ids": ["a/b"], "relation": "finetune"}, "a/b (finetune)", "a/b (finetune)", id="a parent"
        ),
        pytest.param("base_model", {"ids": ["a/b"], "relation": None}, "a/b", "a/b", id="a parent of unknown kind"),
        pytest.param(
            "gate_conditions", {"text": "No spies.", "eu_excluded": True}, "No spies., eu_excluded", None, id="gate"
        ),
        pytest.param("compute", {"value": "yes", "text": "3M GPU hours"}, "yes (3M GPU hours)", None, id="compute"),
        pytest.param(
            "languages", [f"l{n}" for n in range(99)], "l0, l1, l2, l3, l4, l5, l6 and 92 more", None, id="many"
        ),
        pytest.param("modalities_in", ["text", "image"], "text and images", "Text und Bilder", id="modalities"),
        pytest.param(
            "sizes",
            [{"name": "big", "total": 117e9, "active": 5.1e9}, {"name": None, "total": 2e9, "active": None}],
            "big 117B (5.1B active) and 2B",
            "big 117 Mrd. (5,1 Mrd. aktiv) und 2 Mrd.",
            id="sizes",
        ),
        pytest.param("expected", "soon \x1b[31m\nnow", "soon [31m now", None, id="a stranger's words"),
        pytest.param("paper", "x" * 999, "x" * 159 + "…", None, id="a long one"),
        pytest.param("other", None, "None", None, id="nothing"),
    ],
)
def test_value(name: str, given: object, english: str, german: str | None) -> None:
    """A value is a few words in the reader's language, never a dict."""
    assert value(name, given, "en").replace("\xa0", " ") == english
    if german:
        assert value(name, given, "de").replace("\xa0", " ") == german


def chosen(*facts: Fact, others: tuple[Fact, ...] = ()) -> list[Line]:
    """The lines of a release for which these facts stand, and others were said."""
    return list(lines(release(chosen={one.name: one for one in facts}, facts=(*facts, *others)), "en"))


def test_what_repeats_others_is_left_out() -> None:
    """The head's facts, the one size and the modalities of both sides need no line of their own."""
    found = chosen(
        fact("name", "gpt-oss"),
        fact("parameters_total", 7e9),
        fact("sizes", [{"name": None, "total": 7e9, "active": None}]),
        fact("modalities", ["text"]),
        fact("modalities_in", ["text"]),
        fact("modalities_out", ["text"]),
    )

    assert [line.name for line in found] == ["parameters", "input", "output"]


def test_sizes_that_say_more_are_shown() -> None:
    """A list of several sizes is no repetition."""
    sizes = [{"name": None, "total": total, "active": None} for total in (7e9, 2e9)]

    assert [line.value for line in chosen(fact("parameters_total", 7e9), fact("sizes", sizes))] == ["7B", "7B and 2B"]


def test_evidence_is_one_line() -> None:
    """Source, method, link and the beginning of the quote."""
    [line] = chosen(fact("paper", "arXiv:1", url="https://a.example", quote="Word " * 99, method="text"))

    assert line.evidence.startswith('hub-openai (text)  https://a.example  "Word Word')
    assert len(line.evidence) < 150


def test_disagreement_is_shown() -> None:
    """Another source's other word stands below with its evidence; the same word, and another repo's, does not."""
    [line] = chosen(
        fact("context_tokens", 131072, subject="a/b"),
        others=(
            fact("context_tokens", 128000, source="presse", method="text"),
            fact("context_tokens", 131072, source="golem"),
            fact("context_tokens", 4096, source="hub-labs", subject="c/d"),
        ),
    )

    assert line.others == ("128,000 · presse (text)",)


@pytest.mark.parametrize(("language", "said"), [("en", "GitHub (code): MIT"), ("de", "GitHub (Code): MIT")])
def test_another_license_at_github_is_shown_beside_the_repo_s(language: str, said: str) -> None:
    """The contradiction stands below the license, once, with GitHub's page; the same license is a line of its own."""
    page = "https://github.com/openai/gpt-oss"
    code = fact("license_github", {"id": "mit", "repository": "openai/gpt-oss"}, source="github", url=page)
    apache, mit = (fact("license", {"id": one, "name": None}, subject="a/b") for one in ("apache-2.0", "mit"))
    [line] = lines(release(chosen={"license": apache, "license_github": code}), language)
    both = list(lines(release(chosen={"license": mit, "license_github": code}), language))

    assert line.others == (f"{said} · github (metadata)  {page}",)
    assert [(one.name, one.value, one.others) for one in both][1:] == [(*said.split(": "), ())]
