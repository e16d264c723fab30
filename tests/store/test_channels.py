"""Channels: since when each is known."""

from __future__ import annotations

from datetime import datetime, timedelta

from tracker.domain import Channel
from tracker.store import Store, channels

TEAM, BOSS = Channel("team", "console", "-"), Channel("boss", "console", "-")


def test_the_first_time_is_kept(store: Store, now: datetime) -> None:
    """A channel keeps the time it was first seen, also when it was away in between; a new one gets its own."""
    later = now + timedelta(days=1)
    with store.write() as c:
        assert channels.remember(c, [TEAM], now) == {"team": now}
        assert channels.remember(c, [], later) == {}
        assert channels.remember(c, [BOSS, TEAM], later) == {"boss": later, "team": now}
