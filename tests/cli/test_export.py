"""`tracker export`: every release as a row, for programs and for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import Tracker
from tracker.cli.export import COLUMNS
from tracker.store import Store


def test_json_lines_hold_every_release_once(home: Path, tracker: Tracker) -> None:
    """One object a line, the oldest first, with the fields of the contract and nothing on standard error."""
    done = tracker("export")
    rows = [json.loads(line) for line in done.out.splitlines()]

    assert (done.code, done.err) == (0, "")
    assert [row["name"] for row in rows] == ["whisper-large-v3", "gpt-oss", "Nordlicht"]
    oss = rows[1]
    assert oss["weights_at"] == "2025-08-05T17:00:00Z"
    assert oss["repos"][0] == {"id": "openai/gpt-oss-120b", "role": "official"}
    assert oss["derivatives"] == ["quants/gpt-oss-20b-GGUF"]
    assert oss["license"]["class"] == "non-commercial"
    assert (oss["parameters_total"], oss["training_data"], oss["gated"]) == (117_000_000_000, "no", False)
    assert [event["kind"] for event in oss["events"]][:2] == ["announced", "weights"]
    assert rows[0]["baseline"] is True


def test_csv_is_flat(home: Path, tracker: Tracker) -> None:
    """One row for each release under the promised columns; unknown is empty, lists are joined by spaces."""
    rows = list(csv.DictReader(io.StringIO(tracker("export", "--format", "csv").out)))

    assert tuple(rows[0]) == COLUMNS
    assert rows[1]["repos"] == "openai/gpt-oss-120b openai/gpt-oss-20b"
    assert rows[1]["languages"] == "en de"
    assert (rows[1]["license"], rows[1]["visible_at"], rows[1]["baseline"]) == ("cc-by-nc-4.0", "", "False")


def test_csv_holds_no_formulas(home: Path, tracker: Tracker) -> None:
    """A name that a spreadsheet would calculate is text in it."""
    store = Store(f"sqlite:///{home / 'tracker.db'}")
    with store.write() as c:
        c.exec_driver_sql("""UPDATE facts SET value = '"=HYPERLINK(1)"' WHERE name = 'name'""")
    store.close()

    rows = list(csv.DictReader(io.StringIO(tracker("export", "--format", "csv").out)))

    assert {row["name"] for row in rows} == {"'=HYPERLINK(1)"}


def test_as_of_is_what_history_knew(home: Path, tracker: Tracker) -> None:
    """The export of a day is the history of that day, to its last minute."""
    exported = [json.loads(line) for line in tracker("export", "--as-of", "2025-08-05").out.splitlines()]
    listed = json.loads(tracker("history", "--as-of", "2025-08-05", "--format", "json").out)

    assert exported == listed[::-1]
    assert exported[-1]["license"]["id"] == "apache-2.0"


def test_an_empty_history_exports_nothing(empty_home: Path, tracker: Tracker) -> None:
    """Standard output stays empty (CSV: the head), and standard error says what to do."""
    lines, table = tracker("export"), tracker("export", "--format", "csv")

    assert (lines.code, lines.out, "tracker tick" in lines.err) == (0, "", True)
    assert table.out == ",".join(COLUMNS) + "\n"
