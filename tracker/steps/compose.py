"""What a stored message says, put together at the moment of sending from what is known then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker import analysis
from tracker.analysis import ALERT_CONFIDENCE, is_told
from tracker.analysis.radar import is_sign
from tracker.clock import parse_time
from tracker.domain import OPERATOR, Alert, Channel, Event, EventKind, Letter, LetterItem, Message, Note, Release, Role
from tracker.steps.rules import overtaken, refused
from tracker.store import Connection, Store, decisions, events, messages, releases, sources, summaries

ONE_ALERT = timedelta(hours=1)
"""Weights that come this soon after their announcement edit its message."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A message ready to send, and the part it plays for its release (alerts only)."""

    message: Message
    role: str | None = None


def compose(store: Store, channel: Channel, stored: messages.Stored, now: datetime) -> Composed | None:
    """The message, or None where there is nothing left to say."""
    with store.read() as c:
        if stored.type == "alert":
            return _alert(c, channel, stored, now)
        if stored.type == "refresh":
            return _refresh(c, channel, stored, now)
        if stored.type == "letter":
            return Composed(letter(c, channel, stored.key, stored.slot, stored.payload or {}, now))
        payload = stored.payload or {}
        return Composed(Note(stored.key, channel, payload.get("kind", "test"), now, payload.get("values", {})))


def _alert(c: Connection, channel: Channel, stored: messages.Stored, now: datetime) -> Composed | None:
    event = events.get(c, stored.event_id) if stored.event_id is not None else None
    found = releases.dossiers(c, [event.release]) if event is not None else []
    if event is None or not found:
        return None
    release = analysis.build(found[0])
    root = messages.root(c, channel.name, decisions.homes(c).thread(event))
    if overtaken(release, event, living=root is not None) is not None:
        return None
    began = root is not None and channel.radar and _begun_by_a_sign(c, channel, release)
    role = role_of(release, event, has_root=root is not None, begun_by_a_sign=began)
    summary = summaries.of_event(c, event.id or 0, channel.language)
    return Composed(Alert(stored.key, channel, release, event, role, now, root, summary), role)


def _refresh(c: Connection, channel: Channel, stored: messages.Stored, now: datetime) -> Composed | None:
    """The living message again, with the summary that its event has now; None where it tells of something newer."""
    event = events.get(c, int((stored.payload or {}).get("event", 0)))
    found = releases.dossiers(c, [event.release]) if event is not None else []
    if event is None or not found:
        return None
    release, thread = analysis.build(found[0]), decisions.homes(c).thread(event)
    root = messages.root(c, channel.name, thread)
    if root is None or messages.told_last(c, channel.name, thread) != event.id or release.retracted:
        return None
    summary = summaries.of_event(c, event.id or 0, channel.language)
    return Composed(Alert(stored.key, channel, release, event, Role.REFRESH, now, root, summary), Role.REFRESH)


def _begun_by_a_sign(c: Connection, channel: Channel, release: Release) -> bool:
    """Is the living message of the release in this channel that of an unconfirmed sign?"""
    stored = messages.of_releases(c, (release.id, *release.merged))
    first = next((one.event_id for one in stored if one.channel == channel.name and one.state == "sent"), None)
    return any(event.id == first and is_sign(release, event) for event in release.events)


def role_of(release: Release, event: Event, *, has_root: bool, begun_by_a_sign: bool = False) -> Role:
    """First a message; then a reply for what readers must not miss, an edit for the rest.

    Announced with weights in the same hour is one alert: the message of the announcement becomes that of the weights.
    Where a sign began the thread, both are replies: its message tells of neither.
    """
    if not has_root:
        return Role.ROOT
    if begun_by_a_sign and event.kind in (EventKind.ANNOUNCED, EventKind.WEIGHTS):
        return Role.REPLY
    if event.kind is EventKind.WEIGHTS and any(_just_announced(one, event) for one in release.events):
        return Role.EDIT
    loud = event.source == OPERATOR or (is_told(event) and event.kind is not EventKind.ANNOUNCED)
    return Role.REPLY if loud else Role.EDIT


def _just_announced(one: Event, event: Event) -> bool:
    announced = one.kind is EventKind.ANNOUNCED and one.confidence >= ALERT_CONFIDENCE and not one.baseline
    return announced and timedelta(0) <= event.seen_at - one.seen_at < ONE_ALERT


def letter(
    c: Connection, channel: Channel, key: str, slot: date | None, payload: Mapping[str, object], now: datetime
) -> Letter:
    """The letter of a slot: everything that was learned in its window and that the channel's rules let through."""
    since, until = parse_time(str(payload["since"])), parse_time(str(payload["until"]))
    found = [event for event in events.between(c, since, until) if event.source != OPERATOR]
    records = {
        dossier.id: analysis.build(dossier) for dossier in releases.dossiers(c, {event.release for event in found})
    }
    homes = decisions.homes(c)
    groups: dict[str, list[Event]] = {}
    for event in found:
        release = records[homes.root(event.release)]
        shown = event.kind is not EventKind.SIGNAL or channel.radar
        if shown and not release.retracted and refused(channel, release, event) is None:
            groups.setdefault(release.id, []).append(event)
    items = [
        (LetterItem(records[id_], tuple(group), _summary(c, group, channel.language)), group)
        for id_, group in groups.items()
    ]
    missed = payload.get("missed")
    return Letter(
        key=key,
        channel=channel,
        slot=slot or until.date(),
        since=since,
        until=until,
        now=now,
        items=tuple(item for item, group in items if not _perhaps(group)),
        perhaps=tuple(item for item, group in items if _perhaps(group)),
        sources=tuple(sources.health(c)),
        missed=tuple(date.fromisoformat(str(day)) for day in missed) if isinstance(missed, list) else (),
    )


def _perhaps(group: Sequence[Event]) -> bool:
    """Is nothing of it sure? What is signs alone is told as such instead, in the section of the radar."""
    sure = any(event.confidence >= ALERT_CONFIDENCE and event.kind is not EventKind.SIGNAL for event in group)
    return not sure and any(event.kind is not EventKind.SIGNAL for event in group)


def _summary(c: Connection, group: Sequence[Event], language: str) -> str | None:
    """What the letter says of a release: the summary of the gravest event of its window, never of another time."""
    grave = (EventKind.WEIGHTS, EventKind.RESTORED)
    lead = max(group, key=lambda event: (event.kind in grave, is_told(event), event.seen_at))
    return summaries.of_event(c, lead.id or 0, language)
