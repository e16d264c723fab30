"""One hop of a get: what goes on the wire, and where a redirect may lead. Pure."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import SplitResult, urljoin

from tracker.errors import AddressRefused, FetchError
from tracker.net.addresses import check_text, check_url, place_of
from tracker.net.body import Body, Collector

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_VALIDATOR = 4096
_OURS = frozenset({"accept-encoding", "connection", "cookie", "host", "user-agent"})
_VALIDATORS = frozenset({"if-none-match", "if-modified-since"})
_ANYWHERE = frozenset({"accept", "range"})  # says nothing of us, and another origin may hold the file


class Part(Protocol):
    """A file that takes bodies piece by piece (download.py)."""

    def begin(self, host: str, status: int, headers: Mapping[str, str]) -> Collector:
        """Ready for the body of this answer; FetchError where it is not the piece that was asked for."""
        ...


@dataclass(frozen=True)
class Ask:
    """Where, with which headers of the caller (lower case), which answers are wished, and the bounds left."""

    url: str
    parts: SplitResult
    headers: Mapping[str, str]
    accept: tuple[int, ...]
    limit: int  # bytes of body
    left: float  # seconds of the deadline
    into: Part | None = None  # the file that takes the body, instead of memory

    @property
    def host(self) -> str:
        """The host as the URL writes it, in lower case."""
        return self.parts.hostname or ""

    @property
    def place(self) -> str:
        """The "host:port" it goes to."""
        return place_of(self.parts)

    def collector(self, status: int, headers: Mapping[str, str]) -> Collector:
        """What takes the body of an answer that was wished."""
        return self.into.begin(self.host, status, headers) if self.into else Body(self.host, headers, self.limit)

    @property
    def secret(self) -> bool:
        """Whether credentials travel along."""
        return "authorization" in self.headers


def usable_headers(given: Mapping[str, str], token: str | None) -> dict[str, str]:
    """The caller's headers in lower case, without those that are ours and without validators that cannot be sent."""
    headers = {name.lower(): value for name, value in given.items() if name.lower() not in _OURS}
    for name in _VALIDATORS & headers.keys():
        value = headers[name]
        if not value or len(value) > MAX_VALIDATOR or any(c < " " or c == "\x7f" or c > "\xff" for c in value):
            del headers[name]
    if token is not None:
        headers["authorization"] = f"Bearer {token}"
    return headers


def all_headers(given: Mapping[str, str], agent: str) -> dict[str, str]:
    """All headers of a request but Host. No connection is kept: a 304 with a body would poison it for the next one."""
    coding = "identity" if "range" in given else "gzip"
    return {"accept": "*/*", **given, "user-agent": agent, "accept-encoding": coding, "connection": "close"}


def next_hop(ask: Ask, status: int, location: str) -> Ask:
    """Where a redirect leads, checked like any other URL; another origin gets nothing but Accept and Range."""
    if not location.strip():
        raise FetchError(f"{ask.host}: {status} without a Location")
    with contextlib.suppress(UnicodeDecodeError):  # it is latin-1 then
        location = location.encode("latin-1").decode("utf-8")
    try:
        check_text(location)  # before urljoin, which drops tabs and line ends silently
        url = urljoin(ask.url, location).partition("#")[0]
        parts = check_url(url)
    except AddressRefused as error:
        raise AddressRefused(f"{ask.host}: a redirect: {error}") from error
    except ValueError as error:
        raise AddressRefused(f"{ask.host}: a redirect: address not allowed: not a valid URL") from error
    if ask.secret and ask.parts.scheme == "https" and parts.scheme == "http":
        raise FetchError(f"{ask.host}: redirects a request with credentials from https to http")
    headers = ask.headers
    if (parts.scheme, place_of(parts)) != (ask.parts.scheme, ask.place):
        headers = {name: value for name, value in headers.items() if name in _ANYWHERE}
    return replace(ask, url=url, parts=parts, headers=headers)
