"""Summaries: which events have none in a wanted language, and what each says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, exists, or_, select, update

from tracker.domain import JSON, OPERATOR
from tracker.store import decisions
from tracker.store.bulk import insert, portions
from tracker.store.tables import events
from tracker.store.texts import summaries as table


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


def save(
    c: Connection,
    event_id: int,
    release_id: str,
    language: str,
    text: str,
    method: str,
    now: datetime,
    drawn_from: Mapping[str, JSON] | None = None,
) -> None:
    """Keeps a summary; the first one of an event and a language stays.

    `drawn_from` {"kind": page | feed | card, "observation", "url"} is the text that it was drawn from.
    """
    row = {
        "event_id": event_id,
        "release_id": release_id,
        "language": language,
        "text": text,
        "method": method,
        "made_at": now,
        "drawn_from": drawn_from,
    }
    c.execute(insert(c, table).values(**row).on_conflict_do_nothing())


def forget(c: Connection, release_id: str, observation_id: int, since: datetime) -> None:
    """Those that were drawn from this observation's short text, or from none, are to be written anew.

    A publisher's teaser stays, and so does what a model was asked for, and what tells of an event that was seen before
    `since`: nobody would write that anew.
    """
    statement = (
        select(table.c.id, table.c.drawn_from)
        .join_from(table, events, events.c.id == table.c.event_id)
        .where(table.c.release_id == release_id, events.c.seen_at >= since)
        .where(table.c.method.in_(("extract", "facts")), table.c.asked == 0)
    )
    ids = [
        row.id
        for row in c.execute(statement)
        if row.drawn_from is None or row.drawn_from.get("observation") == observation_id
    ]
    for portion in portions(ids):
        c.execute(delete(table).where(table.c.id.in_(portion)))


def of_event(c: Connection, event_id: int, language: str) -> str | None:
    """The summary of an event, or None."""
    return c.scalar(select(table.c.text).where(table.c.event_id == event_id, table.c.language == language))


TRIES = 3
"""So often a model is asked for a summary that it fails to give."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A summary that was drawn from a text and that no model has said in its own words yet."""

    id: int
    event_id: int
    release_id: str
    language: str
    text: str
    asked: int = 0  # how often a model failed to


def drawn(c: Connection, languages: Sequence[str], since: datetime, before: datetime, limit: int) -> list[Drawn]:
    """Those of events seen from `since` on that a model may be asked for, newest first.

    Not those that a publisher's teaser tells, nor those of which the guard refused a model's words; after an error
    not again until `before` has passed it.
    """
    rest = or_(table.c.asked_at.is_(None), table.c.asked_at <= before)
    statement = (
        select(table.c.id, table.c.event_id, table.c.language, table.c.text, table.c.asked)
        .add_columns(events.c.release_id, events.c.repo_uid)
        .join_from(table, events, events.c.id == table.c.event_id)
        .where(table.c.method == "extract", table.c.rejected.is_(None), table.c.asked < TRIES, rest)
        .where(table.c.language.in_(languages), events.c.seen_at >= since)
        .order_by(events.c.seen_at.desc(), table.c.id)
        .limit(limit)
    )
    rows = c.execute(statement).all()
    homes = decisions.homes(c) if rows else decisions.Homes()
    return [
        Drawn(row.id, row.event_id, homes.home(row.release_id, row.repo_uid), row.language, row.text, row.asked)
        for row in rows
    ]


def tried(
    c: Connection,
    one: Drawn,
    now: datetime,
    *,
    model: str,
    text: str | None = None,
    drawn_from: JSON = None,
    rejected: Sequence[str] = (),
) -> bool:
    """A model was asked: its `text` takes the place, or `rejected` says why not; neither: it gave no answer.

    False, and nothing is written, where the summary is no longer what it was when the model was asked.
    """
    values = {"asked": table.c.asked + 1, "asked_at": now}
    if text is not None:
        values |= {"text": text, "method": "model", "model": model, "drawn_from": drawn_from}
    elif rejected:
        values |= {"rejected": list(rejected), "model": model}
    same = (table.c.id == one.id, table.c.text == one.text)
    return bool(c.execute(update(table).where(*same).values(**values)).rowcount)


@dataclass(frozen=True, slots=True)
class Writer:
    """The language model that wrote a summary, or that was to and was `refused`, with the guard's reasons."""

    model: str
    refused: tuple[str, ...] = ()


def writer(c: Connection, release_ids: Sequence[str], language: str, as_of: datetime | None = None) -> Writer | None:
    """Who wrote the newest summary of a release, which is the one that is shown; None: no model had a part in it."""
    statement = (
        select(table.c.method, table.c.model, table.c.rejected)
        .where(table.c.release_id.in_(release_ids), table.c.language == language)
        .order_by(table.c.made_at.desc(), table.c.id.desc())
        .limit(1)
    )
    if as_of is not None:
        statement = statement.where(table.c.made_at <= as_of)
    row = c.execute(statement).first()
    if row is None or not (row.method == "model" or row.rejected):
        return None
    return Writer(row.model, tuple(row.rejected or ()))
