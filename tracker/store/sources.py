"""Sources: which are due, what their pollers remember, and how they are doing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Update, bindparam, case, delete, func, literal, select, update

from tracker.domain import Source, SourceHealth
from tracker.store.bulk import insert, portions
from tracker.store.leases import ended
from tracker.store.tables import memory as memories
from tracker.store.tables import observations
from tracker.store.tables import sources as table
from tracker.store.types import Moment

FREE = {"owner": None, "lease_until": None}


def remember(c: Connection, sources: Sequence[Source], now: datetime) -> None:
    """Takes over sources.toml: new ones are due now, vanished ones rest, and all keep what is known of them."""
    names = {source.name for source in sources}
    gone = [name for name in c.scalars(select(table.c.name).where(~table.c.removed)) if name not in names]
    for portion in portions(gone):
        c.execute(update(table).where(table.c.name.in_(portion)).values(removed=True, **FREE))
    if not sources:
        return
    new = insert(c, table)
    said = {name: new.excluded[name] for name in ("label", "type", "kind", "removed")}
    rows = [
        {
            "name": source.name,
            "label": source.label,
            "type": source.type,
            "kind": source.kind.value,
            "removed": False,
            "added_at": now,
            "next_poll_at": now,
            "failures": 0,
        }
        for source in sources
    ]
    c.execute(new.on_conflict_do_update(index_elements=[table.c.name], set_=said), rows)


def claim_due(
    c: Connection, now: datetime, owner: str, lease: timedelta, limit: int, among: Collection[str] | None = None
) -> list[str]:
    """Names of sources to poll now (of those given), longest due first; they are `owner`'s until the lease ends."""
    due = (
        select(table.c.name)
        .where(~table.c.removed, table.c.next_poll_at <= now, ended(table.c.lease_until, now))
        .order_by(table.c.next_poll_at, table.c.name)
        .with_for_update(skip_locked=True)  # says nothing on SQLite, where a writer is alone
    )
    names = [name for name in c.scalars(due) if among is None or name in among][:limit]
    for portion in portions(names):
        c.execute(update(table).where(table.c.name.in_(portion)).values(owner=owner, lease_until=now + lease))
    return names


def memories_of(c: Connection, names: Collection[str]) -> dict[str, dict[str, str]]:
    """What earlier polls of each source left, by source; empty before the first contact."""
    found: dict[str, dict[str, str]] = {name: {} for name in names}
    for portion in portions(names):
        question = select(memories.c.source, memories.c.key, memories.c.value).where(memories.c.source.in_(portion))
        for row in c.execute(question):
            found[row.source][row.key] = row.value
    return found


def polled(
    c: Connection,
    name: str,
    now: datetime,
    next_poll: datetime,
    memory: Mapping[str, str | None],
    trouble: str | None = None,
) -> None:
    """The source answered: its memory changes (None deletes a key), failures are forgotten, the lease ends."""
    gone = [key for key, value in memory.items() if value is None]
    for portion in portions(gone):
        c.execute(delete(memories).where(memories.c.source == name, memories.c.key.in_(portion)))
    kept = [{"source": name, "key": key, "value": value} for key, value in memory.items() if value is not None]
    if kept:
        new = insert(c, memories)
        c.execute(new.on_conflict_do_update(index_elements=["source", "key"], set_={"value": new.excluded.value}), kept)
    c.execute(_answered(now).where(table.c.name == name).values(next_poll_at=next_poll, trouble=trouble))


def unchanged(c: Connection, names_with_next: Sequence[tuple[str, datetime]], now: datetime) -> None:
    """Many sources answered that nothing changed; each comes with its next poll."""
    if names_with_next:
        statement = _answered(now).where(table.c.name == bindparam("which"))
        statement = statement.values(next_poll_at=bindparam("next"), trouble=None)
        c.execute(statement, [{"which": name, "next": next_poll} for name, next_poll in names_with_next])


def _answered(now: datetime) -> Update:
    first = func.coalesce(table.c.first_contact_at, literal(now, Moment))
    return update(table).values(last_poll_at=now, last_success_at=now, first_contact_at=first, failures=0, **FREE)


def failed(c: Connection, name: str, now: datetime, next_poll: datetime, trouble: str) -> int:
    """The source did not answer well: how many times in a row now. Its memory stays, the lease ends."""
    statement = update(table).where(table.c.name == name).returning(table.c.failures)
    values = {"last_poll_at": now, "next_poll_at": next_poll, "trouble": trouble, **FREE}
    return c.execute(statement.values(failures=table.c.failures + 1, **values)).scalar() or 0


def failures(c: Connection, name: str) -> int:
    """How many polls in a row failed; 0 for a source that is not known."""
    return c.scalar(select(table.c.failures).where(table.c.name == name)) or 0


def next_due(c: Connection) -> datetime | None:
    """When the next source can be claimed; None: there is none. A leased one counts from the end of its lease."""
    later = table.c.lease_until > table.c.next_poll_at
    moment: datetime | None = c.scalar(
        select(func.min(case((later, table.c.lease_until), else_=table.c.next_poll_at))).where(~table.c.removed)
    )
    return moment


def release(c: Connection, owner: str) -> None:
    """Ends all leases of this owner, who stops."""
    c.execute(update(table).where(table.c.owner == owner).values(**FREE))


def health(c: Connection) -> list[SourceHealth]:
    """How each watched source is doing, by name."""
    counts = select(observations.c.source, func.count().label("number")).group_by(observations.c.source).subquery()
    statement = (
        select(table, func.coalesce(counts.c.number, 0).label("number"))
        .outerjoin(counts, counts.c.source == table.c.name)
        .where(~table.c.removed)
    )
    rows = sorted(c.execute(statement), key=lambda row: row.name)  # databases sort text by rules of their own
    return [
        SourceHealth(
            name=row.name,
            label=row.label,
            type=row.type,
            kind=row.kind,
            last_success=row.last_success_at,
            last_poll=row.last_poll_at,
            next_poll=row.next_poll_at,
            failures=row.failures,
            trouble=row.trouble,
            observations=row.number,
        )
        for row in rows
    ]


def due_now(c: Connection, names: Sequence[str] | None, now: datetime) -> None:
    """Makes the named sources due, or all of them."""
    if names is None:
        c.execute(update(table).where(~table.c.removed).values(next_poll_at=now))
        return
    for portion in portions(names):
        c.execute(update(table).where(table.c.name.in_(portion)).values(next_poll_at=now))
