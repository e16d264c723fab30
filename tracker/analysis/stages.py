"""How events move a release from stage to stage, and which events are told at once."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.domain import Event, EventKind, Stage

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
    }
)
"""Kinds that make an alert; the others only join a message that lives already, and the digest."""

ORDER = (Stage.SIGNAL, Stage.ANNOUNCED, Stage.VISIBLE, Stage.WEIGHTS)


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
