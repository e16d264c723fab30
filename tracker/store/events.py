"""Events: what happened and is not told to a channel yet, or happened between two letters."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, exists, select

from tracker.domain import Event
from tracker.store.dossiers import event
from tracker.store.tables import events as table
from tracker.store.tables import messages


def announceable(c: Connection, channel: str, since: datetime, now: datetime) -> list[Event]:
    """Events seen from `since` to `now`, both included, that the channel has no message of; never baseline ones."""
    told = exists().where(messages.c.channel == channel, messages.c.event_id == table.c.id)
    statement = (
        select(table)
        .where(~table.c.baseline, table.c.seen_at >= since, table.c.seen_at <= now, ~told)
        .order_by(table.c.seen_at, table.c.id)
    )
    return [event(row) for row in c.execute(statement)]


def between(c: Connection, since: datetime, until: datetime) -> list[Event]:
    """Events seen after `since` and not after `until`, oldest first; never baseline ones."""
    statement = (
        select(table)
        .where(~table.c.baseline, table.c.seen_at > since, table.c.seen_at <= until)
        .order_by(table.c.seen_at, table.c.id)
    )
    return [event(row) for row in c.execute(statement)]


def latest(c: Connection) -> Event | None:
    """The event that became public last, baseline or not."""
    row = c.execute(select(table).order_by(table.c.at.desc(), table.c.id.desc()).limit(1)).first()
    return event(row) if row else None
