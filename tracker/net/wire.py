"""How bytes reach a checked address: lookup, and httpcore backends that connect to the literal that was checked."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any, TypeAlias

import anyio
import httpcore
import httpx

Resolver: TypeAlias = Callable[[str, int], Sequence[str]]
"""Host and port to address literals, in the order to try them; OSError where there are none."""

FOREIGN = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    httpcore.ConnectionNotAvailable,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
    anyio.BrokenResourceError,
    anyio.ClosedResourceError,
    anyio.EndOfStream,
    OSError,
    ValueError,
)
"""Every exception that a stranger's answer or address can cause in the libraries below us."""

_FIRST_TRIES = 4.0  # seconds for an address that is not the last: a dead IPv6 route must not use up the deadline
_MAX_ADDRESSES = 4


def system_addresses(host: str, port: int) -> list[str]:
    """The system's resolver; blocks."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def lookup(resolve: Resolver, host: str, port: int) -> Future[Sequence[str]]:
    """Resolves in a thread of its own that nobody waits for at exit: the system's resolver knows no deadline."""
    future: Future[Sequence[str]] = Future()
    future.set_running_or_notify_cancel()

    def work() -> None:
        try:
            future.set_result(resolve(host, port))
        except (OSError, ValueError) as error:
            future.set_exception(error)

    threading.Thread(target=work, name="lookup", daemon=True).start()
    return future


def reason(error: BaseException) -> str:
    """Why it failed, in one short line: the innermost cause that says something."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and len(chain) < 10:
        chain.append(link)
        link = link.__cause__ or link.__context__
    for inner in reversed(chain):
        if isinstance(inner, ssl.SSLCertVerificationError):
            return f"certificate: {inner.verify_message}"
        if isinstance(inner, ssl.SSLError) and inner.reason:
            return f"TLS: {inner.reason.lower().replace('_', ' ')}"
        if isinstance(inner, OSError) and inner.strerror:
            own = isinstance(inner, socket.gaierror) or not inner.errno
            return inner.strerror if own else os.strerror(inner.errno or 0)  # asyncio puts our own address there
    text = next((str(outer) for outer in chain if str(outer)), type(error).__name__)
    return "".join(c if c.isprintable() else " " for c in text)[:200]


class AsyncBackend(httpcore.AsyncNetworkBackend):
    """Connects to the addresses that `check` returns; the TLS name stays the host, as httpcore passes it on."""

    def __init__(self, check: Callable[[str, int], Awaitable[Sequence[str]]]) -> None:
        self._check = check
        self._real = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """One address after the other; the last failure is the answer."""
        addresses = list(await self._check(host, port))[:_MAX_ADDRESSES]
        for address in addresses[:-1]:
            try:
                return _Closing(await self._real.connect_tcp(address, port, timeout=_FIRST_TRIES))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return _Closing(await self._real.connect_tcp(addresses[-1], port, timeout=timeout))


class _Closing(httpcore.AsyncNetworkStream):
    """A stream that is closed when the deadline ends its handshake: httpcore 1.0 forgets it then."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        try:
            return await self._stream.start_tls(ssl_context, server_hostname, timeout)
        except asyncio.CancelledError:
            await self._stream.aclose()
            raise

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Stream(httpx.AsyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __aiter__(self) -> AsyncIterator[bytes]:
        chunks: AsyncIterator[bytes] = self._stream.__aiter__()
        return chunks

    async def aclose(self) -> None:
        await self._stream.aclose()


def header_bytes(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers as they go on the wire; latin-1 gives a validator back the bytes it came as.

    ValueError names the header where it cannot be sent, never its value: the libraries below would quote a token.
    """
    raw = []
    for name, value in headers.items():
        if any(c < " " or c == "\x7f" or c > "\xff" for c in value):
            raise ValueError(f"the header {name} has characters that cannot be sent")
        raw.append((name.encode("ascii"), value.strip().encode("latin-1")))
    return raw


def core_request(request: httpx.Request) -> httpcore.Request:
    """A request of httpx as one of httpcore: httpx does the URL (IDNA, quoting), httpcore the wire."""
    url = request.url
    return httpcore.Request(
        method=request.method,
        url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        headers=request.headers.raw,
        content=request.stream,
    )


class Transport(httpx.AsyncBaseTransport):
    """httpx's transport over a backend of ours: no proxy, no retries, no connection kept for the next request."""

    def __init__(self, backend: httpcore.AsyncNetworkBackend, tls: ssl.SSLContext) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls, max_connections=None, max_keepalive_connections=0, network_backend=backend
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Sends one request; the body is read by the caller, who closes the stream."""
        answer = await self._pool.handle_async_request(core_request(request))
        return httpx.Response(answer.status, headers=answer.headers, stream=_Stream(answer.stream))

    async def aclose(self) -> None:
        """Closes what is still open."""
        await self._pool.aclose()


class Backend(httpcore.NetworkBackend):
    """The same for one blocking request with one deadline over all of it; `sent` once a byte of it may be out."""

    def __init__(self, check: Callable[[str, int, float], Sequence[str]], seconds: float) -> None:
        self._check = check
        self._until = time.monotonic() + seconds
        self._real = httpcore.SyncBackend()
        self.sent = False

    def left(self) -> float:
        """Seconds to the deadline; httpcore.ReadTimeout where there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("no complete answer in time")
        return left

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """One address after the other; the last failure is the answer."""
        addresses = list(self._check(host, port, self.left()))[:_MAX_ADDRESSES]
        for address in addresses[:-1]:
            try:
                stream = self._real.connect_tcp(address, port, timeout=min(self.left(), _FIRST_TRIES))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            return _Timed(stream, self)
        return _Timed(self._real.connect_tcp(addresses[-1], port, timeout=self.left()), self)


class _Timed(httpcore.NetworkStream):
    """A stream whose every operation gets what is left of the deadline."""

    _PIECE = 16_384  # bytes; the timeout of a write counts for each send()

    def __init__(self, stream: httpcore.NetworkStream, wire: Backend) -> None:
        self._stream = stream
        self._wire = wire

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout=self._wire.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), self._PIECE):
            left = self._wire.left()
            self._wire.sent = True
            self._stream.write(buffer[start : start + self._PIECE], timeout=left)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, timeout=self._wire.left())
        return _Timed(secured, self._wire)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
