"""Rows of a listing by the repo that they speak of."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.pollers.hub_memory import Known
from tracker.pollers.hub_rows import by_uid

KNOWN = {"u1": Known("lab/one"), "lab/nameless": Known("lab/nameless"), "u9": Known("lab/old", state="gone")}


@pytest.mark.parametrize(
    ("row", "uid"),
    [
        pytest.param({"_id": "u1", "id": "lab/one"}, "u1", id="known"),
        pytest.param({"_id": "u1", "id": "lab/renamed"}, "u1", id="known under another name"),
        pytest.param({"_id": "u2", "id": "lab/one"}, "u2", id="another repo under a known name"),
        pytest.param({"id": "lab/one"}, "u1", id="known, this time without its uid"),
        pytest.param({"id": "lab/nameless"}, "lab/nameless", id="never had a uid"),
        pytest.param({"_id": "u3", "id": "lab/nameless"}, "lab/nameless", id="has one only now: still the same"),
        pytest.param({"_id": "u4", "id": "LAB/new"}, "u4", id="new, owner in other letters"),
        pytest.param({"id": "lab/new"}, "lab/new", id="new without a uid"),
        pytest.param({"_id": "u5", "id": "lab/old"}, "u5", id="made anew after it was gone"),
    ],
)
def test_a_row_finds_its_repo(row: dict[str, Any], uid: str) -> None:
    """By the Hub's own id; by name only where one of both sides has none."""
    found, odd = by_uid([row], "lab", KNOWN)

    assert list(found) == [uid]
    assert odd is None


@pytest.mark.parametrize(
    "row",
    [
        None,
        7,
        "x",
        [],
        {},
        {"id": None},
        {"id": "x/y"},
        {"id": "1ab/one"},
        {"_id": "u", "id": "lab-x/one"},
        {"id": "../lab"},
    ],
    ids=lambda row: str(row),
)
def test_what_is_no_repo_of_the_lab_is_counted(row: Any) -> None:
    """Malformed rows and those of look-alike owners are left out and told."""
    found, odd = by_uid([row, {"_id": "u1", "id": "lab/one"}], "lab", {})

    assert list(found) == ["u1"]
    assert odd == "1 rows of the listing could not be used"


def test_private_repos_are_not_seen() -> None:
    """What only our token can see is not public, and no trouble either."""
    assert by_uid([{"_id": "u1", "id": "lab/one", "private": True}], "lab", {}) == ({}, None)


def test_the_first_row_of_a_repo_counts() -> None:
    """Pages that shift while they are read show a repo twice; the fuller first page comes first."""
    found, _ = by_uid([{"_id": "u1", "id": "lab/one", "x": 1}, {"_id": "u1", "id": "lab/one"}], "lab", {})

    assert found == {"u1": {"_id": "u1", "id": "lab/one", "x": 1}}
