"""`tracker upgrade`: a database out of nothing, and again without harm."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tracker.catalog import catalog


def test_upgrade_makes_the_database_and_may_be_repeated(
    empty_home: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is made too, the catalog is in it; the second time nothing changes, and both say where it is."""
    file = empty_home / "deep" / "new.db"
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{file}")
    first = tracker("upgrade")
    again = tracker("upgrade")

    assert (first.code, again.code, first.out + again.out) == (0, 0, "")
    assert again.err == f"{file} has the current schema\ncatalog: {len(catalog())} releases known\n"
    assert "DeepSeek-R1" in tracker("show", "DeepSeek-R1").out


@pytest.mark.parametrize("command", ["upgrade", "run", "tick", "poll", "history", "export", "show x", "digest"])
def test_a_database_of_a_newer_tracker_is_left_alone(home: Path, tracker: Tracker, command: str) -> None:
    """Each command refuses it with exit code 75 and the remedy."""
    with closing(sqlite3.connect(home / "tracker.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'later'")
    done = tracker(*command.split())

    assert (done.code, done.out, done.err.count("\n")) == (75, "", 1)
    assert "made by a newer tracker" in done.err
    assert "install it or restore the backup" in done.err


@pytest.mark.parametrize("command", ["run", "tick", "poll", "history", "export", "show x", "digest"])
def test_without_a_database_the_remedy_is_upgrade(
    home: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Each command that needs one says so in one line, exit code 75, and makes none."""
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{home / 'none.db'}")
    done = tracker(*command.split())

    assert (done.code, done.out, done.err.count("\n")) == (75, "", 1)
    assert "run: tracker upgrade" in done.err
    assert not (home / "none.db").exists()
