"""Leases: one owner at a time, and a wrong clock does no lasting harm."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tracker.store import Store, leases

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("until", "owner", "taken"),
    [
        (MINUTE, "b", False),
        (MINUTE, "a", True),
        (timedelta(0), "b", True),
        (-MINUTE, "b", True),
        (timedelta(days=400), "b", True),
    ],
    ids=["another has it", "the owner again", "it ends now", "it is over", "a wrong clock wrote it"],
)
def test_take(store: Store, now: datetime, until: timedelta, owner: str, taken: bool) -> None:
    """A lease that counts is only its owner's; one that is over, or absurd, is anybody's."""
    with store.write() as c:
        assert leases.take(c, "tick", "a", now + until, now)
    with store.write() as c:
        assert leases.take(c, "tick", owner, now + MINUTE, now) is taken


def test_drop(store: Store, now: datetime) -> None:
    """The owner gives a lease back, nobody else can."""
    with store.write() as c:
        leases.take(c, "tick", "a", now + MINUTE, now)
        leases.drop(c, "tick", "b")
        assert not leases.take(c, "tick", "b", now + MINUTE, now)
        leases.drop(c, "tick", "a")
        assert leases.take(c, "tick", "b", now + MINUTE, now)
        assert leases.take(c, "another", "a", now + MINUTE, now)
