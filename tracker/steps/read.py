"""Read: fetch the pages of official announcements; what they state becomes facts, what was unsure is examined anew."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from tracker import analysis
from tracker.analysis import language, names, owners
from tracker.analysis.examine import text_of
from tracker.analysis.facts import about, stated
from tracker.analysis.judge import RANKS
from tracker.domain import Fact, Page, Source, SourceKind
from tracker.errors import AddressRefused, BadStatus, FetchError, ParseError, TooLarge
from tracker.pollers import Tools
from tracker.pollers.page import fetch_page
from tracker.steps.summarize import FRESH as STILL_SUMMARIZED
from tracker.store import Store, pages, releases, summaries
from tracker.store.pages import Unread

log = structlog.get_logger()

FRESH = timedelta(days=7)
"""The pages of older entries are no news."""

BATCH = 5
"""So many at once; what is read waits for nobody, and polls wait for it."""

PAUSES = (timedelta(minutes=10), timedelta(hours=2))
"""How long to wait after each failure; after the last one a page is given up."""

NONE = 0.98
"""An entry that is so surely no event is none, whatever its page says; a short teaser leaves more open."""

PASSING = frozenset({408, 425, 429})
"""What a server may say today and not tomorrow, besides everything from 500 on."""

SIZES = frozenset({"parameters_total", "parameters_active", "sizes"})
NEAR = 0.2
"""How far a stated size may be from the one in the name: "7B" is said of 6.7 to 8 billion."""

_LEAD = 1500  # characters that tell a text's language and what its title's words mean


def read(store: Store, tools: Tools, known: analysis.Known, watched: Mapping[str, Source], now: datetime) -> int:
    """Reads pages that were not read, of official entries that tell of an event or may do so; returns how many."""
    official = [one.name for one in watched.values() if one.kind is SourceKind.OFFICIAL and one.type == "feed"]
    with store.read() as c:
        found = pages.unread(c, official, now - FRESH, NONE, now, BATCH)
    if not found:
        return 0
    reasons = {one.observation.id: _useless(one, watched.get(one.observation.source), known) for one in found}
    useless = [(one, why) for one in found if (why := reasons[one.observation.id]) is not None]
    if useless:
        with store.write() as c:
            for one, why in useless:
                pages.failed(c, one.observation, why, None)
    wanted = [one for one in found if reasons[one.observation.id] is None]
    answers = asyncio.run(_fetch_all(tools, wanted, known, watched, now)) if wanted else []
    return sum(_keep(store, one, answer, known, now) for one, answer in zip(wanted, answers, strict=True))


def _useless(one: Unread, source: Source | None, known: analysis.Known) -> str | None:
    """Why nothing would come of reading the page."""
    if not one.finding.is_event and not one.finding.names:
        text = text_of(one.observation, source, known)
        if text.of_other_things or not (text.versioned or text.of_models):
            return "not read: the entry speaks of no model"
    if _sure(one) and one.release is None:
        return "not read: the entry belongs to no release"
    return None


def _sure(one: Unread) -> bool:
    return one.finding.is_event and one.finding.confidence >= analysis.ALERT_CONFIDENCE


async def _fetch_all(
    tools: Tools, wanted: Sequence[Unread], known: analysis.Known, watched: Mapping[str, Source], now: datetime
) -> list[Page | Exception]:
    async with tools.net:
        return await asyncio.gather(
            *(_fetch(tools, one, known, watched[one.observation.source], now) for one in wanted)
        )


async def _fetch(tools: Tools, one: Unread, known: analysis.Known, source: Source, now: datetime) -> Page | Exception:
    owner = owners.of_source(source, known)
    try:
        page = await fetch_page(tools, one.observation, source.url or "", owner.hosts if owner else (), now)
    except (FetchError, ParseError) as error:
        return error
    except Exception as error:
        log.exception("reading a page failed", observation=one.observation.id, source=source.name)
        return error
    if not same_post(one.observation.title, page.title):
        return ParseError(f"the page is about something else: {page.title}")
    return page


def same_post(title: str, page_title: str) -> bool:
    """Is a page the entry that led to it, and no front page or list? Half of the entry's words are in its title."""
    entry, page = (set(re.findall(r"\w+", text.casefold())) for text in (title, page_title))
    return bool(entry) and 2 * len(entry & page) >= len(entry)


def _keep(store: Store, one: Unread, answer: Page | Exception, known: analysis.Known, now: datetime) -> int:
    """The page with the facts that it states, or why there is none: one transaction."""
    if isinstance(answer, Exception):
        trouble = str(answer) if isinstance(answer, FetchError | ParseError) else f"{type(answer).__name__}: {answer}"
        again = next_try(answer, one.attempts, now)
        with store.write() as c:
            pages.failed(c, one.observation, trouble, again)
        log.info("page not read", observation=one.observation.id, trouble=trouble, again=again is not None)
        return 0
    with store.write() as c:
        store.analyze_lock(c)
        pages.keep(c, answer, again=not _sure(one))
        if one.release is not None:
            summaries.forget(c, one.release, answer.observation, now - STILL_SUMMARIZED)
            releases.add_facts(c, one.release, facts_of(answer, one, known, now) if _sure(one) else ())
    return 1


def next_try(error: Exception, attempts: int, now: datetime) -> datetime | None:
    """When to ask again after one more failure; None where it was the last, or asking again changes nothing."""
    if not isinstance(error, FetchError) or isinstance(error, AddressRefused | TooLarge) or attempts >= len(PAUSES):
        return None
    if isinstance(error, BadStatus) and error.status < 500 and error.status not in PASSING:
        return None
    return max(now + PAUSES[attempts], error.retry_at or now)


def facts_of(page: Page, one: Unread, known: analysis.Known, now: datetime) -> tuple[Fact, ...]:
    """What a page states that its entry does not; nothing where its title is not about the entry's one model.

    No size where the main one is not the one in the model's name: it is another model's.
    """
    title = one.observation.title
    lead = page.text[:_LEAD]
    in_title, in_text = names.spans(title, known, around=lead), names.spans(lead, known, around=title)
    spans = [span for span in in_title if not span.compared]
    if {span.name.key for span in spans} != {name.key for name in one.finding.names[:1]}:
        return ()
    whose = about.of(one.finding.names[0], title, in_title, lead, in_text) if spans else about.About()
    spoken = language.detect(f"{title} {lead}", page.language)
    found = {fact.name: fact for fact in stated(title, page.text, spoken, whose)}
    named = [span.name.total for span in spans if span.name.total]
    total = found["parameters_total"].value if "parameters_total" in found else None
    strange = named and not (total and any(abs(total - size) <= NEAR * size for size in named))
    left_out = {fact.name for fact in one.finding.facts} | (SIZES if strange else set())
    return tuple(
        replace(
            fact,
            rank=RANKS[SourceKind.OFFICIAL],
            source=one.observation.source,
            url=page.url,
            learned_at=now,
            observation=page.observation,
        )
        for name, fact in found.items()
        if name not in left_out
    )
