"""Does a channel want this event? Pure answers with their reasons, for alerts and letters alike."""

from __future__ import annotations

from tracker.analysis import ALERT_CONFIDENCE, fold, is_told
from tracker.analysis.licenses import class_of
from tracker.analysis.radar import is_sign
from tracker.domain import OPERATOR, Channel, Event, EventKind, Release

_NEWS = (EventKind.ANNOUNCED, EventKind.WEIGHTS)
_OF_ACCESS = (EventKind.WITHDRAWN, EventKind.DISABLED, EventKind.RESTORED)
"""Who never heard of a release does not miss it: a card alone that comes and goes calls nobody."""


def refused(channel: Channel, release: Release, event: Event) -> str | None:
    """Why the channel's rules leave this event out, or None where they let it through.

    A channel of the radar gets signs whatever stages and licenses it wants, since a sign has neither.
    """
    rules, sign = channel.rules, channel.radar and is_sign(release, event)
    if rules.organizations and fold(release.organization) not in {fold(name) for name in rules.organizations}:
        return f"{release.organization} is not in the channel's organizations"
    if rules.stages and not sign and release.stage not in rules.stages:
        return f"stage {release.stage} is not in the channel's stages"
    if rules.license_classes and not sign and class_of(release) not in rules.license_classes:
        return f"license class {class_of(release)} is not in the channel's license_classes"
    if rules.source_kinds and event.source_kind not in rules.source_kinds:
        return f"a source of kind {event.source_kind} is not in the channel's source_kinds"
    return None


def overtaken(release: Release, event: Event, *, living: bool) -> str | None:
    """Why there is nothing to say of this event after what a person decided, or None.

    A correction goes where the wrong was told, whatever the rules of the channel are, and nowhere else.
    """
    if event.source != OPERATOR:
        return "retracted" if release.retracted else None
    if not living:
        return "nobody was told of it here"
    own = event.release == release.id
    if (event.kind is EventKind.MERGED and own) or (event.kind is EventKind.RETRACTED and not own):
        return "decided otherwise since"
    return None


def why_quiet(channel: Channel, release: Release, event: Event, *, living: bool) -> str | None:
    """Why this event makes no message in an instant channel, or None where it makes one.

    `living`: the channel has a message about this release already (for a merge: about the one that was merged), so
    small events may edit it and corrections are due.
    """
    reason = overtaken(release, event, living=living)
    if reason is not None or event.source == OPERATOR:
        return reason
    if channel.radar and is_sign(release, event):
        return refused(channel, release, event)
    if event.confidence < ALERT_CONFIDENCE:
        return f"confidence {event.confidence:.2f} is below {ALERT_CONFIDENCE}: digest only"
    if not is_told(event) and not living:
        return f"{event.kind} is not told at once"
    if event.kind in _OF_ACCESS and not living and not any(one.kind in _NEWS for one in release.events):
        return "nobody was told that it was coming"
    return refused(channel, release, event)
