"""Does a channel want this event? One pure answer with its reason, for alerts and letters alike."""

from __future__ import annotations

from tracker.analysis import ALERT_CONFIDENCE, TOLD, fold
from tracker.analysis.licenses import class_of
from tracker.domain import Channel, Event, Release


def refused(channel: Channel, release: Release, event: Event) -> str | None:
    """Why the channel's rules leave this event out, or None where they let it through."""
    rules = channel.rules
    if rules.organizations and fold(release.organization) not in {fold(name) for name in rules.organizations}:
        return f"{release.organization} is not in the channel's organizations"
    if rules.stages and release.stage not in rules.stages:
        return f"stage {release.stage} is not in the channel's stages"
    if rules.license_classes and class_of(release) not in rules.license_classes:
        return f"license class {class_of(release)} is not in the channel's license_classes"
    if rules.source_kinds and event.source_kind not in rules.source_kinds:
        return f"a source of kind {event.source_kind} is not in the channel's source_kinds"
    return None


def why_quiet(channel: Channel, release: Release, event: Event, *, living: bool) -> str | None:
    """Why this event makes no message in an instant channel, or None where it makes one.

    `living`: the channel has a message about this release already, so small events may edit it.
    """
    if release.retracted and not living:
        return "retracted"
    if event.confidence < ALERT_CONFIDENCE:
        return f"confidence {event.confidence:.2f} is below {ALERT_CONFIDENCE}: digest only"
    if event.kind not in TOLD and not living:
        return f"{event.kind} is not told at once"
    return refused(channel, release, event)
