"""What a channel of the radar says of signs: each line begins with "Unconfirmed", and a release names its sign."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tracker.domain import Channel, Event, EventKind, LetterItem, Release, Stage
from tracker.notifiers.story import Story, moment, tell
from tracker.notifiers.wording import Wording

_OUT = (EventKind.ANNOUNCED, EventKind.WEIGHTS)
_SIGNS = (EventKind.SIGNAL, EventKind.VISIBLE)
_AHEAD = timedelta(hours=1)  # a repo that is made public this short before its weights is their upload


def unconfirmed(release: Release) -> bool:
    """Has nobody announced it, and are no weights out?"""
    return not release.retracted and not any(event.kind in _OUT for event in release.events)


def is_sign(item: LetterItem, channel: Channel) -> bool:
    """Does this stand in the section of the radar?"""
    signs_only = all(event.kind is EventKind.SIGNAL for event in item.events)
    return channel.radar and (signs_only or unconfirmed(item.release))


def tell_sign(release: Release, events: tuple[Event, ...], table: Wording, zone: str, summary: str | None) -> Story:
    """The story of a release that nobody has confirmed: of a mere signal no facts, no text and no place on the Hub.

    Names in pull requests and leaks are no facts, and a leak that was taken down is not to be found through us.
    """
    story = tell(release, events, replace(table, news={**table.news, **table.radar}), zone, summary)
    title = f"{table.unconfirmed}: {story.title}"
    headline = title if story.headline == story.title else story.headline
    story = replace(story, title=title, headline=headline)
    if release.stage is not Stage.SIGNAL:
        return story
    links = tuple(link for link in story.links if link.host != "huggingface.co")
    return replace(story, facts=(), openness=(), summary=story.summary[:1], links=links)


def confirmed(release: Release, event: Event, table: Wording, zone: str) -> str:
    """That this event proves a sign: "A sign of March 22, 2025 is confirmed after 37 days"; "" where there was none."""
    if event.kind not in _OUT:
        return ""
    before = [one for one in release.events if one.seen_at < event.seen_at and not one.baseline]
    out = max((one.seen_at for one in before if one.kind in _OUT), default=None)
    kinds = _SIGNS if out is None else (EventKind.SIGNAL,)
    signs = [one.seen_at for one in before if one.kind in kinds and (out is None or one.seen_at > out)]
    if not signs or event.seen_at - min(signs) < _AHEAD:
        return ""
    days = (event.seen_at - min(signs)).days
    form = table.confirmed[min(days, 2)]
    return form.format(day=moment(min(signs), table, zone, table.day, zoned=False), count=table.shared.number(days))
