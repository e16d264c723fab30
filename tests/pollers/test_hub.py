"""The Hub's poller: what is new, what changed, and what is left for the next poll."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.pollers.fakes import MISSING, SHUT, FakeHub, FakeNet, Watch
from tests.samples import source
from tracker.domain import RepoFile
from tracker.errors import BadStatus, FetchError
from tracker.pollers import Poll
from tracker.pollers.hub import MOST, HubPoller

MINUTE = timedelta(minutes=1)


def told(found: Poll) -> list[str]:
    """The repos that a poll told of."""
    return [one.title for one in found.observations]


def details(net: FakeNet) -> list[str]:
    """The repos whose own pages were asked for since the last time."""
    found = [url.partition("/api/models/")[2].partition("?")[0] for url in net.asked if "/api/models/" in url]
    net.asked.clear()
    return found


def test_first_contact_is_history_and_costs_only_the_listing(lab: Watch, net: FakeNet, now: datetime) -> None:
    """All repos are known from the start, without a request for each."""
    found = lab.poll(now)

    assert [(one.title, one.baseline, one.type) for one in found.observations] == [
        ("lab/one", True, "repo"),
        ("lab/two", True, "repo"),
    ]
    assert found.observations[0].repo is not None
    assert found.observations[0].repo.license == "apache-2.0"
    assert found.observations[0].url == "http://127.0.0.1:1/lab/one"
    assert len(net.asked) == 1


def test_a_quiet_lab_is_unchanged(lab: Watch, net: FakeNet, now: datetime) -> None:
    """Nothing to write, and one request."""
    lab.poll(now)
    net.asked.clear()
    found = lab.poll(now + MINUTE)

    assert found == Poll(unchanged=True)
    assert len(net.asked) == 1


def test_a_repo_that_was_never_listed_is_new_whatever_its_dates_say(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """Labs prepare in private for weeks: the day it becomes public is the day it is new."""
    lab.poll(now)
    hub.add("lab/three", createdAt="2025-06-01T00:00:00Z", lastModified="2025-06-02T00:00:00Z")
    (new,) = lab.poll(now + MINUTE).observations

    assert (new.title, new.baseline, new.seen_at) == ("lab/three", False, now + MINUTE)
    assert new.repo is not None
    assert new.repo.card == new.text == "# lab/three"
    assert new.repo.files == (RepoFile("README.md", 200), RepoFile("model.safetensors", 4_000_000_000))
    assert new.key.startswith("uid-three:")
    assert lab.poll(now + 2 * MINUTE).unchanged


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        pytest.param({"gated": "manual"}, "gated", "manual", id="a gate"),
        pytest.param({"tags": ["license:mit"], "cardData": {"license": "mit"}}, "license", "mit", id="a license"),
        pytest.param({"sha": "b" * 40}, "sha", "b" * 40, id="a commit"),
    ],
)
def test_a_change_is_told_once(
    lab: Watch, hub: FakeHub, now: datetime, change: dict[str, Any], field: str, value: str
) -> None:
    """The state after it is told, under another key than the state before."""
    first = lab.poll(now)
    hub.add("lab/one", **change)
    (changed,) = lab.poll(now + MINUTE).observations

    assert getattr(changed.repo, field) == value
    assert changed.key != first.observations[0].key
    assert lab.poll(now + 2 * MINUTE).unchanged


def test_a_card_is_read_once_per_commit(lab: Watch, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """A gate that goes on and off does not fetch the same card again."""
    lab.poll(now)
    for minute, gate in enumerate(["manual", False, "auto"], start=1):
        hub.add("lab/one", gated=gate)
        lab.poll(now + minute * MINUTE)

    assert [url for url in net.asked if "/resolve/" in url] == [
        f"http://127.0.0.1:1/lab/one/resolve/{'a' * 40}/README.md"
    ]


def test_a_repo_whose_page_fails_is_told_when_it_answers(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """It stays unknown until then, and does not hurt the others."""
    lab.poll(now)
    hub.add("lab/bad")
    hub.add("lab/good")
    hub.other["/api/models/lab/bad"] = FetchError("hub: 500")
    found = lab.poll(now + MINUTE)
    hub.other.clear()
    later = lab.poll(now + 2 * MINUTE)

    assert (told(found), found.trouble) == (["lab/good"], "lab/bad: hub: 500")
    assert told(later) == ["lab/bad"]
    assert not later.observations[0].baseline


def test_many_new_repos_take_turns(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """What is too much for one poll comes with the next, and nothing twice."""
    lab.poll(now)
    for n in range(MOST + 7):
        hub.add(f"lab/new-{n}")
    first, second = lab.poll(now + MINUTE), lab.poll(now + 2 * MINUTE)

    assert (len(first.observations), len(second.observations)) == (MOST, 7)
    assert first.trouble == "7 repos wait for the next poll"
    assert len({*told(first), *told(second)}) == MOST + 7


def test_a_short_limit_leaves_the_rest_for_later(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """With less than 40 % of the window left, only a few pages are asked for."""
    lab.poll(now)
    hub.headers = {"ratelimit": '"api";r=199;t=100', "ratelimit-policy": '"fixed window";"api";q=500;w=300'}
    for n in range(8):
        hub.add(f"lab/new-{n}")
    first = lab.poll(now + MINUTE)
    hub.headers = {"ratelimit": '"api";r=499;t=300', "ratelimit-policy": '"fixed window";"api";q=500;w=300'}
    second = lab.poll(now + 3 * MINUTE)

    assert (len(first.observations), len(second.observations)) == (5, 3)


@pytest.mark.parametrize("times", [pytest.param(1, id="once"), pytest.param(9, id="all the time")])
def test_a_refusing_hub_is_left_alone(lab: Watch, hub: FakeHub, net: FakeNet, now: datetime, times: int) -> None:
    """After a 429 no other page is asked for in this poll; after three failures in a row neither."""
    lab.poll(now)
    net.asked.clear()
    error = BadStatus("hub: 429", status=429) if times == 1 else FetchError("hub: no answer")
    for n in range(9):
        hub.add(f"lab/new-{n}")
        hub.other[f"/api/models/lab/new-{n}"] = error
    found = lab.poll(now + MINUTE)

    assert len(details(net)) == (1 if times == 1 else 3)
    assert found.observations == ()
    assert "repos wait for the next poll" in str(found.trouble)


def test_nobody_starves_behind_repos_that_always_fail(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """The order changes from poll to poll, so that a good one has its turn."""
    lab.poll(now)
    for name in ("a-1", "a-2", "a-3", "a-4", "z"):
        hub.add(f"lab/{name}")
        if name != "z":
            hub.other[f"/api/models/lab/{name}"] = FetchError("hub: no answer")
    seen = [title for n in range(1, 30) for title in told(lab.poll(now + n * MINUTE))]

    assert seen == ["lab/z"]


def test_a_rename_is_told_as_one(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """The Hub's own id stays, so it is no new repo; other letters in the name are no rename."""
    lab.poll(now)
    hub.add("lab/uno", "uid-one")
    hub.add("lab/TWO", "uid-two")
    del hub.repos["lab/one"], hub.repos["lab/two"]
    found = lab.poll(now + MINUTE)

    assert [(one.repo.id, one.repo.renamed_from) for one in found.observations if one.repo] == [("lab/uno", "lab/one")]
    assert lab.poll(now + 2 * MINUTE).unchanged


def test_a_repo_made_anew_is_a_new_one(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """The old one is forgotten, without a word of withdrawal."""
    lab.poll(now)
    hub.add("lab/one", "another")
    found = lab.poll(now + MINUTE)

    assert [(one.repo.uid, one.repo.gone) for one in found.observations if one.repo] == [("another", False)]
    assert "repo:uid-one" not in lab.memory
    assert lab.poll(now + 2 * MINUTE).unchanged


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        pytest.param(SHUT, (True, "no"), id="disabled"),
        pytest.param((b"", {"x-error-code": "GatedRepo"}, 403), (False, "manual"), id="gated with its whole page"),
    ],
)
def test_a_new_repo_with_a_closed_page_is_told_as_listed(
    lab: Watch, hub: FakeHub, now: datetime, answer: Any, state: tuple[bool, str]
) -> None:
    """Its row says enough: it is there, and closed."""
    lab.poll(now)
    hub.add("lab/three", gated=False if answer is SHUT else None)
    hub.other["/api/models/lab/three"] = answer
    (new,) = lab.poll(now + MINUTE).observations

    assert new.repo is not None
    assert (new.repo.disabled, new.repo.gated) == state
    assert lab.poll(now + 2 * MINUTE).observations == ()


def test_a_listed_repo_whose_page_says_missing_is_not_yet_new(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """Listing and page contradict each other: the next poll asks again."""
    lab.poll(now)
    hub.add("lab/three")
    hub.other["/api/models/lab/three"] = MISSING
    first = lab.poll(now + MINUTE)
    hub.other.clear()

    assert first.observations == ()
    assert told(lab.poll(now + 2 * MINUTE)) == ["lab/three"]


def test_the_token_goes_along(watch: Callable[..., Watch], hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """Every request to the Hub carries it."""
    lab = watch(HubPoller, source("hub-lab", "hub", organization="lab"), hub_token="hf_secret")
    lab.poll(now)
    hub.add("lab/three")
    lab.poll(now + MINUTE)

    assert set(net.tokens) == {"hf_secret"}
    assert [url.removeprefix("http://127.0.0.1:1").partition("?")[0] for url in net.asked] == [
        "/api/models",
        "/api/models",
        "/api/models/lab/three",
        f"/lab/three/resolve/{'a' * 40}/README.md",
        "/api/collections",
    ]
