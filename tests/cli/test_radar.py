"""`tracker radar`: signs, what became of them, and how often they were right."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import BIG, LIST, Tracker, live, move_in, post
from tests.samples import NOW, seen_repo
from tracker.store import Store

WATCHED = LIST + '[[source]]\nname = "hub-x"\ntype = "hub"\norganization = "x"\n'
LEAK = post("presse", "leak", "gpt-oss weights leaked on Hugging Face before release", "", timedelta(days=-37))
RUDE = post("presse", "rude", "Qwen9 weights leaked on Hugging Face before release \x1b[31m", "", timedelta(days=-400))


@pytest.fixture
def radar(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tracker that heard two leaks, of which one came out."""
    (tmp_path / "sources.toml").write_text(WATCHED, encoding="utf-8")
    (tmp_path / "tracker.db").write_bytes(sqlite_template.read_bytes())
    store = Store(f"sqlite:///{tmp_path / 'tracker.db'}")
    live(store, tmp_path / "sources.toml", [RUDE, LEAK, seen_repo(BIG, NOW)])
    store.close()
    move_in(tmp_path, monkeypatch)


def test_the_table_and_the_record(radar: None, tracker: Tracker) -> None:
    """Each sign stands in a line with its state; the foot says how many were right and how early."""
    done = tracker("radar")
    rows = [line.split() for line in done.out.splitlines() if line.strip().startswith("202")]

    assert done.code == 0
    assert [(row[0], row[1]) for row in rows] == [("2025-06-29", "leak"), ("2024-07-01", "leak")]
    assert "hit" in rows[0]
    assert "unconfirmed," in rows[1]
    assert rows[0][-2:] == ["37", "d"]
    assert done.out.splitlines()[-1] == "leaks: 1 of 2 resolved were right (50%), median lead 37 d; 0 open"
    assert "\x1b" not in done.out


def test_one_state_alone(radar: None, tracker: Tracker) -> None:
    """The states can be asked for; the record is that of all signs."""
    hits, nothing = tracker("radar", "--hits"), tracker("radar", "--open")

    assert "2024-07-01" not in hits.out
    assert (nothing.code, nothing.err) == (0, "no such sign; seen in all: 2\n")
    assert "1 of 2 resolved" in nothing.out


def test_json(radar: None, tracker: Tracker) -> None:
    """Programs get the same: seconds instead of days, null for what is not known."""
    found = json.loads(tracker("radar", "--json", "--expired").out)

    (sign,) = found["signs"]
    assert (sign["kind"], sign["state"], sign["unconfirmed"], sign["lead_seconds"]) == ("leak", "expired", True, None)
    assert found["record"]["all"] == found["record"]["leak"]
    assert (found["record"]["all"]["precision"], found["record"]["all"]["lead_seconds"]) == (0.5, 37 * 86400)


def test_before_anything_was_seen(home: Path, tracker: Tracker) -> None:
    """Without any sign that is said, and JSON is empty."""
    done = tracker("radar")

    assert (done.code, done.out, done.err) == (0, "", "no sign was seen yet\n")
    assert json.loads(tracker("radar", "--json").out)["signs"] == []
