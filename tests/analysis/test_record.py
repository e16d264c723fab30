"""The living record out of its dossier."""

from __future__ import annotations

from datetime import timedelta

from tests.samples import NOW, dossier, event, fact, linked, repo
from tracker.analysis.record import build, current
from tracker.domain import EventKind, Stage

BIG, SMALL = "openai/gpt-oss-120b", "openai/gpt-oss-20b"
REPOS = (linked(repo(SMALL)), linked(repo(BIG)))


def test_the_largest_repo_stands_for_the_release() -> None:
    """gpt-oss has 117 billion parameters, not 21."""
    sizes = (
        fact("parameters_total", 116_800_000_000, subject=BIG),
        fact("parameters_total", 20_900_000_000, subject=SMALL),
        fact("parameters_active", 5_100_000_000, subject=BIG, rank=80, method="text"),
        fact("parameters_active", 3_600_000_000, subject=SMALL, rank=80, method="text"),
    )
    chosen = build(dossier(repos=REPOS, facts=sizes)).chosen

    assert (chosen["parameters_total"].value, chosen["parameters_active"].value) == (116_800_000_000, 5_100_000_000)


def test_a_stated_size_stands_where_packed_headers_say_less() -> None:
    """MXFP4 headers sum to half of the parameters; the card knows."""
    sizes = (
        fact("parameters_total", 63_000_000_000, subject=BIG),
        fact("parameters_total", 117_000_000_000, subject=BIG, rank=80, method="text"),
    )

    assert build(dossier(repos=REPOS, facts=sizes)).chosen["parameters_total"].value == 117_000_000_000


def test_a_delay_ends_the_date_before_it() -> None:
    """What was expected in autumn and is late is expected in autumn no more, whoever said so."""
    said = fact("expected", "in autumn", rank=60, learned_at=NOW)
    late = event(EventKind.DELAYED, NOW + timedelta(days=9))
    new = fact("expected", "in winter", rank=40, learned_at=late.seen_at)

    assert build(dossier(facts=(said,))).chosen["expected"].value == "in autumn"
    assert "expected" not in build(dossier(facts=(said,), events=(late,))).chosen
    assert build(dossier(facts=(said, new), events=(late,))).chosen["expected"].value == "in winter"


def test_a_number_far_from_the_headers_speaks_of_another_model() -> None:
    """A 7B card that compares itself with a 70B model has 7 billion parameters."""
    sizes = (
        fact("parameters_total", 7_200_000_000, subject=BIG),
        fact("parameters_total", 70_000_000_000, subject=BIG, rank=80, method="text"),
    )

    assert build(dossier(repos=REPOS, facts=sizes)).chosen["parameters_total"].value == 7_200_000_000


def test_metadata_stands_before_the_press() -> None:
    """A text never overrules the repo."""
    licenses = (
        fact("license", {"id": "apache-2.0"}, subject=BIG),
        fact("license", {"id": "mit"}, rank=40, method="text", source="press", learned_at=NOW + timedelta(hours=1)),
    )

    assert build(dossier(repos=REPOS, facts=licenses)).chosen["license"].value == {"id": "apache-2.0"}


def test_the_latest_word_of_one_source_counts() -> None:
    """A relicensed repo has its new license."""
    old = fact("license", {"id": "mit"}, subject=BIG)
    new = fact("license", {"id": "cc-by-nc-4.0"}, subject=BIG, learned_at=NOW + timedelta(days=1))

    assert (new,) == current([old, new])


def test_another_owners_derivative_says_nothing_about_the_release() -> None:
    """A re-upload under another license does not change ours."""
    copy = linked(repo("quants/gpt-oss-GGUF"), "derivative")
    facts = (fact("license", {"id": "other"}, subject="quants/gpt-oss-GGUF"),)

    assert "license" not in build(dossier(repos=(*REPOS, copy), facts=facts)).chosen


def test_as_of_knows_nothing_that_was_learned_later() -> None:
    """Between announcement and weights the model has no name and no license."""
    spring, summer = NOW - timedelta(days=127), NOW
    kept = dossier(
        created_at=spring,
        facts=(
            fact("organization", "OpenAI", learned_at=spring),
            fact("name", "gpt-oss", learned_at=summer),
            fact("license", {"id": "apache-2.0"}, learned_at=summer),
        ),
        events=(event(EventKind.ANNOUNCED, spring), event(EventKind.WEIGHTS, summer)),
        repos=REPOS,
    )
    then = build(kept, spring + timedelta(days=30))

    assert (then.stage, then.nameless, then.weights_at, then.repos) == (Stage.ANNOUNCED, True, None, ())
    assert "license" not in then.chosen
    assert build(kept, summer) == build(kept)


def test_dates_are_the_first_of_their_kind() -> None:
    """A second size does not move the day of the release."""
    later = NOW + timedelta(days=2)
    events = (event(at=NOW), event(at=later, key="weights/other"))

    assert build(dossier(events=events)).weights_at == NOW


def test_a_repo_made_anew_stands_for_the_one_before() -> None:
    """What the new repo says counts, and the one whose name it has is history."""
    old = linked(repo(SMALL, uid="old", gone=True))
    new = linked(repo(SMALL, uid="new"), first_seen=NOW + timedelta(hours=1))
    record = build(dossier(repos=(new, old), facts=(fact("license", {"id": "apache-2.0"}, subject=SMALL),)))

    assert record.repos == (new,)
    assert {one.dimension: one.value.value for one in record.openness}["license"] == "yes"
