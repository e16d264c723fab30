"""The second migration: rows of the first schema learn of which repo they speak, and it can be taken back."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from alembic import command
from tests.test_migrations import ROOT, described
from tracker.store import Store, schema


@pytest.fixture(name="empty_store")
def _empty_store(empty_url: str) -> Iterator[Store]:
    """A store on a database that was never upgraded."""
    store = Store(empty_url)
    yield store
    store.close()


def an_old_store(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives an empty database the tables of the first migration alone."""
    folder = tmp_path / "first"
    shutil.copytree(ROOT / "alembic", folder, ignore=shutil.ignore_patterns("000[2-9]_*", "__pycache__"))
    with monkeypatch.context() as patch:
        patch.setattr(schema, "scripts", lambda: folder)
        store.upgrade()


OLD_ROWS = {
    "releases": "INSERT INTO releases VALUES ('r', :at, true)",
    "observations": """
        INSERT INTO observations
            (id, source, key, type, seen_at, title, text, baseline, content_hash, given_up, attempts)
        VALUES (:id, :source, :key, :type, :at, :title, '', true, '', false, 0)""",
    "facts": """
        INSERT INTO facts (release_id, name, method, rank, source, learned_at, observation_id)
        VALUES ('r', :name, 'metadata', 100, 'hub', :at, :id)""",
    "events": """
        INSERT INTO events
            (release_id, key, kind, at, seen_at, detail, evidence, source, source_kind, confidence, baseline)
        VALUES ('r', :key, 'update', :at, :at, '', :page, :source, 'official', 1, true)""",
}


def old_rows(number: int) -> dict[str, list[dict[str, Any]]]:
    """Rows of the first schema: `number` repos, each seen once, with two facts and an event; and a feed entry's."""
    at: dict[str, Any] = {"at": "2025-08-05T17:00:00.000000Z"}
    page = "https://huggingface.co/o/m"
    seen = [at | {"id": 0, "source": "blog", "key": "a:b", "type": "entry", "title": "A post"}]
    happened = [at | {"key": "e0", "source": "blog", "page": f"{page}1"}]
    for n in range(1, number + 1):
        seen.append(at | {"id": n, "source": "hub", "key": f"u_{n}:abc:{at['at']}", "type": "repo", "title": f"o/m{n}"})
        happened.append(at | {"key": f"e{n}", "source": "hub", "page": f"{page}{n}/tree/abc"})
    facts = [at | {"name": name, "id": n} for n in range(number + 1) for name in ("license", "gated")]
    return {"releases": [at], "observations": seen, "facts": facts, "events": happened}


@pytest.mark.parametrize("number", [12, pytest.param(50_000, marks=pytest.mark.slow)], ids=["a few", "50,000 repos"])
def test_facts_and_events_learn_of_which_repo_they_speak(
    empty_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """A database of the first schema keeps its rows, and each fact and event of a repo names it, in seconds."""
    an_old_store(empty_store, tmp_path, monkeypatch)
    with empty_store.write() as c:
        for table, rows in old_rows(number).items():
            c.execute(text(OLD_ROWS[table]), rows)
    began = time.monotonic()
    empty_store.upgrade()
    assert time.monotonic() - began < 20
    empty_store.check()
    with empty_store.read() as c:
        facts = c.execute(text("SELECT observation_id, repo_uid FROM facts")).all()
        events = c.execute(text("SELECT key, repo_uid FROM events")).all()
    assert len(facts) == 2 * number + 2
    assert {(one, uid) for one, uid in facts} == {(0, None), *((n, f"u_{n}") for n in range(1, number + 1))}
    assert dict(events) == {"e0": None} | {f"e{n}": f"u_{n}" for n in range(1, number + 1)}


def test_the_second_migration_can_be_taken_back(empty_store: Store) -> None:
    """Down to the first schema and up again leaves the same tables."""
    empty_store.upgrade()
    before = described(empty_store)
    lines: list[str] = []
    with empty_store.migration() as c:
        settings = schema.config()
        settings.attributes.update(connection=c, say=lines.append)
        command.downgrade(settings, "0001")
    empty_store.upgrade()
    assert described(empty_store) == before
