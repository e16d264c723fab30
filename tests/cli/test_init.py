"""`tracker init`: the files to begin with."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tracker.cli import app
from tracker.config import default_sources, load_settings, load_sources
from tracker.config.example import example_env
from tracker.errors import ConfigError

FILES = ["channels.toml", "example.env", "sources.toml"]


def test_init_writes_what_the_tracker_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the new folder the tracker finds the default list, channels to be filled in, and every setting."""
    folder = tmp_path / "deep" / "new"
    done = CliRunner().invoke(app, ["init", str(folder)])
    assert done.exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == FILES
    assert sorted(line.split("/")[-1] for line in done.stdout.splitlines()) == FILES
    monkeypatch.chdir(folder)
    monkeypatch.delenv("TRACKER_SOURCES", raising=False)
    found = load_sources(load_settings().sources, {})
    assert found.sources == load_sources(default_sources(), {}).sources
    assert found.channels == ()
    assert (folder / "example.env").read_text("utf-8") == example_env()
    assert (folder / "example.env").stat().st_mode & 0o077 == 0


def test_init_never_writes_over_a_file(tmp_path: Path) -> None:
    """What is there stays byte for byte, is named as kept, and the rest is written."""
    (tmp_path / "sources.toml").write_text("mine")
    done = CliRunner().invoke(app, ["init", str(tmp_path)])
    assert done.exit_code == 0
    assert (tmp_path / "sources.toml").read_text() == "mine"
    assert f"kept   {tmp_path / 'sources.toml'}" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == FILES


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file in the way of the folder is an error with its name."""
    (tmp_path / "file").write_text("")
    done = CliRunner().invoke(app, ["init", str(tmp_path / "file" / "in")])
    assert isinstance(done.exception, ConfigError)
    assert str(tmp_path / "file") in str(done.exception)
