"""Summarize: a few sentences for each fresh event in each language that a channel speaks; no alert waits for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

import structlog

from tracker import analysis
from tracker.domain import Event, EventKind, Evidence, Release, Source, SourceKind
from tracker.domain.labels import repos_of
from tracker.store import Store, decisions, releases, summaries
from tracker.summarizers import Request, Summary, choose

log = structlog.get_logger()

FRESH = timedelta(days=7)
BATCH = 100
NEAR, DAY = timedelta(days=2), timedelta(days=1)
"""How far from an event its own observation and other texts may have been seen; older ones tell of another time."""

OF_CARDS = (EventKind.VISIBLE, EventKind.WEIGHTS, EventKind.UPDATE, EventKind.RESTORED)
"""Events of which a model card tells; it says nothing of a change of license or access."""

WEIGHT = {SourceKind.OFFICIAL: 2, SourceKind.PRESS: 1, SourceKind.COMMUNITY: 0}


def summarize(store: Store, languages: Collection[str], watched: Mapping[str, Source], now: datetime) -> int:
    """Writes the summaries that are missing; returns how many."""
    with store.read() as c:
        missing = summaries.missing(c, sorted(languages), now - FRESH, BATCH)
        ids = {release for _, release, _ in missing}
        records = {dossier.id: analysis.build(dossier) for dossier in releases.dossiers(c, ids)} if ids else {}
        homes = decisions.homes(c)
    for event_id, release_id, language in missing:
        made = _made(records[homes.root(release_id)], event_id, language, watched)
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
    """The text to draw from: the event's own observation, else one of the same day that no other event came from.

    Among those of the day a feed's before others, one in the wanted language, official before press, the longest.
    """
    told = [one for one in release.evidence if one.text and not (_is_repo(one, release) and event.kind not in OF_CARDS)]
    repos = repos_of(release, event)
    own = [one for one in told if (_is_own(one, event) or one.title in repos) and _apart(one, event) <= NEAR]
    if own:  # of several sizes the one that stands for the release
        size = release.chosen.get("parameters_total")
        return min(own, key=lambda one: (size is not None and one.title != size.subject, _apart(one, event)))
    others = [other for other in release.events if other.key != event.key]
    day = [one for one in told if _apart(one, event) <= DAY and not any(_is_own(one, other) for other in others)]
    texts = [one for one in day if (source := watched.get(one.source)) is not None and source.type == "feed"] or day
    return max(texts, key=lambda one: (one.language == language, WEIGHT[one.kind], len(one.text)), default=None)


def _is_own(one: Evidence, event: Event) -> bool:
    """Did the event come from this observation? A repo's event names the repo in its detail, a text's its title."""
    if one.url is not None and one.url == event.evidence:
        return True
    return one.source == event.source and one.title in (event.detail, event.detail.split(":")[0])


def _is_repo(one: Evidence, release: Release) -> bool:
    return any(linked.repo.id == one.title for linked in release.repos)


def _apart(one: Evidence, event: Event) -> timedelta:
    return abs(one.seen_at - event.seen_at)
