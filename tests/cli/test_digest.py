"""`tracker digest`: a letter looked at without sending anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Tracker


def test_a_dry_run_shows_the_letter_and_changes_nothing(home: Path, tracker: Tracker) -> None:
    """The letter of the morning after, in the channel's language, as text and as HTML; the database stays as it was."""
    before = (home / "tracker.db").read_bytes()
    done = tracker("digest", "--dry-run", "--date", "2025-08-06", "--html", "letter.html")

    assert (done.code, done.err) == (0, "")
    assert "6. August 2025" in done.out.splitlines()[0]
    assert "gpt-oss" in done.out
    assert "gpt-oss" in (home / "letter.html").read_text(encoding="utf-8")
    assert (home / "tracker.db").read_bytes() == before


def test_a_quiet_day(home: Path, tracker: Tracker) -> None:
    """A day without news is one line in the letter."""
    assert "Nichts Neues" in tracker("digest", "--dry-run", "--date", "2025-07-01").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(["--dry-run", "--date", "tomorrow"], 2, "'tomorrow' is no date", id="no date"),
        pytest.param(["--date", "2025-08-06"], 2, "go with --dry-run", id="a date without a dry run"),
        pytest.param(["--channel", "letter"], 2, "go with --dry-run", id="a channel without a dry run"),
        pytest.param(
            ["--dry-run", "--channel", "lettre"],
            1,
            "no digest channel called 'lettre'; did you mean letter? there are: letter",
            id="an unknown channel",
        ),
        pytest.param(
            ["--dry-run", "--channel", "alerts"],
            1,
            "no digest channel called 'alerts'; there are: letter",
            id="instant",
        ),
        pytest.param(
            ["--dry-run", "--html", "no/such/folder.html"], 1, "no/such/folder.html: No such file", id="no folder"
        ),
        pytest.param(["--dry-run", "--date", "0001-01-01"], 2, "too far away", id="the first of all days"),
    ],
)
def test_mistakes(home: Path, tracker: Tracker, arguments: list[str], code: int, said: str) -> None:
    """One line that says what to do, nothing on standard output."""
    done = tracker("digest", *arguments)

    assert (done.code, done.out, done.err.count("\n")) == (code, "", 1)
    assert said in done.err


def test_nothing_due_is_nothing_sent(empty_home: Path, tracker: Tracker) -> None:
    """Without a slot that is due no letter is written."""
    done = tracker("digest")

    assert (done.code, done.err) == (0, "0 letters written, 0 messages sent, 0 in trouble\n")
