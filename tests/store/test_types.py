"""Times, texts, keys and JSON come back as they were, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select

from tracker.store import Store
from tracker.store.tables import leases, messages
from tracker.store.types import KEY_LENGTH, bounded, json_text, plain

BERLIN = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2025, 8, 5, 17, 0, tzinfo=UTC),
        datetime(2025, 8, 5, 17, 0, 0, 1, tzinfo=UTC),
        datetime(2025, 8, 5, 19, 0, tzinfo=BERLIN),
        datetime(1990, 1, 1, tzinfo=UTC),
    ],
    ids=["a whole second", "a microsecond", "another zone", "long ago"],
)
def test_times_round_trip(store: Store, moment: datetime) -> None:
    """An aware time comes back as the same moment, aware and in UTC."""
    with store.write() as c:
        c.execute(insert(leases).values(name="x", owner="y", until=moment))
        back = c.scalar(select(leases.c.until))
    assert back == moment
    assert back is not None
    assert back.tzinfo is UTC


def test_times_compare_as_time(store: Store, now: datetime) -> None:
    """Comparison in SQL follows time, also between whole seconds and parts of them."""
    moments = [now - timedelta(microseconds=1), now, now + timedelta(microseconds=1), now + timedelta(seconds=1)]
    with store.write() as c:
        for number, moment in enumerate(reversed(moments)):
            c.execute(insert(leases).values(name=str(number), owner="y", until=moment))
        assert list(c.scalars(select(leases.c.until).order_by(leases.c.until))) == moments
        assert (
            list(c.scalars(select(leases.c.until).where(leases.c.until <= now).order_by(leases.c.until))) == moments[:2]
        )


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    """Nobody can store a time whose zone would be a guess."""
    with pytest.raises(Exception, match="without a zone"), store.write() as c:
        c.execute(insert(leases).values(name="x", owner="y", until=datetime(2025, 8, 5)))  # noqa: DTZ001


@pytest.mark.parametrize(
    "value",
    [None, 0, "", [], {}, 1.5, "ü 🐟 \x00 \ud800", {"b": [1, None, True], "a": {"x": "y"}}],
    ids=["nothing", "zero", "empty text", "empty list", "empty object", "a number", "odd characters", "nested"],
)
def test_json_round_trips(store: Store, now: datetime, value: object) -> None:
    """JSON comes back equal, whatever characters are in it."""
    row = {"key": "k", "channel": "c", "type": "note", "state": "dead", "attempts": 0, "created_at": now, "due_at": now}
    with store.write() as c:
        c.execute(insert(messages).values(payload=value, **row))
        assert c.scalar(select(messages.c.payload)) == value


def test_json_text_is_deterministic() -> None:
    """Equal values have equal text: neither the order of keys nor tuple or list matters."""
    assert json_text({"b": (1, 2), "a": "ü"}) == json_text({"a": "ü", "b": [1, 2]}) == '{"a":"\\u00fc","b":[1,2]}'


def test_text_without_what_databases_refuse() -> None:
    """NUL and lone surrogates go, everything else stays."""
    assert plain("a\0b\ud800c ü🐟\n") == "abc ü🐟\n"


def test_long_keys_stay_different() -> None:
    """A key is cut to what an index holds, and two long keys with the same beginning stay two."""
    first, second = bounded("x" * 5000 + "1"), bounded("x" * 5000 + "2")
    assert len(first) == len(second) == KEY_LENGTH
    assert first != second
    assert bounded(first) == first
