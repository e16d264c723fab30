"""Console: plain text, and no crash where nobody reads it."""

from __future__ import annotations

import io
import sys

import pytest

from tests.notifiers.sent import alert, gpt_oss, letter, note
from tracker.errors import Refused
from tracker.net import Gate
from tracker.notifiers import NOTIFIERS, Lines
from tracker.notifiers.console import Console

LINES = Lines(Gate())


def test_prints_every_message(capsys: pytest.CaptureFixture[str]) -> None:
    """Alerts, letters and notes are printed as text."""
    console = Console(LINES)
    for message in (alert(), letter(), note()):
        console.send(message)
    said = capsys.readouterr().out
    assert "Weights are out: OpenAI gpt-oss" in said
    assert "Neu verfügbar" in said
    assert "26 of 27 sources answered" in said


def test_prints_no_escape_sequence(capsys: pytest.CaptureFixture[str]) -> None:
    """A name with an escape sequence does not reach the terminal as one."""
    Console(LINES).send(alert(release=gpt_oss(name="\x1b]0;x\x07\x1b[2Jgpt"), summary="\x1b[31mred"))
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\x07" not in said


class _Broken(io.StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError(32, "Broken pipe")


@pytest.mark.parametrize("state", ["closed", "broken", "missing"])
def test_a_closed_console_refuses(monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    """Where the output is gone the message is refused, and the tracker lives on."""
    output = _Broken() if state == "broken" else io.StringIO()
    if state == "closed":
        output.close()
    monkeypatch.setattr(sys, "stdout", None if state == "missing" else output)
    with pytest.raises(Refused):
        Console(LINES).send(note())


def test_a_terminal_without_umlauts_gets_question_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with an ASCII console still shows the message."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii", write_through=True))
    Console(LINES).send(letter())
    assert b"Neu verf?gbar" in raw.getvalue()


def test_every_notifier_is_listed() -> None:
    """The list has all ways to send."""
    assert list(NOTIFIERS) == ["slack", "email", "webhook", "console"]
