"""Labels: what persons say of observations, one word for each; cases to learn from and to measure by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select

from tracker.domain import Label, Observation
from tracker.store import decisions
from tracker.store.bulk import insert
from tracker.store.observations import observation
from tracker.store.tables import findings, observations, sources
from tracker.store.tables import labels as table


@dataclass(frozen=True, slots=True)
class Labeled:
    """A label with what it is about, and what was found in that by itself."""

    label: Label
    observation: Observation
    source: str  # its title for people
    language: str | None = None
    organization: str | None = None
    kind: str | None = None  # of the finding
    release: str | None = None  # id of the release that it was taken for


def save(c: Connection, label: Label, now: datetime) -> None:
    """Keeps a person's word; a later one about the same observation replaces it."""
    values = {
        "is_event": label.is_event,
        "kind": label.kind,
        "author": label.author,
        "note": label.note,
        "made_at": now,
    }
    new = insert(c, table).values(observation_id=label.observation, **values)
    c.execute(new.on_conflict_do_update(index_elements=["observation_id"], set_=values))


def find(c: Connection, text: str) -> list[Observation]:
    """The observations of this id ("12" or "#12"), link or exact title, the newest first."""
    number = text.removeprefix("#")
    if number.isascii() and number.isdigit() and len(number) < 10:
        found = c.execute(select(observations).where(observations.c.id == int(number))).all()
        if found:
            return [observation(row) for row in found]
    fits = or_(observations.c.url == text, observations.c.link_key == text, observations.c.title == text)
    statement = select(observations).where(fits).order_by(observations.c.id.desc())
    return [observation(row) for row in c.execute(statement)]


def labeled(c: Connection) -> list[Labeled]:
    """All labels of texts by the order of their observations; a repo's state is no text to learn from."""
    homes = decisions.homes(c)
    found = (findings.c.language, findings.c.organization, findings.c.kind, findings.c.release_id)
    statement = (
        select(
            observations,
            table.c.is_event.label("label_is_event"),
            table.c.kind.label("label_kind"),
            table.c.author,
            table.c.note,
            table.c.made_at,
            sources.c.label.label("source_label"),
            *(column.label(f"found_{column.name}") for column in found),
        )
        .join(table, table.c.observation_id == observations.c.id)
        .outerjoin(findings, findings.c.observation_id == observations.c.id)
        .outerjoin(sources, sources.c.name == observations.c.source)
        .where(observations.c.type != "repo")
        .order_by(observations.c.id)
    )
    return [
        Labeled(
            label=Label(row.id, row.label_is_event, row.label_kind, row.author, row.note, row.made_at),
            observation=observation(row),
            source=row.source_label or row.source,
            language=row.found_language or row.language,
            organization=row.found_organization,
            kind=row.found_kind,
            release=homes.root(row.found_release_id) if row.found_release_id else None,
        )
        for row in c.execute(statement)
    ]
