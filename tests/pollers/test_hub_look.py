"""One look at one repo: texts that come later, pages that contradict the listing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.pollers.fakes import FakeHub, FakeNet, Watch
from tracker.errors import FetchError
from tracker.pollers.hub_files import license_hash

MINUTE = timedelta(minutes=1)
CARD = f"/lab/three/resolve/{'a' * 40}/README.md"
FILES = [{"rfilename": name, "size": 100} for name in ("README.md", "LICENSE", "model.safetensors")]


def test_an_alert_does_not_wait_for_a_card(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """A repo whose card fails is told at once, and again with its card when that can be read."""
    lab.poll(now)
    hub.add("lab/three")
    hub.other[CARD] = FetchError("hub: 503")
    first = lab.poll(now + MINUTE)
    hub.other.clear()
    second = lab.poll(now + 2 * MINUTE)

    assert [one.text for one in first.observations] == [""]
    assert "README.md could not be read" in str(first.trouble)
    assert [one.text for one in second.observations] == ["# lab/three"]
    assert lab.poll(now + 3 * MINUTE).unchanged


def test_a_card_that_never_comes_is_given_up(lab: Watch, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """Three times, and the repo was told once."""
    lab.poll(now)
    hub.add("lab/three")
    hub.other[CARD] = FetchError("hub: 503")
    seen = [lab.poll(now + n * MINUTE).observations for n in range(1, 8)]

    assert [len(one) for one in seen] == [1, 0, 0, 0, 0, 0, 0]
    assert sum(CARD in url for url in net.asked) == 3


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_card_behind_a_gate_is_read_when_the_gate_opens(lab: Watch, hub: FakeHub, now: datetime, status: int) -> None:
    """Closed to us is no trouble; the same commit's card is read later."""
    lab.poll(now)
    hub.add("lab/three", gated="manual")
    hub.other[CARD] = (b"", {"x-error-code": "GatedRepo"}, status)
    first = lab.poll(now + MINUTE)
    hub.add("lab/three", gated=False)
    hub.other.clear()
    second = lab.poll(now + 2 * MINUTE)

    assert ([one.text for one in first.observations], first.trouble) == ([""], None)
    assert [one.text for one in second.observations] == ["# lab/three"]


def test_the_license_file_is_hashed(lab: Watch, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """At the commit that was seen; nothing else of the repo is downloaded."""
    lab.poll(now)
    hub.add("lab/three", siblings=FILES)
    hub.other[f"/lab/three/resolve/{'a' * 40}/LICENSE"] = (b"MIT License\n\nCopyright", {})
    (new,) = lab.poll(now + MINUTE).observations

    assert new.repo is not None
    assert new.repo.license_hash == license_hash(b"MIT License Copyright")
    assert sorted(url.rpartition("/")[2] for url in net.asked if "/resolve/" in url) == ["LICENSE", "README.md"]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param({}, id="an empty object"),
        pytest.param([], id="a list"),
        pytest.param((b"null", {}), id="null"),
        pytest.param((b'{"id": "lab/th', {}), id="half a document"),
        pytest.param({"_id": "other", "id": "lab/three"}, id="another repo"),
        pytest.param({"_id": "uid-three", "id": None}, id="no name"),
        pytest.param({"_id": "uid-three", "id": "lab/three", "private": True}, id="a private repo"),
        pytest.param(
            {"_id": "uid-three", "id": "lab/three", "lastModified": "2025-08-05T15:00:00Z"}, id="an older state"
        ),
    ],
)
def test_a_page_that_contradicts_the_listing_is_asked_again(lab: Watch, hub: FakeHub, now: datetime, page: Any) -> None:
    """Nothing is told of it, nothing remembered, the trouble is named."""
    lab.poll(now)
    hub.add("lab/three")
    hub.other["/api/models/lab/three"] = page
    first = lab.poll(now + MINUTE)
    hub.other.clear()
    second = lab.poll(now + 2 * MINUTE)

    assert first.observations == ()
    assert str(first.trouble).startswith("lab/three: ")
    assert [one.title for one in second.observations] == ["lab/three"]


def test_a_listing_that_lags_behind_the_page_tells_nothing_twice(
    lab: Watch, hub: FakeHub, net: FakeNet, now: datetime
) -> None:
    """The page is newer than the row: told once; when the listing catches up, and even when it falls back, nothing."""
    lab.poll(now)
    old = [dict(one) for one in hub.repos.values()]
    hub.add("lab/one", sha="b" * 40, lastModified="2025-08-05T16:30:00Z")
    told = lab.poll(now + MINUTE)
    hub.other["/api/models"] = old
    back = lab.poll(now + 2 * MINUTE)
    hub.other.clear()
    again = lab.poll(now + 3 * MINUTE)

    assert [len(one.observations) for one in (told, back, again)] == [1, 0, 0]


def test_a_repo_that_moved_away_is_told_and_left(lab: Watch, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """Its new owner's listing is not ours; it is not looked for again, and welcome when it comes back."""
    lab.poll(now)
    hub.repos["lab/one"]["id"] = "elsewhere/one"
    moved = hub.repos.pop("lab/one")
    hub.other["/api/models/lab/one"] = moved
    found = lab.poll(now + MINUTE)
    net.asked.clear()
    after = lab.poll(now + 60 * MINUTE)
    asked = len(net.asked)
    hub.add("lab/one")
    hub.other.clear()
    back = lab.poll(now + 70 * MINUTE)

    assert [(one.repo.id, one.repo.renamed_from) for one in found.observations if one.repo] == [
        ("elsewhere/one", "lab/one")
    ]
    assert (after.unchanged, asked) == (True, 1)
    assert [(one.repo.id, one.repo.renamed_from) for one in back.observations if one.repo] == [
        ("lab/one", "elsewhere/one")
    ]


def held(lab: Watch, hub: FakeHub, now: datetime, minutes: int) -> list[int]:
    """The number of files in each observation of a repo that lost its weights, minute by minute."""
    lab.poll(now)
    hub.add("lab/three", siblings=FILES)
    lab.poll(now + MINUTE)
    hub.add("lab/three", sha="b" * 40, siblings=FILES[:2])
    seen = [lab.poll(now + n * MINUTE).observations for n in range(2, minutes)]
    return [len(one.repo.files or ()) for found in seen for one in found if one.repo]


def test_weights_that_are_taken_out_are_missed_after_a_while(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """Seen three times over fifteen minutes it is told, once."""
    assert held(lab, hub, now, 16) == []
    assert [len(one.observations) for one in (lab.poll(now + n * MINUTE) for n in range(16, 25))].count(1) == 1


def test_weights_that_are_put_back_were_never_gone(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """Who uploads them anew takes the old ones away first."""
    assert held(lab, hub, now, 10) == []
    hub.add("lab/three", sha="c" * 40, siblings=FILES)
    (seen,) = lab.poll(now + 10 * MINUTE).observations

    assert seen.repo is not None
    assert len(seen.repo.files or ()) == 3
