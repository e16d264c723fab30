"""Observations: kept once, revised, examined in order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select

from tracker.domain import Finding, Observation, Repo
from tracker.store import Store, observations
from tracker.store.observations import REVISIONS
from tracker.store.tables import findings, observation_aliases, revisions

FINDING = Finding("en", True, "release", 0.9, organization="OpenAI")
HOUR = timedelta(hours=1)


def entry(now: datetime, key: str, title: str = "A title", link: str | None = None, source: str = "s") -> Observation:
    """A feed entry."""
    return Observation(source, key, "entry", now, title, text="Text.", url="https://s.example/1", link_key=link)


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """Collects the statements that the store runs."""
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    yield statements
    event.remove(store.engine, "before_cursor_execute", note)


def revised(store: Store) -> list[str]:
    """The titles of all revisions, oldest first."""
    with store.read() as c:
        return list(c.scalars(select(revisions.c.title).order_by(revisions.c.id)))


def test_round_trip(store: Store, now: datetime) -> None:
    """An observation comes back as it was seen, with its id."""
    seen = Observation(
        source="openai",
        key="openai/gpt-oss-20b@abc",
        type="repo",
        seen_at=now,
        title="openai/gpt-oss-20b",
        text="A „text“ with ü and 🐟",
        url="https://huggingface.co/openai/gpt-oss-20b",
        link_key="huggingface.co/openai/gpt-oss-20b",
        language="en",
        published_at=now - HOUR,
        repo=Repo("openai/gpt-oss-20b", "6890", sha="abc", modified_at=now, tags=("a", "b")),
        baseline=True,
    )
    with store.write() as c:
        assert observations.add(c, [seen]) == 1
        back = observations.get(c, 1)
        assert observations.get(c, 2) is None
    assert back == replace(seen, id=1)


def test_nothing_is_seen_twice(store: Store, now: datetime) -> None:
    """The same source and key make one row, in one poll and over many; another source has its own."""
    poll = [entry(now, "1"), entry(now, "2"), entry(now, "1")]
    with store.write() as c:
        assert [observations.add(c, poll), observations.add(c, poll), observations.add(c, [])] == [2, 0, 0]
        assert observations.add(c, [entry(now, "1", source="t")]) == 1
        assert observations.count(c) == 3
    assert revised(store) == []


def test_changed_content_is_a_revision(store: Store, now: datetime) -> None:
    """A new title is kept as a revision, once; the row says what was seen first."""
    changed = replace(entry(now, "1", "Better title"), seen_at=now + HOUR)
    with store.write() as c:
        observations.add(c, [entry(now, "1")])
        assert [observations.add(c, [changed]), observations.add(c, [changed])] == [0, 0]
        first = observations.get(c, 1)
    assert first
    assert first.title == "A title"
    assert revised(store) == ["Better title"]


def test_revisions_are_bounded(store: Store, now: datetime) -> None:
    """Of a title that changes with every poll the newest revisions stay."""
    for number in range(REVISIONS + 5):
        with store.write() as c:
            observations.add(c, [entry(now, "1", f"{number} views"), entry(now, "2")])
    assert revised(store) == [f"{number} views" for number in range(5, REVISIONS + 5)]


def test_guid_churn(store: Store, now: datetime) -> None:
    """A feed that gives its entry another id each time has one entry, and old ids are still known."""
    with store.write() as c:
        polls = [observations.add(c, [entry(now, f"guid-{number}", link="s.example/1")]) for number in range(5)]
        assert polls == [1, 0, 0, 0, 0]
        assert observations.add(c, [entry(now, "guid-2", link="elsewhere")]) == 0
        assert c.scalar(select(func.count()).select_from(observation_aliases)) == 4


def test_a_window_over_one_link(store: Store, now: datetime) -> None:
    """A feed whose entries all link to the front page loses none when old ones scroll out."""
    window = [entry(now, str(number), f"Title {number}", link="s.example") for number in range(6)]
    with store.write() as c:
        assert [observations.add(c, window[start : start + 3]) for start in (0, 1, 2, 3, 0)] == [3, 1, 1, 1, 0]


def test_texts_that_databases_refuse(store: Store, now: datetime) -> None:
    """NUL, lone surrogates and endless keys and links are stored, and known again."""
    odd = replace(entry(now, "k" * 100_000 + "\0", "a\0b\ud800c", link="l" * 9000), url="https://s.example/\0")
    with store.write() as c:
        assert [observations.add(c, [odd]), observations.add(c, [odd])] == [1, 0]
        back = observations.get(c, 1)
    assert back
    assert back.title == "abc"


def test_many_at_once(store: Store, now: datetime) -> None:
    """Two thousand entries take a handful of statements, new or known."""
    many = [entry(now, f"key-{number}", link=f"s.example/{number}") for number in range(2000)]
    with counted(store) as statements, store.write() as c:
        assert observations.add(c, many) == 2000
    assert len([one for one in statements if "INSERT" in one]) <= 10
    assert len([one for one in statements if "SELECT" in one]) <= 12
    with counted(store) as statements, store.write() as c:
        assert observations.add(c, many) == 0
    assert len(statements) <= 12


def test_the_order_of_examination(store: Store, now: datetime) -> None:
    """Repos come before GitHub releases and entries, then what was seen first."""
    seen = [
        entry(now, "late entry"),
        replace(entry(now, "early entry"), seen_at=now - HOUR),
        replace(entry(now, "github"), type="github"),
        replace(entry(now, "late repo"), type="repo", seen_at=now + HOUR),
        replace(entry(now, "repo"), type="repo"),
        replace(entry(now, "second late entry")),
    ]
    order = ["repo", "late repo", "github", "early entry", "late entry", "second late entry"]
    with store.write() as c:
        observations.add(c, seen)
        assert [one.key for one in observations.unexamined(c, now, 9)] == order
        assert [one.key for one in observations.unexamined(c, now, 2)] == order[:2]


def test_examined_is_done(store: Store, now: datetime) -> None:
    """An examined observation is not asked for again, and its finding is kept, replaced by a second one."""
    with store.write() as c:
        observations.add(c, [entry(now, "1")])
        observations.examined(c, 1, FINDING, None, now)
        observations.examined(c, 1, replace(FINDING, kind="delay", suspicious=True), None, now)
        assert observations.unexamined(c, now, 9) == []
        row = c.execute(select(findings)).one()
    assert (row.kind, row.suspicious, row.data["kind"], row.found_at) == ("delay", True, "delay", now)


@pytest.mark.parametrize(
    ("attempts", "asked_at", "there"),
    [(3, timedelta(0), False), (3, HOUR, True), (1, timedelta(days=999), False)],
    ids=["before the next try", "at the next try", "given up"],
)
def test_failed_ones_wait(store: Store, now: datetime, attempts: int, asked_at: timedelta, there: bool) -> None:
    """An observation whose examination failed comes again at its time, or never."""
    with store.write() as c:
        observations.add(c, [entry(now, "1")])
        observations.failed(c, 1, "RecursionError", now + HOUR, attempts)
        assert bool(observations.unexamined(c, now + asked_at, 9)) is there


CHANGES = [
    ("other words", {"title": "It is out"}, HOUR, True),
    ("another number", {"text": "Text. 12"}, HOUR, False),
    ("another link", {"url": "https://s.example/2"}, HOUR, False),
    ("a week later", {"title": "It is out", "seen_at": timedelta(days=8)}, timedelta(days=9), False),
    ("within the hour of its examination", {"title": "It is out"}, timedelta(minutes=59), False),
    ("of the time before the first day", {"title": "It is out", "baseline": True}, HOUR, False),
    ("a repo's card", {"title": "It is out", "type": "repo"}, HOUR, False),
]


@pytest.mark.parametrize(("change", "asked_at", "there"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_changed_words_are_examined_again(
    store: Store, now: datetime, change: dict[str, Any], asked_at: timedelta, there: bool
) -> None:
    """A fresh entry that says something else comes back once with its new words; what only counts does not."""
    first = replace(entry(now, "1"), **{key: change[key] for key in ("baseline", "type") if key in change})
    moment = now + change.get("seen_at", timedelta(minutes=5))
    with store.write() as c:
        observations.add(c, [first])
        observations.examined(c, 1, FINDING, None, now)
        observations.add(c, [replace(first, **(change | {"seen_at": moment}))])
        waiting = observations.unexamined(c, now + asked_at, 9)
        assert [(one.title, one.seen_at) for one in waiting] == ([("It is out", moment)] if there else [])
        observations.examined(c, 1, FINDING, None, now + asked_at)
        assert observations.unexamined(c, now + timedelta(days=20), 9) == []


def test_what_changes_all_the_time_is_examined_once_an_hour(store: Store, now: datetime) -> None:
    """A source that turns its words at every poll costs an examination an hour, and none after a week."""
    number = 0
    with store.write() as c:
        observations.add(c, [entry(now, "1")])
        observations.examined(c, 1, FINDING, None, now)
        for minutes in [*range(5, 605, 5), *range(11000, 11100, 5)]:
            moment = now + timedelta(minutes=minutes)
            observations.add(c, [replace(entry(moment, "1"), title="odd" if minutes % 2 else "even")])
            for one in observations.unexamined(c, moment, 9):
                observations.examined(c, one.id or 0, FINDING, None, moment)
                number += 1
    assert number == 10
