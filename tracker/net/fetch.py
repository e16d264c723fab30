"""Asking strangers: one GET with every bound, redirects through the same gate, politeness per host."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self

import httpx

from tracker import __version__
from tracker.errors import AddressRefused, BadStatus, FetchError
from tracker.net.addresses import check_url
from tracker.net.ask import REDIRECTS, Ask, Part, all_headers, next_hop, usable_headers
from tracker.net.body import Body, Response, text_headers
from tracker.net.gate import Gate
from tracker.net.lookup import Resolver, system_addresses
from tracker.net.politeness import named_time
from tracker.net.trouble import FOREIGN, reason
from tracker.net.turns import Turns
from tracker.net.wire import header_bytes

MAX_HOPS = 5
MAX_ERROR_BODY = 65_536
_ERROR_BODY_TIME = 3.0  # seconds; an error page must not cost what a document may


class Net:
    """Asks for URLs. `async with net:` for each event loop; what it knows of hosts outlives the loop.

    `now` may be a replay's clock; it decides only when a host may be asked again. `deadline` in seconds covers one
    get with its redirects and body, not the waiting for the host's turn. `resolve` and `transport` are for tests.
    """

    def __init__(
        self,
        *,
        allow_hosts: frozenset[str],
        now: Callable[[], datetime],
        contact: str = "",
        pause: float = 1.0,
        deadline: float = 20.0,
        max_body: int = 10_000_000,
        concurrency: int = 40,
        resolve: Resolver = system_addresses,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._gate = Gate(allow_hosts, resolve=resolve)
        self._turns = Turns(pause, frozenset(entry.strip().lower() for entry in allow_hosts), now)
        self._now = now
        self._agent = f"open-weights-tracker/{__version__}" + (f" (+{contact})" if contact else "")
        self._deadline = deadline
        self._max_body = max_body
        self._concurrency = concurrency
        self._given = transport
        self._open: tuple[httpx.AsyncBaseTransport, asyncio.Semaphore] | None = None

    async def __aenter__(self) -> Self:
        if self._open is not None:
            raise RuntimeError("Net is already open in another event loop")
        self._turns.begin()
        self._open = (self._given or self._gate.transport(), asyncio.Semaphore(self._concurrency))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._open is not None
        transport, self._open = self._open[0], None
        if self._given is None:
            await transport.aclose()

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        token: str | None = None,
        accept: tuple[int, ...] = (200, 304),
        max_body: int | None = None,
    ) -> Response:
        """Gets a URL; a status outside `accept` is BadStatus, all other trouble another FetchError.

        `token` goes out as a bearer token and, like all `headers` but Accept, only to the URL's own origin, and only
        over https or to the operator's own hosts. Validators (If-None-Match, If-Modified-Since) are sent as the bytes
        they came as; one that cannot be sent (control characters, over 4 kB) is left out.
        """
        limit = self._max_body if max_body is None else max_body
        sent = usable_headers(headers or {}, token)
        return await self._follow(Ask(url, check_url(url), sent, accept, limit, self._deadline))

    async def stream(self, url: str, into: Part, start: int, *, token: str | None = None) -> None:
        """Gets a body from byte `start` on into a file, as far as it comes within the deadline; see download.py."""
        sent = usable_headers({"range": f"bytes={start}-"}, token)
        await self._follow(Ask(url, check_url(url), sent, (200, 206), 0, self._deadline, into))

    async def _follow(self, ask: Ask) -> Response:
        if ask.secret and ask.parts.scheme == "http" and not self._gate.allows(ask.host, ask.parts.port or 80):
            raise AddressRefused(f"{ask.host}: credentials are sent only over https")
        host = ask.host
        for _ in range(MAX_HOPS + 1):
            answer = await self._turn(ask)
            if isinstance(answer, Response):
                return answer
            ask = answer
        raise FetchError(f"{host}: more than {MAX_HOPS} redirects")

    async def _turn(self, ask: Ask) -> Response | Ask:
        """One request in the host's turn: the response, or the next hop with what is left of the deadline."""
        if self._open is None:
            raise RuntimeError("Net is used inside 'async with net'")
        transport, slots = self._open
        loop = asyncio.get_running_loop()
        async with self._turns.turn(ask.place), slots:
            started = loop.time()
            try:
                async with asyncio.timeout(ask.left) as deadline:
                    answer = await self._exchange(transport, ask)
            except FetchError:
                raise
            except FOREIGN as error:
                why = f"no complete answer within {self._deadline:g} s" if deadline.expired() else reason(error)
                raise FetchError(f"{ask.host}: {why}") from error
        if isinstance(answer, Ask):
            return replace(answer, left=max(0.001, ask.left - (loop.time() - started)))
        return answer

    async def _exchange(self, transport: httpx.AsyncBaseTransport, ask: Ask) -> Response | Ask:
        place = ask.place
        request = httpx.Request("GET", ask.url, headers=header_bytes(all_headers(ask.headers, self._agent)))
        _same_host(ask, request)
        reached = False
        try:
            answer = await transport.handle_async_request(request)
            reached = True
        except AddressRefused:
            reached = True  # our refusal, not the host's silence
            raise
        finally:
            (self._turns.answered if reached else self._turns.silent)(place)
        stream = answer.stream
        assert isinstance(stream, httpx.AsyncByteStream)
        try:
            headers = text_headers(answer.headers.raw)
            if answer.status_code in ask.accept:
                body = ask.collector(answer.status_code, headers)
                async for chunk in stream:
                    body.add(chunk)
                return Response(answer.status_code, ask.url, headers, body.whole())
            if answer.status_code in REDIRECTS:
                return next_hop(ask, answer.status_code, headers.get("location", ""))
            raise await self._bad_status(ask, answer.status_code, headers, stream)
        finally:
            await stream.aclose()

    async def _bad_status(
        self, ask: Ask, status: int, headers: Mapping[str, str], stream: httpx.AsyncByteStream
    ) -> BadStatus:
        retry_at = named_time(status, headers, self._now())
        if retry_at is not None and status in {403, 429, 503}:
            self._turns.block(ask.place, retry_at)
        quote = await _error_body(ask, headers, stream)
        return BadStatus(f"{ask.host}: {status}", status=status, headers=headers, body=quote, retry_at=retry_at)


def _same_host(ask: Ask, request: httpx.Request) -> None:
    """Two parsers must see the same host, else one of them is being fooled."""
    seen = request.url.raw_host.decode("ascii")
    if ask.host.isascii() and seen != ask.host:
        raise AddressRefused(f"{ask.host}: address not allowed: an ambiguous host")


async def _error_body(ask: Ask, headers: Mapping[str, str], stream: httpx.AsyncByteStream) -> bytes:
    """The first 64 kB of an error page, as far as it comes; trouble with it must not hide the status."""
    coding = {"content-encoding": headers.get("content-encoding", "")}
    try:
        body = Body(ask.host, coding, MAX_ERROR_BODY)
    except FetchError:
        return b""
    with contextlib.suppress(FetchError, *FOREIGN):
        async with asyncio.timeout(min(_ERROR_BODY_TIME, ask.left / 4)):
            async for chunk in stream:
                body.add(chunk)
    return body.so_far()[:MAX_ERROR_BODY]
