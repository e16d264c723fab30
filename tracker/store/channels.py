"""Channels: since when each is known, for ever; an event from before is not announced to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from tracker.domain import Channel
from tracker.store.bulk import insert
from tracker.store.tables import channels as table


def since(c: Connection, channels: Sequence[Channel]) -> dict[str, datetime]:
    """Name -> when it was first remembered, for those of the given channels that were."""
    names = {channel.name for channel in channels}
    return {row.name: row.created_at for row in c.execute(select(table)) if row.name in names}


def remember(c: Connection, channels: Sequence[Channel], now: datetime) -> dict[str, datetime]:
    """Name -> when it was first remembered, for the given channels."""
    if not channels:
        return {}
    rows = [{"name": channel.name, "created_at": now} for channel in channels]
    c.execute(insert(c, table).on_conflict_do_nothing(), rows)
    return since(c, channels)
