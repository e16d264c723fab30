"""A server in a process of its own, so that what it costs is not counted."""

from __future__ import annotations

import multiprocessing
from multiprocessing.context import SpawnProcess
from multiprocessing.sharedctypes import Synchronized
from types import TracebackType
from typing import Self

CONTEXT = multiprocessing.get_context("spawn")


class Beside:
    """A process that serves until this is closed, and counts in `_asked` what it answers."""

    _process: SpawnProcess
    _asked: Synchronized[int]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.join(10)

    @property
    def requests(self) -> int:
        """How many were answered."""
        return self._asked.value

    @property
    def helpers(self) -> tuple[int, ...]:
        """Processes that are no cost of what is measured: the server, and what multiprocessing keeps beside it."""
        from multiprocessing import resource_tracker

        tracker = getattr(resource_tracker, "_resource_tracker", None)
        beside = getattr(tracker, "_pid", None)
        return tuple(one for one in (self._process.pid, beside) if one is not None)
