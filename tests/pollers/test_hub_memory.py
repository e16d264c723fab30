"""What is remembered of a repo, and when a missing one is believed gone."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tracker.pollers.hub_memory import PREFIX, Known, Missing, confirm, load, looked


def test_a_memory_survives_the_store(now: datetime) -> None:
    """What is kept as text comes back the same."""
    twice = Missing(2, now - timedelta(minutes=5), now)
    all_set = Known("lab/x", "r", "f", "c" * 40, 2, "gone", twice, "cccccccc", 15, twice)
    memory = {"since": "x", f"{PREFIX}u1": all_set.dump(), f"{PREFIX}u2": Known("lab/y").dump()}

    assert load(memory) == {"u1": all_set, "u2": Known("lab/y")}


def test_the_memory_of_an_older_tracker_is_read() -> None:
    """What it did not keep is not known."""
    assert load({f"{PREFIX}u1": '{"card":"c","fp":"f","id":"lab/x","row":"r"}'}) == {
        "u1": Known("lab/x", "r", "f", "c")
    }


@pytest.mark.parametrize(
    ("minutes", "gone"),
    [
        pytest.param([0, 5, 10], False, id="three times in ten minutes are too soon"),
        pytest.param([0, 5, 10, 15], True, id="four times in fifteen"),
        pytest.param([0, 10, 20], True, id="three times in twenty"),
        pytest.param([0, 30], False, id="twice in half an hour are too few"),
        pytest.param([0, 30, 60], True, id="three times in an hour"),
        pytest.param([0], False, id="once"),
    ],
)
def test_gone_takes_three_confirmations_over_fifteen_minutes(minutes: list[int], gone: bool, now: datetime) -> None:
    """However far apart the polls are."""
    missing = None
    for minute in minutes:
        missing = confirm(missing, now + timedelta(minutes=minute))

    assert missing is not None
    assert missing.gone() is gone


def test_a_sign_of_life_starts_anew_and_silence_does_not(now: datetime) -> None:
    """Found alive: all confirmations are void. No answer: they stay, and nothing is added."""
    twice = confirm(confirm(None, now), now + timedelta(minutes=20))
    later = now + timedelta(minutes=30)

    assert looked(twice, later, alive=False) == Missing(2, now, later)
    assert not confirm(looked(twice, later, alive=True), later).gone()
    assert confirm(looked(twice, later, alive=True), later).confirmed == 1
    assert confirm(looked(twice, later, alive=False), later).gone()


def test_the_quarter_of_an_hour_begins_with_the_first_confirmation(now: datetime) -> None:
    """Not with a look before it that found the repo alive."""
    missing = looked(None, now, alive=True)
    for minute in (20, 25, 30):
        missing = confirm(missing, now + timedelta(minutes=minute))

    assert not missing.gone()


@pytest.mark.parametrize(
    ("minutes", "due"), [(0, False), (4, False), (5, True), (600, True), (-1, True)], ids=lambda value: str(value)
)
def test_a_missing_repo_is_asked_after_every_five_minutes(minutes: int, due: bool, now: datetime) -> None:
    """Not at each of many polls; at once where the clock went back."""
    assert Missing(1, now, now).due(now + timedelta(minutes=minutes)) is due
