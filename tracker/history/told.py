"""Who was told of a release, by what message and when, or why not, and who wrote it; now or as it stood on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.domain import Release
from tracker.store import Store, messages, summaries
from tracker.store.messages import Stored
from tracker.store.summaries import Writer


@dataclass(frozen=True, slots=True)
class Told:
    """One message about a release. `state`: sent, waiting, dead or quiet (on purpose); `at` is since when."""

    channel: str
    kind: str  # of the event that it tells
    state: str
    at: datetime
    reason: str = ""


def told(store: Store, release: Release, as_of: datetime | None = None) -> list[Told]:
    """All messages about a release, sent or not, oldest first; `as_of` leaves out what was not written yet."""
    with store.read() as c:
        stored = messages.of_releases(c, (release.id, *release.merged))
    kinds = {event.id: event.kind.value for event in release.events}
    known = (one for one in stored if as_of is None or one.created_at <= as_of)
    return [_told(one, kinds.get(one.event_id, one.type), as_of) for one in known]


def writer(store: Store, release: Release, language: str, as_of: datetime | None = None) -> Writer | None:
    """The language model that wrote the summary of a release or was refused, with its revision; None: neither."""
    with store.read() as c:
        return summaries.writer(c, (release.id, *release.merged), language, as_of)


def _told(stored: Stored, kind: str, as_of: datetime | None) -> Told:
    def happened(when: datetime | None) -> bool:
        return when is not None and (as_of is None or when <= as_of)

    if stored.state == "sent" and stored.sent_at is not None and happened(stored.sent_at):
        return Told(stored.channel, kind, "sent", stored.sent_at)
    if stored.state == "dead" and happened(stored.due_at):
        return Told(stored.channel, kind, "dead", stored.due_at, stored.trouble or "")
    if stored.state == "skipped":
        return Told(stored.channel, kind, "quiet", stored.created_at, stored.trouble or "")
    reason = stored.trouble or "" if as_of is None else ""  # today's trouble was not that day's
    return Told(stored.channel, kind, "waiting", stored.created_at, reason)
