"""Dates as people type them, times as people read them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import typer

from tracker.cli.times import day, moment, shown


@pytest.mark.parametrize(
    ("text", "end", "utc"),
    [
        pytest.param("2025-08-05", False, "2025-08-04T22:00:00", id="a date begins at its local midnight"),
        pytest.param("2025-08-05", True, "2025-08-05T21:59:59.999999", id="and ends just before the next"),
        pytest.param("2025-12-05", False, "2025-12-04T23:00:00", id="in winter time"),
        pytest.param("2025-03-30", True, "2025-03-30T21:59:59.999999", id="a day of 23 hours"),
        pytest.param("2025-10-26", True, "2025-10-26T22:59:59.999999", id="a day of 25 hours"),
        pytest.param("20250805", True, "2025-08-05T21:59:59.999999", id="a date without dashes"),
        pytest.param("2025-08-05T19:00", True, "2025-08-05T17:00:00", id="a local time is that moment"),
        pytest.param("2025-08-05 19:00:30", False, "2025-08-05T17:00:30", id="with a space"),
        pytest.param("2025-08-05T17:00Z", True, "2025-08-05T17:00:00", id="a time with a zone of its own"),
        pytest.param("2025-08-05T12:00-05:00", False, "2025-08-05T17:00:00", id="and with an offset"),
    ],
)
def test_moment(text: str, end: bool, utc: str) -> None:
    """Without a zone the reader's is meant; a date is a whole day."""
    assert moment(text, "Europe/Berlin", end=end) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "soon", "2025-13-01", "2025-02-30", "05.08.2025", "9999-12-31"])
def test_what_is_no_date_is_said(text: str) -> None:
    """The message quotes it and shows how to write one; also where a date is too far away for another zone."""
    with pytest.raises(typer.BadParameter, match=r"is no date; write it like 2025-08-05"):
        moment(text, "Asia/Tokyo", end=True)


def test_the_first_of_all_days_is_too_early() -> None:
    """A midnight that has no name in UTC is no date either."""
    with pytest.raises(typer.BadParameter, match="is no date"):
        moment("0001-01-01", "Asia/Tokyo")


def test_day() -> None:
    """A date alone; anything more is none."""
    assert day("2025-08-05").isoformat() == "2025-08-05"
    with pytest.raises(typer.BadParameter, match="no date"):
        day("2025-08-05T17:00")


def test_shown() -> None:
    """Minutes in the reader's zone, a dash for never."""
    assert shown(datetime(2025, 8, 5, 17, 0, 59, tzinfo=UTC), "Europe/Berlin") == "2025-08-05 19:00"
    assert shown(None, "UTC") == "–"
