"""`tracker history`: filters that combine, a table for people, data for programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        pytest.param([], ["Nordlicht", "gpt-oss", "whisper-large-v3"], id="all, the newest first"),
        pytest.param(["--organization", "OPEN"], ["gpt-oss", "whisper-large-v3"], id="part of an organization"),
        pytest.param(["--family", "GPT-OSS"], ["gpt-oss"], id="a family"),
        pytest.param(["--stage", "announced"], [], id="a stage that none has"),
        pytest.param(["--license", "permissive"], ["Nordlicht", "whisper-large-v3"], id="a class of license"),
        pytest.param(["--since", "2025-08-05"], ["Nordlicht", "gpt-oss"], id="since a day, with it"),
        pytest.param(["--until", "2025-08-05"], ["gpt-oss", "whisper-large-v3"], id="until a day, with it"),
        pytest.param(["--since", "2025-08-05T19:01"], ["Nordlicht"], id="since a minute in the reader's zone"),
        pytest.param(["--since", "2025-08-05T17:00Z", "--until", "2025-08-05"], ["gpt-oss"], id="between two times"),
        pytest.param(["--text", "coming MONTHS"], ["gpt-oss"], id="words of a source"),
        pytest.param(["--organization", "openai", "--license", "non-commercial"], ["gpt-oss"], id="two at once"),
        pytest.param(["--organization", "labs", "--family", "gpt-oss"], [], id="two that never meet"),
    ],
)
def test_filters(home: Path, tracker: Tracker, filters: list[str], names: list[str]) -> None:
    """A release is listed where all filters fit."""
    done = tracker("history", *filters, "--format", "json")

    assert done.code == 0
    assert [row["name"] for row in json.loads(done.out)] == names
    assert bool(done.err) == (not names)


def test_as_of_knows_no_more_than_then(home: Path, tracker: Tracker) -> None:
    """On a day before the weights the release is announced, and later things are not there; a day ends at midnight."""
    spring, evening, day = (
        json.loads(tracker("history", "--as-of", when, "--format", "json").out)
        for when in ("2025-04-05", "2025-08-05T18:59", "2025-08-05")
    )

    assert [(row["name"], row["stage"], row["license"]["id"]) for row in spring] == [
        ("open-weight model", "announced", None),
        ("whisper-large-v3", "weights", "apache-2.0"),
    ]
    assert spring == evening
    assert (day[0]["name"], day[0]["license"]["id"]) == ("gpt-oss", "apache-2.0")


def test_json_is_what_export_writes(home: Path, tracker: Tracker) -> None:
    """The list holds the very rows of the export, and the CSV of both is the same but for the order."""
    listed = json.loads(tracker("history", "--format", "json").out)
    exported = [json.loads(line) for line in tracker("export").out.splitlines()]
    tables = [list(csv.DictReader(io.StringIO(tracker(name, "--format", "csv").out))) for name in ("history", "export")]

    assert listed == exported[::-1]
    assert tables[0] == tables[1][::-1]
    assert [row["name"] for row in tables[0]] == [row["name"] for row in listed]


@pytest.mark.parametrize("columns", [80, 120, None])
def test_the_table_fits(home: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch, columns: int | None) -> None:
    """No line is longer than the terminal, and no name or date is broken; a file gets one line for each."""
    if columns:
        monkeypatch.setenv("COLUMNS", str(columns))
    done = tracker("history")

    assert max(map(len, done.out.splitlines())) <= (columns or 140)
    for word in ("≤ 2025-03-30", "whisper-large-v3", "gpt-oss", "Nordlicht", "weights", "● ● ? ? ?", "117B"):
        assert word in done.out
    if columns != 80:
        assert len(done.out.split("\n")) == 9
    assert "● yes" in done.out


def test_an_empty_history_says_what_to_do(empty_home: Path, tracker: Tracker) -> None:
    """Before the first tick there is one sentence with the remedy, and no table; JSON is an empty list."""
    done = tracker("history")

    assert (done.code, done.out, done.err) == (0, "", "no release is known yet; ask the sources with: tracker tick\n")
    assert tracker("history", "--format", "json").out == "[]\n"


def test_filters_that_fit_nothing_say_so(home: Path, tracker: Tracker) -> None:
    """Where releases are known but none fits, standard error says of how many."""
    assert tracker("history", "--family", "nope").err == "none of 3 releases fits\n"
