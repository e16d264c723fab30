"""What a story is made of: feeds that grow, repos that change, and the moments at which the tracker looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed, served from `at` on."""

    at: datetime
    title: str
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed at /feeds/<name>, as RSS 2.0 or Atom; `organization` where it is an owner's official voice."""

    name: str
    title: str
    kind: str  # official | press | community
    language: str
    entries: tuple[Entry, ...]
    format: str = "rss"  # rss | atom
    organization: str | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """An organization on the fake Hub that the tracker watches; `name` is its namespace."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit or setting does to a repo at `at`; the first change of a repo makes it. None leaves as it is."""

    at: datetime
    repo: str  # "owner/name"
    card: Mapping[str, object] = field(default_factory=dict)  # metadata of the README, merged into what is there
    readme: str | None = None
    files: Mapping[str, int] = field(default_factory=dict)  # name -> bytes, added
    texts: Mapping[str, str] = field(default_factory=dict)  # small files with their text, added
    parameters: int | None = None  # what the safetensors headers add up to
    private: bool | None = None
    gated: str | bool | None = None  # False | "auto" | "manual"
    deleted: bool | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that happens, and when the tracker is asked to look."""

    moments: tuple[datetime, ...]
    feeds: tuple[Feed, ...]
    owners: tuple[Owner, ...]
    changes: tuple[Change, ...]


def at(text: str) -> datetime:
    """ISO text without a zone as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
