"""Loading the catalog: knowledge and never news, once, and below what the tracker sees itself; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.samples import NOW, observation, repo, seen_repo, source
from tracker import analysis
from tracker.catalog import CatalogEntry, Claim, Rating, catalog
from tracker.domain import Answer, Channel, Event, EventKind, Observation, Release, SourceKind, Stage
from tracker.steps import analyze, announce, load_catalog
from tracker.steps.catalog import before, keys_of
from tracker.store import Store, messages, observations, releases

KNOWN = analysis.known()
WATCHED = {
    "hub-openai": source("hub-openai", "hub", organization="openai", title="OpenAI"),
    "presse": source("presse", kind=SourceKind.PRESS, language="de"),
}
ALERTS = Channel("alerts", "none", "-")
URL = "https://a.example/gpt-oss"
ENTRY = CatalogEntry(
    id="gpt-oss",
    organization="OpenAI",
    name="gpt-oss",
    family="gpt-oss",
    repos=("openai/gpt-oss-20b", "openai/gpt-oss-120b"),
    claims={
        "weights": Claim("2025-08-05", URL),
        "license": Claim({"id": "mit", "name": None}, URL),
        "parameters": Claim(117_000_000_000, URL),
        "training_data": Claim("no", URL, "not disclosed"),
        "paper": Claim("https://arxiv.org/abs/2508.10925", URL),
    },
    ratings=(Rating("osai", "gpt-oss-120b", "2026-06-12", "https://osai-index.eu/", {"licenses": "partial"}),),
)
LATER = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


def load(store: Store, *entries: CatalogEntry, now: datetime = LATER) -> list[Release]:
    """All records after the entries were loaded."""
    load_catalog(store, entries, KNOWN, now)
    return records(store)


def records(store: Store) -> list[Release]:
    """All records."""
    with store.read() as c:
        return [analysis.build(dossier) for dossier in releases.dossiers(c, None)]


def see(store: Store, *seen: Observation) -> None:
    """What the tracker sees, one after the other."""
    for one in seen:
        with store.write() as c:
            observations.add(c, [one])
        analyze(store, KNOWN, WATCHED, one.seen_at)


def from_catalog(release: Release) -> list[Event]:
    """The events that the catalog tells."""
    return [event for event in release.events if event.source == "catalog"]


def test_an_entry_is_a_record_with_its_evidence(store: Store) -> None:
    """Dates, facts with source, quote and rank, the repos it names, and what an index said."""
    (release,) = load(store, ENTRY)

    assert (release.title, release.stage, release.baseline) == ("OpenAI gpt-oss", Stage.WEIGHTS, True)
    assert release.weights_at == datetime(2025, 8, 5, tzinfo=UTC)
    assert release.repo_names == ("openai/gpt-oss-120b", "openai/gpt-oss-20b")
    data = release.chosen["training_data"]
    assert (data.value, data.url, data.quote, data.rank) == ({"value": "no", "sets": []}, URL, "not disclosed", 50)
    assert release.chosen["license"].value["id"] == "mit"
    assert release.chosen["paper"].value == "arXiv:2508.10925"
    assert release.chosen["rating"].value["values"] == {"licenses": "partial"}
    assert release.chosen["repos"].value == ["openai/gpt-oss-20b", "openai/gpt-oss-120b"]
    assert release.chosen["weights"].value == {"state": "complete", "reason": "out since 2025-08-05"}
    assert {one.dimension: one.value for one in release.openness}["weights"] is Answer.UNKNOWN, "no gate is told"


def test_loading_again_changes_nothing(store: Store) -> None:
    """The second time, and the time after a mark was lost, there are the same rows."""
    first = load(store, ENTRY)
    again = load(store, ENTRY, now=LATER + timedelta(days=1))
    other = load(store, ENTRY, replace(ENTRY, id="b", name="GPT-2", repos=()), now=LATER + timedelta(days=2))

    assert again == first
    assert first[0] in other
    assert len(other) == 2


def test_a_changed_entry_changes_its_facts_and_a_removed_one_stays(store: Store) -> None:
    """The latest word counts, what is said no more is unknown, and nothing is forgotten as of a day before."""
    load(store, ENTRY)
    claims = {key: claim for key, claim in ENTRY.claims.items() if key != "paper"}
    changed = replace(ENTRY, claims=claims | {"license": Claim({"id": "apache-2.0", "name": None}, URL)})
    (release,) = load(store, changed, now=LATER + timedelta(days=1))

    assert release.chosen["license"].value["id"] == "apache-2.0"
    assert "paper" not in release.chosen
    assert load(store, now=LATER + timedelta(days=2)) == [release]
    with store.read() as c:
        (dossier,) = releases.dossiers(c, None, LATER)
    assert analysis.build(dossier, LATER).chosen["license"].value["id"] == "mit"


def test_nothing_is_told(store: Store) -> None:
    """Not one alert of the whole catalog."""
    loaded = load(store, *catalog())
    announce(store, [ALERTS], LATER)

    assert all(event.baseline for release in loaded for event in release.events)
    with store.read() as c:
        assert messages.of_releases(c, [release.id for release in loaded]) == []


def test_what_the_hub_says_outranks_the_catalog(store: Store) -> None:
    """A repo that an entry names joins its record, and its metadata's license is the one that people read."""
    load(store, ENTRY)
    see(store, seen_repo(repo(license="apache-2.0"), LATER + timedelta(days=1), baseline=True))
    (release,) = records(store)

    assert [linked.repo.id for linked in release.repos] == ["openai/gpt-oss-20b"]
    assert release.chosen["license"].value["id"] == "apache-2.0"
    assert {fact.value["id"] for fact in release.facts if fact.name == "license"} == {"apache-2.0", "mit"}
    assert release.weights_at == datetime(2025, 8, 5, tzinfo=UTC)


def test_what_the_press_says_does_not(store: Store) -> None:
    """The catalog was reviewed by a person: a newspaper's number stands below it."""
    load(store, ENTRY)
    text = "OpenAI hat gpt-oss als Open-Weight-Modell veröffentlicht. Das Modell hat 120 Milliarden Parameter."
    see(store, observation(source="presse", title=text, text=text, seen_at=LATER, url=None))
    (release,) = records(store)

    assert len({fact.value for fact in release.facts if fact.name == "parameters_total"}) == 2
    assert release.chosen["parameters_total"].value == 117_000_000_000


def test_a_release_that_was_seen_live_gets_the_facts_alone(store: Store) -> None:
    """It has one of the entry's repos: no second record, no second date; another month, the same again."""
    see(store, seen_repo(repo()))
    (seen,) = records(store)
    (release,) = load(store, ENTRY)
    (again,) = load(store, replace(ENTRY, family="GPT-OSS"), now=LATER + timedelta(days=30))

    assert (release.id, from_catalog(release), release.weights_at) == (seen.id, [], seen.weights_at)
    assert release.chosen["training_data"].quote == "not disclosed"
    assert "openai/gpt-oss-120b" in release.repo_names
    assert (again.id, len(again.events)) == (seen.id, len(seen.events))


def test_a_release_of_first_contact_gets_its_dates(store: Store) -> None:
    """What was there when the tracker came is older than that: the catalog knows since when."""
    see(store, seen_repo(repo(), LATER - timedelta(days=2), baseline=True))
    (release,) = load(store, ENTRY)

    assert [event.kind for event in from_catalog(release)] == [EventKind.WEIGHTS]
    assert release.weights_at == datetime(2025, 8, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seen_at", "number"),
    [
        pytest.param(NOW, 1, id="seen at the time of the entry"),
        pytest.param(NOW + timedelta(days=200), 2, id="seen much later"),
    ],
)
def test_a_name_is_enough_at_the_same_time(store: Store, seen_at: datetime, number: int) -> None:
    """Without a common repo, one name of one organization is one release if both are of one month."""
    see(store, seen_repo(repo("openai/gpt-oss-7b"), seen_at))

    assert len(load(store, ENTRY)) == number


@pytest.mark.parametrize(
    ("dates", "today", "there"),
    [
        pytest.param(("2025-08-05",), "2025-08-06", True, id="yesterday is over"),
        pytest.param(("2025-08-05",), "2025-08-05", False, id="today is not over"),
        pytest.param(("2025-08",), "2025-08-31", False, id="a month lasts to its end"),
        pytest.param(("2025-08",), "2025-09-01", True, id="a month is over on the first of the next"),
        pytest.param(("2025-03-31", "2025-08-05"), "2025-06-01", False, id="announced, but the weights came later"),
    ],
)
def test_what_the_clock_has_not_reached_is_left_out(dates: tuple[str, ...], today: str, there: bool) -> None:
    """Every date must be over; a rating that came later is left out alone."""
    claims = {key: Claim(day, URL) for key, day in zip(("weights", "withdrawn"), dates, strict=False)}
    found = before(replace(ENTRY, claims=claims), datetime.fromisoformat(today).date())

    assert (found is not None) is there
    assert found is None or found.ratings == ()


def test_a_later_upgrade_brings_what_has_happened_since(store: Store) -> None:
    """An entry of today is loaded tomorrow, and its rating when that is known."""
    assert load(store, ENTRY, now=NOW) == []
    (release,) = load(store, ENTRY, now=NOW + timedelta(days=1))
    assert "rating" not in release.chosen
    assert "rating" in load(store, ENTRY)[0].chosen


@pytest.mark.parametrize(
    ("name", "repos", "keys"),
    [
        pytest.param("Llama 3.1", (), {"name:llama-3.1"}, id="a name"),
        pytest.param("BLOOMZ and mT0", (), {"name:bloomz", "name:mt0"}, id="two names"),
        pytest.param("Falcon 7B and 40B", (), {"name:falcon"}, id="two sizes"),
        pytest.param("BLOOM", ("bigscience/bloom",), {"name:bloom", "repo:bigscience/bloom"}, id="a repo"),
        pytest.param(
            "Mistral Large 2",
            ("mistralai/Mistral-Large-Instruct-2407",),
            {"name:mistral-large-2", "repo:mistralai/mistral-large-instruct-2407"},
            id="a repo, but not what other versions are called too",
        ),
    ],
)
def test_an_entry_is_found_by_names_and_repos(name: str, repos: tuple[str, ...], keys: set[str]) -> None:
    """The keys under which analysis looks for it."""
    assert set(keys_of(replace(ENTRY, name=name, repos=repos), KNOWN)) == keys
