"""A big file off a server, streamed to disk: it goes on where it stopped, within the same rules as any other get."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from tracker.errors import AddressRefused, BadStatus, FetchError, TooLarge, TrackerError
from tracker.net.fetch import Net

TRIES = 5  # in a row without a new byte
PAUSE = 2.0  # seconds, longer with each try
_AGAIN = (408, 416, 429, 500, 502, 503, 504)


async def download(
    net: Net,
    url: str,
    file: Path,
    size: int,
    *,
    token: str | None = None,
    told: Callable[[int], None] = lambda _: None,
) -> None:
    """Fills the file up to `size` bytes, from wherever it stands; what a killed one left is gone on with.

    One request takes what comes within the net's deadline, the next goes on behind it. FetchError where nothing more
    comes, TrackerError where the disk is the trouble. What the bytes are is for the caller to check.
    """
    failed = 0
    while True:
        part = Partial(file, size, told)
        before = part.have
        if before == size:
            return
        try:
            await net.stream(url, part, before, token=token)
        except (AddressRefused, TooLarge):
            raise
        except FetchError as error:
            if isinstance(error, BadStatus) and error.status not in _AGAIN:
                raise
            if isinstance(error, BadStatus) and error.status == 416:  # what we have is no beginning of theirs
                part.forget()
            failed = 0 if part.have > before else failed + 1
            if failed >= TRIES:
                raise
            await asyncio.sleep(PAUSE * failed)


class Partial:
    """The file as far as it came; `have` counts its bytes."""

    def __init__(self, file: Path, size: int, told: Callable[[int], None]) -> None:
        self._file = file
        self._size = size
        self._told = told
        self._host = ""
        self.have = file.stat().st_size if file.exists() else 0
        if self.have > size:
            self.forget()

    def begin(self, host: str, status: int, headers: Mapping[str, str]) -> Partial:
        """Ready for the rest (206), or for all of it anew where the server knows no parts (200)."""
        self._host = host
        if headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
            raise FetchError(f"{host}: answered in a coding we did not ask for")
        if status == 206:
            start = re.match(r"bytes (\d{1,18})-", headers.get("content-range", ""))
            if start is None or int(start[1]) != self.have:
                raise FetchError(f"{host}: sent another part than it was asked for")
        else:
            self.forget()
        return self

    def forget(self) -> None:
        """Begins anew."""
        self._file.unlink(missing_ok=True)
        self.have = 0

    def add(self, chunk: bytes) -> None:
        """Writes it through: what arrived is there, whatever happens next."""
        if self.have + len(chunk) > self._size:
            raise TooLarge(f"{self._host}: the file is over {self._size} bytes")
        try:
            with self._file.open("ab") as stream:
                stream.write(chunk)
        except OSError as error:
            raise TrackerError(f"{self._file}: {error.strerror}") from error
        self.have += len(chunk)
        self._told(self.have)

    def whole(self) -> bytes:
        """Nothing to hand on; FetchError where it broke off."""
        if self.have < self._size:
            raise FetchError(f"{self._host}: the file ended after {self.have} of {self._size} bytes")
        return b""
