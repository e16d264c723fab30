"""Deliver: send what is due, one message at a time and channel; what the receiver says decides what comes next.

Sent outside of any transaction. A clear no is tried again at the time that the receiver names; where the answer was
lost we look before we repeat; where only the operator can help, the operator channels are told and the message waits
for the mend. After a day and a half it is dead, and the operator channels are told that too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from tracker.domain import Channel, Receipt
from tracker.errors import Ambiguous, Impossible, NotifierError, Refused, TrackerError
from tracker.notifiers import Notifier
from tracker.steps.compose import compose
from tracker.store import Connection, Store, messages

log = structlog.get_logger()

LEASE = timedelta(minutes=2)
"""How long a message being sent is ours; a send ends after 20 seconds, or its process has died."""

PATIENCE = timedelta(hours=36)
"""How long we try before a message is dead."""

MEND = timedelta(hours=1)
"""How often we ask a channel again that only the operator can mend."""

BATCH = 50


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round sent."""

    sent: int = 0
    trouble: int = 0


def deliver(
    store: Store, notifiers: Mapping[str, Notifier], wanted: Sequence[Channel], owner: str, now: datetime
) -> Delivered:
    """Sends all that is due at `now`; a channel in trouble keeps its order and delays no other."""
    by_name = {channel.name: channel for channel in wanted}
    open_channels = set(by_name)
    sent = trouble = 0
    with store.read() as c:
        if not messages.waiting(c):
            return Delivered()
    while open_channels:
        with store.write() as c:
            batch = messages.claim(c, now, owner, LEASE, open_channels, BATCH)
        if not batch:
            break
        for stored in batch:
            if stored.channel not in open_channels:  # an earlier message of this channel just failed: keep the order
                with store.write() as c:
                    messages.hold(c, [stored.id], stored.due_at, unsure=stored.state == "sending")
            elif _deliver(store, notifiers, by_name[stored.channel], stored, wanted, now):
                sent += 1
            else:
                trouble += 1
                open_channels.discard(stored.channel)
    return Delivered(sent, trouble)


def _deliver(
    store: Store,
    notifiers: Mapping[str, Notifier],
    channel: Channel,
    stored: messages.Stored,
    wanted: Sequence[Channel],
    now: datetime,
) -> bool:
    """True where the message is with its receiver or closed for good."""
    try:
        composed = compose(store, channel, stored, now)
        notifier = notifiers[channel.notifier]
        receipt = _look(notifier, channel, stored) if stored.state == "sending" else None
        if receipt is None:
            if composed is None:
                with store.write() as c:
                    messages.close(c, stored.id, "nothing to say")
                return True
            receipt = notifier.send(composed.message)
    except _Unseen as error:  # the message may be there: it must not become a plain retry
        with store.write() as c:
            messages.retry(c, stored.id, next_try(now, stored.attempts, None), str(error), unsure=True)
        return False
    except Ambiguous as error:
        log.warning("answer lost", channel=channel.name, message=stored.key, error=str(error))
        with store.write() as c:
            messages.unsure(c, stored.id, str(error))  # stays "sending": reconciled when the lease ends
        return False
    except Exception as error:  # noqa: BLE001 - a hole in one notifier must not stop the others
        _refused(store, channel, stored, wanted, error, now)
        return False
    with store.write() as c:
        part = composed.role if composed is not None else None
        role = receipt.data.get("role", part)  # a deleted root is posted anew, and says so
        messages.sent(c, stored.id, receipt.data, now, role)
    log.info("sent", channel=channel.name, message=stored.key)
    return True


class _Unseen(TrackerError):
    """We could not look whether a message arrived."""


def _look(notifier: Notifier, channel: Channel, stored: messages.Stored) -> Receipt | None:
    """An earlier try ended without an answer: the receipt, if the message is there after all."""
    try:
        found = notifier.find(channel, stored.key)
    except Exception as error:
        raise _Unseen(f"could not look for it: {error}") from error
    if found is not None:
        log.info("found", channel=channel.name, message=stored.key)
    return found


def _refused(
    store: Store, channel: Channel, stored: messages.Stored, wanted: Sequence[Channel], error: Exception, now: datetime
) -> None:
    if not isinstance(error, TrackerError):
        log.error("delivery failed", channel=channel.name, message=stored.key, exc_info=error)
    reason = str(error) if isinstance(error, NotifierError) else f"{type(error).__name__}: {error}"
    named = error.retry_at if isinstance(error, Refused) else None
    stuck, dead = isinstance(error, Impossible), now - stored.created_at > PATIENCE
    log.warning("not sent", channel=channel.name, message=stored.key, error=reason, dead=dead)
    with store.write() as c:
        if dead:
            messages.dead(c, stored.id, reason, now)
        else:
            again = next_try(now, stored.attempts, named)
            messages.retry(c, stored.id, max(again, now + MEND) if stuck else again, reason)
        if (dead or stuck) and stored.type != "note":
            _tell_operators(c, channel, wanted, reason, now)


def _tell_operators(c: Connection, channel: Channel, wanted: Sequence[Channel], reason: str, now: datetime) -> None:
    """Once a day and channel in trouble."""
    for operator in wanted:
        if operator.operator and operator.name != channel.name:
            values = {"channel": channel.name, "reason": reason}
            key = f"dead/{operator.name}/{channel.name}/{now:%Y-%m-%d}"
            messages.add(c, key, operator.name, "note", now, payload={"kind": "dead", "values": values})


def next_try(now: datetime, attempts: int, named: datetime | None) -> datetime:
    """The time of the next try: 1, 2, 4 … minutes and at most 2 hours later, never before the receiver's own time."""
    pause = min(timedelta(minutes=2 ** max(0, min(attempts, 8) - 1)), timedelta(hours=2))
    return max(now + pause, min(named, now + timedelta(days=1))) if named is not None else now + pause
