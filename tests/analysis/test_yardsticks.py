"""What other yardsticks say: right where it is known, unknown where it is not, and never a wrong "open"."""

from __future__ import annotations

from typing import Any

import pytest

from tests.samples import fact, linked, release, repo
from tracker.analysis.openness import assess
from tracker.analysis.yardsticks import compare, differences, disagreements, ratings
from tracker.analysis.yardsticks.mof import CLASSES
from tracker.domain import Answer, Fact, Openness, Release, Stage

MODEL, INSTRUCT = "lab/Model-7B", "lab/Model-7B-Instruct"


def known(*facts: Fact) -> Release:
    """A release of which these facts are known, judged by them."""
    judged = assess(facts, has_official_repo=True)
    return release(stage=Stage.WEIGHTS, facts=facts, chosen={one.name: one for one in reversed(facts)}, openness=judged)


def model(license_id: str, name: str | None = None, gate: str = "no", repo_: str = MODEL, **values: Any) -> list[Fact]:
    """Complete weights of a repo under a license; `values` are further facts about it."""
    found = {
        "weights": {"state": "complete", "reason": "2 of 2 shards", "disabled": False},
        "gated": gate,
        "license": {"id": license_id, "name": name},
    }
    return [fact(key, value, subject=repo_) for key, value in (found | values).items()]


def data(answer: str) -> dict[str, Any]:
    """A fact about training data."""
    return {"value": answer, "sets": ["EleutherAI/pile"] if answer == "yes" else []}


FINETUNE = {"ids": [MODEL], "relation": "finetune"}
ROWS: dict[str, tuple[Release, dict[str, str], str, str]] = {
    "Llama 3.1: behind a gate, custom license, closed data": (
        known(
            *model("llama3.1", gate="manual", training_data=data("no"), training_code="partial"),
            *model("llama3.1", gate="manual", repo_=INSTRUCT, base_model=FINETUNE),
        ),
        {
            "weights_endmodel": "partial",
            "weights_basemodel": "partial",
            "datasources_basemodel": "closed",
            "trainingcode": "partial",
            "licenses": "closed",
        },
        "not reached",
        "cannot be",
    ),
    "Llama 4: granted at once, not in the EU": (
        known(*model("llama4", gate="auto", training_data=data("no"), gate_conditions={"eu_excluded": True})),
        {"weights_endmodel": "partial", "datasources_endmodel": "closed", "licenses": "closed", "paper": "unknown"},
        "not reached",
        "cannot be",
    ),
    "Mistral: Apache, data withheld": (
        known(*model("apache-2.0", training_data=data("no"), training_code="no")),
        {
            "weights_endmodel": "open",
            "datasources_basemodel": "closed",
            "trainingcode": "closed",
            "licenses": "partial",
        },
        "cannot be told",
        "cannot be",
    ),
    "DeepSeek-R1: MIT, a preprint, data withheld": (
        known(*model("mit", training_data=data("no"), training_code="no", paper="arXiv:2501.12948")),
        {"weights_endmodel": "open", "preprint": "open", "paper": "unknown", "licenses": "partial"},
        "cannot be told",
        "cannot be",
    ),
    "Falcon: license of its own, data in part": (
        known(*model("other", "falcon-llm-license", training_data=data("partial"))),
        {"weights_endmodel": "open", "datasources_basemodel": "partial", "licenses": "closed", "datasheet": "unknown"},
        "not reached",
        "cannot be",
    ),
    "BLOOMZ: all open under a license that restricts the use": (
        known(
            *model(
                "bigscience-bloom-rail-1.0",
                training_data=data("yes"),
                training_code="yes",
                paper="arXiv:2211.01786",
                card={"value": "yes"},
            )
        ),
        {
            "weights_endmodel": "open",
            "datasources_basemodel": "open",
            "datasources_endmodel": "open",
            "trainingcode": "open",
            "modelcard": "open",
            "licenses": "partial",
        },
        "not reached",
        "cannot be",
    ),
    "gpt-oss: Apache, a card without its data": (
        known(*model("apache-2.0", training_data=data("no"), paper="https://cdn.example.org/model_card.pdf")),
        {
            "weights_endmodel": "open",
            "weights_basemodel": "unknown",
            "datasources_basemodel": "closed",
            "preprint": "partial",
            "licenses": "partial",
        },
        "cannot be told",
        "cannot be",
    ),
    "Pythia: Apache, public data and code": (
        known(*model("apache-2.0", training_data=data("yes"), training_code="yes", paper="arXiv:2304.01373")),
        {
            "weights_endmodel": "open",
            "datasources_basemodel": "open",
            "datasources_endmodel": "open",
            "trainingcode": "open",
            "preprint": "open",
            "licenses": "unknown",
        },
        "cannot be told",
        "not excluded",
    ),
}


@pytest.mark.parametrize(("told", "osai", "mof", "osaid"), ROWS.values(), ids=ROWS.keys())
def test_the_families_of_the_acceptance_table(told: Release, osai: dict[str, str], mof: str, osaid: str) -> None:
    """Each yardstick says what follows from the facts, and leaves open what does not."""
    index, framework, definition = compare(told)
    assert {name: index.of(name) for name in osai} == osai
    assert (framework.verdict, definition.verdict) == (mof, osaid)


def test_nothing_known_is_unknown_everywhere() -> None:
    """Without facts no part is open, closed, counted or left out."""
    for one in compare(release()):
        assert {part.verdict for part in one.parts} == {"unknown"}
    assert [one.verdict for one in compare(release())] == ["12 unknown", "cannot be told", "not excluded"]


def test_each_index_has_its_parts() -> None:
    """Twelve dimensions, seventeen components, four conditions."""
    assert [len({part.name for part in one.parts}) for one in compare(release())] == [12, 17, 4]


def answered(**answers: str) -> Release:
    """A release with these answers under Apache-2.0."""
    judged = tuple(Openness(name, Answer(answer)) for name, answer in answers.items())
    return release(openness=judged, facts=(fact("license", {"id": "apache-2.0", "name": None}, subject=MODEL),))


def test_no_class_is_reached_by_what_is_only_there() -> None:
    """Papers, data and code with licenses that nobody looked at leave the class open, however much there is."""
    everything = dict.fromkeys(("weights", "license", "architecture", "paper", "model_card", "evaluation"), "yes")
    framework = compare(answered(**everything, training_data="yes", training_code="yes", inference_code="yes"))[1]
    assert framework.verdict == "cannot be told"
    assert framework.missing == ("technical_report", "data_card")


@pytest.mark.parametrize("name", sorted({one for asked in CLASSES.values() for names in asked for one in names}))
def test_what_classes_ask_for_is_judged(name: str) -> None:
    """Every component that a class needs is among the seventeen."""
    assert name in {part.name for part in compare(release())[1].parts}


@pytest.mark.parametrize(
    ("facts", "base", "end"),
    [
        pytest.param(
            [*model("mit", training_data=data("yes")), *model("mit", repo_=INSTRUCT)],
            "open",
            "unknown",
            id="only the base says what it was trained on",
        ),
        pytest.param(
            model("mit", training_data=data("yes"), base_model={"ids": ["meta/Other"], "relation": "finetune"}),
            "unknown",
            "open",
            id="trained further from another's model",
        ),
        pytest.param(
            [
                *model("mit", training_data=data("yes")),
                *model("mit", repo_="lab/Model-7B-GGUF", base_model={"ids": [MODEL], "relation": "quantized"}),
            ],
            "open",
            "open",
            id="a conversion has no data of its own",
        ),
    ],
)
def test_data_of_base_and_end(facts: list[Fact], base: str, end: str) -> None:
    """What a card says counts for the model that it is about."""
    index = compare(known(*facts))[0]
    assert (index.of("datasources_basemodel"), index.of("datasources_endmodel")) == (base, end)


def test_two_open_licenses_that_contradict_exclude_nothing() -> None:
    """It is not clear which one holds, but neither is known to be closed."""
    conflict = fact("license_conflict", {"hub": "mit", "file": "apache-2.0"}, subject=MODEL)
    _, framework, definition = compare(known(*model("mit"), conflict))
    assert (framework.of("model_parameters_final"), definition.verdict) == ("unknown", "not excluded")


def test_the_facts_of_copies_by_others_do_not_count() -> None:
    """Another owner's license says nothing of the release."""
    told = known(*model("apache-2.0"))
    foreign = fact("license", {"id": "cc-by-nc-4.0", "name": None}, subject="quants/Model-7B")
    copied = release(
        facts=(*told.facts, foreign),
        openness=told.openness,
        repos=(linked(repo("quants/Model-7B"), role="derivative"),),
    )
    assert compare(copied)[2].verdict == "not excluded"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        pytest.param(known(*model("apache-2.0", gate="auto")), ["Zugangsschranke"], id="behind a gate"),
        pytest.param(known(*model("openrail")), ["Gebrauch einschränkt"], id="a license that restricts the use"),
        pytest.param(
            known(*model("apache-2.0", training_data=data("no"))),
            ["Klasse III", "Lizenz der Gewichte"],
            id="open license, closed data",
        ),
        pytest.param(known(*model("cc-by-nc-4.0")), [], id="all of one mind"),
        pytest.param(known(*model("llama4", paper="arXiv:1")), ["Artikel"], id="a paper without a known license"),
        pytest.param(release(), [], id="nothing known"),
    ],
)
def test_disagreements_are_sentences(told: Release, words: list[str]) -> None:
    """Where the yardsticks differ one sentence says why, in both languages."""
    found = compare(told)
    german, english = disagreements(found, "de"), disagreements(found, "en")
    assert len(german) == len(english) == len(words)
    assert all(word in sentence for word, sentence in zip(words, german, strict=True))


def rated(index: str, **values: str) -> Fact:
    """What an index published."""
    value = {"index": index, "subject": "DeepSeek-R1", "date": "2026-06-12", "values": values}
    return fact(
        "rating", value, subject=f"rating/{index}", method="person", source="catalog", url="https://osai-index.eu"
    )


def test_what_an_index_published_stands_beside_what_is_computed() -> None:
    """Only what both know and judge differently is a difference; each index has its own names."""
    told = known(
        *model("mit", training_data=data("no")),
        rated("osai", licenses="open", weights_endmodel="open", paper="open", trainingcode="closed"),
        rated("ouc", llmdata="open", llmweights="open"),
        rated("mot", model_parameters_final="closed", training_code="closed"),
    )
    found = {one.index: differences(one, compare(told)) for one in ratings(told)}
    assert {index: [(one.name, one.published, one.computed) for one in some] for index, some in found.items()} == {
        "osai": [("licenses", "open", "partial")],
        "ouc": [("datasources_basemodel", "open", "closed")],
        "mot": [("model_parameters_final", "closed", "open")],
    }
