"""`tracker evaluate`: scores on any labeled file, in plain words or as JSON; bad lines are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tracker.cli import machine

EVENT = {
    "id": "a",
    "lang": "en",
    "source": "OpenAI News",
    "title": "OpenAI open-sources gpt-oss, weights on Hugging Face under Apache 2.0",
    "label": "event",
    "event_kind": "release",
}
NONE = {"id": "b", "lang": "de", "title": "Rezepte \x1b[31mfür den Sommer", "label": "event", "event_kind": "update"}
FACTS = {
    "id": "f",
    "text": "OpenAI released gpt-oss with 117B parameters under Apache 2.0.",
    "gold": {"org": "OpenAI", "licence": "MIT", "context_tokens": 4096, "weights_location": None},
}
GROUP = {
    "cluster_id": "c",
    "members": [
        {"entry_id": "a", **EVENT, "date": "2025-08-05"},
        {"entry_id": "b", **EVENT, "date": "2025-08-06"},
    ],
}
PAIR = {"id": "s", "lang": "de", "title": "Öl", "text": "Der Satz ist über Öl. Noch ein Satz dazu.", "summary": "Öl."}


def lines(*rows: object) -> bytes:
    """JSON lines."""
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def test_labeled_observations(tracker: Tracker) -> None:
    """Counts beside shares, and each wrong case cleaned for a terminal."""
    done = tracker("evaluate", "-", stdin=lines(EVENT, NONE))

    assert done.code == 0
    assert "without borderline: precision 1.000 (1 of 1), recall 0.500 (1 of 2), F1 0.667" in done.out
    assert "kind right: 0.500 (1 of 2) labeled events" in done.out
    assert "missed  b  [de update]  Rezepte  [31mfür den Sommer".replace("  [31m", " [31m") in done.out
    assert "\x1b" not in done.out


def test_labeled_facts(tracker: Tracker) -> None:
    """Right, wrong and missing of each field, and what was read instead."""
    done = tracker("evaluate", "-", stdin=lines(FACTS))

    assert done.out.startswith("facts: 1 right, 1 wrong, 1 missing, 0 spurious; score 0.000")
    assert "wrong     f  license: read apache-2.0, labeled MIT" in done.out
    assert "missing   f  context_tokens: read None, labeled 4096" in done.out


def test_labeled_clusters(tracker: Tracker) -> None:
    """B-cubed over all members."""
    done = tracker("evaluate", "-", stdin=lines(GROUP))

    assert done.out.splitlines()[:2] == ["2 items", "B-cubed: precision 1.000, recall 1.000, F1 1.000"]


def test_summaries_of_texts(tracker: Tracker) -> None:
    """ROUGE beside the text's first words, what the guard refused, and seconds."""
    done = tracker("evaluate", "-", "--words", "30", stdin=lines(PAIR))

    assert done.out.startswith("1 texts, summaries of 30 words\nROUGE-1: ")
    assert "refused by the guard: 0.000 (0 of 1)" in done.out
    assert "seconds for each: 0.0" in done.out


class Opened:
    """A model that is open."""

    def close(self) -> None:
        """Ends nothing."""


def test_summaries_of_a_model(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the guard refuses is counted by its reasons."""
    monkeypatch.setattr(machine, "a_model", lambda settings, name: Opened())
    monkeypatch.setattr(machine, "write", lambda *asked: machine.Written("Öl.", "extract", ("number 7",), 0.1))
    done = tracker("evaluate", "-", "--model", "some", stdin=lines(PAIR))

    assert "ROUGE-1: 100.00" in done.out
    assert "refused by the guard: 1.000 (1 of 1)\n  1  number 7\n" in done.out


@pytest.mark.parametrize(
    ("row", "what"), [(EVENT, "detection"), (FACTS, "facts"), (GROUP, "clusters"), (PAIR, "summaries")]
)
def test_scores_as_json(tracker: Tracker, row: object, what: str) -> None:
    """One object that says what it is about."""
    done = tracker("evaluate", "-", "--json", stdin=lines(row))

    assert done.out.count("\n") == 1
    assert json.loads(done.out)["what"] == what


def test_a_file(tracker: Tracker, tmp_path: Path) -> None:
    """Cases come from a file as well, with empty lines between them."""
    file = tmp_path / "cases.jsonl"
    file.write_bytes(lines(EVENT) + b"\n" + lines(NONE))

    assert tracker("evaluate", str(file)).out.startswith("2 labeled observations")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param(b"{", "standard input, line 1: not JSON", id="half an object"),
        pytest.param(lines(EVENT) + b"[1]\n", 'line 2: a row needs "label"', id="no object"),
        pytest.param(lines({"id": "x"}), 'line 1: a row needs "label"', id="nothing labeled"),
        pytest.param(b"\n", "standard input: no labeled cases", id="empty"),
        pytest.param(lines(EVENT, FACTS), 'line 2: has "gold", the lines before have "label"', id="two kinds of cases"),
        pytest.param(lines({**EVENT, "label": "maybe"}), '"label" must be "event" or "not_event"', id="another label"),
        pytest.param(lines({**EVENT, "id": 7}), 'line 1: "id" must be a text', id="an id that is no text"),
        pytest.param(lines({**FACTS, "gold": []}), '"gold" must be an object', id="facts that are a list"),
        pytest.param(lines({**GROUP, "members": [{}]}), 'with an "entry_id"', id="a member without id"),
        pytest.param(lines({"id": "s", "summary": "x"}), '"text" must be a text', id="a summary of nothing"),
    ],
)
def test_a_line_that_is_no_case_is_named(tracker: Tracker, given: bytes, said: str) -> None:
    """Exit code 1 and one line with file, number and remedy."""
    done = tracker("evaluate", "-", stdin=given)

    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert said in done.err


def test_a_file_that_is_not_there_is_named(tracker: Tracker, tmp_path: Path) -> None:
    """Exit code 1 and one line."""
    done = tracker("evaluate", str(tmp_path / "none.jsonl"))

    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "none.jsonl: cannot be read" in done.err
