"""Parsing in a limited child process: what a document costs is bounded, whatever it is."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import threading
from types import TracebackType
from typing import Self

from tracker.domain import JSON
from tracker.errors import ParseError
from tracker.net import process
from tracker.net.child import GOES_ON

_MAIN = "from tracker.net.child import main"
_JOBS = 1000  # then a fresh child: libraries leak


class Sandbox:
    """Runs pure functions of ours, by name, in one reused child process; one job at a time, from any thread.

    `memory` bytes and `cpu` seconds are the child's limits (per job for cpu), `wall` the seconds we wait, `result` the
    bytes of JSON that may come back. Functions must begin with `prefix`. The child knows no environment variable of
    ours, so no secret, and ends when we do.
    """

    def __init__(
        self,
        *,
        memory: int = 1 << 30,
        cpu: int = 10,
        wall: float = 15.0,
        result: int = 20_000_000,
        prefix: str = "tracker.",
    ) -> None:
        self._limits = (memory, cpu, result)
        self._wall = wall
        self._prefix = prefix
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._jobs = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, function: str, data: bytes, /, **arguments: JSON) -> JSON:
        """The JSON answer of `function(data, **arguments)`; blocks up to `wall` seconds, so asyncio asks in a thread.

        `function` is "package.module:name". ParseError with a one-line reason where it raises, dies or takes too long.
        """
        if not function.startswith(self._prefix) or ":" not in function:
            raise ValueError(f"{function}: not a function of ours (package.module:name)")
        head = json.dumps({"function": function, "arguments": arguments}).encode("ascii")
        with self._lock:
            body = self._ask(head, data)
        try:
            answer = json.loads(body)
            if "trouble" in answer:
                raise ParseError(str(answer["trouble"]))
            return answer["answer"]
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise ParseError("the parsing process answered nonsense") from error

    def _ask(self, head: bytes, data: bytes) -> bytes:
        child = self._started()
        body, late = process.exchange(child, (head, data), self._wall, self._limits[2] + 1000)
        if body is None:
            raise ParseError(self._end(self._stop(0.3), late))
        if late or not body.startswith(GOES_ON):
            self._stop()
        return body[1:]

    def _started(self) -> subprocess.Popen[bytes]:
        """The child, a fresh one where there is none that can take another job."""
        if self._child is not None and (self._jobs >= _JOBS or self._child.poll() is not None):
            self._stop()
        if self._child is None:
            self._child = process.start(_MAIN, self._limits, {})
            self._jobs = 0
        self._jobs += 1
        return self._child

    def _stop(self, patience: float = 1.0) -> int:
        """Ends the child, by force after `patience` seconds; returns its exit code, negative for a signal."""
        child, self._child = self._child, None
        if child is None:
            return 0
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):  # bytes it will never read
                if pipe is not None:
                    pipe.close()
        try:
            return child.wait(patience)
        except subprocess.TimeoutExpired:
            child.kill()
            return child.wait()

    def _end(self, code: int, late: bool) -> str:
        if late:
            return f"reading it takes more than {self._wall:g} s"
        if code == -getattr(signal, "SIGXCPU", 0):
            return f"reading it takes more than {self._limits[1]} s of processor time"
        return f"the parsing process ended ({code})"

    def close(self) -> None:
        """Ends the child; a later run starts another one."""
        with self._lock:
            self._stop()
