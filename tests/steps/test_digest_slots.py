"""When a letter is due: local dates through clock changes."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from tracker.steps.digest import due_slot, missed, moment

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC")
TIMES = ("00:00", "00:30", "02:00", "02:30", "03:00", "23:59")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", TIMES)
def test_every_local_date_of_a_year_has_one_slot(zone: str, at: str) -> None:
    """Asked every quarter of an hour, each date comes up once and in order, through both clock changes."""
    now, seen = datetime(2025, 1, 1, tzinfo=UTC), []
    while now < datetime(2026, 1, 1, tzinfo=UTC):
        slot = due_slot(at, zone, now)
        if not seen or seen[-1] != slot:
            seen.append(slot)
        now += timedelta(minutes=15)

    assert sorted(set(seen)) == seen
    assert all(count == 1 for count in Counter(seen).values())
    assert (seen[-1] - seen[0]).days + 1 == len(seen)


def test_a_time_that_the_clocks_skip_is_due_right_after() -> None:
    """02:30 does not exist in Berlin on 30 March 2025; the letter is due at 03:30 summer time."""
    assert moment(date(2025, 3, 30), "02:30", "Europe/Berlin") == datetime(2025, 3, 30, 1, 30, tzinfo=UTC)


def test_dates_without_a_letter_are_named() -> None:
    """The machine slept from the 2nd to the 5th."""
    assert missed(date(2025, 8, 2), date(2025, 8, 5)) == ["2025-08-03", "2025-08-04"]
    assert missed(None, date(2025, 8, 5)) == []
