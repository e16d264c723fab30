"""An organization's whole list as history: page by page, from any page on, the states as baseline observations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from tracker.domain import Observation, Repo, Source
from tracker.errors import FetchError, ParseError, TooLarge
from tracker.pollers.contract import Tools
from tracker.pollers.hub_client import FULL, HubClient, Listing, origin
from tracker.pollers.hub_look import observation
from tracker.pollers.hub_repo import fingerprint, repo_of
from tracker.pollers.hub_rows import by_uid

PAGE = 100  # repos of one page
FEWEST = 4  # where pages of more are too large: repos with very many files
MOST_PAGES = 1000

_LIMIT = re.compile(r"([?&]limit=)(\d{1,6})\b")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its repos, the oldest first; `next` is where the list goes on, None at its end."""

    observations: tuple[Observation, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Size:
    """How long a list is: its repos and those within the time asked for; None where the Hub does not say."""

    repos: int | None
    wanted: int | None
    exact: bool  # else `wanted` is the most that it can be


class HubHistory:
    """Reads whole lists, sorted by the creation of the repos: what changes meanwhile stays in its place."""

    def __init__(self, tools: Tools) -> None:
        self._client = HubClient(tools)
        self.requests = 0

    def tight(self, now: datetime) -> bool:
        """Whether the rest of the Hub's window is to be left to others."""
        return self._client.tight(now)

    async def must_exist(self, organization: str, now: datetime) -> None:
        """FetchError where the Hub knows no organization of this name: it lists no repos, as for one without any."""
        if await self._count(organization, now) is None:
            raise FetchError("the Hub knows no organization of this name")

    async def size(self, organization: str, since: datetime, now: datetime) -> Size:
        """Asks for the first page, and where there are more for their number. FetchError, ParseError."""
        self.requests += 1
        first = await self._client.first_page(organization, now, limit=PAGE)
        rows, _ = by_uid(first.rows, organization, {})
        young = sum(within(repo_of(row, uid, now), since) for uid, row in rows.items())
        if first.whole:
            if not rows:
                await self.must_exist(organization, now)
            return Size(len(rows), young, True)
        number = await self._count(organization, now)
        return Size(number, young, True) if young < len(rows) else Size(number, number, False)  # last changed first

    async def _count(self, organization: str, now: datetime) -> int | None:
        self.requests += 1
        return await self._client.count(organization, now)

    async def listing(self, url: str, now: datetime) -> tuple[Listing, str]:
        """A page and the URL that it was had from: where it is too large, it is asked for in smaller portions."""
        while True:
            self.requests += 1
            try:
                return await self._client.page(url, now), url
            except TooLarge:
                smaller = fewer(url)
                if smaller is None:
                    raise
                url = smaller

    @property
    def url(self) -> str:
        """Where the Hub is."""
        return self._client.url


class Reading:
    """One organization's list, read on from `link`, or from its beginning where that is None."""

    def __init__(self, history: HubHistory, source: Source, link: str | None) -> None:
        self._history, self._source = history, source
        self._link = link or first_url(history.url, source.organization or "")
        self._asked: set[str] = set()
        self._seen: set[str] = set()

    async def page(self, now: datetime) -> Page:
        """The next page; FetchError or ParseError, and then it can be asked for again.

        A link is followed only at the Hub's own origin (it would get the token), each once, and not for ever.
        """
        organization = self._source.organization or ""
        listing, url = await self._history.listing(self._link, now)
        rows, _ = by_uid(listing.rows, organization, {})
        self._check(listing, rows)
        self._asked.add(url)
        self._seen.update(rows)
        self._link = listing.next or url
        seen = [self._observation(uid, row, now) for uid, row in rows.items()]
        seen.sort(key=_created)
        return Page(tuple(seen), listing.next)

    def _check(self, listing: Listing, rows: Mapping[str, Any]) -> None:
        if listing.trouble:
            raise ParseError(listing.trouble)
        if listing.next is None:
            return
        if origin(listing.next) != origin(self._history.url):
            raise ParseError("the next page is on another host: not followed")
        if listing.next in self._asked or (rows and rows.keys() <= self._seen):
            raise ParseError("pages go round in a circle")
        if not listing.rows:
            raise ParseError("a page in the middle is empty")
        if len(self._asked) >= MOST_PAGES:
            raise ParseError(f"more than {MOST_PAGES} pages")

    def _observation(self, uid: str, row: Mapping[str, Any], now: datetime) -> Observation:
        """Its key is the same whenever this state is read."""
        fp = fingerprint(row)
        seen = observation(self._source, self._history.url, repo_of(row, uid, now), fp, now, baseline=True)
        return replace(seen, key=f"{uid}:{fp[:12]}:backfill")


def first_url(base: str, organization: str) -> str:
    """The first page of an organization's list."""
    expand = "".join(f"&expand={key}" for key in FULL)
    return f"{base}/api/models?author={quote(organization, safe='')}&sort=createdAt&limit={PAGE}{expand}"


def fewer(url: str) -> str | None:
    """The same page with a fifth of the repos; None where it cannot be smaller."""
    limit = _LIMIT.search(url)
    number = int(limit[2]) // 5 if limit else 0
    return _LIMIT.sub(lambda found: f"{found[1]}{number}", url, count=1) if number >= FEWEST else None


def within(repo: Repo, since: datetime) -> bool:
    """Whether a repo was made or changed since then; one without any date may have been."""
    dates = [at for at in (repo.modified_at, repo.created_at) if at is not None]
    return not dates or max(dates) >= since


def _created(seen: Observation) -> float:
    """When its repo was made; the Hub dates none from before March 2022, so those are the first."""
    at = seen.repo.created_at if seen.repo is not None else None
    return at.timestamp() if at is not None else 0.0
