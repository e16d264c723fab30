"""Mentions: texts that speak of other releases than the one that they are about, through decisions and time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tracker.domain import Decision, Event, EventKind, Evidence, Finding, Observation
from tracker.store import Store, decisions, mentions, observations, releases

DAY = timedelta(days=1)


@pytest.fixture
def written(store: Store, now: datetime) -> Store:
    """Releases a, b and c; one text that is about a and mentions the others."""
    with store.write() as c:
        for name in "abc":
            releases.create(c, name, now, baseline=False)
        text = Observation("press", "k", "entry", now, "Wren and Robin", text="Long.", url="https://p.example/1")
        observations.add(c, [text])
        observations.examined(c, 1, Finding("de", True, "release", 0.9), "a", now)
        mentions.add(c, 1, ["b", "c"])
        mentions.add(c, 1, ["b"])
        mentions.add(c, 1, [])
    return store


def told(store: Store, id_: str, as_of: datetime | None = None) -> tuple[Evidence, ...]:
    """The evidence of a release."""
    with store.read() as c:
        return releases.dossiers(c, [id_], as_of)[0].evidence


def test_a_mention_is_evidence_by_its_title(written: Store) -> None:
    """Each release that a text speaks of has it once, and its words stay with the one that it is about."""
    assert [[(one.title, one.text, one.language) for one in told(written, name)] for name in "abc"] == [
        [("Wren and Robin", "Long.", "de")],
        [("Wren and Robin", "", "de")],
        [("Wren and Robin", "", "de")],
    ]


def test_what_tells_an_event_keeps_its_words(written: Store, now: datetime) -> None:
    """Where a text makes something happen to a release that it mentions, it may be quoted there."""
    with written.write() as c:
        event = Event(EventKind.ANNOUNCED, now, now, "announced", "Wren and Robin", source="press")
        releases.add_events(c, "b", [event])
    assert [one.text for one in told(written, "b")] == ["Long."]


def test_a_mention_goes_along_with_a_merge(written: Store, now: datetime) -> None:
    """Merged releases have a text once that spoke of both; an undone merge gives it back, and before was before."""
    with written.write() as c:
        decisions.add(c, Decision("merge", "b", now + DAY, to="a"))
        decisions.add(c, Decision("merge", "c", now + DAY, to="b"))
    assert [(one.title, one.text) for one in told(written, "c")] == [("Wren and Robin", "Long.")]
    assert [one.text for one in told(written, "c", now)] == [""]
    with written.write() as c:
        decisions.add(c, Decision("split", "c", now + 2 * DAY, to="c"))
    assert [one.text for one in told(written, "c")] == [""]


def test_nothing_is_mentioned_before_it_was_read(written: Store, now: datetime) -> None:
    """As of the day before, no text speaks of anything."""
    with written.write() as c:
        observations.add(c, [Observation("press", "k2", "entry", now + DAY, "Robin again")])
        observations.examined(c, 2, Finding("de", False, "other", 0.9), None, now + DAY)
        mentions.add(c, 2, ["b"])
    assert [one.title for one in told(written, "b")] == ["Wren and Robin", "Robin again"]
    assert [one.title for one in told(written, "b", now)] == ["Wren and Robin"]


def test_a_text_that_turns_to_another_release_stays_evidence_of_the_first(written: Store, now: datetime) -> None:
    """Examined again with other words, it is about b from then on, and a does not lose it."""
    with written.write() as c:
        observations.examined(c, 1, Finding("de", True, "release", 0.9), "b", now + DAY)
    assert [one.title for one in told(written, "a")] == ["Wren and Robin"]
    assert [(one.title, one.text) for one in told(written, "b")] == [("Wren and Robin", "Long.")]
