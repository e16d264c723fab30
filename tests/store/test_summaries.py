"""Summaries: which are missing, and the first one stays."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tracker.domain import Event, EventKind
from tracker.store import Store, releases, summaries

HOUR = timedelta(hours=1)


@pytest.fixture
def happened(store: Store, now: datetime) -> Store:
    """Events 1 (from a baseline), 2 and 3, an hour apart."""
    with store.write() as c:
        releases.create(c, "r", now, False)
        for hours in range(3):
            event = Event(EventKind.UPDATE, now, now + hours * HOUR, f"e{hours}", baseline=hours == 0)
            assert releases.add_events(c, "r", [event]) == [hours + 1]
    return store


@pytest.mark.parametrize(
    ("languages", "since", "limit", "expected"),
    [
        (["de", "en"], 0, 9, [(2, "en"), (3, "de"), (3, "en")]),
        (["de"], 0, 9, [(3, "de")]),
        (["en"], 2, 9, [(3, "en")]),
        (["de", "en"], 0, 2, [(2, "en"), (3, "de")]),
        ([], 0, 9, []),
    ],
    ids=["oldest first, no baseline", "one language", "from a time on", "not more than asked for", "no language"],
)
def test_missing(
    happened: Store, now: datetime, languages: list[str], since: int, limit: int, expected: list[tuple[int, str]]
) -> None:
    """What has no summary in a wanted language is asked for; here event 2 has one in German."""
    with happened.write() as c:
        summaries.save(c, 2, "r", "de", "Da.", "facts", now)
        found = summaries.missing(c, languages, now + since * HOUR, limit)
        assert found == [(event_id, "r", language) for event_id, language in expected]


def test_the_first_summary_stays(happened: Store, now: datetime) -> None:
    """A second summary of the same event and language changes nothing."""
    with happened.write() as c:
        summaries.save(c, 2, "r", "en", "First.", "facts", now)
        summaries.save(c, 2, "r", "en", "Second.", "model", now)
        assert summaries.of_event(c, 2, "en") == "First."
        assert summaries.of_event(c, 2, "de") is None
