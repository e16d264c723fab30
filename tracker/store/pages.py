"""Pages behind official entries: which are to be read, what they say, and why one cannot be read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, or_, select, update

from tracker.domain import Finding, Observation, Page
from tracker.store.bulk import insert, portions
from tracker.store.observations import observation
from tracker.store.tables import findings, observations
from tracker.store.texts import pages as table
from tracker.store.values import finding_from_json


@dataclass(frozen=True, slots=True)
class Unread:
    """An entry whose page was not read, what was found in the entry, and how often its page was asked for."""

    observation: Observation
    finding: Finding
    release: str | None
    attempts: int


def unread(
    c: Connection, sources: Collection[str], since: datetime, sure: float, now: datetime, limit: int
) -> list[Unread]:
    """Entries of these sources, seen from `since` on, whose pages are to be asked for now; the newest first.

    Those that tell of an event, and those of which it is less than `sure` that they do not.
    """
    again = and_(table.c.fetched_at.is_(None), table.c.next_try_at <= now)
    statement = (
        select(observations, findings.c.data, findings.c.release_id, table.c.attempts.label("asked"))
        .join_from(observations, findings, findings.c.observation_id == observations.c.id)
        .outerjoin(table, table.c.observation_id == observations.c.id)
        .where(
            observations.c.seen_at >= since,
            observations.c.type == "entry",
            observations.c.source.in_(sources),
            observations.c.url.is_not(None),
            observations.c.examined_at.is_not(None),
            ~observations.c.baseline,
            or_(findings.c.is_event, findings.c.confidence < sure),
            or_(table.c.observation_id.is_(None), again),
        )
        .order_by(observations.c.id.desc())
        .limit(limit)
    )
    return [
        Unread(observation(row), finding_from_json(row.data), row.release_id, row.asked or 0)
        for row in c.execute(statement)
    ]


def keep(c: Connection, page: Page, *, again: bool) -> None:
    """Keeps what a page says; `again`: its entry is to be examined once more, with this text."""
    values = {
        "url": page.url,
        "title": page.title,
        "text": page.text,
        "language": page.language,
        "fetched_at": page.fetched_at,
        "next_try_at": None,
        "trouble": None,
    }
    _put(c, page.observation, values)
    if again:
        entry = update(observations).where(observations.c.id == page.observation)
        c.execute(entry.values(examined_at=None))


def failed(c: Connection, observation: Observation, trouble: str, next_try: datetime | None) -> None:
    """It could not be read: asked for again at `next_try`, or never where that is None."""
    values = {"url": observation.url or "", "title": "", "text": "", "next_try_at": next_try, "trouble": trouble}
    _put(c, observation.id or 0, values)


def _put(c: Connection, observation_id: int, values: dict[str, Any]) -> None:
    new = insert(c, table).values(observation_id=observation_id, attempts=1, **values)
    c.execute(
        new.on_conflict_do_update(index_elements=["observation_id"], set_={**values, "attempts": table.c.attempts + 1})
    )


def of(c: Connection, ids: Collection[int]) -> dict[int, Page]:
    """The pages that were read, by the observations they stand behind."""
    found = {}
    for portion in portions(ids):
        rows = select(table).where(table.c.observation_id.in_(portion), table.c.fetched_at.is_not(None))
        for row in c.execute(rows):
            found[row.observation_id] = Page(
                row.observation_id, row.url, row.title, row.text, row.language, row.fetched_at
            )
    return found


def whole(c: Connection, seen: Sequence[Observation]) -> list[Observation]:
    """Observations with what their pages say after their own words, where a page was read."""
    read = of(c, [one.id for one in seen if one.id is not None and one.type == "entry"])
    return [
        replace(one, text=f"{one.text}\n\n{page.text}".strip()) if (page := read.get(one.id or 0)) is not None else one
        for one in seen
    ]
