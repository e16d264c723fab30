"""Backfill: reads whole lists of organizations as history, page by page, without any alert; stopped, it goes on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from tracker.analysis import Known
from tracker.clock import iso, parse_time
from tracker.domain import Source
from tracker.errors import FetchError, ParseError
from tracker.net import Net
from tracker.pollers.hub_history import HubHistory, Page, Reading, Size, within
from tracker.steps.analyze import analyze
from tracker.store import Store, marks, observations, repos, sources

VALID = timedelta(days=1)
"""How long a mark counts: an organization read since then is not read again, one begun earlier begins anew."""

LOOK = 5.0
"""Seconds between two looks whether the Hub may be asked again."""

PATIENCE = timedelta(minutes=15)
"""Who is asked to wait for longer is told to come back; the Hub's window has 5 minutes."""

TRIES = 5
"""How often a page is asked for while the Hub says each time when it may be asked again."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an organization is: `read` of its repos, of which `new` were kept and `older` were out of the time."""

    organization: str
    state: str = "reading"  # reading | waiting | done | before | watched | trouble
    read: int = 0
    new: int = 0
    older: int = 0
    requests: int = 0
    said: str = ""  # what the trouble is, until when it waits, since when it is known


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where an organization stands; `link` None: at the list's beginning, or where it is `whole`, at its end."""

    at: str
    link: str | None = None
    whole: bool = False  # all pages are kept
    done: bool = False  # and examined
    read: int = 0
    new: int = 0
    older: int = 0
    requests: int = 0


@dataclass(frozen=True)
class Backfill:
    """What it works with. `told` hears of every page, every wait and every end; `wait` takes seconds."""

    store: Store
    net: Net
    history: HubHistory
    known: Known
    watched: Mapping[str, Source]
    clock: Callable[[], datetime]
    told: Callable[[Progress], None]
    wait: Callable[[float], Awaitable[None]] = asyncio.sleep

    def run(self, asked: Sequence[Source], since: datetime) -> list[Progress]:
        """Reads what was made or changed since then; trouble of one organization does not stop the others."""
        return asyncio.run(self._run(asked, since))

    def plan(self, asked: Sequence[Source], since: datetime) -> list[tuple[Progress, Size | None]]:
        """How long the lists are, None for those that would not be asked or did not answer; nothing is written."""
        return asyncio.run(self._plan(asked, since))

    async def _run(self, asked: Sequence[Source], since: datetime) -> list[Progress]:
        found = []
        async with self.net:
            for source in asked:
                found.append(await self._read(source, since))
                self.told(found[-1])
        analyze(self.store, self.known, self.watched, self.clock())  # what those in trouble had before
        return found

    async def _plan(self, asked: Sequence[Source], since: datetime) -> list[tuple[Progress, Size | None]]:
        found: list[tuple[Progress, Size | None]] = []
        async with self.net:
            for source in asked:
                organization = source.organization or ""
                before, _ = self._before(source, since)
                if before is not None:
                    found.append((before, None))
                    continue
                try:
                    found.append((Progress(organization), await self.history.size(organization, since, self.clock())))
                except (FetchError, ParseError) as error:
                    found.append((Progress(organization, "trouble", said=str(error)), None))
        return found

    def _before(self, source: Source, since: datetime) -> tuple[Progress | None, _Mark]:
        """Why it need not be read, or None and where to go on."""
        organization, now = source.organization or "", self.clock()
        with self.store.read() as c:
            contacted = bool(sources.memories_of(c, [source.name])[source.name])
            text = marks.get(c, _name(organization, since))
        mark = _Mark(**json.loads(text)) if text else _Mark(iso(now))
        if contacted:
            return Progress(organization, "watched"), mark
        if not parse_time(mark.at) <= now < parse_time(mark.at) + VALID:
            return None, _Mark(iso(now))
        return (_progress(organization, mark, "before", mark.at) if mark.done else None), mark

    async def _read(self, source: Source, since: datetime) -> Progress:
        organization = source.organization or ""
        before, mark = self._before(source, since)
        if before is not None:
            return before
        reading = Reading(self.history, source, mark.link)
        requests = self.history.requests - mark.requests
        while not mark.whole:
            self.told(_progress(organization, mark))
            try:
                page = await self._page(reading, organization, mark)
                if not (page.observations or mark.read):
                    await self.history.must_exist(organization, self.clock())
            except (FetchError, ParseError) as error:
                mark = replace(mark, requests=self.history.requests - requests)
                return _progress(organization, mark, "trouble", str(error))
            after = self._keep(source, since, page, replace(mark, requests=self.history.requests - requests))
            if after is None:
                return _progress(organization, mark, "watched")
            mark = after
        return self._settle(source, since, mark)

    def _settle(self, source: Source, since: datetime, mark: _Mark) -> Progress:
        """Examines everything, and then once more what found no release: a conversion is listed before its model."""
        now, organization = self.clock(), source.organization or ""
        analyze(self.store, self.known, self.watched, now)
        mark = replace(mark, done=True)
        with self.store.write() as c:
            observations.examine_again(c, source.name)
            marks.put(c, _name(organization, since), json.dumps(asdict(mark)), now)
        analyze(self.store, self.known, self.watched, now)
        return _progress(organization, mark, "done")

    async def _page(self, reading: Reading, organization: str, mark: _Mark) -> Page:
        """The next page, as often and as late as the Hub says."""
        until, left = self.clock(), TRIES
        while True:
            await self._rest(until, organization, mark)
            try:
                return await reading.page(self.clock())
            except FetchError as error:
                left -= 1
                if error.retry_at is None or not left:
                    raise
                until = error.retry_at

    async def _rest(self, until: datetime, organization: str, mark: _Mark) -> None:
        """Waits until the Hub may be asked and its window has more than what we leave to others."""
        waited = timedelta()
        while (now := self.clock()) < until or self.history.tight(now):
            if max(waited, until - now) > PATIENCE:
                raise FetchError(f"the Hub wants to be left alone until {iso(until)}", retry_at=until)
            self.told(_progress(organization, mark, "waiting", iso(until) if now < until else ""))
            await self.wait(LOOK)
            waited += timedelta(seconds=LOOK)

    def _keep(self, source: Source, since: datetime, page: Page, mark: _Mark) -> _Mark | None:
        """A page and the mark after it in one transaction; None where the source had its first contact meanwhile.

        Then everything new is its poller's to tell. A repo that is part of a release already stays as it is known.
        """
        now = self.clock()
        young = [one for one in page.observations if one.repo is not None and within(one.repo, since)]
        with self.store.write() as c:
            if sources.memories_of(c, [source.name])[source.name]:
                return None
            there = repos.known(c, [one.repo.uid for one in young if one.repo is not None])
            new = observations.add(c, [one for one in young if one.repo is not None and one.repo.uid not in there])
            after = replace(
                mark,
                at=iso(now),
                link=page.next,
                whole=page.next is None,
                read=mark.read + len(page.observations),
                new=mark.new + new,
                older=mark.older + len(page.observations) - len(young),
            )
            marks.put(c, _name(source.organization or "", since), json.dumps(asdict(after)), now)
        return after


def _name(organization: str, since: datetime) -> str:
    return f"backfill/{since:%Y-%m-%d}/{organization.casefold()}"


def _progress(organization: str, mark: _Mark, state: str = "reading", said: str = "") -> Progress:
    return Progress(organization, state, mark.read, mark.new, mark.older, mark.requests, said)
