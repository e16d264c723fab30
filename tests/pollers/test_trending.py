"""The trending list's poller: repos of owners whom nobody watches, seen while they trend."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.pollers.fakes import FakeHub, FakeNet, Watch
from tests.samples import source
from tracker.clock import iso
from tracker.domain import SourceKind
from tracker.errors import BadStatus, FetchError, ParseError
from tracker.pollers import Poll
from tracker.pollers.trending import FRESH, MOST, MOST_WHEN_TIGHT, TrendingPoller

MINUTE = timedelta(minutes=1)


@pytest.fixture
def trends(hub: FakeHub, watch: Callable[..., Watch]) -> Watch:
    """The poller, where "watched" has a source of its own."""
    hub.add("watched/model", "uid-watched")
    return watch(
        TrendingPoller,
        source("hub-trending", "trending", kind=SourceKind.COMMUNITY),
        watched=frozenset({"watched"}),
    )


def told(found: Poll) -> list[tuple[str, bool]]:
    """The repos that a poll told of, and whether as history."""
    return [(one.title, one.baseline) for one in found.observations]


def pages(net: FakeNet) -> list[str]:
    """The repos whose own pages were asked for since the last time."""
    found = [url.partition("/api/models/")[2].partition("?")[0] for url in net.asked if "/api/models/" in url]
    net.asked.clear()
    return found


def test_what_trends_at_the_first_contact_is_history(trends: Watch, net: FakeNet, now: datetime) -> None:
    """One request, states with their files, and nothing of an owner who is watched elsewhere."""
    found = trends.poll(now)

    assert told(found) == [("lab/one", True), ("lab/two", True)]
    assert found.observations[0].repo is not None
    assert found.observations[0].repo.files
    assert len(net.asked) == 1
    assert "sort=trendingScore&limit=100" in net.asked[0]
    assert "author" not in net.asked[0]


def test_a_list_that_says_the_same_is_unchanged(trends: Watch, now: datetime) -> None:
    """Nothing to write."""
    trends.poll(now)
    assert trends.poll(now + MINUTE) == Poll(unchanged=True)


@pytest.mark.parametrize(
    ("made", "baseline"),
    [
        pytest.param("2025-08-04T00:00:00Z", False, id="made yesterday: news"),
        pytest.param("2025-07-16T00:00:00Z", False, id="prepared in private for three weeks: news"),
        pytest.param("2024-08-04T00:00:00Z", True, id="made a year ago: an old one is in fashion"),
        pytest.param("2022-03-02T23:29:04.000Z", True, id="from before the Hub noted when"),
        pytest.param(None, True, id="made nobody says when"),
    ],
)
def test_an_old_repo_that_first_trends_is_no_news(
    trends: Watch, hub: FakeHub, now: datetime, made: str | None, baseline: bool
) -> None:
    """Only what was made lately can be a release of today."""
    trends.poll(now)
    hub.add("stranger/new", createdAt=made)
    assert told(trends.poll(now + MINUTE)) == [("stranger/new", baseline)]


def test_a_new_one_is_looked_at_once_on_its_own_page(trends: Watch, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """Its card is read; then it is known, whether it stays on the list or comes back later."""
    trends.poll(now)
    pages(net)
    hub.add("stranger/new")
    (seen,) = trends.poll(now + MINUTE).observations
    assert seen.repo is not None
    assert (seen.repo.card, pages(net)) == ("# stranger/new", ["stranger/new"])

    gone = hub.repos.pop("stranger/new")
    assert trends.poll(now + 2 * MINUTE).unchanged
    hub.repos["stranger/new"] = gone
    assert trends.poll(now + 3 * MINUTE).unchanged
    assert pages(net) == []


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        pytest.param({"gated": "manual"}, "gated", "manual", id="a gate"),
        pytest.param({"tags": ["license:mit"], "cardData": {"license": "mit"}}, "license", "mit", id="a license"),
        pytest.param({"sha": "b" * 40}, "sha", "b" * 40, id="a commit"),
        pytest.param({"id": "stranger/two"}, "renamed_from", "lab/two", id="another name"),
    ],
)
def test_a_change_is_told_while_it_is_listed(
    trends: Watch, hub: FakeHub, now: datetime, change: dict[str, Any], field: str, value: str
) -> None:
    """The state after it is told once, and not as history."""
    trends.poll(now)
    state = hub.repos.pop("lab/two") | change
    hub.repos[state["id"]] = state
    (changed,) = trends.poll(now + MINUTE).observations

    assert (getattr(changed.repo, field), changed.baseline) == (value, False)
    hub.repos.pop(state["id"])
    assert trends.poll(now + 9 * MINUTE).unchanged


def test_a_repo_that_leaves_the_list_is_not_missed(trends: Watch, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """Nobody asks after it, however long it is away."""
    trends.poll(now)
    pages(net)
    hub.repos.pop("lab/one")
    assert [trends.poll(now + n * 10 * MINUTE).unchanged for n in range(1, 6)] == [True] * 5
    assert pages(net) == []


def test_a_repo_that_moves_to_a_watched_owner_is_left_to_that_source(
    trends: Watch, hub: FakeHub, now: datetime
) -> None:
    """No repo is told by two sources, in whatever letters its owner is written."""
    trends.poll(now)
    hub.repos["WATCHED/two"] = hub.repos.pop("lab/two") | {"id": "WATCHED/two"}
    hub.add("Watched/other", "uid-other")
    assert trends.poll(now + MINUTE).unchanged


@pytest.mark.parametrize(
    ("headers", "most"),
    [
        pytest.param({}, MOST, id="some each time"),
        pytest.param(
            {"ratelimit": '"api";r=10;t=200', "ratelimit-policy": '"fixed window";"api";q=500;w=300'},
            MOST_WHEN_TIGHT,
            id="few where the Hub's limit is near",
        ),
    ],
)
def test_one_poll_looks_at_a_few(
    trends: Watch, hub: FakeHub, now: datetime, headers: dict[str, str], most: int
) -> None:
    """The rest waits, and comes up in the next polls."""
    trends.poll(now)
    for number in range(MOST + 3):
        hub.add(f"stranger/m{number}")
    hub.headers = headers
    found = trends.poll(now + MINUTE)

    assert (len(found.observations), found.trouble) == (
        most,
        f"{MOST + 3 - most} repos wait for the next poll",
    )
    hub.headers = {}
    assert len(trends.poll(now + 10 * MINUTE).observations) == min(MOST, MOST + 3 - most)


def test_a_page_that_fails_comes_up_again(trends: Watch, hub: FakeHub, now: datetime) -> None:
    """It stays unknown until it answers, and does not hurt the others."""
    trends.poll(now)
    hub.add("stranger/bad")
    hub.add("stranger/good")
    hub.other["/api/models/stranger/bad"] = FetchError("hub: 500")
    found = trends.poll(now + MINUTE)
    assert (told(found), found.trouble) == ([("stranger/good", False)], "stranger/bad: hub: 500")

    hub.other.clear()
    assert told(trends.poll(now + 2 * MINUTE)) == [("stranger/bad", False)]


def test_a_refusal_ends_the_poll(trends: Watch, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """Who is told to wait asks for nothing more."""
    trends.poll(now)
    pages(net)
    for name in ("a", "b", "c"):
        hub.add(f"stranger/{name}")
        hub.other[f"/api/models/stranger/{name}"] = BadStatus("hub: 429", status=429)
    found = trends.poll(now + MINUTE)
    assert len(pages(net)) == 1
    assert "2 repos wait for the next poll" in (found.trouble or "")


@pytest.mark.parametrize("listed", [[], {}, "x"], ids=["empty", "an object", "a text"])
def test_a_list_that_is_none_changes_nothing(trends: Watch, hub: FakeHub, now: datetime, listed: Any) -> None:
    """Before the first good list nothing is known; after it nothing is forgotten."""
    hub.other["/api/models"] = (listed, {})
    with pytest.raises(ParseError):
        trends.poll(now)
    assert trends.memory == {}
    hub.other.clear()
    assert len(trends.poll(now).observations) == 2


def test_rows_that_are_none_are_counted(trends: Watch, hub: FakeHub, now: datetime) -> None:
    """Whatever strangers put there; without the Hub's own id a repo cannot be told from another."""
    trends.poll(now)
    rows = [None, 7, {"id": "../x", "_id": "u"}, {"id": "stranger/x"}, {"id": "a/b", "_id": "u5", "private": True}]
    hub.other["/api/models"] = lambda url: [*rows, *hub.repos.values()]
    assert trends.poll(now + MINUTE).trouble == "4 rows of the listing could not be used"


def test_fresh_is_counted_to_the_second(trends: Watch, hub: FakeHub, now: datetime) -> None:
    """A repo made exactly so long ago can still be news."""
    trends.poll(now)
    hub.add("stranger/edge", createdAt=iso(now - FRESH))
    assert told(trends.poll(now)) == [("stranger/edge", False)]
