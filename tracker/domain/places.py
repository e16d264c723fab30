"""Where things come from and where they go: source, channel, rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from tracker.domain.stages import LicenseClass, Stage


class SourceKind(StrEnum):
    """Who speaks at a source; decides how much its word weighs."""

    OFFICIAL = "official"
    PRESS = "press"
    COMMUNITY = "community"


CATALOG = "catalog"
"""The source of what was entered by hand from before the tracker's first day (tracker/catalog)."""

OPERATOR = "operator"
"""The source of what the operator decided: it outranks everything and no later observation undoes it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A place we watch: one [[source]] of sources.toml. `every` is the time between two polls."""

    name: str
    type: str  # a key of pollers.POLLERS
    kind: SourceKind
    every: timedelta
    url: str | None = None  # feed
    organization: str | None = None  # hub: the namespace; feed: the namespace whose official voice it is
    repository: str | None = None  # github: "owner/name"
    watch: str = "releases"  # github: releases | pulls (pull requests, for the radar)
    title: str = ""  # for people; "" means the name
    language: str | None = None  # prior only: texts are looked at one by one
    country: str | None = None  # ISO 3166 alpha-2

    @property
    def label(self) -> str:
        """What people read."""
        return self.title or self.name


@dataclass(frozen=True, slots=True)
class Rules:
    """Which events a channel wants; an empty tuple wants all. Values are matched without case."""

    organizations: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    license_classes: tuple[LicenseClass, ...] = ()
    source_kinds: tuple[SourceKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """Where messages go: one [[channel]]. `at` (HH:MM) and `zone` are the local time of a digest."""

    name: str
    notifier: str  # a key of notifiers.NOTIFIERS
    to: str = field(repr=False)  # Slack channel id or webhook (a secret), mail address, URL, "-" for the console
    language: str = "en"
    mode: str = "instant"  # instant | digest
    at: str = "08:00"
    zone: str = "UTC"
    empty: str = "send"  # digest without news: send one line, or skip
    rules: Rules = field(default_factory=Rules)
    operator: bool = False  # gets the tracker's own troubles too
    radar: bool = False  # gets unconfirmed signs of what is to come too
    secret: str | None = field(default=None, repr=False)  # webhook signing secret, from the environment or a file
