"""The radar: signs of a release before it is one, and what became of them. A sign never counts as a release.

A sign is an event of a record: a `signal` (pull request, tag, leak), or a repo that its owner made public without
weights while nobody had announced it. Whether it was right is computed from what happened to the record later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.analysis import radar_titles
from tracker.analysis.known import Known
from tracker.analysis.radar_titles import Named
from tracker.analysis.stages import ALERT_CONFIDENCE
from tracker.domain import Event, EventKind, Finding, Observation, Release, Source
from tracker.domain.orders import orders_about

EXPIRES = timedelta(days=180)
"""A sign without a release for this long was none."""

UNCONFIRMED, SAID_TO_COME = 0.5, 0.6
"""How sure a name in a pull request or tag is: enough for a record, never for an alert. Names there are no facts."""

_CONFIRMS = (EventKind.ANNOUNCED, EventKind.VISIBLE, EventKind.WEIGHTS)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and what became of it. `kind`: pull | tag | repo | leak; `state`: open | hit | expired."""

    kind: str
    release: Release
    event: Event
    state: str
    confirmed: Event | None = None
    taken_down: bool = False  # what pointed to it is gone

    @property
    def lead(self) -> timedelta | None:
        """How long before its release it was seen."""
        return self.confirmed.seen_at - self.event.seen_at if self.confirmed is not None else None


def of_github(observation: Observation, source: Source | None, known: Known) -> Finding | None:
    """What a framework's pull request, commit or tag says; None where it is an ordinary release of code."""
    if source is None or not source.repository:
        return None
    if source.watch == "pulls":
        named = radar_titles.of_pull(observation.title, observation.text, known)
        what = "a pull request adds support for"
    else:
        named = radar_titles.of_tag(observation.title.removeprefix(source.repository).split(":")[0].strip(), known)
        what = "a tag is named after"
        if named is None:
            return None
    if observation.baseline or named is None:
        return _finding(observation, False, "infra_tooling_hardware", 0.9, ("a change of code",))
    said = (f"{what} {named.name.text}", *(("it is said to be still to come",) if named.soon else ()))
    return _finding(observation, True, "prerelease_signal", SAID_TO_COME if named.soon else UNCONFIRMED, said, named)


def _finding(
    observation: Observation,
    is_event: bool,
    kind: str,
    confidence: float,
    reasons: tuple[str, ...],
    named: Named | None = None,
) -> Finding:
    return Finding(
        language="en",
        is_event=is_event,
        kind=kind,
        confidence=confidence,
        organization=named.owner.title if named is not None and named.owner is not None else None,
        names=(named.name,) if named is not None else (),
        reasons=reasons,
        suspicious=orders_about(f"{observation.title}\n{observation.text}"),
    )


def is_sign(release: Release, event: Event) -> bool:
    """Is this event a sign: unconfirmed, and seen before its release was announced or out?"""
    if event.baseline or (event.kind is EventKind.VISIBLE and event.confidence < ALERT_CONFIDENCE):
        return False
    told = (EventKind.ANNOUNCED, EventKind.WEIGHTS) if event.kind is EventKind.VISIBLE else (EventKind.WEIGHTS,)
    before = [one for one in release.events if one.seen_at <= event.seen_at]
    return event.kind in (EventKind.SIGNAL, EventKind.VISIBLE) and not any(one.kind in told for one in before)


def signs(release: Release, now: datetime) -> tuple[Sign, ...]:
    """The signs of a release: of each kind the first, since those that follow it tell nothing new."""
    found: dict[str, Sign] = {}
    for event in release.events:
        if is_sign(release, event):
            found.setdefault(_kind(event), _resolved(release, event, now))
    return tuple(found.values())


def _resolved(release: Release, event: Event, now: datetime) -> Sign:
    confirmed = confirming(release, event)
    over = release.retracted or now - event.seen_at > EXPIRES
    if confirmed is not None and confirmed.seen_at - event.seen_at > EXPIRES:
        confirmed = None
    state = "hit" if confirmed is not None else "expired" if over else "open"
    gone = (EventKind.WITHDRAWN, EventKind.DISABLED)
    down = event.kind is EventKind.VISIBLE and release.events and release.events[-1].kind in gone
    return Sign(_kind(event), release, event, state, confirmed, bool(down))


def confirming(release: Release, sign: Event) -> Event | None:
    """The first sure event after a sign that makes a release of it."""
    kinds = tuple(kind for kind in _CONFIRMS if kind is not sign.kind)
    later = (
        one
        for one in release.events
        if one.kind in kinds and not one.baseline and one.confidence >= ALERT_CONFIDENCE and one.seen_at > sign.seen_at
    )
    return min(later, key=lambda one: one.seen_at, default=None)


def _kind(event: Event) -> str:
    if event.kind is EventKind.VISIBLE:
        return "repo"
    place = re.search(r"^https?://[^/]+/[^/]+/[^/]+/(pull|commit|releases/tag)/", event.evidence or "")
    if place is None:
        return "leak"
    return "tag" if place[1] == "releases/tag" else "pull"


@dataclass(frozen=True, slots=True)
class Tally:
    """How often signs were right: `precision` is hits of those that are resolved, `lead` the median lead time."""

    signs: int
    open: int
    hits: int
    expired: int
    lead: timedelta | None = None

    @property
    def precision(self) -> float | None:
        """None where nothing is resolved yet."""
        resolved = self.hits + self.expired
        return self.hits / resolved if resolved else None


def tally(found: Iterable[Sign]) -> Tally:
    """The record of some signs."""
    all_ = list(found)
    count = {state: sum(one.state == state for one in all_) for state in ("open", "hit", "expired")}
    leads = sorted(one.lead for one in all_ if one.lead is not None)
    middle = (leads[(len(leads) - 1) // 2] + leads[len(leads) // 2]) / 2 if leads else None
    return Tally(len(all_), count["open"], count["hit"], count["expired"], middle)
