"""`tracker send-test`: does a channel work?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Tracker


def test_the_console_says_it(home: Path, tracker: Tracker) -> None:
    """The message goes to standard output, "sent" to standard error."""
    done = tracker("send-test", "alerts")

    assert (done.code, done.err) == (0, "alerts: sent\n")
    assert "alerts" in done.out


def test_a_channel_that_does_not_work_says_why(home: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 1 and one line with the channel and the reason."""
    monkeypatch.setenv("TRACKER_SMTP_URL", "smtp://127.0.0.1:9")
    monkeypatch.setenv("TRACKER_MAIL_FROM", "tracker@example.org")
    monkeypatch.setenv("TRACKER_ALLOW_HOSTS", "127.0.0.1:9")
    done = tracker("send-test", "letter")

    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith("tracker: letter: ")


def test_an_unknown_channel(home: Path, tracker: Tracker) -> None:
    """Exit code 1 and the channels that there are."""
    done = tracker("send-test", "alert")

    assert done.code == 1
    assert done.err == ("tracker: no channel called 'alert'; did you mean alerts? there are: alerts, letter, wall\n")
