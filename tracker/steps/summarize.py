"""Summarize: a few sentences for each fresh event in each language that a channel speaks; no alert waits for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from tracker import analysis
from tracker.domain import JSON, Event, EventKind, Evidence, Page, Release, Source, SourceKind
from tracker.domain.labels import repos_of
from tracker.store import Connection, Store, decisions, pages, releases, summaries
from tracker.summarizers import Request, Summary, choose

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
        whole = with_pages(c, records)
    for event_id, release_id, language in missing:
        root = homes.root(release_id)
        made, drawn_from = _made(records[root], whole[root], event_id, language, watched)
        with store.write() as c:
            summaries.save(c, event_id, release_id, language, made.text, made.method, now, drawn_from)
    return len(missing)


def with_pages(c: Connection, records: Mapping[str, Release]) -> dict[str, Release]:
    """The records with the whole text of each page that was read in place of what its feed says of it."""
    ids = {one.observation for record in records.values() for one in record.evidence if one.observation is not None}
    read = pages.of(c, ids)
    return {key: replace(record, evidence=_read(record, read)) for key, record in records.items()}


def _read(record: Release, read: Mapping[int, Page]) -> tuple[Evidence, ...]:
    return tuple(
        replace(one, text=page.text) if (page := read.get(one.observation or 0)) is not None else one
        for one in record.evidence
    )


def _made(
    release: Release, whole: Release, event_id: int, language: str, watched: Mapping[str, Source]
) -> tuple[Summary, dict[str, JSON] | None]:
    """The summary, and which text it was drawn from: a publisher's good teaser before its page."""
    event = next(one for one in release.events if one.id == event_id)
    best = best_text(whole, language, event, watched)
    if best is None:
        return choose.summarize(Request(release, event, language)), None
    request = Request(release, event, language, title=best.title, text=best.text, text_language=best.language)
    feed = (source := watched.get(best.source)) is not None and source.type == "feed"
    short = release.evidence[whole.evidence.index(best)].text
    made, page = choose.summarize(replace(request, text=short, teaser=feed)), False
    if short != best.text and made.method != "teaser":
        made, page = choose.summarize(request), True
    return made, None if made.method == "facts" else drawn_from(release, best, page=page)


def drawn_from(release: Release, best: Evidence, *, page: bool) -> dict[str, JSON]:
    """Which text a summary came from, as it is kept with it."""
    kind = "card" if _is_repo(best, release) else "page" if page else "feed"
    return {"kind": kind, "observation": best.observation, "url": best.url}


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
