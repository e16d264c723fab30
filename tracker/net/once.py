"""The wire of one blocking request: a checked address, one deadline over all, and whether a byte went out."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from tracker.net.wire import FIRST_TRIES, MAX_ADDRESSES


class OnceBackend(httpcore.NetworkBackend):
    """Connects to the addresses that `check` returns; `sent` once a byte of the request may be out."""

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
        addresses = list(self._check(host, port, self.left()))[:MAX_ADDRESSES]
        for address in addresses[:-1]:
            try:
                stream = self._real.connect_tcp(address, port, timeout=min(self.left(), FIRST_TRIES))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            return _Timed(stream, self)
        return _Timed(self._real.connect_tcp(addresses[-1], port, timeout=self.left()), self)


class _Timed(httpcore.NetworkStream):
    """A stream whose every operation gets what is left of the deadline."""

    _PIECE = 16_384  # bytes; the timeout of a write counts for each send()

    def __init__(self, stream: httpcore.NetworkStream, wire: OnceBackend) -> None:
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
