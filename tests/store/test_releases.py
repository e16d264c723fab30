"""Releases: found by keys and repos, told as dossiers, now and as of a day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, event

from tracker.domain import Event, EventKind, Evidence, Fact, Finding, LinkedRepo, Observation, Repo, Source, SourceKind
from tracker.store import Store, observations, releases, sources, summaries

DAY = timedelta(days=1)
REPO = Repo("openai/gpt-oss-20b", "6890", sha="abc", tags=("vllm",))


def fact(now: datetime, value: object = "apache-2.0", **other: object) -> Fact:
    """A claim about the license."""
    return replace(Fact("license", value, "metadata", 9, source="openai", learned_at=now), **other)  # type: ignore[arg-type]


def happened(now: datetime, key: str = "weights", kind: EventKind = EventKind.WEIGHTS) -> Event:
    """An event seen at `now`."""
    return Event(kind, now - timedelta(hours=1), now, key, "detail", "before", "after", "https://x.example", "openai")


def create(c: Connection, now: datetime, *ids: str) -> None:
    """Releases with a key of their own name."""
    for id_ in ids:
        releases.create(c, id_, now, baseline=True)
        releases.add_keys(c, id_, [id_, f"link/{id_}"])


def test_candidates(store: Store, now: datetime) -> None:
    """A release is found by any of its keys and any of its repos, each once; nothing asked, nothing found."""
    with store.write() as c:
        create(c, now, "a", "b", "c")
        releases.link_repo(c, "b", REPO, "official", now)
        assert releases.candidates(c, [], []) == []
        assert releases.candidates(c, ["a", "link/a", "nobody"], []) == ["a"]
        assert releases.candidates(c, ["c"], ["6890", "nobody"]) == ["b", "c"]
        assert releases.candidates(c, [f"k{number}" for number in range(3000)] + ["a"], []) == ["a"]


def test_keys_are_kept_once(store: Store, now: datetime) -> None:
    """Keys add up, endless ones are cut alike when stored and when asked for."""
    with store.write() as c:
        create(c, now, "a")
        releases.add_keys(c, "a", ["a", "y" * 9000])
        releases.add_keys(c, "a", [])
        assert releases.candidates(c, ["y" * 9000], []) == ["a"]
        assert len(releases.dossiers(c, ["a"])[0].keys) == 3


def test_a_release_is_created_once(store: Store, now: datetime) -> None:
    """Creating it again changes nothing; only unbaseline makes it more than a first contact's, from then on."""
    with store.write() as c:
        releases.create(c, "a", now, True)
        releases.create(c, "a", now + DAY, False)
        assert [(one.created_at, one.baseline) for one in releases.dossiers(c, None)] == [(now, True)]
        releases.unbaseline(c, "a", now + DAY)
        releases.unbaseline(c, "a", now + 2 * DAY)
        assert not releases.dossiers(c, None)[0].baseline
        assert [releases.dossiers(c, None, now + hours * DAY / 24)[0].baseline for hours in (0, 23, 24)] == [
            True,
            True,
            False,
        ]


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        ({}, 1),
        ({"learned_at": "later", "rank": 3, "url": "https://y.example"}, 1),
        ({"value": "mit"}, 2),
        ({"quote": "under MIT"}, 2),
        ({"subject": "openai/gpt-oss-20b"}, 2),
        ({"source": "press"}, 2),
        ({"method": "text"}, 2),
    ],
    ids=[
        "the same",
        "said again later",
        "another value",
        "another quote",
        "another subject",
        "another source",
        "other way",
    ],
)
def test_facts_said_again(store: Store, now: datetime, change: dict[str, object], rows: int) -> None:
    """A fact is kept again only where its latest row by the same source and way differs in value or quote."""
    if "learned_at" in change:
        change = change | {"learned_at": now + DAY}
    with store.write() as c:
        create(c, now, "a")
        releases.add_facts(c, "a", [fact(now)])
        releases.add_facts(c, "a", [fact(now, **change)])
        assert len(releases.dossiers(c, ["a"])[0].facts) == rows


def test_facts_that_change_back(store: Store, now: datetime) -> None:
    """A license that changes and changes back leaves three facts; a list as value is compared as JSON is."""
    with store.write() as c:
        create(c, now, "a")
        for days, value in enumerate((["mit"], ["apache-2.0"], ("mit",), ["mit"])):
            releases.add_facts(c, "a", [fact(now + days * DAY, value)])
        releases.add_facts(c, "a", [])
        assert [one.value for one in releases.dossiers(c, ["a"])[0].facts] == [["mit"], ["apache-2.0"], ["mit"]]


def test_a_fact_says_when_it_was_learned(store: Store, now: datetime) -> None:
    """A fact without that time is refused by name: it could not be left out of the past."""
    with store.write() as c:
        create(c, now, "a")
        with pytest.raises(ValueError, match="a: the fact license does not say"):
            releases.add_facts(c, "a", [fact(now, learned_at=None)])


def test_an_event_happens_once(store: Store, now: datetime) -> None:
    """An event with a known key of its release is skipped; the ids of new ones come back in their order."""
    with store.write() as c:
        create(c, now, "a", "b")
        (first,) = releases.add_events(c, "a", [happened(now)])
        later = [happened(now + DAY), happened(now + DAY, "gated/1", EventKind.GATED)]
        (second,) = releases.add_events(c, "a", later)
        (other,) = releases.add_events(c, "b", [happened(now)])
        assert releases.add_events(c, "a", []) == []
        assert len({first, second, other}) == 3
        events = releases.dossiers(c, ["a"])[0].events
    assert events == (
        replace(happened(now), release="a", id=first),
        replace(happened(now + DAY, "gated/1", EventKind.GATED), release="a", id=second),
    )


def test_the_latest_state_of_a_repo(store: Store, now: datetime) -> None:
    """A repo is one by its uid: a rename and a new commit replace its state, when it was first seen stays."""
    renamed = replace(REPO, id="openai/gpt-oss", sha="def")
    with store.write() as c:
        create(c, now, "a")
        releases.link_repo(c, "a", REPO, "official", now)
        releases.link_repo(c, "a", renamed, "official", now + DAY)
        assert releases.dossiers(c, ["a"])[0].repos == (LinkedRepo(renamed, "official", now),)


def test_a_whole_dossier(store: Store, now: datetime) -> None:
    """Everything about a release comes back, each part in its order, texts cut, the latest summary of each language."""
    with store.write() as c:
        sources.remember(c, [Source("blog", "feed", SourceKind.OFFICIAL, DAY)], now)
        create(c, now, "a", "b")
        seen = Observation("blog", "1", "entry", now + DAY, "Second", "x" * 900, "https://blog.example/2")
        observations.add(c, [seen, replace(seen, key="2", title="First", seen_at=now, source="forum")])
        for number in (1, 2):
            observations.examined(c, number, Finding("en", True, "release", 0.9), "a", now + DAY)
        releases.add_facts(c, "a", [fact(now + DAY, observation=1, subject="x"), fact(now, quote="q")])
        ids = releases.add_events(c, "a", [happened(now), happened(now + DAY, "gated")])
        summaries.save(c, ids[0], "a", "en", "Out.", "facts", now)
        summaries.save(c, ids[1], "a", "en", "Gated.", "facts", now + DAY)
        summaries.save(c, ids[0], "a", "de", "Da.", "facts", now)
        releases.link_repo(c, "a", REPO, "official", now)
        (dossier,) = releases.dossiers(c, ["a"])
    assert (dossier.id, dossier.created_at, dossier.baseline, dossier.keys) == ("a", now, True, ("a", "link/a"))
    assert dossier.facts == (fact(now, quote="q"), fact(now + DAY, observation=1, subject="x"))
    assert [one.key for one in dossier.events] == ["weights", "gated"]
    assert dossier.repos == (LinkedRepo(REPO, "official", now),)
    assert dossier.evidence == (
        Evidence("forum", "First", "https://blog.example/2", "en", now, SourceKind.PRESS, "x" * 500, 2),
        Evidence("blog", "Second", "https://blog.example/2", "en", now + DAY, SourceKind.OFFICIAL, "x" * 500, 1),
    )
    assert dossier.summaries == {"en": "Gated.", "de": "Da."}


def test_as_of_a_day(store: Store, now: datetime) -> None:
    """Asked as of a day, a dossier holds only what was known then, and a later release is not there."""
    with store.write() as c:
        create(c, now, "a")
        create(c, now + DAY, "b")
        seen = Observation("blog", "1", "entry", now, "First")
        observations.add(c, [seen, replace(seen, key="2", title="Second", seen_at=now + DAY)])
        for number in (1, 2):
            observations.examined(c, number, Finding("en", True, "release", 0.9), "a", now)
        for days, id_ in ((0, "6890"), (1, "6891")):
            then = now + days * DAY
            releases.add_facts(c, "a", [fact(then, f"license {days}")])
            (event_id,) = releases.add_events(c, "a", [happened(then, f"event {days}")])
            releases.link_repo(c, "a", replace(REPO, uid=id_), "official", then)
            summaries.save(c, event_id, "a", "en", f"Summary {days}.", "facts", then)
        (dossier,) = releases.dossiers(c, None, as_of=now)
        assert releases.dossiers(c, None, as_of=now - DAY) == []
        assert [len(one.events) for one in releases.dossiers(c, None, as_of=now + DAY)] == [2, 0]
    assert [one.value for one in dossier.facts] == ["license 0"]
    assert [one.key for one in dossier.events] == ["event 0"]
    assert [one.repo.uid for one in dossier.repos] == ["6890"]
    assert [one.title for one in dossier.evidence] == ["First"]
    assert dossier.summaries == {"en": "Summary 0."}


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """Collects the statements that the store runs."""
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    yield statements
    event.remove(store.engine, "before_cursor_execute", note)


def test_many_dossiers_in_few_questions(store: Store, now: datetime) -> None:
    """A dossier more costs no question more; all come oldest first, whichever way they are asked for."""
    names = [f"r{number:03}" for number in range(300)]
    with store.write() as c:
        create(c, now, *names[150:])
        create(c, now - DAY, *names[:150])
    numbers = []
    for ids in (None, names, reversed(names), names[:1]):
        with counted(store) as statements, store.read() as c:
            found = [one.id for one in releases.dossiers(c, ids if ids is None else list(ids))]
        numbers.append(len([one for one in statements if one.lstrip().startswith("SELECT")]))
        assert found == names[: len(found)]
    assert set(numbers) == {9}
    with store.read() as c:
        assert releases.dossiers(c, []) == []
        assert len(releases.dossiers(c, names + [f"none{number}" for number in range(2000)])) == 300
