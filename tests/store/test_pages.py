"""Pages: which are to be read, once for ever or again later, and what they add to their entries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.samples import NOW, finding, observation
from tracker.domain import Observation, Page
from tracker.store import Store, observations, pages, releases

WEEK = timedelta(days=7)
URL = "https://openai.example.org/gpt-oss"


def seen(store: Store, found: dict[str, Any] | None = None, **values: Any) -> Observation:
    """An entry that was examined, with what was found in it; None: it was not examined."""
    with store.write() as c:
        observations.add(c, [observation(**values)])
        (one,) = [row for row in observations.unexamined(c, NOW, 9) if row.title == values.get("title", row.title)]
        if found is not None:
            observations.examined(c, one.id or 0, finding(**found), None, NOW)
    return one


def unread(store: Store, now: Any = NOW, limit: int = 9) -> list[int | None]:
    """The ids of the entries whose pages are to be read."""
    with store.read() as c:
        return [one.observation.id for one in pages.unread(c, ["openai-news"], now - WEEK, 0.7, now, limit)]


CASES: dict[str, tuple[dict[str, Any] | None, dict[str, Any], bool]] = {
    "an event": ({}, {}, True),
    "perhaps an event": ({"confidence": 0.5}, {}, True),
    "perhaps none": ({"is_event": False, "confidence": 0.6}, {}, True),
    "surely none": ({"is_event": False, "confidence": 0.7}, {}, False),
    "not examined": (None, {}, False),
    "without a link": ({}, {"url": None}, False),
    "from the first contact": ({}, {"baseline": True}, False),
    "of another source": ({}, {"source": "golem-de"}, False),
    "older than a week": ({}, {"seen_at": NOW - WEEK - timedelta(minutes=1)}, False),
}


@pytest.mark.parametrize(("found", "values", "asked"), CASES.values(), ids=CASES.keys())
def test_which_pages_are_to_be_read(
    store: Store, found: dict[str, Any] | None, values: dict[str, Any], asked: bool
) -> None:
    """Fresh entries with a link that tell of an event, or of which it is not sure that they do not."""
    one = seen(store, found, **values)
    assert unread(store) == ([one.id] if asked else [])


def test_the_newest_first_and_not_more_than_asked_for(store: Store) -> None:
    """A flood of old ones does not hold up the new one."""
    for n in range(3):
        seen(store, {}, title=f"Post {n}", key=str(n))
    assert unread(store, limit=2) == [3, 2]


def test_what_was_read_is_never_asked_for_again(store: Store) -> None:
    """Its text is kept and found by its entry."""
    one = seen(store, {})
    page = Page(one.id or 0, URL, "Introducing gpt-oss", "Weights are out.\n\nApache 2.0.", "en", NOW)
    with store.write() as c:
        pages.failed(c, one, "503", NOW)
        pages.keep(c, page, again=False)

    assert unread(store, NOW + timedelta(days=1)) == []
    with store.read() as c:
        assert pages.of(c, [one.id or 0, 99]) == {one.id: page}
        assert observations.unexamined(c, NOW, 9) == []


def test_what_failed_is_asked_for_at_its_time(store: Store) -> None:
    """Each failure counts and keeps its trouble; one without a next time was the last."""
    one = seen(store, {})
    later = NOW + timedelta(minutes=10)
    with store.write() as c:
        pages.failed(c, one, "503", later)
    assert (unread(store), unread(store, later)) == ([], [one.id])
    with store.read() as c:
        assert [found.attempts for found in pages.unread(c, ["openai-news"], NOW - WEEK, 0.7, later, 9)] == [1]
        assert pages.of(c, [one.id or 0]) == {}

    with store.write() as c:
        pages.failed(c, one, "404", None)
    assert unread(store, later + WEEK / 2) == []


def test_an_entry_is_examined_again_with_its_page(store: Store) -> None:
    """The page's words come after the entry's own; other observations stay as they are."""
    one = seen(store, {}, text="A teaser.")
    other = seen(store, None, title="Another post", key="other", text="Its own words.")
    with store.write() as c:
        pages.keep(c, Page(one.id or 0, URL, "Introducing gpt-oss", "Weights are out.", "en", NOW), again=True)
        whole = pages.whole(c, observations.unexamined(c, NOW, 9))

    assert [(found.id, found.text) for found in whole] == [
        (one.id, "A teaser.\n\nWeights are out."),
        (other.id, "Its own words."),
    ]
    with store.read() as c:
        assert releases.dossiers(c, None) == []
