"""How open facts make a release, and the line that says so."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tracker.analysis.openness import DIMENSIONS, assess
from tracker.domain import CATALOG, JSON, OPERATOR, Answer, Fact


def fact(
    name: str,
    value: JSON,
    subject: str | None = "lab/model",
    *,
    method: str = "metadata",
    rank: int = 100,
    day: int = 1,
    source: str = "hub-lab",
) -> Fact:
    learned = datetime(2025, 8, day, tzinfo=UTC)
    return Fact(name, value, method, rank, subject, source, "https://example.org", learned_at=learned)


COMPLETE = fact("weights", {"state": "complete", "reason": "2 of 2 shards", "disabled": False})
FREE = fact("gated", "no")


def answers(*facts: Fact, official: bool = True) -> dict[str, str]:
    return {one.dimension: one.value.value for one in assess(facts, has_official_repo=official)}


def test_without_facts_everything_is_unknown() -> None:
    """Unknown is the default of every dimension, in the fixed order."""
    found = assess((), has_official_repo=False)
    assert [one.dimension for one in found] == [name for name, _ in DIMENSIONS]
    assert {one.value for one in found} == {Answer.UNKNOWN}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param([COMPLETE, FREE], "yes", id="complete and free"),
        pytest.param([COMPLETE, fact("gated", "manual")], "partial", id="complete behind a gate"),
        pytest.param([COMPLETE], "unknown", id="complete, but nobody knows the gate"),
        pytest.param([COMPLETE, fact("gated", "later")], "unknown", id="a gate that we do not know is never open"),
        pytest.param(
            [fact("weights", {"state": "partial", "reason": "1 of 2 shards"}), FREE], "no", id="shards are missing"
        ),
        pytest.param([fact("weights", {"state": "none", "reason": "no weight files"}), FREE], "no", id="only a card"),
        pytest.param(
            [fact("weights", {"state": "unknown", "reason": ""}), FREE], "unknown", id="files were not listed"
        ),
        pytest.param(
            [fact("weights", {"state": "complete", "reason": "", "disabled": True}), FREE],
            "no",
            id="disabled by the Hub",
        ),
        pytest.param(
            [fact("weights_claim", "yes", None, method="text"), FREE], "unknown", id="a claim of a text is no file"
        ),
        pytest.param(
            [COMPLETE, FREE, fact("gate_conditions", {"text": "", "eu_excluded": True})],
            "partial",
            id="people of the EU are turned away",
        ),
        pytest.param(
            [COMPLETE, fact("gated", "manual"), fact("gated", "no", day=2)],
            "yes",
            id="the latest word about the gate counts",
        ),
    ],
)
def test_weights(facts: list[Fact], expected: str) -> None:
    """Weights are open only where complete files lie free in an official repo."""
    assert answers(*facts)["weights"] == expected


def test_weights_of_others_are_unknown() -> None:
    """Without an official repo no files speak for the release."""
    assert answers(COMPLETE, FREE, official=False)["weights"] == "unknown"


@pytest.mark.parametrize(
    ("value", "license_answer", "commercial"),
    [
        ({"id": "apache-2.0", "name": None}, "yes", "yes"),
        ({"id": "bigscience-bloom-rail-1.0", "name": None}, "partial", "conditional"),
        ({"id": "llama3.1", "name": None}, "partial", "conditional"),
        ({"id": "cc-by-nc-4.0", "name": None}, "no", "no"),
        ({"id": "other", "name": "modified-mit"}, "partial", "conditional"),
        ({"id": "other", "name": "nobody-read-this"}, "unknown", "unknown"),
        ({"id": None, "name": None}, "unknown", "unknown"),
    ],
    ids=["Apache", "RAIL", "Llama", "non-commercial", "modified MIT", "unread", "none"],
)
def test_license(value: JSON, license_answer: str, commercial: str) -> None:
    """License and commercial use follow from the table."""
    found = answers(fact("license", value))
    assert (found["license"], found["commercial_use"]) == (license_answer, commercial)


def test_the_best_rank_speaks() -> None:
    """What the Hub says beats what a text claims, however new."""
    hub = fact("license", {"id": "cc-by-nc-4.0", "name": None})
    press = fact("license", {"id": "apache-2.0", "name": None}, None, method="text", rank=40, day=9)
    assert answers(hub, press)["license"] == "no"


def test_the_least_open_of_equals_speaks() -> None:
    """Where two repos disagree, the cautious answer stands: a wrong yes is the worst error."""
    small = fact("license", {"id": "apache-2.0", "name": None}, "lab/small")
    large = fact("license", {"id": "cc-by-nc-4.0", "name": None}, "lab/large")
    assert answers(small, large)["license"] == "no"


@pytest.mark.parametrize("value", ["yes", "partial", "no"])
def test_training_data_is_as_the_fact_says(value: str) -> None:
    """Training data follow their fact."""
    assert answers(fact("training_data", {"value": value, "sets": []}))["training_data"] == value


def test_a_text_alone_makes_no_yes() -> None:
    """A press text can make a dimension partial at most."""
    claim = fact("training_code", "yes", None, method="text", rank=40)
    assert answers(claim)["training_code"] == "partial"


def test_evidence_travels() -> None:
    """Every answer carries the evidence of its fact."""
    found = next(one for one in assess([COMPLETE, FREE], has_official_repo=True) if one.dimension == "weights")
    assert (found.evidence, found.quote, found.method) == ("https://example.org", "2 of 2 shards", "metadata")
    assert found.at == datetime(2025, 8, 1, tzinfo=UTC)


def test_the_gate_is_the_evidence_where_it_decides() -> None:
    """Weights behind a gate are proved by the gate, in its own words."""
    found = next(one for one in assess([COMPLETE, fact("gated", "auto")], has_official_repo=True))
    assert (found.value, found.quote) == (Answer.PARTIAL, "gated: auto")


def terms(license_id: str | None, name: str | None = None, **values: Any) -> Fact:
    """The license in a repo's metadata."""
    return fact("license", {"id": license_id, "name": name}, **values)


@pytest.mark.parametrize(
    ("facts", "license_answer", "commercial"),
    [
        pytest.param([terms("cc")], "unknown", "unknown", id="a family of licenses, open and closed ones"),
        pytest.param([terms(None, "mit, cc-by-nc-4.0")], "no", "no", id="several licenses: the strictest"),
        pytest.param(
            [terms("mit"), fact("license_conflict", {"hub": "mit", "file": "cc-by-nc-4.0"})],
            "no",
            "no",
            id="the license file says less than the tag",
        ),
        pytest.param(
            [terms("mit"), fact("license_conflict", {"hub": "mit", "file": "apache-2.0"})],
            "partial",
            "yes",
            id="two open licenses that contradict each other are no clear yes",
        ),
        pytest.param(
            [terms("apache-2.0", day=2), fact("license_conflict", {"hub": "mit", "file": "apache-2.0"}), FREE],
            "partial",
            "yes",
            id="the contradiction still names the license",
        ),
        pytest.param(
            [terms("apache-2.0", day=2), fact("license_conflict", {"hub": "mit", "file": "llama2"})],
            "yes",
            "yes",
            id="a contradiction about another license than today's is over",
        ),
        pytest.param(
            [
                terms("other", day=1),
                fact("license_conflict", {"hub": "mit", "file": "llama2"}),
                terms("mit", None, method="person", rank=0, source=OPERATOR),
            ],
            "yes",
            "yes",
            id="a person has decided",
        ),
    ],
)
def test_licenses_that_contradict_each_other(facts: list[Fact], license_answer: str, commercial: str) -> None:
    """The strictest of all named licenses counts, unless a person decided."""
    found = answers(*facts)
    assert (found["license"], found["commercial_use"]) == (license_answer, commercial)


def test_a_contradiction_is_said() -> None:
    """The quote names each license and who says so."""
    conflict = fact("license_conflict", {"hub": "mit", "file": "cc-by-nc-4.0"})
    found = {one.dimension: one for one in assess([terms("mit"), conflict], has_official_repo=True)}
    assert found["license"].quote == "hub: MIT; file: CC BY-NC 4.0"


def test_what_a_repo_says_less_counts_before_what_another_says_more() -> None:
    """A card that withholds the data of one size is not outranked by the metadata of another."""
    withheld = fact("training_data", {"value": "no", "sets": []}, "lab/large", method="text", rank=80)
    named = fact("training_data", {"value": "yes", "sets": ["c4"]}, "lab/small")
    assert answers(withheld, named)["training_data"] == "no"


@pytest.mark.parametrize(
    ("facts", "official", "expected"),
    [
        pytest.param([], False, "yes", id="nothing was seen yet"),
        pytest.param([COMPLETE, FREE], True, "yes", id="the repo does not say"),
        pytest.param([COMPLETE, FREE], False, "unknown", id="the repo is gone"),
    ],
)
def test_the_catalog_tells_of_a_base(facts: list[Fact], official: bool, expected: str) -> None:
    """What was entered of the base's weights counts, unless what was made from it is gone."""
    entered = fact("base_weights", "yes", None, method="table", rank=50, source=CATALOG)
    assert answers(*facts, entered, official=official)["base_weights"] == expected


def out(repo: str, gate: str = "no", **base: Any) -> list[Fact]:
    """A repo with complete weights, and the parents that it names."""
    found = [fact("weights", {"state": "complete", "reason": ""}, repo), fact("gated", gate, repo)]
    return [*found, fact("base_model", base, repo)] if base else found


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param([*out("lab/X"), *out("lab/X-Instruct")], "yes", id="base and instruct by their names"),
        pytest.param([*out("lab/X-7B-Base"), *out("lab/X-7B-it")], "yes", id="a base that is called so"),
        pytest.param([*out("lab/X"), *out("lab/Y", ids=["lab/X"], relation="finetune")], "yes", id="a declared parent"),
        pytest.param([*out("lab/X", "auto"), *out("lab/X-Chat")], "partial", id="the base is behind a gate"),
        pytest.param(out("lab/Y", ids=["lab/X"], relation="finetune"), "unknown", id="the parent is elsewhere"),
        pytest.param(out("lab/Y", ids=["meta/X"], relation="finetune"), "unknown", id="the parent is another's"),
        pytest.param(out("lab/X-Instruct"), "unknown", id="an instruct model alone"),
        pytest.param(out("lab/K2.5"), "unknown", id="a name that says nothing proves no base"),
        pytest.param(
            [*out("lab/K2.5"), *out("lab/K2.5-GGUF", ids=["lab/K2.5"], relation="quantized")],
            "unknown",
            id="a conversion does not make a base of what it was made from",
        ),
        pytest.param([*out("lab/K2.5"), *out("lab/K2.5-FP8")], "unknown", id="nor one by its name alone"),
        pytest.param(
            [*out("lab/X-7B"), *out("lab/X-7B-Instruct"), *out("lab/X-70B-Instruct")],
            "unknown",
            id="the base of the large one is missing",
        ),
        pytest.param(
            [
                *out("lab/X-Base"),
                *out("lab/X-SFT", ids=["lab/X-Base"], relation="finetune"),
                *out("lab/X-RL", ids=["lab/X-SFT"], relation="finetune"),
            ],
            "yes",
            id="three steps from the base",
        ),
    ],
)
def test_base_weights(facts: list[Fact], expected: str) -> None:
    """The base is out only where the repos of the release show which it is and that all have it."""
    assert answers(*facts)["base_weights"] == expected


def test_conversions_do_not_speak_for_the_release() -> None:
    """A packed copy behind a gate or without a card says nothing of the model."""
    packed = out("lab/X-GGUF", "manual", ids=["lab/X"], relation="quantized")
    found = answers(*out("lab/X"), *packed, fact("card", {"value": "no"}, "lab/X-GGUF"))
    assert (found["weights"], found["gate"], found["model_card"]) == ("yes", "yes", "unknown")
