"""`tracker train`: what was learned is written, and measured on rows that it was not learned from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tracker.analysis.detect_weights import packaged, read_weights

ROWS = [
    {"id": f"e{n}", "lang": "en", "title": f"Vantora releases {name} with open weights", "label": "event"}
    for n, name in enumerate(("Tanne-7B", "Fjord-2B", "Onyx-30B"))
] + [
    {"id": f"n{n}", "lang": "de", "title": title, "label": "not_event", "event_kind": "other"}
    for n, title in enumerate(("Rezepte für den Sommer", "Neue Rakete gestartet", "Ein Tag der offenen Tür"))
]


@pytest.fixture
def labeled(tmp_path: Path) -> Path:
    """A file of labeled observations."""
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


def test_given_and_learned_weights_side_by_side(tracker: Tracker, labeled: Path) -> None:
    """The scores of both are printed, and of what would be found of publishers that nobody listed."""
    done = tracker("train", str(labeled))

    assert done.code == 0
    assert [line.split(":")[0] for line in done.out.splitlines() if line[0] != " "] == ["given", "learned", "unlisted"]
    assert "without borderline    F1 1.000  precision 1.000  recall 1.000  (3 right, 0 false, 0 missed)" in done.out


def test_the_scores_as_json(tracker: Tracker, labeled: Path) -> None:
    """The same as one object a line."""
    done = tracker("train", str(labeled), "--json")

    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [row["weights"] for row in rows] == ["given", "learned", "unlisted"]
    assert rows[0]["without borderline"] == {"f1": 1.0, "precision": 1.0, "recall": 1.0}


def test_learned_weights_are_written_and_read(tracker: Tracker, labeled: Path, tmp_path: Path) -> None:
    """The file has every sign, each in its old direction, and can be read again."""
    out = tmp_path / "weights.toml"
    assert tracker("train", str(labeled), "--out", str(out)).code == 0

    learned, given = read_weights(out.read_text(encoding="utf-8")), packaged()
    assert learned.signs.keys() == given.signs.keys()
    assert learned.signs != given.signs
    assert all(learned.signs[sign] * worth >= 0 for sign, worth in given.signs.items())


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (ROWS[:3], "rows of both labels are needed"),
        ([{"id": "f", "text": "A text.", "gold": {}}], 'rows with "label" are needed'),
    ],
    ids=["events alone teach nothing", "labeled facts are no observations"],
)
def test_rows_that_cannot_be_learned_from(tracker: Tracker, tmp_path: Path, rows: list[object], says: str) -> None:
    """What is missing is said in one line."""
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = tracker("train", str(path))

    assert done.code != 0
    assert says in done.err


def test_a_file_that_is_not_there(tracker: Tracker) -> None:
    """A missing file is named."""
    done = tracker("train", "nowhere.jsonl")

    assert done.code != 0
    assert "nowhere.jsonl: cannot be read" in done.err
