"""Collections of an organization: read once an hour, where a repo changed, and never a trouble."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.pollers.fakes import FakeHub, FakeNet, Watch
from tracker.errors import FetchError
from tracker.pollers import Poll
from tracker.pollers.hub_collections import MOST, MOST_OF_ONE, by_repo

MINUTE = timedelta(minutes=1)
SLUG = "lab/fjord-68911959590a1634ba11c7a4"


def collection(slug: Any = SLUG, *items: Any, **values: Any) -> dict[str, Any]:
    """A row of the list."""
    return {"slug": slug, "items": list(items), **values}


def told(found: Poll) -> list[tuple[str, tuple[str, ...]]]:
    """The repos that a poll told of, with their collections."""
    return [(one.repo.id, one.repo.collections) for one in found.observations if one.repo]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param(
            [collection(SLUG, {"id": "lab/A", "type": "model"}, {"id": "LAB/b"})],
            {"a": [SLUG], "b": [SLUG]},
            id="with and without a type",
        ),
        pytest.param(
            [collection(SLUG, {"id": "lab/a"}, {"id": "lab/a"}), collection("lab/x", {"id": "lab/a"})],
            {"a": [SLUG, "lab/x"]},
            id="in two of them",
        ),
        pytest.param(
            [collection(SLUG, {"id": "lab/a", "type": "dataset"}, {"id": "other/a"}, {"id": "2508.1"}, None, 7)],
            {},
            id="no models of the organization",
        ),
        pytest.param(
            [collection("no slug", {"id": "lab/a"}), collection(None, {"id": "lab/a"}), {"slug": SLUG}, None, "x"],
            {},
            id="odd rows",
        ),
        pytest.param([collection(SLUG, {"id": "lab/a"}, private=True)], {}, id="a private one"),
        pytest.param([{"slug": SLUG, "items": {"id": "lab/a"}}], {}, id="items that are no list"),
        pytest.param(
            [collection(f"lab/{n}", {"id": "lab/a"}) for n in range(50)],
            {"a": [f"lab/{n}" for n in range(MOST_OF_ONE)]},
            id="in very many",
        ),
    ],
)
def test_slugs_by_repo(rows: list[Any], found: dict[str, list[str]]) -> None:
    """Only models of the organization itself count, and strangers' fields are checked."""
    assert by_repo(rows, "lab") == found


def test_what_is_kept_is_bounded() -> None:
    """However long the lists are."""
    assert len(by_repo([collection(SLUG, *({"id": f"lab/{n}"} for n in range(5000)))], "lab")) == MOST


def test_changed_repos_come_with_their_collections(lab: Watch, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """They are asked for when something changed, once an hour; a quiet lab costs its listing alone."""
    lab.poll(now)
    hub.other["/api/collections"] = [collection(SLUG, {"id": "lab/three", "type": "model"})]
    hub.add("lab/three")
    hub.add("lab/four")
    first = lab.poll(now + MINUTE)
    hub.other["/api/collections"] = []
    hub.add("lab/three", gated="manual")
    soon = lab.poll(now + 20 * MINUTE)
    net.asked.clear()
    quiet = lab.poll(now + 90 * MINUTE)
    assert (quiet.unchanged, len(net.asked)) == (True, 1)
    hub.add("lab/three", gated=False)
    later = lab.poll(now + 91 * MINUTE)

    assert sorted(told(first)) == [("lab/four", ()), ("lab/three", (SLUG,))]
    assert told(soon) == [("lab/three", (SLUG,))]
    assert told(later) == [("lab/three", ())]
    assert sum("/api/collections?owner=lab" in url for url in net.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param((b"", {}, 500), id="an error"),
        pytest.param({"error": "x"}, id="no list"),
        pytest.param(FetchError("hub: silence"), id="silence"),
    ],
)
def test_collections_that_fail_change_nothing(lab: Watch, hub: FakeHub, now: datetime, answer: Any) -> None:
    """What was known stays, and no one is told of trouble."""
    lab.poll(now)
    hub.other["/api/collections"] = [collection(SLUG, {"id": "lab/three"})]
    hub.add("lab/three")
    lab.poll(now + MINUTE)
    hub.other["/api/collections"] = answer
    hub.add("lab/three", gated="manual")
    found = lab.poll(now + 90 * MINUTE)

    assert (told(found), found.trouble) == ([("lab/three", (SLUG,))], None)
    assert json.loads(lab.memory["collections"])["of"] == {"three": [SLUG]}
