"""Repos: which of them belong to a release already."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from tracker.store.bulk import portions
from tracker.store.tables import repos as table


def known(c: Connection, uids: Collection[str]) -> set[str]:
    """Those of the uids that are part of a release."""
    found: set[str] = set()
    for portion in portions(uids):
        found.update(c.scalars(select(table.c.uid).where(table.c.uid.in_(portion))))
    return found
