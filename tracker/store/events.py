"""Events: what happened and is not told to a channel yet, or happened between two letters.

An event's `release` is the one that it was seen of, or that was split off for its repo; decisions.py says which release
that is part of.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, exists, select

from tracker.domain import OPERATOR, Event, EventKind
from tracker.store import decisions
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
    return _events(c, statement)


def between(c: Connection, since: datetime, until: datetime) -> list[Event]:
    """Events seen after `since` and not after `until`, oldest first; never baseline ones."""
    statement = (
        select(table)
        .where(~table.c.baseline, table.c.seen_at > since, table.c.seen_at <= until)
        .order_by(table.c.seen_at, table.c.id)
    )
    return _events(c, statement)


def get(c: Connection, id: int) -> Event | None:  # noqa: A002 - the word of the domain
    """One of them."""
    return next(iter(_events(c, select(table).where(table.c.id == id))), None)


def latest(c: Connection) -> Event | None:
    """The event that became public last, baseline or not: no mere sign, and of none that a person called no release."""
    others = table.alias()
    retracted = exists().where(others.c.release_id == table.c.release_id, others.c.kind == EventKind.RETRACTED.value)
    told = table.c.kind != EventKind.SIGNAL.value
    statement = select(table).where(table.c.source != OPERATOR, told, ~retracted)
    return next(iter(_events(c, statement.order_by(table.c.at.desc(), table.c.id.desc()).limit(1))), None)


def _events(c: Connection, statement: Select[Any]) -> list[Event]:
    rows = c.execute(statement).all()
    homes = decisions.homes(c) if rows else decisions.Homes()
    return [event(row, homes.home(row.release_id, row.repo_uid)) for row in rows]
