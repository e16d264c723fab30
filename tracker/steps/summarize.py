"""Summarize: a few sentences for each fresh event in each language that a channel speaks; no alert waits for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

import structlog

from tracker import analysis
from tracker.domain import Event, Evidence, Release, Source, SourceKind
from tracker.store import Store, releases, summaries
from tracker.summarizers import Request, Summary, choose

log = structlog.get_logger()

FRESH = timedelta(days=7)
BATCH = 100
WEIGHT = {SourceKind.OFFICIAL: 2, SourceKind.PRESS: 1, SourceKind.COMMUNITY: 0}


def summarize(store: Store, languages: Collection[str], watched: Mapping[str, Source], now: datetime) -> int:
    """Writes the summaries that are missing; returns how many."""
    with store.read() as c:
        missing = summaries.missing(c, sorted(languages), now - FRESH, BATCH)
        ids = {release for _, release, _ in missing}
        records = {dossier.id: analysis.build(dossier) for dossier in releases.dossiers(c, ids)} if ids else {}
    for event_id, release_id, language in missing:
        made = _made(records[release_id], event_id, language, watched)
        with store.write() as c:
            summaries.save(c, event_id, release_id, language, made.text, made.method, now)
    return len(missing)


def _made(release: Release, event_id: int, language: str, watched: Mapping[str, Source]) -> Summary:
    event = next(one for one in release.events if one.id == event_id)
    best = best_text(release, language, event, watched)
    feed = best is not None and (source := watched.get(best.source)) is not None and source.type == "feed"
    return choose.summarize(
        Request(
            release=release,
            event=event,
            language=language,
            title=best.title if best else "",
            text=best.text if best else "",
            text_language=best.language if best else language,
            teaser=feed,
        )
    )


def best_text(release: Release, language: str, event: Event, watched: Mapping[str, Source]) -> Evidence | None:
    """The text to draw from: near the event, in the wanted language, official before press, the longest."""
    near = [one for one in release.evidence if one.text and abs(one.seen_at - event.seen_at) <= timedelta(days=2)]
    texts = [one for one in near if (source := watched.get(one.source)) is not None and source.type == "feed"] or near
    return max(texts, key=lambda one: (one.language == language, WEIGHT[one.kind], len(one.text)), default=None)
