"""The order of the outbox as a pure rule: which waiting messages may be taken now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tracker.store.leases import LONGEST


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that is pending or sending, as far as the order needs it."""

    id: int
    channel: str
    state: str
    attempts: int
    due_at: datetime
    lease_until: datetime | None = None


def may_take(waiting: Iterable[Waiting], now: datetime, limit: int) -> list[int]:
    """Ids to take, oldest first, at most `limit`.

    A channel hears things in order: while one of its messages is being sent by somebody or waits for another try,
    no later one overtakes it. A message that was never tried and is not due yet holds up nobody.
    """
    taken: list[int] = []
    held: set[str] = set()
    for message in sorted(waiting, key=lambda one: one.id):
        if len(taken) == limit:
            break
        if message.channel in held:
            continue
        if _is_free(message, now):
            taken.append(message.id)
        elif message.state == "sending" or message.attempts:
            held.add(message.channel)
    return taken


def _is_free(message: Waiting, now: datetime) -> bool:
    if message.state == "pending":
        return message.due_at <= now
    return message.lease_until is None or message.lease_until <= now or message.lease_until > now + LONGEST
