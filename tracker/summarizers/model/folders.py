"""Where models lie: a fetched preset with its manifest, or a folder of the operator's; and whether it is whole."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.domain import JSON
from tracker.errors import ConfigError

MANIFEST = "manifest.json"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class File:
    """A file of a model; `sha256` as the Hub lists it for weights, of what arrived for the others."""

    name: str
    size: int
    sha256: str = ""
    blob: str = ""  # git's own hash, for what is no big file


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was fetched: which repo at which commit, under which license, and each file."""

    repo: str
    revision: str  # 40 hexadecimal digits
    license: str
    files: tuple[File, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    def to_json(self) -> JSON:
        """As it stands in the file."""
        files = [{"name": one.name, "size": one.size, "sha256": one.sha256, "blob": one.blob} for one in self.files]
        return {"repo": self.repo, "revision": self.revision, "license": self.license, "files": files}


def read_manifest(file: Path) -> Manifest | None:
    """The manifest of a file; None where there is none or it cannot be read."""
    try:
        data = json.loads(file.read_bytes())
        files = tuple(
            File(str(one["name"]), int(one["size"]), str(one["sha256"]), str(one["blob"])) for one in data["files"]
        )
        found = Manifest(str(data["repo"]), str(data["revision"]), str(data["license"]), files)
    except (OSError, ValueError, OverflowError, KeyError, TypeError):
        return None
    fit = re.fullmatch(r"[0-9a-f]{40}", found.revision) and all(is_plain(one.name) for one in files)
    return found if fit else None


def write_manifest(file: Path, manifest: Manifest) -> None:
    """Writes it whole or not at all."""
    new = file.with_name(file.name + ".new")
    new.write_text(json.dumps(manifest.to_json(), indent=1) + "\n", encoding="utf-8")
    new.replace(file)


def is_plain(name: str) -> bool:
    """Whether it is a plain file name, without a folder and not hidden."""
    return re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}", name) is not None


def fetched(models: Path, preset: str) -> tuple[Manifest, Path] | None:
    """The manifest of a fetched preset and the folder of its files; None where it was not fetched."""
    manifest = read_manifest(models / preset / MANIFEST)
    return (manifest, models / preset / manifest.revision) if manifest is not None else None


def damage(manifest: Manifest, folder: Path) -> Iterator[str]:
    """What is wrong with the files, each in a line; reads all of them."""
    for file in manifest.files:
        path = folder / file.name
        if not path.is_file():
            yield f"{file.name} is missing"
        elif path.stat().st_size != file.size:
            yield f"{file.name} has {path.stat().st_size} bytes instead of {file.size}"
        elif digest(path) != file.sha256:
            yield f"{file.name} is not the file that was fetched"


def digest(path: Path) -> str:
    """The sha256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def blob_of(path: Path) -> str:
    """Git's hash of a file, as the Hub lists it for small ones."""
    made = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            made.update(piece)
    return made.hexdigest()


def folder_of(path: str) -> tuple[str, Path]:
    """Id and place of an operator's own folder; the id changes with its files. ConfigError where it is no model."""
    folder = Path(path).expanduser()
    if not folder.is_dir():
        raise ConfigError(f"{path}: there is no such folder of a language model")
    if not (folder / "config.json").is_file() or not list(folder.glob("*.safetensors")):
        raise ConfigError(f"{path}: no language model is in it (config.json and *.safetensors)")
    made = hashlib.sha256()
    for one in sorted(folder.iterdir()):
        if one.is_file():
            state = one.stat()
            made.update(f"{one.name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return f"{folder.name}@{made.hexdigest()[:12]}", folder
