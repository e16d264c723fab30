"""Asks the Hub: listings with all their pages, single repos, small texts; keeps an eye on what the Hub lets us ask."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from tracker.domain import JSON
from tracker.errors import BadStatus, FetchError, ParseError, TooLarge
from tracker.net import Response, parse_rate_limit
from tracker.pollers.contract import Tools
from tracker.pollers.hub_fields import word
from tracker.pollers.hub_files import most

MAX_PAGES = 50
PAGE, PAGE_OF_MANY = 100, 1000  # repos
LIGHT = ("lastModified", "sha", "gated", "disabled", "private", "tags", "pipeline_tag")  # what a fingerprint is made of
FULL = (*LIGHT, "createdAt", "library_name", "safetensors", "cardData", "siblings")
SHARE = 0.4
"""Of each window's requests we leave this share to the operator's other tools."""

_NEXT = re.compile(r'<([^<>]{1,4000})>[^,<]*?;\s*rel\s*=\s*"?next\b')


@dataclass
class Listing:
    """Rows of the pages that could be read. `whole`: these are all repos; else `trouble` says why not, if it is odd."""

    rows: list[Any] = field(default_factory=list)
    whole: bool = True
    trouble: str | None = None
    next: str | None = None

    def broken(self, trouble: str) -> Listing:
        """Not whole, and why."""
        self.whole, self.trouble, self.next = False, trouble, None
        return self


class HubClient:
    """The Hub at `tools.hub_url`, which alone ever gets the token. One for all sources, who share its limits."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self.url = tools.hub_url
        self._tight_until: dict[str, datetime] = {}

    def tight(self, now: datetime) -> bool:
        """Whether so little is left of the window that only what must be asked should be."""
        return any(now < until for until in self._tight_until.values())

    async def first_page(
        self, organization: str, now: datetime, *, keys: tuple[str, ...] = LIGHT, limit: int = PAGE
    ) -> Listing:
        """The first page of an organization's repos, last changed first. FetchError, ParseError."""
        expand = "".join(f"&expand={key}" for key in keys)
        query = f"author={quote(organization, safe='')}&sort=lastModified&limit={limit}{expand}"
        return await self.page(f"{self.url}/api/models?{query}", now)

    async def all_pages(self, first: Listing, organization: str, now: datetime) -> Listing:
        """The pages after the first one too. Trouble on the way ends it and is told; what was read before counts.

        TooLarge alone is raised: the caller can ask for less.
        A next link is followed only at the Hub's own origin (it would get the token), each once, and not for ever.
        """
        out = Listing(list(first.rows))
        link, asked, ids = first.next, set[str](), set(map(_id, first.rows))
        if first.trouble:
            return out.broken(first.trouble)
        while link is not None:
            number = len(asked) + 2
            if origin(link) != origin(self.url):
                return out.broken(f"page {number} is on another host: not followed")
            if link in asked:
                return out.broken(f"page {number} is one that was read before: pages go round in a circle")
            if number > MAX_PAGES:
                return out.broken(f"more than {MAX_PAGES} pages")
            asked.add(link)
            try:
                page = await self.page(link, now)
            except TooLarge:
                raise
            except (FetchError, ParseError) as error:
                return out.broken(f"page {number}: {error}")
            if not page.rows:
                if await self.count(organization, now) == len(ids):
                    return out  # the last page was full, and this is the end
                return out.broken(f"page {number} is empty")
            if all(_id(row) in ids for row in page.rows):
                return out.broken(f"page {number} repeats what was read before")
            out.rows += page.rows
            ids.update(map(_id, page.rows))
            if page.trouble:
                return out.broken(page.trouble)
            link = page.next
        return out

    async def detail(self, repo_id: str, now: datetime) -> dict[str, Any]:
        """One repo with the sizes of its files. BadStatus with the Hub's x-error-code, FetchError, ParseError."""
        value, _ = await self._json(f"{self.url}/api/models/{repo_id}?blobs=true", now)
        if not isinstance(value, dict) or not value:
            raise ParseError(f"{repo_id}: not an answer about a repo")
        return value

    async def count(self, organization: str, now: datetime) -> int | None:
        """How many public models an organization has by its own page; None where that cannot be learned."""
        try:
            value, _ = await self._json(f"{self.url}/api/organizations/{quote(organization, safe='')}/overview", now)
        except (FetchError, ParseError):
            return None
        number = value.get("numModels") if isinstance(value, dict) else None
        return number if isinstance(number, int) and not isinstance(number, bool) else None

    async def commit_title(self, repo_id: str, sha: str, now: datetime) -> str:
        """The title of a repo's commit where it is among the newest; "" where it is not, or cannot be learned."""
        try:
            value, _ = await self._json(f"{self.url}/api/models/{repo_id}/commits/main", now)
        except (FetchError, ParseError):
            return ""
        rows = value if isinstance(value, list) else []
        found = (row.get("title") for row in rows if isinstance(row, dict) and row.get("id") == sha)
        return word(next(found, None)) or ""

    async def collections(self, organization: str, now: datetime) -> list[Any]:
        """An organization's newest collections, each with its first few repos. FetchError, ParseError."""
        query = f"owner={quote(organization, safe='')}&sort=lastModified&limit=100"
        value, _ = await self._json(f"{self.url}/api/collections?{query}", now)
        if not isinstance(value, list):
            raise ParseError(f"{urlsplit(self.url).hostname}: the collections are no list")
        return value

    async def text(self, repo_id: str, sha: str, name: str, now: datetime) -> bytes | None:
        """A small text of a repo at a commit; None where we may not read it (a gate, too large) or it is not there.

        FetchError where it may be had later. ValueError for a file that is none of ours to read.
        """
        limit = most(name)
        if not limit:
            raise ValueError(f"{name} is never downloaded")
        url = f"{self.url}/{repo_id}/resolve/{sha}/{quote(name)}"
        try:
            answer = await self._tools.net.get(url, token=self._tools.hub_token, accept=(200,), max_body=limit)
        except TooLarge:
            return None
        except BadStatus as error:
            self._note(error.headers, now, "files")
            if error.status in {401, 403, 404}:
                return None
            raise
        self._note(answer.headers, now, "files")
        return answer.body

    async def parsed(self, function: str, data: bytes, **arguments: JSON) -> JSON:
        """What a function of hub_json.py says of a repo's file, read in the sandbox. ParseError."""
        place = f"tracker.pollers.hub_json:{function}"
        return await asyncio.to_thread(self._tools.sandbox.run, place, data, **arguments)

    async def page(self, url: str, now: datetime) -> Listing:
        """One page of a listing by its URL. FetchError, ParseError."""
        value, answer = await self._json(url, now)
        if not isinstance(value, list):
            raise ParseError(f"{urlsplit(self.url).hostname}: the listing is no list")
        link = answer.headers.get("link", "")
        match = _NEXT.search(link)
        page = Listing(value, next=urljoin(answer.url, match[1]) if match else None)
        if match is None and "next" in link:
            return page.broken("the link to the next page cannot be read")
        page.whole = page.next is None
        return page

    async def _json(self, url: str, now: datetime) -> tuple[Any, Response]:
        try:
            answer = await self._tools.net.get(url, token=self._tools.hub_token, accept=(200,))
        except BadStatus as error:
            self._note(error.headers, now)
            raise
        self._note(answer.headers, now)
        try:
            return json.loads(answer.body), answer
        except RecursionError as error:
            raise ParseError(f"{urlsplit(url).hostname}: the answer is nested too deeply") from error
        except ValueError as error:
            raise ParseError(f"{urlsplit(url).hostname}: the answer is no JSON") from error

    def _note(self, headers: Mapping[str, str], now: datetime, bucket: str = "api") -> None:
        """The Hub counts requests of its API and of files apart."""
        limit = parse_rate_limit(headers)
        if limit is None or limit.quota is None or limit.reset is None:
            return
        self._tight_until.pop(bucket, None)
        if limit.remaining < SHARE * limit.quota:
            self._tight_until[bucket] = now + timedelta(seconds=limit.reset)


def origin(url: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port; None where a URL has none."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return None
    return None if not parts.hostname or "@" in parts.netloc else (parts.scheme, parts.hostname, port)


def _id(row: Any) -> str:
    return str(row.get("_id") or row.get("id")) if isinstance(row, dict) else str(row)[:100]


def error_code(error: BadStatus) -> str:
    """Why the Hub refuses: "missing" (deleted or private), "disabled", "gated"; "" where it does not say."""
    code, message = error.headers.get("x-error-code", ""), error.headers.get("x-error-message", "")
    if error.status in {401, 404} and code == "RepoNotFound":
        return "missing"
    if error.status == 403 and (message or error.body.decode("utf-8", "replace")).find("resource is disabled") >= 0:
        return "disabled"
    return "gated" if error.status in {401, 403} and code == "GatedRepo" else ""
