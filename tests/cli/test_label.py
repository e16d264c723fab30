"""`tracker label`: a person's word on an observation, kept, replaced and written out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import HOSTILE, Tracker

PLAN = "Planning an open-weight language model"


def test_a_title_is_enough_and_the_second_word_counts(home: Path, tracker: Tracker) -> None:
    """What is written out is the latest label, in the form of labeled cases."""
    assert tracker("label", PLAN, "not").code == 0
    done = tracker("label", PLAN, "event", "--kind", "announcement", "--note", "their own words")
    assert (done.code, done.out) == (0, "")
    assert re.fullmatch(rf"observation \d+ is labeled an event \(announcement\): {PLAN}\n", done.err)

    out = tracker("label", "--export", "-")
    (row,) = map(json.loads, out.out.splitlines())
    assert out.err == "1 labeled observation\n"
    assert {key: row[key] for key in ("lang", "source", "title", "date", "label", "event_kind", "borderline")} == {
        "lang": "en",
        "source": "openai-news",
        "title": PLAN,
        "date": "2025-03-31",
        "label": "event",
        "event_kind": "announcement",
        "borderline": False,
    }
    assert (row["organization"], row["note"]) == ("OpenAI", "their own words")
    assert row["release"].startswith("r")


def test_the_number_that_show_prints_names_it(home: Path, tracker: Tracker) -> None:
    """`tracker show` has the number of each observation."""
    numbers = re.findall(r"#(\d+)  \d{4}-\d\d-\d\d.*openai-news: Planning", tracker("show", "gpt-oss").out)

    assert len(numbers) == 1
    assert PLAN in tracker("label", f"#{numbers[0]}", "event").err


def test_the_finding_s_kind_stands_where_the_person_named_none(home: Path, tracker: Tracker) -> None:
    """But never one that contradicts the label."""
    tracker("label", PLAN, "event")
    assert json.loads(tracker("label", "--export", "-").out)["event_kind"] == "announcement"
    tracker("label", PLAN, "not")
    assert json.loads(tracker("label", "--export", "-").out)["event_kind"] == ""


def test_labels_go_into_a_file_that_evaluate_reads(home: Path, tracker: Tracker) -> None:
    """What was labeled can be scored at once."""
    tracker("label", PLAN, "event")
    assert tracker("label", "--export", "labels.jsonl").err == "1 labeled observation\n"

    done = tracker("evaluate", "labels.jsonl")
    assert done.code == 0
    assert done.out.startswith("1 labeled observations, 0 of them borderline")


def test_a_stranger_s_title_is_printed_without_its_commands(home: Path, tracker: Tracker) -> None:
    """Nothing that a terminal obeys comes out, and the raw title still names it."""
    done = tracker("label", HOSTILE.replace("\x1b]0;pwned\x07\x9b31m\u202e", " "), "event")
    by_link = tracker("label", "https://openai-news.example.org", "event")

    assert not set("\x1b\x07\x9b\u202e") & set(done.err + by_link.err)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(("999999", "event"), 1, "no observation '999999'; tracker show NAME", id="no such number"),
        pytest.param((PLAN, "event", "--kind", "realease"), 1, "did you mean release", id="a kind misspelled"),
        pytest.param((PLAN, "not", "--kind", "release"), 1, "no kind of what is no event", id="a kind of events"),
        pytest.param(("openai/gpt-oss-20b", "not"), 1, "is the state of a repo", id="a repo"),
        pytest.param((PLAN,), 2, "give an observation and event or not, or --export FILE", id="no verdict"),
        pytest.param((), 2, "give an observation and event or not, or --export FILE", id="nothing"),
        pytest.param((PLAN, "maybe"), 2, "maybe", id="no such verdict"),
        pytest.param(("--export", "no/such/folder.jsonl"), 1, "folder.jsonl: cannot be written", id="no folder"),
        pytest.param(("https://openai-news.example.org", "event"), 1, "fits 2 observations", id="a link of two"),
    ],
)
def test_what_cannot_be_done_is_said(
    home: Path, tracker: Tracker, arguments: tuple[str, ...], code: int, said: str
) -> None:
    """One line with the remedy, and nothing is kept."""
    done = tracker("label", *arguments)

    assert (done.code, done.out, done.err.count("\n")) == (code, "", 1)
    assert said in done.err
    assert tracker("label", "--export", "-").out == ""
