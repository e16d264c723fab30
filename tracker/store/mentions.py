"""Mentions: other releases that a text speaks of, beside the one that it is about."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from tracker.store.bulk import insert
from tracker.store.tables import mentions as table


def add(c: Connection, observation_id: int, releases: Collection[str]) -> None:
    """The text speaks of these too; none is ever taken back."""
    if releases:
        rows = [{"observation_id": observation_id, "release_id": release} for release in releases]
        c.execute(insert(c, table).on_conflict_do_nothing(), rows)
