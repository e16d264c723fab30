"""`tracker backfill`: one line for each organization, an exit code that says how it went, and nothing sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.hub import Hub, serve
from tracker.store import Store, marks, observations

SINCE = ("backfill", "--since", "2025-01-02")


@pytest.fixture
def hub(empty_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A Hub where the two watched organizations, and one that is not, have repos."""
    with serve(Hub()) as hub:
        hub.add("openai/Alder-7B", "openai/Birch-7B", "openai/Cedar-7B", "labs/Dogwood-7B", "acme/Elm-7B")
        place = hub.url.removeprefix("http://")
        for name, value in {"HF_ENDPOINT": hub.url, "TRACKER_ALLOW_HOSTS": place, "TRACKER_HOST_PAUSE": "0"}.items():
            monkeypatch.setenv(name, value)
        yield hub


def test_all_watched_organizations_are_read(hub: Hub, tracker: Tracker) -> None:
    """One line of data for each, the sum on standard error, and the releases are there."""
    done = tracker(*SINCE)

    assert done.code == 0
    assert done.out.splitlines() == [
        "openai: 3 repos, 2 new, 1 older, 2 requests; read",
        "labs: 1 repos, 1 new, 0 older, 1 requests; read",
    ]
    assert done.err == "2 organizations, 3 new, 0 in trouble\n"
    listed = tracker("history").out
    assert [name in listed for name in ("Alder", "Birch", "Cedar", "Dogwood")] == [False, True, True, True]


def test_run_again_it_says_that_it_has_read(hub: Hub, tracker: Tracker) -> None:
    """No request, exit code 0."""
    tracker(*SINCE)
    asked = len(hub.asked)
    again = tracker(*SINCE, "--organization", "OpenAI")

    assert (again.code, len(hub.asked)) == (0, asked)
    assert again.out.startswith("openai: 3 repos, 2 new, 1 older, 2 requests; read before 20")


def test_an_organization_that_is_not_watched(hub: Hub, tracker: Tracker, empty_home: Path) -> None:
    """It is read all the same, under the name that its source would have; the watched ones are not asked."""
    done = tracker(*SINCE, "--organization", "acme", "--organization", "ACME")

    assert (done.code, done.out) == (0, "acme: 1 repos, 1 new, 0 older, 1 requests; read\n")
    store = Store(f"sqlite:///{empty_home / 'tracker.db'}")
    with store.read() as c:
        assert getattr(observations.get(c, 1), "source", None) == "hub-acme"
    store.close()


def test_trouble_is_named(hub: Hub, tracker: Tracker) -> None:
    """Exit code 1, the others are read, and run again it goes on where it was."""
    hub.faults[2] = (500, {}, "")
    first = tracker(*SINCE)
    second = tracker(*SINCE)

    assert (first.code, second.code) == (1, 0)
    assert first.out.splitlines()[0].startswith("openai: 2 repos, 2 new, 0 older, 2 requests; in trouble: ")
    assert first.out.splitlines()[1].startswith("labs: 1 repos, 1 new")
    assert second.out.splitlines()[0] == "openai: 3 repos, 2 new, 1 older, 2 requests; read"


def test_a_dry_run(hub: Hub, tracker: Tracker, empty_home: Path) -> None:
    """It says how much there is, and writes nothing; a name that nobody has is trouble."""
    done = tracker(*SINCE, "--dry-run", "--organization", "openai", "--organization", "labs")
    nobody = tracker(*SINCE, "--dry-run", "--organization", "nobody")

    assert (done.code, done.err) == (0, "2 organizations, nothing written, 0 in trouble\n")
    assert done.out.splitlines() == [
        "openai: 3 repos, at most 3 to keep, about 1 requests",
        "labs: 1 repos, 1 to keep, about 1 requests",
    ]
    assert (nobody.code, nobody.out) == (1, "nobody: in trouble: the Hub knows no organization of this name\n")
    store = Store(f"sqlite:///{empty_home / 'tracker.db'}")
    with store.read() as c:
        assert (observations.count(c), marks.get(c, "backfill/2025-01-02/openai")) == (0, None)
    store.close()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("--since", "yesterday"), "'yesterday' is no date", id="no date"),
        pytest.param(("--since", "2025-01-01", "--organization", "a/b"), "--organization: must be", id="a repo"),
        pytest.param((), "Missing option '--since'", id="no date at all"),
    ],
)
def test_wrong_usage(home: Path, tracker: Tracker, arguments: tuple[str, ...], said: str) -> None:
    """Exit code 2 and one line that says what is wrong."""
    done = tracker("backfill", *arguments)

    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err
