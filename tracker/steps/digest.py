"""Digest: one letter for each digest channel and local date: none is left out, none is written twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker.clock import iso
from tracker.domain import Channel, Letter
from tracker.steps.announce import known_since
from tracker.steps.compose import letter
from tracker.store import Store, messages


def digest(store: Store, wanted: Sequence[Channel], now: datetime) -> int:
    """Writes the letters whose slot has come; a letter covers all since the one before, however long that is ago."""
    since = known_since(store, wanted, now)
    return sum(_write(store, channel, since[channel.name], now) for channel in wanted if channel.mode == "digest")


def _write(store: Store, channel: Channel, created: datetime, now: datetime) -> int:
    slot = due_slot(channel.at, channel.zone, now)
    with store.read() as c:
        last = messages.last_letter(c, channel.name)
    if last is None and moment(slot, channel.at, channel.zone) <= created:
        return 0  # the channel is younger than its first slot
    if last is not None and last[0] >= slot:
        return 0
    begin = created if last is None else last[1]
    if begin >= now:
        return 0  # the clock was set back: the window must not run backwards
    payload = {"since": begin.isoformat(), "until": now.isoformat(), "missed": missed(last[0] if last else None, slot)}
    key = f"digest/{channel.name}/{slot}"
    with store.write() as c:
        content = letter(c, channel, key, slot, payload, now)
        if channel.empty == "skip" and not content.items and not content.perhaps:
            messages.skip(c, key, channel.name, "letter", now, "nothing new", slot=slot, payload=payload)
            return 0
        return int(messages.add(c, key, channel.name, "letter", now, slot=slot, payload=payload))


def preview(store: Store, channel: Channel, day: date, now: datetime) -> Letter:
    """The letter of a local date as it would be, without writing anything: the window is the day before its slot."""
    until = min(moment(day, channel.at, channel.zone), now)
    since = moment(day - timedelta(days=1), channel.at, channel.zone)
    with store.read() as c:
        window = {"since": iso(since), "until": iso(until)}
        return letter(c, channel, f"preview/{channel.name}/{day}", day, window, now)


def moment(day: date, at: str, zone: str) -> datetime:
    """When a slot is due. A local time that the clocks skip is due when they have skipped it, a doubled one first."""
    hour, minute = (int(part) for part in at.split(":"))
    local = datetime.combine(day, time(hour, minute), ZoneInfo(zone))
    return local.astimezone(ZoneInfo("UTC"))


def due_slot(at: str, zone: str, now: datetime) -> date:
    """The newest local date whose slot has come."""
    day = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    while moment(day, at, zone) > now:
        day -= timedelta(days=1)
    return day


def missed(last: date | None, slot: date) -> list[str]:
    """The dates between two letters that got none of their own (at most the last 30)."""
    if last is None:
        return []
    days = [last + timedelta(days=n) for n in range(1, (slot - last).days)]
    return [day.isoformat() for day in days[-30:]]
