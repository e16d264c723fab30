"""Which model the settings name, and what is said where they name none that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.errors import ConfigError
from tracker.summarizers.model import PRESETS, open_model
from tracker.summarizers.model.folders import File, Manifest, is_plain, read_manifest, write_manifest

REVISION = "c" * 40


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder of models with one fetched preset and one of the operator's own beside it."""
    (tmp_path / "qwen3-0.6b").mkdir()
    manifest = Manifest("Qwen/Qwen3-0.6B", REVISION, "apache-2.0", (File("config.json", 2, "d" * 64),))
    write_manifest(tmp_path / "qwen3-0.6b" / "manifest.json", manifest)
    own = tmp_path / "own"
    own.mkdir()
    (own / "config.json").write_text("{}")
    (own / "model.safetensors").write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    return tmp_path


def test_none_is_named_by_default(models: Path) -> None:
    """Without a setting there is no model."""
    assert open_model("", models) is None


def test_a_preset_is_known_by_its_commit(models: Path) -> None:
    """A fetched preset's id names its revision."""
    made = open_model("qwen3-0.6b", models)

    assert made is not None
    assert made.id == f"qwen3-0.6b@{REVISION}"


def test_a_folder_is_known_by_its_files(models: Path) -> None:
    """The id of an operator's own folder changes with what lies in it."""
    first = open_model(str(models / "own"), models)
    (models / "own" / "model.safetensors").write_bytes(b"other")
    second = open_model(str(models / "own"), models)

    assert first is not None
    assert second is not None
    assert first.id.startswith("own@")
    assert first.id != second.id


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        pytest.param("qwen3-0.6", 'no preset.*did you mean "qwen3-0.6b"', id="nearly a preset"),
        pytest.param("gpt-9", "no preset.*there are qwen3.5-0.8b", id="no preset at all"),
        pytest.param("granite-4.0-1b", "run: tracker models fetch granite-4.0-1b", id="a preset that was not fetched"),
        pytest.param("./nowhere", "there is no such folder", id="no folder"),
        pytest.param("{models}/empty", "no language model is in it", id="a folder without a model"),
        pytest.param("http://192.0.2.7:8080/v1", "must be on this machine", id="a server elsewhere"),
    ],
)
def test_a_wrong_name_says_what_is_meant(models: Path, chosen: str, said: str) -> None:
    """Each mistake has its remedy."""
    with pytest.raises(ConfigError, match=said):
        open_model(chosen.format(models=models), models, model="small")


def test_a_folder_needs_no_slash(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in the working directory is found by its bare name; a server's address is looked at before its name."""
    monkeypatch.chdir(models)
    made = open_model("own", models)

    assert made is not None
    assert made.id.startswith("own@")
    with pytest.raises(ConfigError, match="must be on this machine"):
        open_model("http://192.0.2.7:8080/v1", models)


def test_a_server_needs_the_name_of_its_model(models: Path) -> None:
    """A server may have many."""
    with pytest.raises(ConfigError, match="TRACKER_SUMMARIZER_MODEL is missing"):
        open_model("http://127.0.0.1:8080/v1", models)


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"repo": 1, "revision": "main", "license": "", "files": []}', "\x00"]
)
def test_a_broken_manifest_is_none(tmp_path: Path, content: str) -> None:
    """What cannot be read counts as not fetched."""
    (tmp_path / "manifest.json").write_text(content)

    assert read_manifest(tmp_path / "manifest.json") is None


@pytest.mark.parametrize("name", ["../x", "a/b", ".hidden", "", "a\x00", "C:\\x", "-rf"])
def test_a_name_that_leads_elsewhere_is_no_file(name: str) -> None:
    """Only plain names are taken from a manifest."""
    assert not is_plain(name)


def test_presets_are_named_as_people_type_them() -> None:
    """Lower case, one repo each, permissive licenses."""
    assert all(name == name.lower() == preset.name for name, preset in PRESETS.items())
    assert len({preset.repo for preset in PRESETS.values()}) == len(PRESETS)
    assert {preset.license for preset in PRESETS.values()} == {"Apache-2.0"}
