"""Kill -9 in the middle of a backfill, of a withdrawal's confirmations and of a rename: as if nothing had happened."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.crash import Tracker, run
from tests.hub import Hub, serve
from tests.test_river import payload
from tracker import history
from tracker.cli.demo.plot import Owner, Story
from tracker.cli.demo.world import World, start
from tracker.store import Store

BEGIN = datetime(2025, 8, 5, 17, 0, tzinfo=UTC)
STORY = Story(moments=(BEGIN,), feeds=(), owners=(Owner("lab", "Lab"),), changes=())
NAMES = ("lab/Alder-7B", "lab/Birch-7B", "lab/Cedar-7B", "lab/Dogwood-7B", "lab/Elm-7B")
BACKFILL = ("backfill", "--since", "2025-01-01")
GONE = 20
"""The minute at which the repo vanishes, and no word of it for a quarter of an hour."""

STRIDE = 4
"""Every how many-th point is killed at here; `python -m benchmarks.crashes --play withdrawal` takes them all."""

Change = Callable[[Hub], None]


def appear(hub: Hub) -> None:
    """A new model, complete."""
    hub.add("lab/Alder-7B")


def vanish(hub: Hub) -> None:
    """It is gone, from the listing and from its page."""
    del hub.repos["lab/Alder-7B"]


def rename(hub: Hub) -> None:
    """It has another name; the old one leads to it."""
    hub.repos["lab/Birch-7B"] = hub.repos.pop("lab/Alder-7B") | {"id": "lab/Birch-7B"}
    hub.moved["lab/Alder-7B"] = "lab/Birch-7B"


@dataclass(frozen=True)
class Play:
    """What happens on the Hub at which minutes; kills come in ticks from the minute `since` on."""

    changes: dict[int, Change]
    minutes: tuple[int, ...]
    since: int


WITHDRAWAL = Play({10: appear, GONE: vanish}, (0, 10, 20, 26, 32, 38, 45), GONE)
RENAME = Play({10: appear, GONE: rename}, (0, 10, 20, 21, 35), GONE)
PLAYS = {"withdrawal": WITHDRAWAL, "rename": RENAME}


@dataclass
class Outcome:
    """What was posted and edited when, what is remembered, and where one can kill."""

    posts: list[tuple[datetime, str]]
    edits: set[tuple[datetime, str]]  # one that is made twice is one
    rows: list[Any]
    points: range
    crucial: list[int]  # of the points those around commits and sends

    def said(self, kind: str) -> list[datetime]:
        """When something was posted of an event of this kind."""
        return [at for at, event in self.posts if event == kind]

    def same(self, other: Outcome) -> bool:
        """Whether it came to the same."""
        return (self.posts, self.edits, self.rows) == (other.posts, other.edits, other.rows)


def perform(play: Play, folder: Path, template: Path, kill_at: int | None = None) -> Outcome:
    """Plays it; a tracker that dies is started again at the same moment, as its supervisor would."""
    with start(STORY) as world, serve(Hub(size=100)) as hub:
        hub.add("lab/Control-7B")
        environment = settle(world, hub, folder, template)
        tracker, before = Tracker(environment, kill_at), 0
        for minute in play.minutes:
            world.now = BEGIN + timedelta(minutes=minute)
            if minute in play.changes:
                play.changes[minute](hub)
            before = tracker.points if minute == play.since else before
            if tracker.tick() is None:
                tracker.end()
                tracker = Tracker(environment)
                assert tracker.tick() is not None
        tracker.end()
        points = range(before + 1, tracker.points + 1)
        around = {point for commit in tracker.commits for point in (commit, commit + 1)} | set(tracker.sends)
        told = [(one.at, one.method, str(payload(one.body).get("event"))) for one in world.slack]
    return Outcome(
        posts=[(at, event) for at, method, event in told if method == "chat.postMessage"],
        edits={(at, event) for at, method, event in told if method == "chat.update"},
        rows=rows(folder, hub),
        points=points,
        crucial=sorted(around & set(points)),
    )


def settle(world: World, hub: Hub, folder: Path, template: Path) -> dict[str, str]:
    """The environment of a tracker that lives in the world with this Hub, on an empty database in the folder."""
    environment = world.environment(folder)
    shutil.copy(template, folder / "tracker.db")
    hosts = f"{environment['TRACKER_ALLOW_HOSTS']},{hub.url.removeprefix('http://')}"
    return environment | {"HF_ENDPOINT": hub.url, "TRACKER_ALLOW_HOSTS": hosts}


def rows(folder: Path, hub: Hub) -> list[Any]:
    """History as it is exported, with its events, without the port that the Hub listened at."""
    store = Store(f"sqlite:///{folder / 'tracker.db'}")
    try:
        found = [history.row(one) for one in history.ask(store)]
    finally:
        store.close()
    return [json.loads(json.dumps(one).replace(hub.url, "")) for one in found]


@pytest.fixture(name="whole", scope="module")
def _whole(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> dict[str, Outcome]:
    """What comes of each play when nobody disturbs it."""
    return {name: perform(play, tmp_path_factory.mktemp(name), sqlite_template) for name, play in PLAYS.items()}


def test_a_withdrawal_is_told_once_and_never_early(whole: dict[str, Outcome]) -> None:
    """Undisturbed: the weights at their minute, the withdrawal after a quarter of an hour of looking."""
    found = whole["withdrawal"]

    assert found.said("weights") == [BEGIN + timedelta(minutes=10)]
    (at,) = found.said("withdrawn")
    assert BEGIN + timedelta(minutes=GONE + 15) <= at <= BEGIN + timedelta(minutes=GONE + 30)


def test_a_rename_is_no_news(whole: dict[str, Outcome]) -> None:
    """Undisturbed: one release under its new name, told once."""
    found = whole["rename"]

    assert found.said("weights") == [BEGIN + timedelta(minutes=10)]
    assert {event for _, event in found.posts} == {"None", "weights"}
    assert sorted(repo["id"] for row in found.rows for repo in row["repos"]) == ["lab/Birch-7B", "lab/Control-7B"]


@pytest.mark.slow
@pytest.mark.parametrize("name", PLAYS)
def test_killed_in_the_middle(name: str, whole: dict[str, Outcome], tmp_path: Path, sqlite_template: Path) -> None:
    """Before, between and after any of its commits: what is told and remembered is what it would have been."""
    expected = whole[name]
    assert expected.crucial
    for kill_at in expected.crucial[::STRIDE]:
        found = perform(PLAYS[name], tmp_path / str(kill_at), sqlite_template, kill_at)

        assert found.posts == expected.posts, f"killed at point {kill_at}"
        assert found.edits == expected.edits, f"killed at point {kill_at}"
        assert found.rows == expected.rows, f"killed at point {kill_at}"


def fill(folder: Path, template: Path, kill_at: int | None = None) -> tuple[Outcome, list[str]]:
    """A backfill of three pages, run again where it dies, and a tick, which would tell what must not be told.

    Which pages were asked for comes with it.
    """
    with start(STORY) as world, serve(Hub()) as hub:
        hub.add(*NAMES)
        environment = settle(world, hub, folder, template)
        code, commits = run(environment, *BACKFILL, kill_at=kill_at)
        assert (code is None) == (kill_at is not None)
        if code is None:
            code, _ = run(environment, *BACKFILL)
        assert code == 0
        found, pages = rows(folder, hub), [one.partition("cursor=")[2] for one in hub.asked]
        tracker = Tracker(environment)
        tracker.tick()
        tracker.end()
        posts = [(one.at, str(payload(one.body).get("event"))) for one in world.slack]
    points = range(1, max(commits, default=0) + 1)
    return Outcome(
        posts, set(), found, points, sorted({at for commit in commits for at in (commit, commit + 1)})
    ), pages


def test_a_backfill(tmp_path: Path, sqlite_template: Path) -> None:
    """Undisturbed: three pages, five silent records, and only the start note is told."""
    found, pages = fill(tmp_path, sqlite_template)

    assert pages == ["", "2", "4"]
    assert (len(found.rows), all(row["baseline"] for row in found.rows)) == (5, True)
    assert found.posts == [(BEGIN, "None")]


@pytest.mark.slow
def test_a_backfill_is_killed(tmp_path: Path, sqlite_template: Path) -> None:
    """Before some statement: run again, it is as if nothing had happened, and at most one page was asked for twice."""
    expected, _ = fill(tmp_path / "whole", sqlite_template)
    for kill_at in expected.points[:: 3 * STRIDE]:
        found, pages = fill(tmp_path / str(kill_at), sqlite_template, kill_at)

        assert found.same(expected), f"killed at point {kill_at}"
        assert sorted(set(pages)) == ["", "2", "4"]
        assert len(pages) <= 4, f"killed at point {kill_at}"
