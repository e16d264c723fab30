"""Fetching a preset from the Hub: the newest commit, only what a model needs, each file checked; then never again."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from tracker.domain import JSON
from tracker.errors import BadStatus, ParseError, TrackerError
from tracker.net import Net
from tracker.net.download import download
from tracker.summarizers.model.folders import (
    MANIFEST,
    File,
    Manifest,
    blob_of,
    digest,
    read_manifest,
    write_manifest,
)
from tracker.summarizers.model.presets import Preset

BEGUN = "fetching.json"  # the manifest of a fetch that is not finished
MOST = 20_000_000_000  # bytes of one model
SPARE = 500_000_000  # bytes that stay free

# Weights as safetensors only: loading a pickle (.bin, .pt) can run code, and so can .py.
_WANTED = re.compile(
    r"(?:config|generation_config|tokenizer|tokenizer_config|special_tokens_map|added_tokens|vocab)\.json|merges\.txt"
    r"|chat_template\.(?:jinja|json)|(?:tokenizer|spiece|sentencepiece\.bpe)\.model|model\.safetensors(?:\.index\.json)?"
    r"|model(?:\.safetensors)?-\d{5}-of-\d{5}\.safetensors|LICENSE(?:\.txt|\.md)?"
)


@dataclass(frozen=True, slots=True)
class Hub:
    """Where models are fetched from."""

    net: Net
    url: str
    token: str | None = None


async def offered(hub: Hub, preset: Preset, models: Path) -> Manifest:
    """What would be fetched: of a fetch that was begun the same commit, else the newest. FetchError, ParseError."""
    begun = read_manifest(models / preset.name / BEGUN)
    if begun is not None and begun.repo == preset.repo:
        return begun
    answer = await hub.net.get(f"{hub.url}/api/models/{preset.repo}?blobs=true", token=hub.token, accept=(200,))
    try:
        return _manifest(preset, json.loads(answer.body))
    except (ValueError, OverflowError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ParseError(f"{preset.repo}: the Hub's answer is not that of a model repo ({error})") from error


def _manifest(preset: Preset, row: JSON) -> Manifest:
    revision = row["sha"]
    if not re.fullmatch(r"[0-9a-f]{40}", revision):
        raise ValueError("no commit")
    license_ = str((row.get("cardData") or {}).get("license") or "not stated")
    files = tuple(_file(one) for one in row["siblings"] if _WANTED.fullmatch(str(one["rfilename"])))
    if not any(one.name.endswith(".safetensors") for one in files) or "config.json" not in {one.name for one in files}:
        raise ValueError("no config.json or no model.safetensors in it")
    manifest = Manifest(preset.repo, revision, license_, files)
    if not 0 < manifest.size <= MOST:
        raise ValueError(f"{manifest.size} bytes")
    return manifest


def _file(one: JSON) -> File:
    """A file as it is listed, with the hash by which we check it: of weights their sha256, of small ones git's own."""
    name, size, large = str(one["rfilename"]), int(one["size"]), one.get("lfs") or {}
    sha256, blob = _hex(large.get("sha256"), 64), _hex(one.get("blobId"), 40)
    if size < 0:
        raise ValueError(f"{name} has {size} bytes")
    if not sha256 and (not blob or name.endswith(".safetensors")):
        raise ValueError(f"no hash for {name}")
    return File(name, size, sha256, "" if sha256 else blob)


def _hex(text: JSON, digits: int) -> str:
    return text if isinstance(text, str) and re.fullmatch(rf"[0-9a-f]{{{digits}}}", text) else ""


async def fetch(
    hub: Hub, preset: Preset, manifest: Manifest, models: Path, told: Callable[[str, int, int], None]
) -> Path:
    """Fetches the files into a folder of their commit and returns that; `told` hears file, bytes, bytes of all.

    A fetch that was killed goes on where it was. The manifest comes last, so that what is not whole is never used.
    """
    home = models / preset.name
    folder = home / manifest.revision
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_manifest(home / BEGUN, manifest)
        _room(manifest, folder)
    except OSError as error:
        raise TrackerError(f"{home}: {error.strerror}") from error
    checked = [await _one(hub, file, manifest, folder, told) for file in manifest.files]  # one after the other
    write_manifest(home / BEGUN, replace(manifest, files=tuple(checked)))
    (home / BEGUN).replace(home / MANIFEST)  # at once: what is done is never also begun
    for other in home.iterdir():
        if other.is_dir() and other != folder:
            shutil.rmtree(other)
    return folder


def _room(manifest: Manifest, folder: Path) -> None:
    there = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    free = shutil.disk_usage(folder).free
    if manifest.size - there + SPARE > free:
        needed = (manifest.size - there) / 1e9
        raise TrackerError(f"{folder}: {needed:.1f} GB and half a GB to spare are needed, {free / 1e9:.1f} GB are free")


async def _one(hub: Hub, file: File, manifest: Manifest, folder: Path, told: Callable[[str, int, int], None]) -> File:
    """One file, whole and checked; with its sha256."""
    target, part = folder / file.name, folder / f"{file.name}.part"
    if not target.exists():
        url = f"{hub.url}/{manifest.repo}/resolve/{manifest.revision}/{quote(file.name)}"
        try:
            await download(
                hub.net, url, part, file.size, token=hub.token, told=lambda have: told(file.name, have, file.size)
            )
        except BadStatus as error:
            raise TrackerError(f"{manifest.repo}/{file.name}: the Hub answered {error.status}") from error
        if not file.size:
            part.touch()
        _check(file, part, manifest)
        part.replace(target)
    return replace(file, sha256=digest(target))


def _check(file: File, part: Path, manifest: Manifest) -> None:
    """What is not what the Hub lists is thrown away."""
    wrong = digest(part) != file.sha256 if file.sha256 else blob_of(part) != file.blob
    if wrong:
        part.unlink()
        raise TrackerError(f"{manifest.repo}/{file.name}: what arrived is not what the Hub lists; fetch it again")
