"""The program itself: one line for every mistake, and a quiet end where nobody reads on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker import __main__
from tracker.errors import ConfigError, NotifierError, StoreError, TrackerError

ROOT = Path(__file__).parents[1]


def run(*arguments: str, stdout: int, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """The program as a process."""
    return subprocess.run(
        [sys.executable, "-m", "tracker", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        stdout=stdout,
        stderr=subprocess.PIPE,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(
            ["histroy"],
            "tracker: No such command 'histroy'. Did you mean 'history'? (see: tracker --help)",
            id="a command",
        ),
        pytest.param(
            ["show"], "tracker: Missing argument 'RELEASE' (see: tracker show --help)", id="a missing argument"
        ),
        pytest.param(["history", "--fmt"], "tracker: No such option: --fmt", id="an option"),
        pytest.param(
            ["history", "--stage", "x"], "tracker: Invalid value for '--stage': 'x' is not one of", id="a value"
        ),
        pytest.param(["run", "--seconds", "-1"], "tracker: Invalid value for '--seconds'", id="a number"),
        pytest.param(["history", "--since", "x"], "tracker: 'x' is no date; write it like 2025-08-05", id="a date"),
    ],
)
def test_wrong_usage_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """Exit code 2, nothing on standard output, the way to the help at the end."""
    monkeypatch.setattr(sys, "argv", ["tracker", *arguments])
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    out, err = capsys.readouterr()

    assert (ended.value.code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(said)
    assert "--help)" in err


def raising(error: BaseException) -> Callable[..., None]:
    """A command line that fails so."""

    def fail(**_: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "code"),
    [
        pytest.param(ConfigError("sources.toml, line 3: no url"), 78, id="the configuration"),
        pytest.param(StoreError("tracker.db: locked"), 75, id="the database"),
        pytest.param(NotifierError("alerts: refused"), 1, id="a receiver"),
        pytest.param(TrackerError("anything\x1b[31m else"), 1, id="anything else"),
    ],
)
def test_what_we_raise_is_one_line_and_a_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: TrackerError, code: int
) -> None:
    """The message is printed without control characters, and scripts can tell the kinds apart."""
    monkeypatch.setattr("tracker.cli.app", raising(error))
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    err = capsys.readouterr().err

    assert ended.value.code == code
    assert err == f"tracker: {str(error).replace(chr(27), ' ')}\n"


def test_without_a_command_it_is_the_help() -> None:
    """The help goes to standard error with exit code 2; asked for, it goes to standard output with 0."""
    bare, asked = run(stdout=subprocess.PIPE), run("--help", stdout=subprocess.PIPE)

    assert (bare.returncode, bare.stdout, asked.returncode, asked.stderr) == (2, b"", 0, b"")
    assert bare.stderr.startswith(b"Usage: tracker ")
    assert bare.stderr.strip() == asked.stdout.strip()


def test_a_reader_that_goes_away_is_no_trouble() -> None:
    """Where the reader has closed the pipe (`| head`) nothing is said, least of all a traceback."""
    reader, writer = os.pipe()
    os.close(reader)
    done = run("--help", stdout=writer)
    os.close(writer)

    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_said() -> None:
    """Output that cannot be written is one line, exit code 1."""
    with Path("/dev/full").open("wb") as full:
        done = run("--help", stdout=full.fileno())

    assert (done.returncode, done.stderr) == (1, b"tracker: standard output: No space left on device\n")
