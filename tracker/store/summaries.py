"""Summaries: which events have none in a wanted language, and what each says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, exists, select

from tracker.domain import OPERATOR
from tracker.store import decisions
from tracker.store.bulk import insert
from tracker.store.tables import events
from tracker.store.tables import summaries as table


def missing(c: Connection, languages: Sequence[str], since: datetime, limit: int) -> list[tuple[int, str, str]]:
    """(event id, release id, language) to write for events seen from `since` on, oldest first.

    None of a baseline, and none of what a person decided: those have their own words.
    """
    homes = decisions.homes(c)
    wanted = []
    for place, language in enumerate(languages):
        there = exists().where(table.c.event_id == events.c.id, table.c.language == language)
        statement = (
            select(events.c.seen_at, events.c.id, events.c.release_id, events.c.repo_uid)
            .where(~events.c.baseline, events.c.source != OPERATOR, events.c.seen_at >= since, ~there)
            .order_by(events.c.seen_at, events.c.id)
            .limit(limit)
        )
        wanted += [
            (row.seen_at, row.id, place, homes.home(row.release_id, row.repo_uid), language)
            for row in c.execute(statement)
        ]
    return [(event_id, release_id, language) for _, event_id, _, release_id, language in sorted(wanted)[:limit]]


def save(c: Connection, event_id: int, release_id: str, language: str, text: str, method: str, now: datetime) -> None:
    """Keeps a summary; the first one of an event and a language stays."""
    row = {
        "event_id": event_id,
        "release_id": release_id,
        "language": language,
        "text": text,
        "method": method,
        "made_at": now,
    }
    c.execute(insert(c, table).values(**row).on_conflict_do_nothing())


def of_event(c: Connection, event_id: int, language: str) -> str | None:
    """The summary of an event, or None."""
    return c.scalar(select(table.c.text).where(table.c.event_id == event_id, table.c.language == language))
