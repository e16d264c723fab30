"""`tracker run` as a supervisor sees it: a process that starts, refuses, ends and is killed."""

from __future__ import annotations

import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import Popen

import pytest

from tracker.cli.demo.program import Program
from tracker.cli.demo.story import STORY
from tracker.cli.demo.world import World, start
from tracker.schedule import LEASE
from tracker.store import Store, leases, sources

SMALL = replace(STORY, feeds=STORY.feeds[:1], owners=())
ALLOWED = 10.0
"""Seconds that a supervisor waits after SIGTERM before it kills."""


def until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Waits for something real to happen, and not for ever."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


@pytest.fixture
def world() -> Iterator[World]:
    """A world with one feed, at a moment that stands still."""
    with start(SMALL) as world:
        yield world


@pytest.fixture
def program(world: World, tmp_path: Path, sqlite_store: Store) -> Program:
    """The program in it, with an upgraded database."""
    return Program(world, tmp_path)


def ended(process: Popen[str]) -> tuple[int, float]:
    """The exit code after SIGTERM, and how many seconds it took."""
    begin = time.monotonic()
    with process:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=30)
        finally:
            process.kill()  # one that did not end must not meet the next test
    return process.returncode, time.monotonic() - begin


def free(store: Store, world: World) -> bool:
    """Whether another could run now and claim the source."""
    with store.write() as c:
        sources.due_now(c, None, world.now)
        claimed = sources.claim_due(c, world.now, "another", LEASE, 9)
        return leases.take(c, "run", "another", world.now + LEASE, world.now) and len(claimed) == 1


def test_sigterm_ends_it_with_all_leases_given_back(program: Program, world: World, sqlite_store: Store) -> None:
    """A run that has polled ends with 0 in time, and the next could start at once."""
    process = program.start("run")
    until(lambda: "GET /feeds/openai-news" in world.requests)
    code, seconds = ended(process)

    assert (code, seconds < ALLOWED) == (0, True)
    assert free(sqlite_store, world)
    log = program.log.read_text()
    assert log.startswith("watching 1 sources for alerts, letter; Ctrl-C ends\n")
    assert "Traceback" not in log


@pytest.mark.slow
def test_a_source_that_never_answers_does_not_hold_it_up(
    program: Program, world: World, sqlite_store: Store, tmp_path: Path
) -> None:
    """While a server holds the line open without a word, SIGTERM ends the run in time, with leases given back."""
    silent = socket.create_server(("127.0.0.1", 0))
    held: list[socket.socket] = []
    threading.Thread(target=lambda: held.append(silent.accept()[0]), daemon=True).start()
    address = f"127.0.0.1:{silent.getsockname()[1]}"
    listed = (tmp_path / "sources.toml").read_text(encoding="utf-8").replace(world.url.removeprefix("http://"), address)
    (tmp_path / "sources.toml").write_text(listed, encoding="utf-8")
    program.environment["TRACKER_ALLOW_HOSTS"] += f",{address}"
    process = program.start("run")
    until(lambda: held)
    code, seconds = ended(process)

    assert (code, seconds < ALLOWED) == (0, True)
    assert free(sqlite_store, world)
    for one in (silent, *held):
        one.close()


def test_a_second_one_is_refused(program: Program, world: World) -> None:
    """It ends with 75 and one line; the first goes on."""
    first = program.start("run")
    until(lambda: "GET /feeds/openai-news" in world.requests)
    second = Program(world, program.folder / "second")
    second.environment["TRACKER_DATABASE_URL"] = program.environment["TRACKER_DATABASE_URL"]
    refused = second.start("run")
    refused.communicate(timeout=30)

    assert refused.returncode == 75
    assert second.log.read_text() == (
        "tracker: another tracker runs on this database; stop it first, or wait two minutes if it was killed\n"
    )
    assert first.poll() is None
    assert ended(first)[0] == 0


@pytest.mark.slow
def test_seconds_end_it(program: Program) -> None:
    """With --seconds it ends by itself, with 0."""
    process = program.start("run", "--seconds", "1")
    process.communicate(timeout=30)

    assert process.returncode == 0


def test_after_kill_9_the_lease_is_still_there(program: Program, world: World, sqlite_store: Store) -> None:
    """One that was killed holds its lease, so that a hanging twin cannot double it; the world's clock frees it."""
    process = program.start("run")
    until(lambda: "GET /feeds/openai-news" in world.requests)
    process.kill()
    process.communicate(timeout=30)
    assert not free(sqlite_store, world)
    world.now += LEASE
    again = program.start("run", "--seconds", "0")
    again.communicate(timeout=30)

    assert again.returncode == 0
