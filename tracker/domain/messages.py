"""What goes out: alert, letter, note, and the receipt that comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tracker.domain.facts import JSON
from tracker.domain.places import Channel
from tracker.domain.releases import Event, Release


class Role(StrEnum):
    """What an alert is to the living message of its release in one channel."""

    ROOT = "root"  # the first message
    REPLY = "reply"  # in its thread, shown in the channel too, and the root is edited
    EDIT = "edit"  # the root is edited, nobody is notified
    REFRESH = "refresh"  # the root says the same in better words; where it is gone, nothing is said


@dataclass(frozen=True, slots=True)
class Alert:
    """An event of a release for an instant channel; `key` is the outbox's stable key."""

    key: str
    channel: Channel
    release: Release
    event: Event
    role: Role
    now: datetime
    root: JSON | None = None  # the receipt of the root message, for REPLY and EDIT
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How a source is doing; `trouble` names it in one line, None when it is well."""

    name: str
    label: str
    type: str
    kind: str
    last_success: datetime | None = None
    last_poll: datetime | None = None
    next_poll: datetime | None = None
    failures: int = 0
    trouble: str | None = None
    observations: int = 0


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One release in a letter with what happened to it in the letter's window, oldest first."""

    release: Release
    events: tuple[Event, ...]
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """The digest of a channel for a local date; covers events seen in (since, until]."""

    key: str
    channel: Channel
    slot: date
    since: datetime
    until: datetime
    now: datetime  # of this try to send it
    items: tuple[LetterItem, ...] = ()
    perhaps: tuple[LetterItem, ...] = ()  # low confidence, named as such
    sources: tuple[SourceHealth, ...] = ()
    missed: tuple[date, ...] = ()  # earlier slots that this letter covers too


@dataclass(frozen=True, slots=True)
class Note:
    """Anything else people must know: the start note, trouble of a source or channel. `kind` names the text."""

    key: str
    channel: Channel
    kind: str  # start | test | trouble | recovered | dead
    now: datetime
    values: dict[str, JSON] = field(default_factory=dict)  # what the text of this kind needs


Message = Alert | Letter | Note


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the receiver said: enough to edit, to answer in the thread and to find the message again."""

    data: dict[str, JSON] = field(default_factory=dict)  # slack: {"channel", "ts"}; mail: {"message_id"}
