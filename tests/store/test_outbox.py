"""The order of the outbox."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tracker.store.outbox import Waiting, may_take

NOW = datetime(2025, 8, 5, 17, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def fresh(id_: int, channel: str = "a", due: timedelta = -MINUTE) -> Waiting:
    """A message that was never tried."""
    return Waiting(id_, channel, "pending", 0, NOW + due)


def tried(id_: int, channel: str = "a", due: timedelta = MINUTE) -> Waiting:
    """A message that was refused and waits."""
    return Waiting(id_, channel, "pending", 2, NOW + due)


def sending(id_: int, channel: str = "a", lease: timedelta | None = MINUTE) -> Waiting:
    """A message that somebody took."""
    return Waiting(id_, channel, "sending", 1, NOW - MINUTE, None if lease is None else NOW + lease)


@pytest.mark.parametrize(
    ("waiting", "limit", "taken"),
    [
        ([], 9, []),
        ([fresh(2), fresh(1)], 9, [1, 2]),
        ([fresh(1), fresh(2), fresh(3)], 2, [1, 2]),
        ([fresh(1, due=timedelta(0))], 9, [1]),
        ([fresh(1, due=MINUTE), fresh(2)], 9, [2]),
        ([tried(1), fresh(2), fresh(3, "b")], 9, [3]),
        ([tried(1, due=-MINUTE), fresh(2)], 9, [1, 2]),
        ([sending(1), fresh(2), fresh(3, "b")], 9, [3]),
        ([sending(1, lease=timedelta(0)), fresh(2)], 9, [1, 2]),
        ([sending(1, lease=None), fresh(2)], 9, [1, 2]),
        ([sending(1, lease=timedelta(days=400))], 9, [1]),
    ],
    ids=[
        "nothing to do",
        "oldest first",
        "not more than asked for",
        "due at this moment",
        "one that is due later holds up nobody",
        "one that waits for another try holds up its channel only",
        "the other try comes first",
        "one that is being sent holds up its channel only",
        "its sender vanished",
        "its sender gave up",
        "its sender's clock was wrong",
    ],
)
def test_may_take(waiting: list[Waiting], limit: int, taken: list[int]) -> None:
    """A channel hears things in their order, and no channel waits for another."""
    assert may_take(waiting, NOW, limit) == taken
