"""`tracker sources`: what is watched with its health, and feeds out of OPML."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tracker.cli import app
from tracker.config import load_sources
from tracker.errors import ConfigError
from tracker.store import Store, sources

NOW = datetime(2025, 8, 5, 17, 0, tzinfo=UTC)
LIST = """
[[source]]
name = "heise"
type = "feed"
url = "https://www.heise.de/rss/heise-atom.xml"
language = "de"

[[source]]
name = "hub-openai"
type = "hub"
organization = "openai"
title = "OpenAI"
every = "90s"
"""


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of two sources in a folder of its own, with an environment that names it."""
    path = tmp_path / "sources.toml"
    path.write_text(LIST)
    monkeypatch.setenv("TRACKER_SOURCES", str(path))
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path}/tracker.db")
    monkeypatch.setenv("TRACKER_ZONE", "Europe/Berlin")
    return path


@pytest.fixture
def troubled(listed: Path) -> Path:
    """The same with a database in which heise was in trouble twice, with a text that looks like a formula."""
    store = Store(f"sqlite:///{listed.parent}/tracker.db")
    store.upgrade()
    with store.write() as c:
        sources.remember(c, load_sources(listed, {}).sources, NOW)
        for _ in range(2):
            sources.failed(c, "heise", NOW, NOW + timedelta(minutes=10), "=heise: 503\x1b[31m")
    store.close()
    return listed


def test_the_table_shows_each_source_with_its_health(troubled: Path) -> None:
    """One row for each source: its interval, the local time of the next poll and its trouble without control codes."""
    done = CliRunner().invoke(app, ["sources"])
    assert done.exit_code == 0
    heise = next(line for line in done.stdout.splitlines() if line.strip().startswith("heise"))
    assert "2025-08-05 19:10" in heise
    assert "503" in heise
    assert "(2×)" in heise
    assert "\x1b" not in done.stdout
    assert "90s" in done.stdout
    assert "2 sources, 1 in trouble" in done.stderr


def test_json_is_data_alone(troubled: Path) -> None:
    """Standard output is a list with one object for each source, times in UTC."""
    done = CliRunner().invoke(app, ["sources", "--format", "json"])
    heise, hub = json.loads(done.stdout)
    assert (heise["name"], heise["failures"], heise["next_poll"]) == ("heise", 2, "2025-08-05T17:10:00Z")
    assert (hub["address"], hub["label"], hub["every"], hub["trouble"]) == ("openai", "OpenAI", 90, None)


def test_csv_holds_no_formulas(troubled: Path) -> None:
    """A publisher's words that begin like a formula are taken for text by a spreadsheet."""
    done = CliRunner().invoke(app, ["sources", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["name"] for row in rows] == ["heise", "hub-openai"]
    assert rows[0]["trouble"].startswith("'=heise")


def test_without_a_database_the_list_is_shown_without_health(listed: Path) -> None:
    """Before the first upgrade the list is shown, and standard error says what is missing."""
    done = CliRunner().invoke(app, ["sources", "--format", "json"])
    assert done.exit_code == 0
    assert [row["last_success"] for row in json.loads(done.stdout)] == [None, None]
    assert "tracker upgrade" in done.stderr


def test_another_format_is_refused(listed: Path) -> None:
    """An unknown format is a mistake of usage."""
    assert CliRunner().invoke(app, ["sources", "--format", "xml"]).exit_code == 2


def test_import_adds_feeds_and_reports_each(listed: Path, tmp_path: Path) -> None:
    """New feeds are added with the wished kind, known ones are named; one that is refused makes the exit code 1."""
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        '<opml version="2.0"><body>'
        '<outline text="heise" xmlUrl="https://www.heise.de/rss/heise-atom.xml"/>'
        '<outline text="Ein Blog" xmlUrl="https://a.example/feed"/>'
        "</body></opml>"
    )
    done = CliRunner().invoke(app, ["sources", "import", str(opml), "--kind", "community"])
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["known", "added"]
    added = load_sources(listed, {}).sources[-1]
    assert (added.name, added.kind, added.every) == ("ein-blog", "community", timedelta(minutes=15))
    opml.write_text('<opml><body><outline text="x" xmlUrl="file:///etc/passwd"/></body></opml>')
    done = CliRunner().invoke(app, ["sources", "import", str(opml)])
    assert (done.exit_code, done.stdout.split()[0]) == (1, "refused")


def test_import_needs_a_list_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list that comes with the tracker is never changed; a missing OPML file is named."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TRACKER_SOURCES", raising=False)
    done = CliRunner().invoke(app, ["sources", "import", "feeds.opml"])
    assert isinstance(done.exception, ConfigError)
    assert "tracker init" in str(done.exception)
    (tmp_path / "sources.toml").write_text(LIST)
    done = CliRunner().invoke(app, ["sources", "import", "feeds.opml"])
    assert "feeds.opml" in str(done.exception)
    assert CliRunner().invoke(app, ["sources", "import", "feeds.opml", "--every", "soon"]).exit_code == 2
