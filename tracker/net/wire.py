"""How bytes reach a checked address: a transport of httpx that connects to the literal that was checked."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

import httpcore
import httpx

FIRST_TRIES = 4.0  # seconds for an address that is not the last: a dead IPv6 route must not use up the deadline
MAX_ADDRESSES = 4


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
        addresses = list(await self._check(host, port))[:MAX_ADDRESSES]
        for address in addresses[:-1]:
            try:
                return _Closing(await self._real.connect_tcp(address, port, timeout=FIRST_TRIES))
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
