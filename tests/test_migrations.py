"""The migrations: they make the tables of tracker.store, whole or not at all, and respect newer and older databases."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from tracker.errors import StoreError
from tracker.store import Store, schema, sources
from tracker.store.tables import metadata

ROOT = Path(__file__).parents[1]
A_RELEASE = "INSERT INTO releases (id, created_at, baseline) VALUES ('r', '2025-08-05T17:00:00.000000Z', true)"
NEXT = '''"""A next one."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    op.create_table("drafts", sa.Column("id", sa.Integer, primary_key=True))
    with op.batch_alter_table("leases") as table:
        table.add_column(sa.Column("reason", sa.Text))
        table.alter_column("owner", nullable=True)
    with op.batch_alter_table("releases", recreate="auto") as table:
        table.alter_column("baseline", nullable=True)
    {trouble}
'''


@pytest.fixture
def empty_store(empty_url: str) -> Iterator[Store]:
    """A store on a database that was never upgraded."""
    store = Store(empty_url)
    yield store
    store.close()


def folder_with_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str = "") -> None:
    """Lets the tracker use a folder of migrations with one more."""
    folder = tmp_path / "migrations 100%"
    shutil.copytree(ROOT / "alembic", folder)
    (folder / "versions" / "0004_a_next_one.py").write_text(NEXT.format(trouble=trouble))
    monkeypatch.setattr(schema, "scripts", lambda: folder)


def test_one_head() -> None:
    """There is one newest revision, and pyproject.toml names the same folder as the tracker uses."""
    directory = ScriptDirectory.from_config(schema.config())
    assert len(directory.get_heads()) == 1
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["alembic"]
    assert settings["script_location"].replace("%(here)s", str(ROOT)) == str(schema.scripts())
    assert ScriptDirectory.from_config(Config(toml_file=ROOT / "pyproject.toml")).get_heads() == directory.get_heads()


def test_upgrade_makes_the_tables(empty_store: Store) -> None:
    """After an upgrade from nothing Alembic finds no difference to tracker.store.tables, and the check is content."""
    lines: list[str] = []
    empty_store.upgrade(lines.append)
    empty_store.check(thorough=True)
    with empty_store.read() as c:
        assert compare_metadata(MigrationContext.configure(c, opts={"compare_type": True}), metadata) == []
    assert lines == [
        "schema 0001: The first tables.",
        "schema 0002: What persons decide, how far long work has come, and of which repo a fact or event speaks.",
        "schema 0003: Pages behind links, mentions of releases, labels by persons, and answers of language models.",
    ]


def test_upgrade_makes_the_same_as_create_all(empty_store: Store) -> None:
    """The migrations and metadata.create_all leave the same columns, keys, constraints and indexes."""
    empty_store.upgrade()
    migrated = described(empty_store)
    metadata.drop_all(empty_store.engine)
    metadata.create_all(empty_store.engine)
    assert described(empty_store) == migrated


def described(store: Store) -> dict[str, dict[str, list[str]]]:
    """All that can be seen of the tables, as text."""
    with store.read() as c:
        look = inspect(c)
        return {
            table: {
                "columns": [str(sorted(x.items(), key=str)) for x in look.get_columns(table)],
                "keys": [str(look.get_pk_constraint(table)), *sorted(str(x) for x in look.get_foreign_keys(table))],
                "unique": sorted(str(x) for x in look.get_unique_constraints(table)),
                "indexes": sorted(
                    f"{x['name']} {x['column_names']} {x['unique']} "
                    f"{[str(where) for where in x.get('dialect_options', {}).values()]}"
                    for x in look.get_indexes(table)
                ),
            }
            for table in look.get_table_names()
            if table != "alembic_version"
        }


def test_upgrade_again_is_harmless(empty_store: Store, tmp_path: Path) -> None:
    """A second upgrade does nothing and makes no backup."""
    lines: list[str] = []
    empty_store.upgrade()
    empty_store.upgrade(lines.append)
    assert lines == []
    assert not list(tmp_path.glob("*.before-*"))


def test_a_new_file_is_private(sqlite_url: str) -> None:
    """The folder of a new SQLite file is made, and only its owner can read the file."""
    store = Store(sqlite_url.replace("tracker.db", "data/tracker.db"))
    store.upgrade()
    store.close()
    assert store.file
    assert store.file.stat().st_mode & 0o777 == 0o600


def test_an_older_database(empty_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database with an older schema is refused with the command that helps, and that command helps."""
    empty_store.upgrade()
    folder_with_next(tmp_path, monkeypatch)
    with pytest.raises(StoreError, match=r"older tracker .*run: tracker upgrade"):
        empty_store.check()
    empty_store.upgrade()
    empty_store.check()


def test_a_newer_database(empty_store: Store) -> None:
    """A database of a newer tracker is refused by the check and by the upgrade, and is left as it is."""
    empty_store.upgrade()
    with empty_store.write() as c:
        c.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for use in (empty_store.check, empty_store.upgrade):
        with pytest.raises(StoreError, match=r"newer tracker .*9999.* install it or restore the backup"):
            use()


def test_a_migration_that_stops_in_the_middle(
    empty_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a migration breaks off, no table is half changed, the rows are there, and the next upgrade goes through."""
    empty_store.upgrade()
    with empty_store.write() as c:
        c.execute(text(A_RELEASE))
        c.execute(text("INSERT INTO release_keys VALUES ('r', 'gpt-oss')"))
    with monkeypatch.context() as patch:
        folder_with_next(tmp_path, patch, "raise RuntimeError('killed')")
        with pytest.raises(RuntimeError, match="killed"):
            empty_store.upgrade()
    empty_store.check()
    with empty_store.read() as c:
        assert compare_metadata(MigrationContext.configure(c), metadata) == []
    shutil.rmtree(tmp_path / "migrations 100%")
    folder_with_next(tmp_path, monkeypatch)
    empty_store.upgrade()
    with empty_store.write() as c:
        assert "drafts" in inspect(c).get_table_names()
        assert c.execute(text("SELECT release_id FROM release_keys")).scalar_one() == "r"
        with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
            c.execute(text("INSERT INTO release_keys VALUES ('nobody', 'x')"))


def test_a_migration_that_is_killed(sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process killed in the middle of a migration leaves the file as it was, and the next upgrade goes through."""
    folder_with_next(tmp_path, monkeypatch, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    code = (
        "import pathlib, sys; from tracker.store import Store, schema;"
        "schema.scripts = lambda: pathlib.Path(sys.argv[1]); Store(sys.argv[2]).upgrade()"
    )
    command = [sys.executable, "-c", code, str(schema.scripts()), str(sqlite_store.url)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    with sqlite_store.read() as c:
        assert compare_metadata(MigrationContext.configure(c), metadata) == []
        assert c.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "0003"
    shutil.rmtree(schema.scripts())
    folder_with_next(tmp_path, monkeypatch)
    sqlite_store.upgrade()
    sqlite_store.check(thorough=True)


def test_nothing_there_yet(empty_store: Store) -> None:
    """Whoever asks a database that was never upgraded is told the command."""
    for use in (empty_store.check, lambda: ask(empty_store)):
        with pytest.raises(StoreError, match="run: tracker upgrade"):
            use()


def ask(store: Store) -> None:
    """Any question."""
    with store.read() as c:
        sources.health(c)


def test_a_migration_that_loses_parents(sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration after which rows hang loose is rolled back."""
    with sqlite_store.write() as c:
        c.execute(text(A_RELEASE))
        c.execute(text("INSERT INTO release_keys VALUES ('r', 'gpt-oss')"))
    folder_with_next(tmp_path, monkeypatch, 'op.execute("DELETE FROM releases")')
    with pytest.raises(StoreError, match="nothing changed"):
        sqlite_store.upgrade()
    with sqlite_store.read() as c:
        assert c.execute(text("SELECT count(*) FROM releases")).scalar_one() == 1
        assert "drafts" not in inspect(c).get_table_names()


def test_a_backup_is_made_before(sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before a SQLite file is migrated a whole, private copy of it lies beside it, and the upgrade says where."""
    with sqlite_store.write() as c:
        c.execute(text("INSERT INTO channels VALUES ('team', '2025-08-05T17:00:00.000000Z')"))
    folder_with_next(tmp_path, monkeypatch)
    lines: list[str] = []
    sqlite_store.upgrade(lines.append)
    copy = tmp_path / "tracker.db.before-0004"
    assert lines == [f"backup: {copy}", "schema 0004: A next one."]
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT version_num FROM alembic_version").fetchone() == ("0003",)
        assert old.execute("SELECT name FROM channels").fetchall() == [("team",)]
        assert old.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_restored_backup_works(sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy put back in place of the file is a good database of the older tracker."""
    with monkeypatch.context() as patch:
        folder_with_next(tmp_path, patch)
        sqlite_store.upgrade()
    with pytest.raises(StoreError, match="newer"):
        sqlite_store.check()
    sqlite_store.close()
    shutil.copy(tmp_path / "tracker.db.before-0004", tmp_path / "tracker.db")
    sqlite_store.check(thorough=True)


def test_the_installed_folder_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installed from a wheel the migrations lie inside the package, in the repository beside it."""
    monkeypatch.setattr(schema, "__file__", str(tmp_path / "tracker" / "store" / "schema.py"))
    assert schema.scripts() == tmp_path / "alembic"
    (tmp_path / "tracker" / "migrations").mkdir(parents=True)
    assert schema.scripts() == tmp_path / "tracker" / "migrations"
