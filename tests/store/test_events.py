"""Events: not told yet, and between two letters."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tracker.domain import Event, EventKind
from tracker.store import Store, events, messages, releases

HOUR = timedelta(hours=1)


@pytest.fixture
def happened(store: Store, now: datetime) -> Store:
    """A release with an event at each of four hours, the first of them from a baseline."""
    with store.write() as c:
        releases.create(c, "r", now, False)
        found = [
            Event(EventKind.UPDATE, now + (3 - hours) * HOUR, now + hours * HOUR, f"e{hours}", baseline=hours == 0)
            for hours in (3, 0, 1, 2)
        ]
        releases.add_events(c, "r", found)
    return store


@pytest.mark.parametrize(
    ("since", "until", "keys"),
    [(0, 9, ["e1", "e2", "e3"]), (2, 9, ["e2", "e3"]), (0, 2, ["e1", "e2"]), (4, 9, [])],
    ids=["all but the baseline", "from a time on, included", "up to now", "nothing new"],
)
def test_announceable(happened: Store, now: datetime, since: int, until: int, keys: list[str]) -> None:
    """A channel is told what was seen since it is known, oldest first, with release and id."""
    with happened.read() as c:
        found = events.announceable(c, "team", now + since * HOUR, now + until * HOUR)
    assert [one.key for one in found] == keys
    assert all(one.release == "r" and one.id for one in found)


def test_what_was_told_is_not_announceable(happened: Store, now: datetime) -> None:
    """An event that has a message in the channel is not asked for again, in another channel it still is."""
    with happened.write() as c:
        first = events.announceable(c, "team", now, now + 9 * HOUR)[0]
        messages.add(c, "k", "team", "alert", now, event_id=first.id, release_id="r")
        assert [one.key for one in events.announceable(c, "team", now, now + 9 * HOUR)] == ["e2", "e3"]
        assert len(events.announceable(c, "boss", now, now + 9 * HOUR)) == 3


def test_windows_of_letters_meet(happened: Store, now: datetime) -> None:
    """A window holds its end and not its beginning, so that two windows in a row share no event and miss none."""
    with happened.read() as c:
        first = events.between(c, now, now + 2 * HOUR)
        second = events.between(c, now + 2 * HOUR, now + 9 * HOUR)
    assert [one.key for one in first] == ["e1", "e2"]
    assert [one.key for one in second] == ["e3"]


def test_the_latest_event(happened: Store) -> None:
    """It is the one that became public last, also from a baseline; None where nothing happened yet."""
    with happened.read() as c:
        latest = events.latest(c)
    assert latest
    assert latest.key == "e0"


def test_no_event_yet(store: Store) -> None:
    """An empty store has no latest event."""
    with store.read() as c:
        assert events.latest(c) is None
