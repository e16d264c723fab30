"""`tracker poll`: asks now, only those that are named, and says what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tracker.cli.demo.story import STORY
from tracker.cli.demo.world import World, start
from tracker.store import Store, sources


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_store: Store) -> Iterator[World]:
    """The demo's world, its tracker at home in it, with an upgraded database."""
    with start(STORY) as world:
        for name, value in world.environment(tmp_path).items():
            monkeypatch.setenv(name, value)
        yield world


def asked(world: World) -> set[str]:
    """The feeds and listings that were asked."""
    paths = (request.removeprefix("GET ").partition("?") for request in world.requests)
    return {path + query for path, _, query in paths if path.startswith("/feeds/") or "author=" in query}


def test_only_the_named_are_asked_and_none_is_left_claimed(world: World, tracker: Tracker, sqlite_store: Store) -> None:
    """Others that wait for longer are left alone and stay free for the next tick."""
    done = tracker("poll", "rechenblatt")

    assert done.code == 0
    assert "1 polled, " in done.err
    assert asked(world) == {"/feeds/rechenblatt"}
    with sqlite_store.write() as c:
        assert "openai-news" in sources.claim_due(c, world.now, "another", timedelta(minutes=1), 9)


def test_it_is_asked_again_although_it_is_not_due(world: World, tracker: Tracker) -> None:
    """A second poll in the same minute asks again and finds nothing new; nothing is ever sent."""
    tracker("poll", "openai-news")
    done = tracker("poll", "openai-news", "openai-news")

    assert (done.code, done.err.splitlines()[-1]) == (0, "1 polled, 0 new, 0 in trouble")
    assert world.requests.count("GET /feeds/openai-news") == 2
    assert (world.slack, world.mails) == ([], [])


def test_without_names_all_are_asked(world: World, tracker: Tracker) -> None:
    """Each feed and each organization of the list is asked once."""
    done = tracker("poll")

    assert done.err.splitlines()[-1].startswith(f"{len(STORY.feeds) + len(STORY.owners)} polled, ")


def test_a_source_in_trouble_is_named(world: World, tracker: Tracker, tmp_path: Path) -> None:
    """The exit code is 1, and a line says which source and why."""
    text = (tmp_path / "sources.toml").read_text(encoding="utf-8")
    (tmp_path / "sources.toml").write_text(text.replace("/feeds/rechenblatt", "/feeds/gone"), encoding="utf-8")
    done = tracker("poll", "rechenblatt")

    assert done.code == 1
    assert "source=rechenblatt" in done.err
    assert "404" in done.err
    assert done.err.endswith("1 polled, 0 new, 1 in trouble\n")


def test_a_source_that_another_process_asks(world: World, tracker: Tracker, sqlite_store: Store) -> None:
    """It is left to that process, which is said."""
    tracker("poll", "openai-news")
    with sqlite_store.write() as c:
        sources.due_now(c, None, world.now)
        sources.claim_due(c, world.now, "another", timedelta(minutes=1), 9)
    done = tracker("poll", "openai-news")

    assert (done.code, done.err) == (0, "0 polled, 0 new, 0 in trouble, 1 being asked by another process\n")


def test_an_unknown_name(home: Path, tracker: Tracker) -> None:
    """Exit code 1, the names that come close, and nobody is asked."""
    done = tracker("poll", "hub-openai", "openai-new")

    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith("tracker: no source called 'openai-new'; did you mean openai-news")
