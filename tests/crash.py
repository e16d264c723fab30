"""The real program in a process that kills itself at a chosen point; forked, so that each costs little.

A point is a moment before an SQL statement, or before or after a message is sent. Points are counted from the start
of the process; the kill is SIGKILL, which nothing can catch. Around a commit there are two: the last statement before
it, and the first after it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

import structlog
from sqlalchemy import Engine, event

from tracker.__main__ import main
from tracker.app import App, open_app
from tracker.store.engine import WRITING

context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(["tests.crash", "tracker.cli"])


class Count:
    """Counts the points and dies at number `kill_at` (never where it is None)."""

    def __init__(self, kill_at: int | None) -> None:
        self.kill_at = kill_at
        self.number = 0
        self.sends: list[int] = []
        self.commits: list[int] = []

    def __call__(self, *_: object, **__: object) -> None:
        self.number += 1
        if self.number == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, engine: Engine | type[Engine]) -> None:
        """Counts the statements of an engine, or of all that will be made, and notes where it commits writing."""
        event.listen(engine, "before_cursor_execute", self)
        event.listen(engine, "commit", self._commits)

    def _commits(self, connection: Any) -> None:
        if connection.get_execution_options().get(WRITING):
            self.commits.append(self.number)


def obey(environment: Mapping[str, str], arguments: Sequence[str], kill_at: int | None, pipe: Connection) -> None:
    """The child: one command as a shell would start it, answered with its exit code and the points around commits."""
    os.environ.update(environment)
    sys.argv = ["tracker", *arguments]
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    count = Count(kill_at)
    count.watch(Engine)
    try:
        main()
    except SystemExit as ended:
        pipe.send((int(ended.code or 0), count.commits))


def run(environment: Mapping[str, str], *arguments: str, kill_at: int | None = None) -> tuple[int | None, list[int]]:
    """A command's exit code (None where it died) and the points before its commits."""
    pipe, theirs = context.Pipe()
    process = context.Process(target=obey, args=(dict(environment), arguments, kill_at, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        code, commits = pipe.recv()
    except EOFError:
        code, commits = None, []
    process.join(20)
    return code, commits


def live(environment: Mapping[str, str], kill_at: int | None, pipe: Connection) -> None:
    """The child: one tick for each message on the pipe, answered with the report and the points so far."""
    os.environ.update(environment)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    app, count = open_app(watching=True), Count(kill_at)
    count.watch(app.store.engine)
    _watch_sends(app, count)
    app.prepare()
    try:
        while pipe.recv() == "tick":
            report = app.tick()
            pipe.send((report, count.number, count.sends, count.commits))
    finally:
        app.close()


def _watch_sends(app: App, count: Count) -> None:
    for notifier in app.notifiers.values():
        plain = notifier.send

        def send(message: Any, plain: Any = plain) -> Any:
            count()
            receipt = plain(message)
            count.sends.append(count.number + 1)
            count()
            return receipt

        notifier.send = send  # type: ignore[method-assign]


class Tracker:
    """The child as the test sees it."""

    def __init__(self, environment: Mapping[str, str], kill_at: int | None = None) -> None:
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=live, args=(dict(environment), kill_at, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.points = 0
        self.sends: list[int] = []
        self.commits: list[int] = []

    def tick(self) -> dict[str, Any] | None:
        """The report of a tick, or None where the process died in it."""
        try:
            self.pipe.send("tick")
            report, self.points, self.sends, self.commits = self.pipe.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError):
            self.process.join(10)
            return None
        return dict(report)

    def end(self) -> None:
        """Ends it in peace."""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.pipe.send("end")
        self.process.join(20)
        self.pipe.close()
