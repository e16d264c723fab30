"""The Hub's poller and its listings: none, several pages, half of them, odd ones."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.pollers.fakes import FakeHub, FakeNet, Watch
from tracker.errors import BadStatus, FetchError, ParseError, TooLarge
from tracker.pollers import Poll

MINUTE = timedelta(minutes=1)


def told(found: Poll) -> list[str]:
    """The repos that a poll told of."""
    return [one.title for one in found.observations]


@pytest.mark.parametrize(
    ("answer", "error", "text"),
    [
        pytest.param((b"<html>", {}), ParseError, "hub-lab: .*no JSON", id="HTML"),
        pytest.param({"error": "x"}, ParseError, "hub-lab: .*no list", id="an object"),
        pytest.param((b"[" * 100_000, {}), ParseError, "hub-lab: .*nested too deeply", id="a tower of lists"),
        pytest.param((b"", {}, 503), BadStatus, "503", id="503"),
        pytest.param((b"", {}, 401), FetchError, "the Hub does not take the token", id="a refused token"),
        pytest.param(FetchError("hub: silence"), FetchError, "silence", id="silence"),
    ],
)
def test_without_a_listing_there_is_no_poll(
    lab: Watch, hub: FakeHub, now: datetime, answer: Any, error: type[Exception], text: str
) -> None:
    """The trouble is raised, and the memory stays as it was."""
    lab.poll(now)
    before = dict(lab.memory)
    hub.other["/api/models"] = answer
    with pytest.raises(error, match=text):
        lab.poll(now + MINUTE)

    assert lab.memory == before


def test_an_organization_without_repos_may_begin(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """It may be misspelled, which is told; its first repo is news."""
    hub.repos.clear()
    found = lab.poll(now)
    hub.add("lab/first")

    assert found.trouble == "no repos of 'lab' are listed"
    assert [one.baseline for one in lab.poll(now + MINUTE).observations] == [False]


def test_first_contact_reads_all_pages_or_waits(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """Half a listing would make the other half look new, so it is no first contact."""
    hub.size = 2
    for n in range(5):
        hub.add(f"lab/old-{n}")
    hub.other["/api/models#3"] = FetchError("hub: 500")
    with pytest.raises(FetchError, match="hub-lab: page 3: hub: 500"):
        lab.poll(now)
    hub.other.clear()
    found = lab.poll(now + MINUTE)

    assert len(found.observations) == 7
    assert all(one.baseline for one in found.observations)


def test_the_later_pages_are_read_every_ten_minutes(lab: Watch, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """A new repo that is not on the first page is found by then, and pages are not read at each poll."""
    hub.size = 2
    hub.add("lab/three")
    lab.poll(now)
    hub.add("lab/four")
    net.asked.clear()
    quiet = [lab.poll(now + n * MINUTE) for n in range(1, 10)]
    assert len(net.asked) == 9
    found = lab.poll(now + 10 * MINUTE)

    assert all(one.unchanged for one in quiet)
    assert told(found) == ["lab/four"]


def test_a_failing_later_page_concludes_nothing(lab: Watch, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """What good pages show counts; what a bad one hides is not missing."""
    hub.size = 2
    for n in range(4):
        hub.add(f"lab/old-{n}")
    lab.poll(now)
    hub.repos = {"lab/new": {"_id": "n", "id": "lab/new"}, **hub.repos}
    hub.other["/api/models#2"] = (b"", {}, 500)
    net.asked.clear()
    found = lab.poll(now + 10 * MINUTE)

    assert told(found) == ["lab/new"]
    assert found.trouble == "page 2: hub: 500"
    assert [url for url in net.asked if "/api/models/" in url] == ["http://127.0.0.1:1/api/models/lab/new?blobs=true"]


def test_malformed_rows_do_not_hide_the_others(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """Rows that are no repos are counted, the others read field by field."""
    lab.poll(now)
    rows = [
        *hub.repos.values(),
        None,
        7,
        {"id": None},
        {"id": "x/y", "siblings": [None]},
        {"_id": "u", "id": "lab/odd", "tags": 5},
    ]
    hub.repos["lab/odd"] = {
        "_id": "u",
        "id": "lab/odd",
        "tags": None,
        "cardData": "text",
        "siblings": None,
        "safetensors": 3,
    }
    hub.other["/api/models"] = rows
    found = lab.poll(now + MINUTE)

    assert told(found) == ["lab/odd"]
    assert found.trouble == "4 rows of the listing could not be used"


def test_an_organization_with_too_many_files_to_list_is_met_without_them(
    lab: Watch, hub: FakeHub, now: datetime
) -> None:
    """Where a page with file lists is over the limit, repos are known without; later polls never ask for lists."""

    def listing(url: str) -> Any:
        too_large = TooLarge("hub: the body is over 10000000 bytes")
        return too_large if "expand=siblings" in url else hub.listing(parse_qs(urlsplit(url).query))

    hub.other["/api/models"] = listing
    found = lab.poll(now)

    assert [(one.repo.id, one.repo.files) for one in found.observations if one.repo] == [
        ("lab/one", None),
        ("lab/two", None),
    ]
    assert lab.poll(now + MINUTE).unchanged


def test_an_organization_with_thousands_of_repos_is_met(lab: Watch, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """What is too much for fifty pages of a hundred is read in large ones; the last changed come with their files."""
    hub.size = 1000
    for n in range(5100):
        hub.add(f"lab/old-{n}")
    found = lab.poll(now)
    repos = [one.repo for one in found.observations if one.repo]

    assert len(repos) == 5102
    assert repos[0].files
    assert repos[-1].files is None
    assert len(net.asked) < 60
    assert lab.poll(now + MINUTE).unchanged
