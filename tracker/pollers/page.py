"""Fetches the page behind an entry's link: only from its publisher's own hosts, only HTML, read in the sandbox."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from tld import get_fld

from tracker.domain import Observation, Page
from tracker.errors import AddressRefused, FetchError, ParseError
from tracker.net import Response, check_url
from tracker.pollers.contract import Tools
from tracker.pollers.text import MAX_TITLE, cut

MAX_BYTES = 2_000_000
PATIENCE = 10.0
"""Seconds for a page with its redirects: a host that does not answer must not hold up the polls."""

HOPS = 5
TYPES = frozenset({"text/html", "application/xhtml+xml"})
_ACCEPT = {"accept": "text/html,application/xhtml+xml"}
_MOVED = (301, 302, 303, 307, 308)


def is_own(url: str, feed: str, hosts: Collection[str]) -> bool:
    """Whether a page belongs to the publisher of a feed, whose `hosts` are known as its own.

    The feed's whole registrable domain counts ("blog.lab.example" beside "feeds.lab.example"), of shared domains as
    "github.io" only its own part; of a known host itself and what lies under it. A feed without such a domain comes
    from the operator's own machine or from a bare address: it leads nowhere else.
    """
    try:
        parts = check_url(url)
    except AddressRefused:
        return False
    host, home = parts.hostname or "", urlsplit(feed)
    domain = _domain(feed)
    if domain is None:
        return (host, parts.port) == (home.hostname, home.port)
    return domain == _domain(url) or any(host == one or host.endswith(f".{one}") for one in hosts)


def _domain(url: str) -> str | None:
    found = get_fld(url, fail_silently=True, search_private=True)
    return found if isinstance(found, str) else None


async def fetch_page(tools: Tools, observation: Observation, feed: str, hosts: Collection[str], now: datetime) -> Page:
    """The page; FetchError or ParseError where there is none. AddressRefused: it is not its publisher's."""
    url = observation.url or ""
    name = urlsplit(url).hostname or "?"
    try:
        async with asyncio.timeout(PATIENCE):
            answer = await _followed(tools, url, feed, hosts)
    except TimeoutError as error:
        raise FetchError(f"{name}: no page within {PATIENCE:g} s") from error
    stated = answer.headers.get("content-type", "")
    if stated.partition(";")[0].strip().lower() not in TYPES:
        raise ParseError(f"{name}: not HTML: {cut(stated, 40) or 'no type stated'}")
    found = await asyncio.to_thread(
        tools.sandbox.run, "tracker.pollers.page_text:read_page", answer.body, content_type=stated
    )
    return Page(observation.id or 0, answer.url, cut(found["title"], MAX_TITLE), found["text"], found["language"], now)


async def _followed(tools: Tools, url: str, feed: str, hosts: Collection[str]) -> Response:
    """The answer, each redirect followed only where it stays with the publisher."""
    for _ in range(HOPS + 1):
        if not is_own(url, feed, hosts):
            raise AddressRefused(f"{urlsplit(url).hostname or '?'}: not a host of its publisher")
        answer = await tools.net.get(url, headers=_ACCEPT, accept=(200, *_MOVED), max_body=MAX_BYTES)
        if answer.status == 200:
            return answer
        try:
            url = urljoin(answer.url, answer.headers.get("location", "")).partition("#")[0]
        except ValueError as error:
            raise AddressRefused(f"{urlsplit(answer.url).hostname}: redirects to no valid address") from error
    raise FetchError(f"{urlsplit(url).hostname}: more than {HOPS} redirects")
