"""Which stored observation a seen one is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tracker.domain import Observation
from tracker.store.identity import Known, distinct, sort

MOMENT = datetime(2025, 8, 5, 17, 0, tzinfo=UTC)


def seen(key: str, link: str | None = None, title: str = "T") -> Observation:
    """A feed entry."""
    return Observation("s", key, "entry", MOMENT, title, link_key=link)


def known(id_: int, link: str | None = None, title: str = "T") -> Known:
    """A stored one."""
    return Known(id_, link, title, "")


@pytest.mark.parametrize(
    ("entries", "stored", "again", "renamed", "new"),
    [
        ([seen("a", "x")], {"a": known(1, "x")}, [1], [], 0),
        ([seen("b", "x")], {}, [], [], 1),
        ([seen("b", "x")], {"a": known(1, "x")}, [], [1], 0),
        ([seen("b", "x", "New title")], {"a": known(1, "x")}, [], [1], 0),
        ([seen("b", "y")], {"a": known(1, "x")}, [], [], 1),
        ([seen("b")], {"a": known(1)}, [], [], 1),
        ([seen("a", "x"), seen("b", "x")], {"a": known(1, "x")}, [1], [], 1),
        ([seen("c", "x", "C")], {"a": known(1, "x", "A"), "b": known(2, "x", "B")}, [], [], 1),
        ([seen("c", "x", "B")], {"a": known(1, "x", "A"), "b": known(2, "x", "B")}, [], [2], 0),
        ([seen("b", "x", "B"), seen("c", "x", "C")], {"a": known(1, "x", "A")}, [], [], 2),
        ([seen("b", "x", "A"), seen("c", "x", "A")], {"a": known(1, "x", "A")}, [], [1], 1),
    ],
    ids=[
        "the same key",
        "nothing known",
        "another key for the same link",
        "another key and title for the same link",
        "another link",
        "no link says nothing",
        "the known entry is in the same poll, so the new key is another entry",
        "a link that several entries share says nothing",
        "a shared link with the same title is the same entry",
        "two new entries of one link are two",
        "one stored entry is only one of two new ones",
    ],
)
def test_sort(
    entries: list[Observation], stored: dict[str, Known], again: list[int], renamed: list[int], new: int
) -> None:
    """An entry is the same by its key, or by a link that means one entry."""
    keys = {one.key for one in entries}
    by_link: dict[str, list[Known]] = {}
    for one in stored.values():
        if one.link_key:
            by_link.setdefault(one.link_key, []).append(one)
    result = sort(entries, {key: one for key, one in stored.items() if key in keys}, by_link)
    assert [old.id for _, old in result.again] == again
    assert [old.id for _, old in result.renamed] == renamed
    assert len(result.new) == new


def test_distinct() -> None:
    """Of two entries with one key the first counts, in every poll."""
    assert distinct([seen("a", title="1"), seen("b"), seen("a", title="2")]) == [seen("a", title="1"), seen("b")]
