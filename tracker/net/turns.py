"""Whose turn it is at a host: one request at a time, a pause between two, none while the host asked for peace."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from tracker.clock import iso
from tracker.errors import FetchError
from tracker.net.politeness import LONGEST_WAIT, SLOWEST_RETRY, spread

_SILENCES = 3  # in a row, then a host that never answers is left alone for a while
_FIRST_REST = timedelta(seconds=60)


class Turns:
    """What we owe each place ("host:port"); lives as long as the process, its locks as long as one event loop.

    `own` are the operator's own places: no pause, and no rest when they are silent.
    """

    def __init__(self, pause: float, own: frozenset[str], now: Callable[[], datetime]) -> None:
        self._pause = pause
        self._own = own
        self._now = now
        self._locks: dict[str, asyncio.Lock] = {}
        self._free_at: dict[str, float] = {}  # on the loop's monotonic clock
        self._not_before: dict[str, datetime] = {}
        self._silences: dict[str, int] = {}

    def begin(self) -> None:
        """A new event loop: the old one's locks are worthless in it, and what is over is forgotten."""
        self._locks = {}
        clock = asyncio.get_running_loop().time()
        self._free_at = {place: at for place, at in self._free_at.items() if at > clock}
        if self._not_before:
            now = self._now()
            self._not_before = {place: until for place, until in self._not_before.items() if until > now}

    @asynccontextmanager
    async def turn(self, place: str) -> AsyncIterator[None]:
        """Waits for the place; FetchError with `retry_at` at once where it asked for peace."""
        self._refuse_early(place)
        async with self._locks.setdefault(place, asyncio.Lock()):
            clock = asyncio.get_running_loop().time
            wait = self._free_at.get(place, 0.0) - clock()
            if wait > 0:
                await asyncio.sleep(wait)
            self._refuse_early(place)
            try:
                yield
            finally:
                if self._pause and place not in self._own:
                    self._free_at[place] = clock() + self._pause * (1 + 0.5 * spread(f"{place} {clock()}"))

    def _refuse_early(self, place: str) -> None:
        until = self._not_before.get(place)
        if until is None:
            return
        now = self._now()
        if now < until <= now + LONGEST_WAIT:  # farther ahead: our clock was set back
            raise FetchError(f"{place}: not asked again before {iso(until)}", retry_at=until)
        del self._not_before[place]

    def block(self, place: str, until: datetime) -> None:
        """The place asked for peace until then."""
        self._not_before[place] = until

    def answered(self, place: str) -> None:
        """The place sent at least headers."""
        self._silences.pop(place, None)

    def silent(self, place: str) -> None:
        """The place could not be reached or said nothing: after some of these in a row it gets a rest."""
        if place in self._own:
            return
        count = self._silences[place] = self._silences.get(place, 0) + 1
        if count >= _SILENCES:
            self.block(place, self._now() + min(_FIRST_REST * (1 << min(count - _SILENCES, 10)), SLOWEST_RETRY))
