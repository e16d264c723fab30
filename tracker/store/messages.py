"""Messages: the outbox. Each is written once, claimed by one, and sent or dead in the end."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select, text, update

from tracker.domain import JSON
from tracker.store.bulk import insert, portions
from tracker.store.outbox import Waiting, may_take
from tracker.store.tables import messages as table

CLAIM_LOCK = 0x7472_0003
OPEN = ("pending", "sending")


@dataclass(frozen=True, slots=True)
class Stored:
    """A message as it lies in the outbox. `state` of a claimed one is the state before: "sending" means look first."""

    id: int
    key: str
    channel: str
    type: str  # alert | letter | note
    event_id: int | None
    release_id: str | None
    slot: date | None
    payload: JSON
    state: str  # pending | sending | sent | dead | skipped
    attempts: int
    created_at: datetime
    due_at: datetime
    sent_at: datetime | None
    receipt: JSON
    trouble: str | None


_columns = tuple(table.c[field.name] for field in fields(Stored))


def add(
    c: Connection,
    key: str,
    channel: str,
    type: str,  # noqa: A002 - the word of the domain
    now: datetime,
    *,
    event_id: int | None = None,
    release_id: str | None = None,
    slot: date | None = None,
    payload: JSON = None,
    due_at: datetime | None = None,
) -> bool:
    """Puts a message into the outbox; False where its key, its event or its slot has one in this channel already."""
    statement = (
        insert(c, table)
        .values(
            key=key,
            channel=channel,
            type=type,
            event_id=event_id,
            release_id=release_id,
            slot=slot,
            payload=payload,
            state="pending",
            attempts=0,
            created_at=now,
            due_at=due_at or now,
        )
        .on_conflict_do_nothing()
        .returning(table.c.id)
    )
    return c.execute(statement).first() is not None


def skip(
    c: Connection,
    key: str,
    channel: str,
    type: str,  # noqa: A002 - the word of the domain
    now: datetime,
    reason: str,
    *,
    event_id: int | None = None,
    release_id: str | None = None,
    slot: date | None = None,
    payload: JSON = None,
) -> None:
    """Notes that the channel is not told this, and why; nothing asks for it again."""
    if add(c, key, channel, type, now, event_id=event_id, release_id=release_id, slot=slot, payload=payload):
        c.execute(update(table).where(table.c.key == key).values(state="skipped", trouble=reason))


def exists(c: Connection, key: str) -> bool:
    """Whether a message with this key was ever written."""
    return c.scalar(select(table.c.id).where(table.c.key == key)) is not None


def living(c: Connection, channel: str, release_ids: Collection[str]) -> set[str]:
    """Those of the releases of which the channel was told already, or is going to be."""
    told = table.c.state.in_((*OPEN, "sent"))
    return {
        release_id
        for portion in portions(release_ids)
        for release_id in c.scalars(
            select(table.c.release_id).where(table.c.channel == channel, told, table.c.release_id.in_(portion))
        )
    }


def of_releases(c: Connection, release_ids: Collection[str]) -> list[Stored]:
    """All messages about these releases, sent or not, oldest first."""
    rows = c.execute(select(*_columns).where(table.c.release_id.in_(release_ids)).order_by(table.c.id))
    return [Stored(**row) for row in rows.mappings()]


def claim(
    c: Connection, now: datetime, owner: str, lease: timedelta, channels: Collection[str], limit: int
) -> list[Stored]:
    """Takes what may be sent now, oldest first (see outbox.py for the order); it is `owner`'s until the lease ends.

    A message whose last sender vanished comes back with the state "sending": maybe it was sent.
    """
    if c.dialect.name == "postgresql":  # two claims at once would not see each other's and overtake
        c.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": CLAIM_LOCK})
    names = [field.name for field in fields(Waiting)]
    waiting = [
        Waiting(**row)
        for portion in portions(channels)
        for row in c.execute(
            select(*(table.c[name] for name in names)).where(table.c.state.in_(OPEN), table.c.channel.in_(portion))
        ).mappings()
    ]
    taken: list[Stored] = []
    for portion in portions(may_take(waiting, now, limit)):
        mine = table.c.id.in_(portion)
        values = {"state": "sending", "owner": owner, "lease_until": now + lease, "attempts": table.c.attempts + 1}
        before = {row.id: row.state for row in c.execute(select(table.c.id, table.c.state).where(mine))}
        c.execute(update(table).where(mine).values(**values))
        rows = c.execute(select(*_columns).where(mine).order_by(table.c.id)).mappings()
        taken += [Stored(**{**row, "state": before[row["id"]]}) for row in rows]
    return taken


def hold(c: Connection, ids: Collection[int], due_at: datetime, *, unsure: bool = False) -> None:
    """Gives back claimed messages whose sending did not begin, as if they were never claimed, due at `due_at`.

    `unsure`: an earlier try of theirs has no answer yet, so whoever takes them next looks first.
    """
    values = {**_again(due_at, unsure), "owner": None, "attempts": table.c.attempts - 1}
    for portion in portions(ids):
        c.execute(update(table).where(table.c.id.in_(portion), table.c.state == "sending").values(**values))


def sent(c: Connection, id: int, receipt: Mapping[str, JSON], now: datetime, role: str | None) -> None:  # noqa: A002
    """It arrived; the receipt is what edits and answers need, `role` what an alert is to its release's message."""
    _end(c, id, state="sent", sent_at=now, receipt=dict(receipt), role=role, trouble=None)


def retry(c: Connection, id: int, due_at: datetime, trouble: str, *, unsure: bool = False) -> None:  # noqa: A002
    """It was refused and is tried again; `unsure`: an earlier try has no answer yet, so the next one looks first."""
    _end(c, id, trouble=trouble, **_again(due_at, unsure))


def _again(due_at: datetime, unsure: bool) -> dict[str, Any]:
    """Waiting until then: as pending, or as a sending whose lease ends then, which is taken up with a look."""
    state = {"state": "sending", "lease_until": due_at} if unsure else {"state": "pending", "lease_until": None}
    return {"due_at": due_at, **state}


def unsure(c: Connection, id: int, trouble: str) -> None:  # noqa: A002
    """The answer was lost: it stays "sending", and whoever takes it after the lease looks before repeating."""
    c.execute(update(table).where(table.c.id == id).values(trouble=trouble))


def close(c: Connection, id: int, reason: str) -> None:  # noqa: A002
    """There is nothing left to say."""
    _end(c, id, state="skipped", trouble=reason)


def dead(c: Connection, id: int, trouble: str, now: datetime) -> None:  # noqa: A002
    """It will not be tried again, the operator is told why; `due_at` says since when."""
    _end(c, id, state="dead", due_at=now, trouble=trouble)


def _end(c: Connection, id: int, **values: Any) -> None:  # noqa: A002
    c.execute(update(table).where(table.c.id == id).values(**{"owner": None, "lease_until": None, **values}))


def root(c: Connection, channel: str, release_ids: Sequence[str]) -> dict[str, JSON] | None:
    """The receipt of the living message in the channel, the newest root; None: there is none yet.

    Of several releases, which were merged, the first that has one.
    """
    statement = (
        select(table.c.release_id, table.c.receipt)
        .where(table.c.channel == channel, table.c.release_id.in_(release_ids))
        .where(table.c.role == "root", table.c.state == "sent")
        .order_by(table.c.id)
    )
    newest: dict[str, dict[str, JSON]] = {row.release_id: row.receipt for row in c.execute(statement)}
    return next((newest[one] for one in release_ids if one in newest), None)


def told_last(c: Connection, channel: str, release_ids: Collection[str]) -> int | None:
    """The event of the newest alert that the channel has, or is getting just now, of these releases."""
    there = table.c.state.in_(("sending", "sent"))
    statement = (
        select(table.c.event_id)
        .where(table.c.channel == channel, table.c.type == "alert", there, table.c.release_id.in_(release_ids))
        .order_by(table.c.id.desc())
        .limit(1)
    )
    event: int | None = c.scalar(statement)
    return event


def last_letter(c: Connection, channel: str) -> tuple[date, datetime] | None:
    """Slot and end of the window of the channel's newest letter, sent or not; None: it never had one."""
    statement = (
        select(table.c.slot, table.c.payload)
        .where(table.c.channel == channel, table.c.type == "letter", table.c.slot.is_not(None))
        .order_by(table.c.slot.desc())
        .limit(1)
    )
    row = c.execute(statement).first()
    return (row.slot, datetime.fromisoformat(row.payload["until"]).astimezone(UTC)) if row else None


def last_sent(c: Connection, channel: str) -> datetime | None:
    """When the channel last got anything."""
    moment: datetime | None = c.scalar(select(func.max(table.c.sent_at)).where(table.c.channel == channel))
    return moment


def list_(c: Connection, channel: str | None = None, state: str | None = None, limit: int = 100) -> list[Stored]:
    """The newest messages first."""
    statement = select(*_columns).order_by(table.c.id.desc()).limit(limit)
    if channel is not None:
        statement = statement.where(table.c.channel == channel)
    if state is not None:
        statement = statement.where(table.c.state == state)
    return [Stored(**row) for row in c.execute(statement).mappings()]


def waiting(c: Connection) -> int:
    """How many are neither sent nor dead."""
    return c.execute(select(func.count()).select_from(table).where(table.c.state.in_(OPEN))).scalar_one()


def release(c: Connection, owner: str) -> None:
    """Ends the leases of this owner, who stops; whoever takes such a message next looks whether it arrived."""
    c.execute(update(table).where(table.c.state == "sending", table.c.owner == owner).values(lease_until=None))
