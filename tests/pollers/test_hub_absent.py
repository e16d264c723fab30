"""Repos that are no longer listed: three confirmations over a quarter of an hour, beside a healthy one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.pollers.fakes import MISSING, SHUT, FakeHub, FakeNet, Watch
from tracker.errors import FetchError

MINUTE = timedelta(minutes=1)


def polls(lab: Watch, start: datetime, minutes: list[int]) -> list[tuple[int, str]]:
    """When repos were told to be gone."""
    found = []
    for minute in minutes:
        told = lab.poll(start + minute * MINUTE).observations
        found += [(minute, one.title) for one in told if one.repo and one.repo.gone]
    return found


@pytest.mark.parametrize(
    ("minutes", "at"),
    [
        pytest.param(range(1, 40), 16, id="polled every minute, after a quarter of an hour"),
        pytest.param(range(10, 70, 10), 30, id="polled every ten minutes, at the third poll"),
        pytest.param(range(30, 200, 30), 90, id="polled every half hour, at the third poll"),
    ],
)
def test_a_withdrawn_repo_is_told_once(lab: Watch, hub: FakeHub, now: datetime, minutes: range, at: int) -> None:
    """However seldom we look, it takes three confirmations; then it is gone, once."""
    lab.poll(now)
    del hub.repos["lab/one"]

    assert polls(lab, now, list(minutes)) == [(at, "lab/one")]


def test_asking_is_not_done_at_every_poll(lab: Watch, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """A missing repo costs two requests every five minutes, and none once it is gone."""
    lab.poll(now)
    del hub.repos["lab/one"]
    net.asked.clear()
    polls(lab, now, list(range(1, 61)))

    assert sum("/api/models/lab/one" in url for url in net.asked) == 4
    assert sum("/api/models/lab/two" in url for url in net.asked) == 4


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param((b"", {}, 500), id="a broken server"),
        pytest.param((b"", {}, 404), id="a 404 that is not the Hub's"),
        pytest.param((b"", {"x-error-code": "RevisionNotFound"}, 404), id="a missing commit"),
        pytest.param((b"", {}, 401), id="a wrong token"),
        pytest.param(FetchError("hub: no answer"), id="silence"),
        pytest.param((b"<html>", {}), id="HTML"),
        pytest.param((b"", {}, 429), id="a limit"),
    ],
)
def test_no_other_answer_counts(lab: Watch, hub: FakeHub, now: datetime, answer: Any) -> None:
    """Only the Hub's own word for a missing repo confirms it."""
    lab.poll(now)
    del hub.repos["lab/one"]
    hub.other["/api/models/lab/one"] = answer

    assert polls(lab, now, list(range(1, 90, 6))) == []


def test_a_flap_is_forgotten(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """A repo that comes back in between starts from nothing when it is missing again, and is not told."""
    lab.poll(now)
    kept = hub.repos.pop("lab/one")
    assert polls(lab, now, [10, 20]) == []
    hub.repos["lab/one"] = kept
    back = lab.poll(now + 25 * MINUTE)
    del hub.repos["lab/one"]

    assert back.observations == ()
    assert polls(lab, now, [30, 40, 50]) == [(50, "lab/one")]


def test_a_repo_whose_page_answers_is_not_missing(lab: Watch, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """A listing that lacks it is only a listing; what the page says in the meantime is told."""
    lab.poll(now)
    hub.other["/api/models"] = [hub.repos["lab/two"]]
    assert polls(lab, now, list(range(1, 60, 5))) == []
    hub.add("lab/one", gated="manual")
    (found,) = lab.poll(now + 62 * MINUTE).observations

    assert found.repo is not None
    assert (found.repo.id, found.repo.gated, found.repo.gone) == ("lab/one", "manual", False)


def test_a_sick_hub_confirms_nothing(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """Where what is listed cannot be had either, the Hub is the one that is missing."""
    lab.poll(now)
    rows = [hub.repos["lab/two"]]
    hub.other |= {"/api/models": rows, "/api/models/lab/one": MISSING, "/api/models/lab/two": MISSING}

    assert polls(lab, now, list(range(1, 90, 10))) == []


@pytest.mark.parametrize(
    ("models", "told"),
    [
        pytest.param({"numModels": 0}, [(30, "lab/one"), (30, "lab/two")], id="the organization knows of none either"),
        pytest.param({"numModels": 2}, [], id="the organization still counts them"),
        pytest.param((b"", {}, 404), [], id="the organization cannot be asked"),
    ],
)
def test_an_empty_listing_alone_proves_nothing(
    lab: Watch, hub: FakeHub, now: datetime, models: Any, told: list[tuple[int, str]]
) -> None:
    """Without any listed repo, only the organization's own page can stand beside the missing ones."""
    lab.poll(now)
    hub.repos.clear()
    hub.other["/api/organizations/lab/overview"] = models

    assert sorted(polls(lab, now, [10, 20, 30, 40])) == told


def test_where_most_are_missing_only_a_few_are_asked_after(
    lab: Watch, hub: FakeHub, net: FakeNet, now: datetime
) -> None:
    """A short listing is the likelier culprit; it is named, and five repos are asked after."""
    for n in range(20):
        hub.add(f"lab/{n}")
    lab.poll(now)
    hub.other["/api/models"] = [hub.repos["lab/two"]]
    net.asked.clear()
    found = lab.poll(now + MINUTE)

    assert found.trouble == "21 of 22 known repos are not listed: asking one by one"
    assert sum("/api/models/lab/" in url for url in net.asked) == 5
    assert found.observations == ()


def test_a_disabled_repo_is_told_at_once_and_once(lab: Watch, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """The Hub says so in words; when it is back, that is told too."""
    lab.poll(now)
    kept = hub.repos.pop("lab/one")
    hub.other["/api/models/lab/one"] = SHUT
    (found,) = lab.poll(now + MINUTE).observations
    quiet = [lab.poll(now + n * MINUTE).unchanged for n in (2, 10, 30)]
    hub.repos["lab/one"] = kept
    hub.other.clear()
    (back,) = lab.poll(now + 40 * MINUTE).observations

    assert found.repo is not None
    assert back.repo is not None
    assert (found.repo.uid, found.repo.disabled, back.repo.disabled, quiet) == ("uid-one", True, False, [True] * 3)


def test_a_repo_that_is_back_is_told(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """Gone, and public again under the same id: an observation that it is there."""
    lab.poll(now)
    kept = hub.repos.pop("lab/one")
    polls(lab, now, [10, 20, 30])
    hub.repos["lab/one"] = kept
    (back,) = lab.poll(now + 60 * MINUTE).observations

    assert back.repo is not None
    assert (back.repo.uid, back.repo.gone, back.baseline) == ("uid-one", False, False)
    assert lab.poll(now + 61 * MINUTE).unchanged


def test_a_repo_made_private_is_withdrawn_also_where_our_token_sees_it(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """What counts is what the public sees."""
    lab.poll(now)
    hub.add("lab/one", private=True)

    assert polls(lab, now, [10, 20, 30, 40]) == [(30, "lab/one")]


def test_pages_that_were_not_read_hide_no_suspect(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """Between two full listings, a repo under suspicion is still asked after."""
    hub.size = 1
    for n in range(4):
        hub.add(f"lab/{n}")
    lab.poll(now)
    del hub.repos["lab/3"]

    assert polls(lab, now, [10, 15, 20, 25, 30]) == [(25, "lab/3")]
