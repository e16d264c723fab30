"""`tracker tick`: one round, or one for each line of standard input."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tracker.cli.demo.program import Program
from tracker.cli.demo.program import tick as tick_once
from tracker.cli.demo.story import STORY
from tracker.cli.demo.world import World, start
from tracker.store import Store


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_store: Store) -> Iterator[World]:
    """The demo's world, its tracker at home in it, with an upgraded database."""
    with start(STORY) as world:
        for name, value in world.environment(tmp_path).items():
            monkeypatch.setenv(name, value)
        yield world


def test_follow_answers_each_line_with_one(world: World, tracker: Tracker) -> None:
    """Three lines, whatever stands in them, are three ticks with the fields of the contract; the end ends it with 0."""
    done = tracker("tick", "--follow", stdin=b"\n\xff\x00\ntick")
    reports = [json.loads(line) for line in done.out.splitlines()]

    assert done.code == 0
    assert [list(report) for report in reports] == [
        ["now", "polled", "observations", "events", "sent", "trouble", "next_due"]
    ] * 3
    assert [report["now"] for report in reports] == ["2025-03-30T12:00:00Z"] * 3
    assert reports[0]["polled"] == len(STORY.feeds) + len(STORY.owners)
    assert (reports[1]["polled"], reports[1]["trouble"]) == (0, 0)
    assert reports[0]["next_due"] > reports[0]["now"]


def test_no_lines_are_no_ticks(world: World, tracker: Tracker) -> None:
    """Where standard input is empty nothing is asked."""
    assert tracker("tick", "--follow", stdin=b"").out == ""
    assert world.requests == []


def test_one_tick_says_on_standard_error_what_it_did(world: World, tracker: Tracker) -> None:
    """Standard output is for data and stays empty."""
    done = tracker("tick")

    assert (done.code, done.out) == (0, "")
    assert f"{len(STORY.feeds) + len(STORY.owners)} polled" in done.err
    assert "next due: 2025-03-30T12:0" in done.err


def test_troubles_are_counted_and_change_no_exit_code(world: World, tracker: Tracker, tmp_path: Path) -> None:
    """A feed that is gone and a channel that cannot be reached are trouble; the exit code is 0 all the same."""
    text = (tmp_path / "sources.toml").read_text(encoding="utf-8")
    text = text.replace("/feeds/rechenblatt", "/feeds/gone")
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
    done = tracker("tick", "--follow", stdin=b"\n")

    assert done.code == 0
    assert json.loads(done.out)["trouble"] == 1


def test_a_clock_that_is_gone_ends_it(world: World, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its clock there is no tick: exit code 78 and one line."""
    monkeypatch.setenv("TRACKER_CLOCK_URL", "http://127.0.0.1:9/clock")
    done = tracker("tick")

    assert (done.code, done.err.count("\n")) == (78, 1)
    assert "TRACKER_CLOCK_URL" in done.err


def test_a_line_is_answered_before_the_next_is_read(tmp_path: Path, sqlite_store: Store) -> None:
    """Over pipes each answer comes at once, without waiting for the end of input."""
    with start(replace(STORY, feeds=STORY.feeds[:1], owners=())) as world:
        process = Program(world, tmp_path).start("tick", "--follow")
        said = [json.loads(tick_once(process)) for _ in range(2)]
        process.communicate()

    assert [one["polled"] for one in said] == [1, 0]
    assert process.returncode == 0
