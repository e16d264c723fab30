"""The whole program in the demo's world, on both databases, killed anywhere: all is told, and told once."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.crash import Tracker
from tracker.cli.demo.story import STORY
from tracker.cli.demo.world import World, start
from tracker.history import ask, row
from tracker.store import Store

KEPT = ("03-30T12:00", "03-31T16:55", "03-31T17:01", "04-01T06:05", "06-10T21:05", "08-05T16:55", "08-05T17:01")
KEPT += ("08-05T17:06", "08-05T18:15", "08-06T06:05", "09-10T09:01", "09-10T11:01", "09-20T14:01", "09-21T06:05")
SHORT = replace(STORY, moments=tuple(m for m in STORY.moments if m.strftime("%m-%dT%H:%M") in KEPT))
"""The story in few ticks: what the crash tests play again and again."""

MARK = 2
"""Points after a send before its mark is written: the transaction's begin and its update."""

STRIDE = 61
"""Every how many-th point is killed at here; `python -m benchmarks.crashes` takes them all."""


@pytest.fixture(name="environment")
def _environment(store: Store, tmp_path: Path) -> Iterator[tuple[World, dict[str, str]]]:
    """A running world and the environment of a tracker that lives in it on the store's database."""
    with start(SHORT) as world:
        url = store.url.render_as_string(hide_password=False)
        yield world, world.environment(tmp_path) | {"TRACKER_DATABASE_URL": url}


def play(world: World, environment: dict[str, str], kill_at: int | None = None) -> Tracker:
    """Plays the story; a tracker that dies is started again at the same moment, as its supervisor would."""
    tracker = Tracker(environment, kill_at)
    for moment in world.story.moments:
        world.now = moment
        if tracker.tick() is None:
            tracker.end()
            tracker = Tracker(environment)
            assert tracker.tick() is not None
    tracker.end()
    return tracker


def told(world: World) -> Counter[str]:
    """How often each message was posted to Slack and each letter came: by what happened to which release."""
    posts = [one for one in world.slack if one.method == "chat.postMessage"]
    keys = [f"{payload(one.body).get('event')}: {str(one.body['text']).splitlines()[0]}" for one in posts]
    return Counter(keys + [str(mail.message["Message-ID"]) for mail in world.mails])


def payload(body: dict[str, object]) -> dict[str, Any]:
    """The metadata of a Slack message."""
    metadata: Any = body.get("metadata") or {}
    loaded: dict[str, Any] = json.loads(metadata) if isinstance(metadata, str) else metadata
    found: dict[str, Any] = loaded.get("event_payload", {})
    return found


def test_the_story_is_told_once(environment: tuple[World, dict[str, str]], store: Store) -> None:
    """Announcement, delay, weights, another lab's weights and its new license: each once, nothing else."""
    world, surroundings = environment
    play(world, surroundings)
    events = [payload(one.body).get("event") for one in world.slack if one.method == "chat.postMessage"]

    assert events == [None, "announced", "delayed", "weights", "weights", "relicensed"]
    records = [record for record in ask(store) if not record.baseline]
    assert {(record.title, record.stage.value) for record in records} == {
        ("OpenAI gpt-oss", "weights"),
        ("Nordlicht", "weights"),
    }
    assert all(number == 1 for number in told(world).values())


def test_both_databases_tell_the_same(sqlite_store: Store, postgres_store: Store, tmp_path: Path) -> None:
    """History, row by row, does not depend on where it is kept."""
    rows = []
    for name, store in (("sqlite", sqlite_store), ("postgres", postgres_store)):
        with start(SHORT) as world:
            url = store.url.render_as_string(hide_password=False)
            play(world, world.environment(tmp_path / name) | {"TRACKER_DATABASE_URL": url})
        rows.append([json.dumps(row(record)).replace(world.url, "") for record in ask(store)])

    assert rows[0] == rows[1]


@pytest.fixture(name="whole", scope="module")
def _whole(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> tuple[Counter[str], int, list[int]]:
    """What an undisturbed run tells, how many points it passes, and which of them come right after a send."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copy(sqlite_template, folder / "tracker.db")
    with start(SHORT) as world:
        tracker = play(world, world.environment(folder))
        return told(world), tracker.points, tracker.sends


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_no_kill_loses_or_doubles_anything(
    whole: tuple[Counter[str], int, list[int]], part: int, tmp_path: Path, sqlite_template: Path
) -> None:
    """Kill -9 before a statement or around a send, restart: all is told; at most the letter in flight comes twice."""
    expected, points, sends = whole
    chosen = sorted({*range(1 + part * 7, points, STRIDE), *sends})[part::4]
    for kill_at in chosen:
        folder = tmp_path / str(kill_at)
        with start(SHORT) as world:
            surroundings = world.environment(folder)
            shutil.copy(sqlite_template, folder / "tracker.db")
            play(world, surroundings, kill_at)
            found = told(world)

        assert set(expected) == set(found), f"killed at point {kill_at}"
        doubled = {key: number for key, number in found.items() if number > expected[key]}
        in_flight = any(sent <= kill_at <= sent + MARK for sent in sends)  # sent, and not marked yet
        assert sum(doubled.values()) <= (2 if in_flight else 0), f"killed at point {kill_at}: {doubled}"
        assert all(key.startswith("<") for key in doubled), "only a mail server cannot be asked what it has"
