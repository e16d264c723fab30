"""Marks: how far long work has come."""

from __future__ import annotations

from datetime import datetime, timedelta

from tracker.store import Store, marks


def test_a_mark_says_what_was_put_last(store: Store, now: datetime) -> None:
    """A mark is there after it is put, says the latest value, and knows nothing of others."""
    with store.write() as c:
        assert marks.get(c, "backfill/openai") is None
        marks.put(c, "backfill/openai", "page 1", now)
        marks.put(c, "backfill/openai", "page 2", now + timedelta(minutes=1))
        marks.put(c, "catalog", "x" * 70_000, now)
    with store.write() as c:
        assert marks.get(c, "backfill/openai") == "page 2"
        assert marks.get(c, "nobody") is None
        assert marks.get(c, "catalog") == "x" * 70_000
