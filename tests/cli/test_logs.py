"""Logs: one line each, readable or JSON, without secrets and control characters."""

from __future__ import annotations

import errno
import io
import json
import logging
import sys
import warnings
from collections.abc import Iterator

import pytest
import structlog

from tracker.cli.logs import set_up
from tracker.config import load_settings

TOKEN = "xoxb" + "-12-sentinel"


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Puts the logging of the test run back."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    logging.captureWarnings(False)
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def start(monkeypatch: pytest.MonkeyPatch, **settings: str) -> None:
    """Sets logs up with some settings of the environment."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    set_up(load_settings())


@pytest.mark.parametrize("form", ["console", "json"])
def test_whatever_is_logged_is_one_clean_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """Newlines, escape codes and secrets, however deep, do not reach standard error; standard output stays empty."""
    start(monkeypatch, TRACKER_LOG_FORMAT=form)
    structlog.get_logger().info(
        "sent\nfake line",
        title="a\x1b[31mred\u2028\u202e",
        detail={"url": f"https://a.example/?token={TOKEN}", "list": [b"Bearer abc.def", TOKEN, 3, None]},
    )
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.rstrip("\n").isprintable()
    assert TOKEN not in err
    assert "abc.def" not in err
    if form == "json":
        line = json.loads(err)
        assert (line["level"], line["detail"]["list"][2:]) == ("info", [3, None])
        assert set(line) == {"event", "level", "time", "title", "detail"}
    else:
        assert " info " in err


@pytest.mark.parametrize("form", ["console", "json"])
def test_an_exception_is_one_line_with_its_places(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """Kind, text and places of an exception stand in its line, without the secret in its text."""
    start(monkeypatch, TRACKER_LOG_FORMAT=form)
    try:
        raise ValueError(f"cannot post\nwith {TOKEN}")
    except ValueError:
        structlog.get_logger().exception("poll failed", source="heise")
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "ValueError: cannot post" in err
    assert "test_logs.py:" in err
    assert TOKEN not in err


def test_the_level_decides(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Lines below TRACKER_LOG_LEVEL are not written."""
    start(monkeypatch, TRACKER_LOG_LEVEL="warning")
    log = structlog.get_logger()
    log.info("quiet")
    log.warning("loud", empty="", words="two words")
    err = capsys.readouterr().err
    assert "quiet" not in err
    assert 'loud  empty=""  words="two words"' in err


def test_libraries_and_warnings_come_in_the_same_form(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A library's warning is a line of ours with its name; what it says below that is dropped."""
    start(monkeypatch, TRACKER_LOG_FORMAT="json")
    other = logging.getLogger("some.library")
    other.info("chatter %s", TOKEN)
    other.warning("posting to %s", "https://hooks.slack.com/services/T0/B0/zzz")
    other.warning("wrong %d format", "x")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("old", UserWarning, stacklevel=1)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["library"] for line in lines] == ["some.library", "some.library", "py.warnings"]
    assert "zzz" not in str(lines)
    assert lines[1]["event"] == "wrong %d format"


class Full(io.StringIO):
    """A standard error on a full disk."""

    def flush(self) -> None:
        """Fails as the system does."""
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_standard_error_that_is_full_or_closed_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log line that cannot be written is lost, and the tracker goes on."""
    start(monkeypatch)
    closed = io.StringIO()
    closed.close()
    for stream in (Full(), closed):
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stderr", stream)
            structlog.get_logger().warning("lost")
