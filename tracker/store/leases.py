"""Leases: who does something that only one may do, and until when it counts."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, or_, select

from tracker.store.bulk import insert
from tracker.store.tables import leases, messages, sources

LONGEST = timedelta(days=1)  # a lease that ends later was written by a clock that was wrong


def ended(until: ColumnElement[datetime | None], now: datetime) -> ColumnElement[bool]:
    """Whether a lease counts no more: none, over, or so far ahead that a wrong clock must have written it."""
    return or_(until.is_(None), until <= now, until > now + LONGEST)


def take(c: Connection, name: str, owner: str, until: datetime, now: datetime) -> bool:
    """True: it is ours until then, newly or again. False: another owner has it."""
    statement = (
        insert(c, leases)
        .values(name=name, owner=owner, until=until)
        .on_conflict_do_update(
            index_elements=[leases.c.name],
            set_={"owner": owner, "until": until},
            where=or_(leases.c.owner == owner, ended(leases.c.until, now)),
        )
        .returning(leases.c.name)
    )
    return c.execute(statement).first() is not None


def owners(c: Connection) -> set[str]:
    """Everybody who holds a source, a message or a lease, living or dead."""
    held = (
        select(sources.c.owner).where(sources.c.owner.is_not(None)),
        select(messages.c.owner).where(messages.c.owner.is_not(None)),
        select(leases.c.owner),
    )
    return {owner for question in held for owner in c.scalars(question)}


def drop_all(c: Connection, owner: str) -> None:
    """Gives back every lease of this owner, who is dead."""
    c.execute(delete(leases).where(leases.c.owner == owner))


def drop(c: Connection, name: str, owner: str) -> None:
    """Gives it back, where it is ours."""
    c.execute(delete(leases).where(leases.c.name == name, leases.c.owner == owner))
