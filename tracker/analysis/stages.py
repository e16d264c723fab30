"""How events move a release from stage to stage, and which events are told at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from tracker.domain import CATALOG, Event, EventKind, Stage

TOLD = frozenset(
    {
        EventKind.ANNOUNCED,
        EventKind.WEIGHTS,
        EventKind.RELICENSED,
        EventKind.GATED,
        EventKind.UNGATED,
        EventKind.WITHDRAWN,
        EventKind.RESTORED,
        EventKind.DISABLED,
        EventKind.DELAYED,
        EventKind.RETRACTED,
        EventKind.MERGED,
        EventKind.SPLIT,
        EventKind.DATA_PUBLISHED,
    }
)
"""Kinds that make an alert; the others only join a message that lives already, and the digest."""

ALERT_CONFIDENCE = 0.7
"""Below this an event is only named in the digest, as "perhaps"."""

POST_TRAIN = "post-train/"
"""The beginning of the key of a model that was trained further long after the first."""

TOLD_KEYS = (POST_TRAIN, "closed-eu/", "open-eu/")
"""Updates whose keys begin so are told as well."""

ORDER = (Stage.SIGNAL, Stage.ANNOUNCED, Stage.VISIBLE, Stage.WEIGHTS)


def is_told(event: Event) -> bool:
    """Does this event make an alert by itself?"""
    return event.kind in TOLD or event.key.startswith(TOLD_KEYS)


def after(stage: Stage, kind: EventKind, before_withdrawal: Stage) -> Stage:
    """The stage after an event; `before_withdrawal` is where a restored release returns to."""
    if kind in (EventKind.WITHDRAWN, EventKind.DISABLED):
        return Stage.WITHDRAWN
    if kind is EventKind.RESTORED:
        return before_withdrawal
    reached = {
        EventKind.ANNOUNCED: Stage.ANNOUNCED,
        EventKind.VISIBLE: Stage.VISIBLE,
        EventKind.WEIGHTS: Stage.WEIGHTS,
    }.get(kind)
    if reached is None:
        return stage
    if stage is Stage.WITHDRAWN:
        return Stage.WEIGHTS if reached is Stage.WEIGHTS else stage
    return max(stage, reached, key=ORDER.index)


def stage_of(events: Iterable[Event]) -> Stage:
    """The stage after these events, in the order in which we learned of them."""
    stage = best = Stage.SIGNAL
    for event in events:
        stage = after(stage, event.kind, best)
        if stage is not Stage.WITHDRAWN:
            best = stage
    return stage


def first(events: Iterable[Event], kind: EventKind) -> Event | None:
    """The first event of a kind, by the time it was public."""
    return min((event for event in events if event.kind is kind), key=lambda event: event.at, default=None)


def undated(event: Event) -> bool:
    """Was it there at a source's first contact? Then it is older than its time says."""
    return event.baseline and event.source != CATALOG and event.at == event.seen_at


def dated(events: Sequence[Event], kind: EventKind) -> datetime | None:
    """When it first happened, None where that is not known. What the tracker saw itself stands before the catalog."""
    own = first([event for event in events if event.source != CATALOG], kind)
    if own is not None and not undated(own):
        return own.at
    any_ = first(events, kind)
    return any_.at if any_ is not None and not undated(any_) else None
