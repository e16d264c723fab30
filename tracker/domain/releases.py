"""The living record: event, evidence, linked repo, release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tracker.domain.facts import Fact, License, Openness
from tracker.domain.observations import Repo
from tracker.domain.places import SourceKind
from tracker.domain.stages import EventKind, Stage


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a release. `at` is when it was public, `seen_at` when we learned it."""

    kind: EventKind
    at: datetime
    seen_at: datetime
    key: str  # unique within its release: "weights", "relicensed/<uid>/<sha>"
    detail: str = ""
    before: str | None = None
    after: str | None = None
    evidence: str | None = None  # URL
    source: str = ""
    source_kind: SourceKind = SourceKind.OFFICIAL
    confidence: float = 1.0  # below analysis.ALERT_CONFIDENCE: digest only, as "perhaps"
    baseline: bool = False  # never alerted
    release: str = ""
    id: int | None = None

    @property
    def topic(self) -> str:
        """What its key begins with: says of an update what it is about."""
        return self.key.partition("/")[0]


@dataclass(frozen=True, slots=True)
class LinkedRepo:
    """A repo and its part in a release: official, or derivative (a conversion or another's re-upload)."""

    repo: Repo
    role: str
    first_seen: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """An observation that speaks of a release, as people read it."""

    source: str
    title: str
    url: str | None
    language: str
    seen_at: datetime
    kind: SourceKind = SourceKind.PRESS
    text: str = ""  # its first 500 characters
    observation: int | None = None  # its id in the store
    suspicious: bool = False  # it gives orders to machines, or is made to look like another's


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a release, and why.

    merge: what is known of `release` belongs to `to` since then; split with a `repo`: that repo and all that was seen
    of it belongs to `to`; split without one: a merge of `release` is undone (`to` is itself); retract: no release.
    """

    kind: str  # merge | split | retract
    release: str
    made_at: datetime
    to: str | None = None
    repo: str | None = None  # its uid
    why: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the store keeps about one release, by the time it was learned; analysis/record.py reads it."""

    id: str
    created_at: datetime
    baseline: bool  # known only from a source's first contact
    keys: tuple[str, ...] = ()  # names and links it is found by, folded
    merged: tuple[str, ...] = ()  # ids of releases that a person merged into it
    decisions: tuple[Decision, ...] = ()  # about it and those, by time
    facts: tuple[Fact, ...] = ()  # by learned_at
    events: tuple[Event, ...] = ()  # by seen_at
    repos: tuple[LinkedRepo, ...] = ()  # latest state of each
    evidence: tuple[Evidence, ...] = ()  # by seen_at
    summaries: Mapping[str, str] = field(default_factory=dict)  # language -> text


@dataclass(frozen=True, slots=True)
class Release:
    """One model release, the living record as it is known at a moment; built by analysis/record.py."""

    id: str
    organization: str
    name: str
    family: str | None
    stage: Stage
    first_seen: datetime
    keys: tuple[str, ...] = ()  # names it is known by, folded
    repo_names: tuple[str, ...] = ()  # repos that it is found by, lower case, whether seen or not
    nameless: bool = False  # announced without a name ("an open-weight model")
    announced_at: datetime | None = None
    visible_at: datetime | None = None
    weights_at: datetime | None = None
    withdrawn_at: datetime | None = None
    baseline: bool = False
    retracted: bool = False
    merged: tuple[str, ...] = ()  # ids of releases that a person merged into it
    decisions: tuple[Decision, ...] = ()
    repos: tuple[LinkedRepo, ...] = ()
    facts: tuple[Fact, ...] = ()  # all of them
    chosen: Mapping[str, Fact] = field(default_factory=dict)  # by name: the fact that stands for the release
    events: tuple[Event, ...] = ()  # by seen_at
    evidence: tuple[Evidence, ...] = ()
    openness: tuple[Openness, ...] = ()
    terms: Mapping[str, License] = field(default_factory=dict)  # by labels.key_of: each license it speaks of
    summaries: Mapping[str, str] = field(default_factory=dict)  # language -> text

    @property
    def title(self) -> str:
        """Organization and name, as people say it."""
        owner = self.organization.split(" ")[0].lower()
        if owner == "?" or self.name.lower().startswith(owner):
            return self.name
        return f"{self.organization} {self.name}"
