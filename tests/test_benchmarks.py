"""The benchmarks run, each in its smallest size: what they print there is no figure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
IDLE = ("idle.py", "--minutes", "0.25", "--sources", "5")
REPLAY = ("replay.py", "--feed", "ollama-blog", "--polls", "3")
POLLS = ("polls.py", "--feeds", "5", "--rounds", "1")
SUMMARIES = ("summaries.py", "--rows", "5")
FOUND = ("found.py", "--feed", "moonshot-blog")
LISTING = ("listing.py", "--repos", "150", "--organizations", "1")


def run(file: str, *arguments: str) -> dict[str, str]:
    """The figures that a benchmark prints, by name."""
    command = [sys.executable, "-Wignore", str(ROOT / "benchmarks" / file), *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    lines = [line.strip().split("  ", 1) for line in done.stdout.splitlines()]
    return {parts[0]: parts[1].strip() for parts in lines if len(parts) == 2}


def test_an_idle_tracker_is_measured() -> None:
    """The default sources on loopback answer, and nothing is new after the first contact."""
    figures = run(*IDLE)

    assert figures["sources"] == "6"
    assert int(figures["ticks"]) == 3


@pytest.mark.shared
@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("arguments", "figure", "value"),
    [
        pytest.param(REPLAY, "observations seen twice", "0", id="a recorded feed is replayed"),
        pytest.param(POLLS, "feeds", "5", id="polls are compared with naive ones"),
        pytest.param(SUMMARIES, "of them against the rule of the number", "0", id="extracts are checked by the guard"),
        pytest.param(FOUND, "polls", "12", id="a feed's events are counted"),
        pytest.param(LISTING, "seen anew, though nothing is new", "0", id="a long list is read"),
    ],
)
def test_recorded_feeds_are_played(arguments: tuple[str, ...], figure: str, value: str) -> None:
    """With the recordings at hand their benchmarks find what they must."""
    assert run(*arguments)[figure] == value
