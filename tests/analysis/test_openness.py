"""How open facts make a release, and the line that says so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tracker.analysis.licenses import about
from tracker.analysis.openness import DIMENSIONS, assess, line
from tracker.domain import JSON, Answer, Fact


def fact(
    name: str,
    value: JSON,
    subject: str | None = "lab/model",
    *,
    method: str = "metadata",
    rank: int = 100,
    day: int = 1,
) -> Fact:
    learned = datetime(2025, 8, day, tzinfo=UTC)
    return Fact(name, value, method, rank, subject, "hub-lab", "https://example.org", learned_at=learned)


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


@pytest.mark.parametrize(
    ("license_id", "language", "text"),
    [
        (
            "apache-2.0",
            "en",
            "Weights free to download, Apache-2.0, commercial use allowed; training data not disclosed",
        ),
        ("apache-2.0", "de", "Gewichte frei, Apache-2.0, kommerziell nutzbar; Trainingsdaten nicht offengelegt"),
        (None, "en", "Weights free to download, license unknown; training data not disclosed"),
        (
            "llama4",
            "de",
            (
                "Gewichte frei, Llama 4 Community License, kommerziell mit Auflagen (bis 700 Mio. Nutzer im Monat, "
                "in der EU nicht voll gewährt); Trainingsdaten nicht offengelegt"
            ),
        ),
    ],
    ids=["English", "German", "license unknown", "conditions are named"],
)
def test_line(license_id: str | None, language: str, text: str) -> None:
    """One plain line says it in both languages, and the unknown is said as unknown."""
    found = assess([COMPLETE, FREE, fact("training_data", {"value": "no", "sets": []})], has_official_repo=True)
    assert line(found, about(license_id), language) == text


def test_line_of_nothing() -> None:
    """A release of which nothing is known says so."""
    assert line((), None, "de") == "Gewichte unbekannt, Lizenz unbekannt; Trainingsdaten unbekannt"
