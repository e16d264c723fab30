"""Marks: how far long work has come, a text under a name, so that it goes on where it was stopped."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from tracker.store.bulk import insert
from tracker.store.tables import marks as table


def get(c: Connection, name: str) -> str | None:
    """What the mark of this name says, or None."""
    return c.scalar(select(table.c.value).where(table.c.name == name))


def put(c: Connection, name: str, value: str, now: datetime) -> None:
    """Sets the mark, whatever it said before."""
    said = {"value": value, "at": now}
    c.execute(insert(c, table).values(name=name, **said).on_conflict_do_update(index_elements=["name"], set_=said))
