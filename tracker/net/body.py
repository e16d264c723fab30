"""What came back: the response, and reading its body within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from tracker.errors import FetchError, TooLarge

_GZIP = 31  # zlib's window bits for "gzip container only"
_MAX_MEMBERS = 16  # of one gzip body; honest servers send one


@dataclass(frozen=True)
class Response:
    """An answer. `url` after redirects; `headers` in lower case, decoded as latin-1; `body` decoded from gzip."""

    status: int
    url: str = field(repr=False)  # may be a secret: an incoming webhook
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


def text_headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers as text; latin-1 keeps every byte, so that a validator can be sent back as it came."""
    headers: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


class Collector(Protocol):
    """Takes a body chunk by chunk."""

    def add(self, chunk: bytes) -> None:
        """Takes the next bytes off the wire."""
        ...

    def whole(self) -> bytes:
        """The finished body; FetchError where it broke off."""
        ...


class Body:
    """Collects a body chunk by chunk; never holds more than `limit` bytes, however small what is sent.

    Raises TooLarge over the limit, FetchError where the coding is not the one we asked for or breaks off.
    """

    def __init__(self, host: str, headers: Mapping[str, str], limit: int) -> None:
        coding = headers.get("content-encoding", "").strip().lower()
        if coding not in {"", "identity", "gzip", "x-gzip"}:
            raise FetchError(f"{host}: answered in a coding we did not ask for: {coding[:40]!r}")
        self._host = host
        self._limit = limit
        self._gzip = zlib.decompressobj(_GZIP) if "gzip" in coding else None
        self._members = 1
        self._received = 0
        self._body = bytearray()
        length = headers.get("content-length", "")
        if length.isascii() and length.isdigit() and (len(length) > 18 or int(length) > limit):
            raise self._too_large()

    def add(self, chunk: bytes) -> None:
        """Takes the next bytes off the wire."""
        self._received += len(chunk)
        if self._gzip is None:
            self._body += chunk[: self._limit - len(self._body)]
        if self._received > self._limit:
            raise self._too_large()
        if self._gzip is None:
            return
        while chunk:
            chunk = self._inflate(chunk)

    def _inflate(self, chunk: bytes) -> bytes:
        """Inflates what there is room for and returns what is still to do."""
        assert self._gzip is not None
        if self._gzip.eof:
            self._members += 1
            if self._members > _MAX_MEMBERS:
                raise FetchError(f"{self._host}: a gzip body of more than {_MAX_MEMBERS} members")
            self._gzip = zlib.decompressobj(_GZIP)
        try:
            self._body += self._gzip.decompress(chunk, self._limit - len(self._body) + 1)
        except zlib.error as error:
            raise FetchError(f"{self._host}: broken gzip: {error}") from error
        if len(self._body) > self._limit:
            raise self._too_large()
        return self._gzip.unused_data or self._gzip.unconsumed_tail

    def whole(self) -> bytes:
        """The finished body; FetchError where gzip broke off: zlib says nothing by itself."""
        if self._gzip is not None and self._received and not self._gzip.eof:
            raise FetchError(f"{self._host}: the gzip body is cut off")
        return bytes(self._body)

    def so_far(self) -> bytes:
        """What has arrived, finished or not: good enough to quote from an error page."""
        return bytes(self._body)

    def _too_large(self) -> TooLarge:
        return TooLarge(f"{self._host}: the body is over {self._limit} bytes")
