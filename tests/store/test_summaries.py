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


@pytest.mark.parametrize(
    ("method", "drawn_from", "since", "stays"),
    [
        pytest.param("extract", {"observation": 7}, 0, False, id="drawn from that text"),
        pytest.param("facts", None, 0, False, id="drawn from none"),
        pytest.param("extract", {"observation": 8}, 0, True, id="drawn from another text"),
        pytest.param("teaser", {"observation": 7}, 0, True, id="a publisher's teaser"),
        pytest.param("facts", None, 2, True, id="of an event for which none is written any more"),
    ],
)
def test_what_is_to_be_written_anew(
    happened: Store, now: datetime, method: str, drawn_from: dict[str, int] | None, since: int, stays: bool
) -> None:
    """Only what a longer text can make better, and what somebody will write again."""
    with happened.write() as c:
        summaries.save(c, 2, "r", "en", "A.", method, now, drawn_from)
        summaries.forget(c, "r", 7, now + since * HOUR)
        assert (summaries.of_event(c, 2, "en") is not None) is stays


def asked_for(store: Store, now: datetime, *languages: str, since: int = 0, before: int = 0) -> list[tuple[int, str]]:
    """Event and text of what a model may be asked for, hours from now."""
    with store.read() as c:
        found = summaries.drawn(c, languages or ["en"], now + since * HOUR, now + before * HOUR, 9)
    return [(one.event_id, one.text) for one in found]


def test_a_model_is_asked_for_what_was_drawn_from_a_text(happened: Store, now: datetime) -> None:
    """The newest first, in the languages that are wanted; no teaser, no bare fact, nothing older than asked for."""
    with happened.write() as c:
        summaries.save(c, 2, "r", "en", "F.\nE2.", "extract", now)
        summaries.save(c, 3, "r", "en", "F.\nE3.", "extract", now)
        summaries.save(c, 3, "r", "de", "F.\nT3.", "teaser", now)

    assert asked_for(happened, now) == [(3, "F.\nE3."), (2, "F.\nE2.")]
    assert asked_for(happened, now, since=2) == [(3, "F.\nE3.")]
    assert asked_for(happened, now, "de") == []


@pytest.mark.parametrize(
    ("outcome", "later", "asked"),
    [
        pytest.param({"text": "F.\nM."}, 9, False, id="what a model wrote is not asked for again"),
        pytest.param({"rejected": ["number: 9"]}, 9, False, id="nor what the guard refused"),
        pytest.param({}, -1, False, id="after an error it waits"),
        pytest.param({}, 1, True, id="and is asked for again"),
    ],
)
def test_what_came_of_it_decides(
    happened: Store, now: datetime, outcome: dict[str, object], later: int, asked: bool
) -> None:
    """Words end it, a refusal ends it, an error is tried again later."""
    with happened.write() as c:
        summaries.save(c, 3, "r", "en", "F.\nE.", "extract", now)
        (one,) = summaries.drawn(c, ["en"], now, now, 9)
        assert summaries.tried(c, one, now, model="m@1", **outcome)  # type: ignore[arg-type]

    assert bool(asked_for(happened, now, before=later)) is asked


def test_the_writer_is_the_one_of_the_summary_that_is_shown(happened: Store, now: datetime) -> None:
    """Of several summaries the newest is shown, and only a model has a name; as of a day what was there then."""
    with happened.write() as c:
        summaries.save(c, 2, "r", "en", "F.\nE.", "extract", now)
        (one,) = summaries.drawn(c, ["en"], now, now, 9)
        summaries.tried(c, one, now, model="m@1", text="F.\nM.")
        assert summaries.writer(c, ["r"], "en") == summaries.Writer("m@1")

        summaries.save(c, 3, "r", "en", "F.", "facts", now + HOUR)
        assert summaries.writer(c, ["r"], "en") is None
        assert summaries.writer(c, ["r"], "en", now) == summaries.Writer("m@1")
        assert summaries.writer(c, ["r"], "de") is None
