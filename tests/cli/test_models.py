"""`tracker models`: what there is, fetching with consent, and checking."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.summarizers.model.talker import talking
from tests.summarizers.model.weights_hub import FIRST, SECOND, WeightsHub, serve

NAME = "granite-4.0-350m"


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WeightsHub]:
    """A Hub with the preset's repo, and settings that lead to it."""
    with serve(WeightsHub()) as made:
        monkeypatch.setenv("HF_ENDPOINT", made.url)
        monkeypatch.setenv("TRACKER_ALLOW_HOSTS", ",".join(made.places))
        monkeypatch.setenv("TRACKER_HOST_PAUSE", "0")
        monkeypatch.setenv("TRACKER_MODELS_DIR", str(tmp_path / "models"))
        yield made


def test_the_list_says_what_a_model_costs(tracker: Tracker, hub: WeightsHub) -> None:
    """Name, license, size and German stand there before anything is fetched."""
    done = tracker("models", "list")
    row = next(line.split() for line in done.out.splitlines() if line.startswith(NAME))

    assert (done.code, row[:6]) == (0, [NAME, "Apache-2.0", "~0.7", "GB", "yes", "no"])
    assert hub.asked == []


def test_license_and_size_are_shown_before_it_asks(tracker: Tracker, hub: WeightsHub) -> None:
    """Whoever says no has seen license and size, and nothing was fetched."""
    hub.license = "other"
    done = tracker("models", "fetch", NAME, stdin=b"n\n")

    assert (done.code, done.err.splitlines()[-1].endswith("nothing was fetched")) == (1, True)
    assert f"revision {FIRST}" in done.err
    assert "license: other (was Apache-2.0 when it was listed here)" in done.err
    assert "0.00 GB in 3 files" in done.err
    assert [path for _, path, _, _ in hub.asked if "/resolve/" in path] == []


def test_a_fetched_model_is_listed_and_checked(tracker: Tracker, hub: WeightsHub, tmp_path: Path) -> None:
    """After the fetch the list shows the revision, a second fetch has nothing to do, damage is named."""
    done = tracker("models", "fetch", NAME, "--yes")
    again = tracker("models", "fetch", NAME, "--yes")
    (tmp_path / "models" / NAME / FIRST / "config.json").write_text("{}")
    checked = tracker("models", "check", NAME.title())

    assert (done.code, again.code, checked.code) == (0, 0, 1)
    assert f"TRACKER_SUMMARIZER={NAME}" in done.err
    assert "at the newest revision" in again.err
    assert FIRST[:12] in tracker("models", "list").out
    assert "wrong  config.json has 2 bytes instead of 25" in checked.out


def test_a_newer_revision_is_offered(tracker: Tracker, hub: WeightsHub) -> None:
    """Where the Hub has a newer commit, fetching again brings it."""
    tracker("models", "fetch", NAME, "--yes")
    hub.revision = SECOND

    assert f"revision {SECOND}" in tracker("models", "fetch", NAME, "--yes").err
    assert SECOND[:12] in tracker("models", "list").out


def test_a_hub_that_lists_nonsense_is_named(tracker: Tracker, hub: WeightsHub) -> None:
    """A repo without weights ends in one line."""
    del hub.files["model.safetensors"]
    done = tracker("models", "fetch", NAME, "--yes")

    assert done.code == 1
    assert "not that of a model repo" in done.err


def test_an_unknown_name_says_which_is_meant(tracker: Tracker) -> None:
    """A slip of the pen is a wrong setting with its remedy."""
    done = tracker("models", "fetch", "granite-4.0-350")

    assert done.code == 78
    assert f'did you mean "{NAME}"?' in done.err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param((), "set TRACKER_SUMMARIZER", id="none is named"),
        pytest.param((NAME,), f"run: tracker models fetch {NAME}", id="one that was not fetched"),
    ],
)
def test_what_cannot_be_checked_says_why(tracker: Tracker, hub: WeightsHub, name: tuple[str, ...], said: str) -> None:
    """Checking names the remedy."""
    done = tracker("models", "check", *name)

    assert (done.code, said in done.err) == (78, True)


def test_without_torch_the_files_are_checked_all_the_same(
    tracker: Tracker, hub: WeightsHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the extra is missing the check says so and is content."""
    tracker("models", "fetch", NAME, "--yes")
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *a: None if name == "torch" else real(name, *a))
    done = tracker("models", "check", NAME)

    assert done.code == 0
    assert "ok     3 files" in done.out
    assert "not tried: not installed: torch" in done.out


TEXT = "Nordlicht Labs has published a model. It reads German and English, and its weights are free to download."
GOOD = "The model reads German and English, and its weights are free to download."


@pytest.mark.parametrize(
    ("said", "method"),
    [
        pytest.param(GOOD, "model", id="what passes is taken"),
        pytest.param("The model has 999 billion parameters and reads German.", "extract", id="what does not is not"),
    ],
)
def test_items_are_summarized_by_a_model(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch, said: str, method: str
) -> None:
    """`tracker summarize --model` writes the model's words, or the extract with why it refused them."""
    monkeypatch.setenv("TRACKER_SUMMARIZER_MODEL", "small")
    item = json.dumps({"id": 1, "title": "A new model", "text": TEXT}).encode()
    with talking() as server:
        server.says(said)
        done = tracker("summarize", "--model", f"{server.url}/v1", stdin=item)
        checked = tracker("models", "check", f"{server.url}/v1")
    row = json.loads(done.out)

    assert (row["id"], row["method"], bool(row["rejected"])) == (1, method, method == "extract")
    assert (row["text"] == said) is (method == "model")
    assert checked.code == 0
    assert said in checked.out
    assert "the guard refuses these words" in checked.out  # they are not German
