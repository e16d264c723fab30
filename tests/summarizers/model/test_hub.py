"""Fetching a model: one commit, only what is needed, checked, gone on with where it was stopped."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.samples import NOW
from tests.summarizers.model.weights_hub import FIRST, SECOND, WeightsHub, serve
from tracker.errors import FetchError, ParseError, TrackerError
from tracker.net import Net
from tracker.net import download as downloads
from tracker.summarizers.model import PRESETS, fetched
from tracker.summarizers.model import hub as fetching
from tracker.summarizers.model.folders import damage

PRESET = PRESETS["granite-4.0-350m"]
WEIGHTS = "model.safetensors"
TOKEN = "hf" + "_sentinel"


@pytest.fixture
def hub() -> Iterator[WeightsHub]:
    """A Hub that serves the preset's repo."""
    with serve(WeightsHub()) as made:
        yield made


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two tries nobody waits."""
    monkeypatch.setattr(downloads, "PAUSE", 0.0)


def fetch(hub: WeightsHub, models: Path, deadline: float = 20) -> Path:
    """What `tracker models fetch --yes` does."""

    async def run() -> Path:
        net = Net(allow_hosts=hub.places, now=lambda: NOW, pause=0, deadline=deadline)
        async with net:
            place = fetching.Hub(net, hub.url, TOKEN)
            manifest = await fetching.offered(place, PRESET, models)
            return await fetching.fetch(place, PRESET, manifest, models, lambda *_: None)

    return asyncio.run(run())


def test_a_model_is_fetched_at_one_commit_and_only_what_it_needs(hub: WeightsHub, tmp_path: Path) -> None:
    """Config, tokenizer and safetensors of the newest commit; no code, no pickle, nothing outside of its folder."""
    folder = fetch(hub, tmp_path)
    there = fetched(tmp_path, PRESET.name)

    assert there is not None
    manifest, place = there
    assert (folder, place.name, manifest.revision, manifest.license) == (place, FIRST, FIRST, "apache-2.0")
    assert {path.name for path in folder.iterdir()} == {"config.json", "tokenizer.json", WEIGHTS}
    assert list(damage(*there)) == []
    assert all(FIRST in path for _, path, _, _ in hub.asked if "/resolve/" in path)


def test_the_token_stays_with_the_hub(hub: WeightsHub, tmp_path: Path) -> None:
    """The host that holds the big files gets the range that is wanted and no token."""
    fetch(hub, tmp_path)

    assert {token for host, _, _, token in hub.asked if host == "elsewhere"} == {None}
    assert {token for host, _, _, token in hub.asked if host == "hub"} == {f"Bearer {TOKEN}"}
    assert hub.ranges_of(WEIGHTS) == ["bytes=0-"]


def test_a_connection_that_breaks_is_gone_on_with(hub: WeightsHub, tmp_path: Path) -> None:
    """Each piece goes on behind the last, until all is there."""
    hub.cut_after = 130_000
    folder = fetch(hub, tmp_path)

    assert hub.ranges_of(WEIGHTS) == ["bytes=0-", "bytes=130000-", "bytes=260000-"]
    assert (folder / WEIGHTS).read_bytes() == hub.files[WEIGHTS]


def test_a_host_that_goes_silent_is_asked_for_the_rest(hub: WeightsHub, tmp_path: Path) -> None:
    """What comes within the deadline is kept, the next request takes the rest."""
    hub.hang_after = 200_000
    folder = fetch(hub, tmp_path, deadline=1)

    assert hub.ranges_of(WEIGHTS) == ["bytes=0-", "bytes=200000-"]
    assert (folder / WEIGHTS).read_bytes() == hub.files[WEIGHTS]


def test_a_fetch_that_was_killed_goes_on_where_it_was(hub: WeightsHub, tmp_path: Path) -> None:
    """Killed with -9 in the middle of the weights, the next one asks for the rest of the same commit."""
    hub.hang_after = 200_000
    environment = {
        "PATH": os.environ["PATH"],
        "TRACKER_MODELS_DIR": str(tmp_path),
        "HF_ENDPOINT": hub.url,
        "TRACKER_ALLOW_HOSTS": ",".join(hub.places),
        "TRACKER_HOST_PAUSE": "0",
    }
    command = [sys.executable, "-m", "tracker", "models", "fetch", PRESET.name, "--yes"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    part = tmp_path / PRESET.name / FIRST / f"{WEIGHTS}.part"
    until = time.monotonic() + 30
    while not (part.exists() and part.stat().st_size == 200_000):
        assert time.monotonic() < until, "it never came so far"
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert fetched(tmp_path, PRESET.name) is None

    hub.hang_after, hub.revision = None, SECOND  # the Hub has moved on meanwhile
    folder = fetch(hub, tmp_path)

    assert folder.name == FIRST
    assert hub.ranges_of(WEIGHTS) == ["bytes=0-", "bytes=200000-"]
    assert (folder / WEIGHTS).read_bytes() == hub.files[WEIGHTS]


def test_a_server_without_parts_sends_all_anew(hub: WeightsHub, tmp_path: Path) -> None:
    """Where a range is not understood the file begins again, and ends whole."""
    begun = tmp_path / PRESET.name / FIRST
    begun.mkdir(parents=True)
    (begun / f"{WEIGHTS}.part").write_bytes(b"x" * 1000)
    hub.ranges = False
    folder = fetch(hub, tmp_path)

    assert hub.ranges_of(WEIGHTS) == ["bytes=1000-"]
    assert (folder / WEIGHTS).read_bytes() == hub.files[WEIGHTS]


@pytest.mark.parametrize("name", [WEIGHTS, "config.json"])
def test_what_is_not_what_the_hub_lists_is_thrown_away(hub: WeightsHub, tmp_path: Path, name: str) -> None:
    """Another content of the same size is noticed by its hash and never used; fetching again may go well."""
    hub.sent[name] = bytes(reversed(hub.files[name]))
    with pytest.raises(TrackerError, match=f"{name}: what arrived is not what the Hub lists"):
        fetch(hub, tmp_path)
    assert fetched(tmp_path, PRESET.name) is None
    assert not list(tmp_path.rglob(f"{name}*"))

    hub.sent.clear()
    fetch(hub, tmp_path)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        pytest.param(b"abc", "ended after 3 of", id="too little"),
        pytest.param(b"x" * 400_000, "over 307200 bytes", id="too much"),
    ],
)
def test_another_size_than_listed_is_no_model(hub: WeightsHub, tmp_path: Path, sent: bytes, said: str) -> None:
    """Too little ends after some tries, too much at once."""
    hub.sent[WEIGHTS] = sent
    with pytest.raises(FetchError, match=said):
        fetch(hub, tmp_path)
    assert fetched(tmp_path, PRESET.name) is None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"files": {"config.json": b"{}"}}, id="no weights"),
        pytest.param({"files": {"model.safetensors": b"x"}}, id="no config"),
        pytest.param({"revision": "main"}, id="no commit"),
        pytest.param({"unhashed": WEIGHTS}, id="weights without a hash"),
        pytest.param({"unhashed": "config.json"}, id="a config without a hash"),
    ],
)
def test_a_repo_that_is_no_model_is_not_begun(hub: WeightsHub, tmp_path: Path, change: dict[str, object]) -> None:
    """What lacks a commit, a config or safetensors is refused before anything is fetched."""
    for name, value in change.items():
        setattr(hub, name, value)
    with pytest.raises(ParseError, match="not that of a model repo"):
        fetch(hub, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_newer_commit_takes_the_older_one_s_place(hub: WeightsHub, tmp_path: Path) -> None:
    """A second fetch brings the new commit into a folder of its own, then the old one goes."""
    fetch(hub, tmp_path)
    hub.revision, hub.files["config.json"] = SECOND, b'{"model_type": "granite", "new": 1}'
    folder = fetch(hub, tmp_path)

    assert folder.name == SECOND
    assert sorted(path.name for path in (tmp_path / PRESET.name).iterdir()) == [SECOND, "manifest.json"]


def test_a_fetch_that_was_killed_at_its_end_is_done(
    hub: WeightsHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is whole is used and no longer begun, so that the next fetch asks for the newest commit again."""

    def killed(_folder: Path) -> None:
        raise KeyboardInterrupt

    fetch(hub, tmp_path)
    hub.revision = SECOND
    with monkeypatch.context() as patched:
        patched.setattr("shutil.rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            fetch(hub, tmp_path)
    there = fetched(tmp_path, PRESET.name)
    hub.revision = FIRST

    assert there is not None
    assert there[0].revision == SECOND
    assert fetch(hub, tmp_path).name == FIRST
    assert sorted(path.name for path in (tmp_path / PRESET.name).iterdir()) == [FIRST, "manifest.json"]


def test_a_disk_without_room_is_named_before_anything_is_fetched(
    hub: WeightsHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is needed and what is free stand in the error."""
    monkeypatch.setattr(fetching, "SPARE", 10**18)
    with pytest.raises(TrackerError, match="GB are free"):
        fetch(hub, tmp_path)
    assert hub.ranges_of(WEIGHTS) == []


def test_a_file_that_the_hub_refuses_is_named(hub: WeightsHub, tmp_path: Path) -> None:
    """A gate or a missing file ends the fetch with the file's name."""
    hub.answers[f"/{PRESET.repo}/resolve/{FIRST}/tokenizer.json"] = 403
    with pytest.raises(TrackerError, match=r"tokenizer\.json: the Hub answered 403"):
        fetch(hub, tmp_path)


def test_changed_files_are_noticed(hub: WeightsHub, tmp_path: Path) -> None:
    """Missing, cut and altered files are named."""
    folder = fetch(hub, tmp_path)
    there = fetched(tmp_path, PRESET.name)
    assert there is not None
    (folder / "config.json").unlink()
    (folder / "tokenizer.json").write_bytes(b"{")
    (folder / WEIGHTS).write_bytes(bytes(len(hub.files[WEIGHTS])))

    assert list(damage(*there)) == [
        "config.json is missing",
        "tokenizer.json has 1 bytes instead of 18",
        "model.safetensors is not the file that was fetched",
    ]
