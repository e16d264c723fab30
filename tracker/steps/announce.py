"""Announce: write one message for each fresh event and channel that wants it; what is not told keeps its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from tracker import analysis
from tracker.domain import Channel, Event, Release
from tracker.steps.rules import why_quiet
from tracker.store import Connection, Store, channels, decisions, events, messages, releases, sources

FRESH = timedelta(days=7)
"""Older events are history: a long outage or a restored backup must not end in a storm."""


def announce(store: Store, wanted: Sequence[Channel], now: datetime) -> int:
    """Writes the messages of all instant channels, and each channel's start note; returns how many."""
    since = known_since(store, wanted, now)
    number = 0
    for channel in wanted:
        if channel.mode == "instant":
            number += _announce(store, channel, max(since[channel.name], now - FRESH), now)
        number += _greet(store, channel, now)
    return number


def known_since(store: Store, wanted: Sequence[Channel], now: datetime) -> dict[str, datetime]:
    """Since when each channel is known; a new one from now on, so that it gets no past."""
    with store.read() as c:
        since = channels.since(c, wanted)
    if len(since) == len(wanted):
        return since
    with store.write() as c:
        return channels.remember(c, wanted, now)


def _announce(store: Store, channel: Channel, since: datetime, now: datetime) -> int:
    with store.read() as c:
        fresh = events.announceable(c, channel.name, since, now)
        if not fresh:
            return 0
        homes = decisions.homes(c)
        ids = {event.release for event in fresh}
        records = {dossier.id: analysis.build(dossier) for dossier in releases.dossiers(c, ids)}
        threads: dict[tuple[str, ...], list[Event]] = {}
        for event in fresh:
            threads.setdefault(homes.thread(event), []).append(event)
        told = messages.living(c, channel.name, {one for thread in threads for one in thread})
    number = 0
    for thread, group in threads.items():
        with store.write() as c:
            living = not told.isdisjoint(thread)
            number += _tell(c, channel, records[homes.root(thread[0])], group, now, living=living)
    return number


def _tell(c: Connection, channel: Channel, release: Release, group: list[Event], now: datetime, *, living: bool) -> int:
    """One message for what happened since the last look: the gravest event leads, the others ride along."""
    reasons = {event.id: why_quiet(channel, release, event, living=living) for event in group}
    told = [event for event in group if reasons[event.id] is None]
    lead = max(told, key=lambda event: (_grave(event), event.seen_at), default=None)
    for event in group:
        key = f"{channel.name}/{event.release}/{event.key}"
        if event is lead:
            messages.add(c, key, channel.name, "alert", now, event_id=event.id, release_id=event.release)
        else:
            reason = reasons[event.id] or f"told together with {lead.key if lead else ''}"
            messages.skip(c, key, channel.name, "alert", now, reason, event_id=event.id, release_id=event.release)
    return int(lead is not None)


def _grave(event: Event) -> int:
    order = (
        "signal",
        "renamed",
        "corrected",
        "update",
        "weights-added",
        "data-published",
        "visible",
        "announced",
        "delayed",
        "ungated",
        "gated",
        "relicensed",
        "weights",
    )
    return order.index(event.kind) if event.kind in order else len(order)


def _greet(store: Store, channel: Channel, now: datetime) -> int:
    """The start note, once every source was asked once: "now watching N sources; latest is X"."""
    key = f"start/{channel.name}"
    with store.read() as c:
        if messages.exists(c, key):
            return 0
        health = sources.health(c)
        if any(source.last_poll is None for source in health) or not any(source.last_success for source in health):
            return 0  # not every source was asked yet, or none answered: there is nothing to say
        latest = events.latest(c)
        record = [analysis.build(dossier) for dossier in releases.dossiers(c, [latest.release])] if latest else []
    values = {
        "sources": len(health),
        "well": sum(source.last_success is not None for source in health),
        "latest": record[0].title if record else None,
    }
    with store.write() as c:
        return int(messages.add(c, key, channel.name, "note", now, payload={"kind": "start", "values": values}))
