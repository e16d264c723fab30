"""Whole lists as history: every page once, nothing told, nothing of what is known live changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.hub import Hub
from tests.samples import NOW, source
from tests.steps.lists import ALERTS, LAB, NAMES, OTHER, QUOTA, SINCE, Scene
from tracker import steps
from tracker.steps.backfill import LOOK, PATIENCE, Progress
from tracker.store import Store, sources


@pytest.fixture
def scene(store: Store) -> Scene:
    """The lab's five repos, and a channel that is older than everything."""
    steps.announce(store, [ALERTS], NOW - timedelta(days=1))
    found = Scene(store, Hub())
    found.hub.add(*NAMES)
    return found


def listings(scene: Scene) -> list[str]:
    """The cursors that were asked for."""
    return [one.partition("cursor=")[2] for one in scene.hub.asked if one.startswith("/api/models?")]


def test_every_page_becomes_history(scene: Scene) -> None:
    """All repos have a record with weights and facts; each page is asked for once, and nobody is told."""
    (done,) = scene.read()
    assert done == Progress("lab", "done", read=5, new=5, requests=3)
    assert listings(scene) == ["", "2", "4"]
    assert {(one["name"], one["stage"], one["baseline"]) for one in scene.rows()} == {
        (name.partition("/")[2].removesuffix("-7B"), "weights", True) for name in NAMES
    }
    assert scene.announce() == 0


def test_older_repos_are_left_out(scene: Scene) -> None:
    """Made and changed before the date: counted, not kept. One that was changed since then is kept."""
    scene.hub.add("lab/Fir-7B", createdAt="2022-03-02T23:29:04.000Z", lastModified="2024-12-31T23:59:59.000Z")
    scene.hub.add("lab/Ginkgo-7B", createdAt="2023-05-01T00:00:00.000Z", lastModified="2025-01-01T00:00:00.000Z")
    (done,) = scene.read()

    assert (done.read, done.new, done.older) == (7, 6, 1)
    assert "Fir" not in {one["name"] for one in scene.rows()}


def test_a_conversion_is_listed_before_its_model(scene: Scene) -> None:
    """Newer repos come first; once the whole list is known, a conversion is part of its model's release."""
    tags = ["base_model:lab/Alder-7B", "base_model:quantized:lab/Alder-7B", "license:apache-2.0"]
    scene.hub.add("lab/Alder-7B-FP8", tags=tags)
    scene.read()
    alder = next(one for one in scene.rows() if one["name"] == "Alder")

    assert {repo["id"] for repo in alder["repos"]} | set(alder["derivatives"]) == {"lab/Alder-7B", "lab/Alder-7B-FP8"}


def test_a_second_command_asks_nobody(scene: Scene) -> None:
    """What was read within a day is said to be; a day later, or for an earlier date, it is read again."""
    scene.read()
    before, rows = len(scene.hub.asked), scene.rows()
    (again,) = scene.read()

    assert (again.state, again.new, len(scene.hub.asked)) == ("before", 5, before)
    scene.now += timedelta(days=1)
    (later,) = scene.read()
    assert (later.state, later.read, later.new) == ("done", 5, 0)
    assert (scene.count(), scene.rows()) == (5, rows)
    (other,) = scene.read(since=SINCE - timedelta(days=365))
    assert (other.state, other.read, other.new) == ("done", 5, 0)


@pytest.mark.parametrize("page", [1, 2, 3])
def test_it_goes_on_where_it_was_stopped(scene: Scene, page: int) -> None:
    """A page that fails ends the organization with a word; run again, only what is missing is asked for."""
    scene.hub.faults[page] = (500, {}, "")
    (broken,) = scene.read()
    kept = scene.count()
    (done,) = scene.read()

    assert (broken.state, broken.read, kept) == ("trouble", 2 * (page - 1), 2 * (page - 1))
    assert "500" in broken.said
    assert (done.state, done.read, done.new) == ("done", 5, 5)
    assert listings(scene) == ["", "2", "4"][:page] + ["", "2", "4"][page - 1 :]
    assert (scene.count(), len(scene.rows()), scene.announce()) == (5, 5, 0)


def test_a_place_that_is_older_than_a_day_is_forgotten(scene: Scene) -> None:
    """The Hub's links do not live for ever: then it begins anew."""
    scene.hub.faults[2] = (500, {}, "")
    scene.read()
    scene.now += timedelta(days=1)
    (done,) = scene.read()

    assert (done.state, done.read, done.new, scene.count()) == ("done", 5, 3, 5)


def test_one_in_trouble_does_not_stop_the_others(scene: Scene) -> None:
    """The next organization is read all the same."""
    scene.hub.add("other/Oak-7B")
    scene.hub.faults[1] = (200, {}, {"no": "list"})
    lab, other = scene.read(LAB, OTHER)

    assert (lab.state, other.state, other.new) == ("trouble", "done", 1)


def test_nobody_of_this_name(scene: Scene) -> None:
    """An organization that the Hub does not know is in trouble, and is asked for again the next time."""
    nobody = source("hub-nobody", "hub", organization="nobody")

    for _ in range(2):
        (found,) = scene.read(nobody)
        assert (found.state, found.said) == ("trouble", "the Hub knows no organization of this name")


def test_refused_in_the_middle_it_waits_as_long_as_is_said(scene: Scene) -> None:
    """A 429 that names a time is waited for, and the same page is asked for again."""
    scene.hub.faults[2] = (429, {"Retry-After": "60"}, "")
    (done,) = scene.read()

    assert (done.state, done.new, done.requests) == ("done", 5, 4)
    assert scene.now == NOW + timedelta(seconds=60)
    assert {one.said for one in scene.told if one.state == "waiting"} == {"2025-08-05T17:01:00Z"}


def test_the_rest_of_a_window_is_left_to_others(scene: Scene) -> None:
    """Below 40 % of the window nothing is asked before it ends."""
    scene.hub.headers = QUOTA | {"RateLimit": '"api";r=199;t=100'}
    (done,) = scene.read()

    assert (done.state, done.new) == ("done", 5)
    assert scene.now == NOW + 2 * timedelta(seconds=100)


@pytest.mark.parametrize(
    ("answer", "waited"),
    [
        pytest.param((429, {"Retry-After": "3600"}, ""), timedelta(0), id="an hour is not waited for"),
        pytest.param((429, {"Retry-After": "5"}, ""), timedelta(seconds=20), id="five refusals are enough"),
        pytest.param((503, {}, ""), timedelta(0), id="no time is named"),
    ],
)
def test_waiting_ends(scene: Scene, answer: tuple[int, dict[str, str], str], waited: timedelta) -> None:
    """A Hub that never lets us through ends the command, and what was read is kept."""
    scene.hub.faults = dict.fromkeys(range(2, 20), answer)
    (found,) = scene.read()

    assert (found.state, found.read, scene.count()) == ("trouble", 2, 2)
    assert scene.now - NOW == waited


def test_a_window_that_never_ends_is_not_waited_for(scene: Scene) -> None:
    """A window of a day ends the command after a quarter of an hour."""
    scene.hub.headers = QUOTA | {"RateLimit": '"api";r=1;t=86400'}
    (found,) = scene.read()
    assert (found.state, found.read, scene.now - NOW) == ("trouble", 2, PATIENCE + timedelta(seconds=LOOK))


def test_what_is_watched_is_left_to_its_poller(scene: Scene) -> None:
    """After its first contact an organization is not asked: what is new there is news and is told."""
    assert scene.tick() == 0
    asked, rows = len(scene.hub.asked), scene.rows()
    (found,) = scene.read()

    assert (found.state, len(scene.hub.asked), scene.rows()) == ("watched", asked, rows)
    scene.hub.add("lab/Fir-7B")
    scene.now += timedelta(minutes=15)
    assert scene.tick() == 1


def test_a_first_contact_in_the_middle_ends_it(scene: Scene) -> None:
    """From then on the poller knows what is there, and the rest is not taken from it."""

    def contact(progress: Progress) -> None:
        if progress.read == 2:
            with scene.store.write() as c:
                sources.remember(c, [LAB], scene.now)
                sources.polled(c, "hub-lab", scene.now, scene.now, {"since": "now"})

    work = scene.work()
    (found,) = replace(work, told=contact).run([LAB], SINCE)

    assert (found.state, scene.count()) == ("watched", 2)


def test_its_own_first_contact_comes(scene: Scene) -> None:
    """Backfilled before it was ever polled: the first contact is silent, and what comes later is told."""
    scene.read()
    assert scene.tick() == 0
    scene.hub.add("lab/Fir-7B")
    scene.now += timedelta(minutes=15)

    assert scene.tick() == 1


def test_what_is_known_live_stays_as_it_is(scene: Scene) -> None:
    """A release that was told of keeps its state, events and messages when its organization is read as another's."""
    scene.tick()
    scene.hub.add("lab/Fir-7B")
    scene.now += timedelta(minutes=15)
    assert scene.tick() == 1
    before = scene.rows()
    scene.hub.repos["lab/Fir-7B"]["cardData"] = {"license": "other"}
    scene.read(source("hub/lab", "hub", organization="lab"))

    assert (scene.rows(), scene.announce()) == (before, 1)


def test_a_plan_writes_nothing(scene: Scene) -> None:
    """The length of each list, with one or two requests, and the store as it was."""
    scene.hub.add("other/Oak-7B")
    plan = scene.work().plan([LAB, OTHER, source("x", "hub", organization="nobody")], SINCE)

    assert [(size.repos, size.wanted, size.exact) if size else one.said for one, size in plan] == [
        (5, 5, False),
        (1, 1, True),
        "the Hub knows no organization of this name",
    ]
    assert len(scene.hub.asked) == 5
    assert (scene.count(), scene.rows()) == (0, [])
    (done,) = scene.read()
    assert done.new == 5


def test_pages_that_are_too_large_are_asked_for_in_portions(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Repos with very many files: a fifth of them at a time."""
    scene.hub.size = 100
    page = scene.hub._page

    def large(query: dict[str, list[str]]) -> tuple[int, dict[str, str], Any]:
        status, headers, rows = page(query)
        return status, headers, rows if len(rows) <= 4 else "x" * 10_000_001

    monkeypatch.setattr(scene.hub, "_page", large)
    (done,) = scene.read()

    assert (done.state, done.new, done.requests) == ("done", 5, 4)
