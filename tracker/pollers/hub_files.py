"""Which files of a repo may be read at all, and what is taken from them. Weights are never downloaded. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from tracker.domain import RepoFile
from tracker.pollers.text import clean

MAX_READ = 2_000_000  # bytes that a card or license may have
MAX_CARD = 65_536  # characters of it that are kept
MAX_LICENSE = 3000  # characters of a license that are kept, beside the hash of all of it
MAX_CONFIG = 5_000_000  # usually 2 kB
MAX_INDEX = 20_000_000  # deepseek-ai/DeepSeek-V3 has one of 9 MB
MAX_INDEXES = 6  # of a repo; a pipeline has one for each large part

_TEXTS = re.compile(r"(?:README|LICEN[CS]E[\w-]{0,40})(?:\.(?:md|markdown|txt|rst))?", re.IGNORECASE)
_INDEX = re.compile(r"(?:[\w.-]{1,80}/){0,4}[\w.-]{1,120}\.index(?:\.\w{1,20})?\.json")
_WEIGHTS = re.compile(r"\.(?:safetensors|bin|gguf|pth|pt|h5|msgpack|onnx|ckpt|nemo|npz)$", re.IGNORECASE)
_SETTINGS = re.compile(r"(?:^|/)(?:config|params|model_index|open_clip_config)\.json$|(?:^|/)config\.yaml$")
_MODELS_OWN = re.compile(r"model|weights", re.IGNORECASE)
_OF_OTHERS = re.compile(r"code|software|data|policy|notice|third|3rd", re.IGNORECASE)
_USUAL = ("LICENSE", "LICENSE.txt", "LICENSE.md")


def most(name: str) -> int:
    """The bytes that a file may have: the card's and license's texts, settings, indexes; 0: it is never asked for."""
    if ".." in name.split("/"):
        return 0
    if _TEXTS.fullmatch(name):
        return MAX_READ
    if name == "config.json":
        return MAX_CONFIG
    return MAX_INDEX if _INDEX.fullmatch(name) else 0


def may_fetch(name: str, size: int | None = None) -> bool:
    """Whether a file may be asked for. One of unknown size may: reading ends at what it may have."""
    return (size or 0) <= most(name) > 0


def order(file: RepoFile) -> tuple[int, bool]:
    """What of a long list is kept first: what tells of a repo, then its weights; the top folder before others."""
    name = file.name
    if may_fetch(name) or _SETTINGS.search(name):
        return ("/" in name) * 2, "/" in name
    return (1 + ("/" in name) * 2 if _WEIGHTS.search(name) else 4), "/" in name


def weights(files: Iterable[RepoFile]) -> int:
    """How many files of weights there are."""
    return sum(bool(_WEIGHTS.search(file.name)) for file in files)


def card_file(files: Iterable[RepoFile]) -> str | None:
    """The name of the card, where the repo has one that may be read."""
    return next((file.name for file in files if file.name == "README.md" and may_fetch(file.name, file.size)), None)


def config_file(files: Iterable[RepoFile]) -> str | None:
    """The name of the model's settings, where the repo has some that may be read."""
    return next((file.name for file in files if file.name == "config.json" and may_fetch(file.name, file.size)), None)


def index_files(files: Iterable[RepoFile]) -> list[str]:
    """The names of the indexes that may be read, those of the top folder first; not more than a few."""
    names = [file.name for file in files if _INDEX.fullmatch(file.name) and may_fetch(file.name, file.size)]
    return sorted(names, key=lambda name: (name.count("/"), name))[:MAX_INDEXES]


def license_file(files: Iterable[RepoFile]) -> str | None:
    """The name of the license file; None where there is none that may be read.

    One that is named for the model comes first, then the usual names; one for the code alone is not the model's.
    """
    names = [
        file.name
        for file in files
        if file.name.upper().startswith(("LICENSE", "LICENCE"))
        and may_fetch(file.name, file.size)
        and (_MODELS_OWN.search(file.name[7:]) or not _OF_OTHERS.search(file.name[7:]))
    ]
    return min(names, key=_license_order, default=None)


def _license_order(name: str) -> tuple[bool, int, str]:
    return not _MODELS_OWN.search(name[7:]), _USUAL.index(name) if name in _USUAL else len(_USUAL), name


def is_name(name: object) -> bool:
    """Whether this is the name of a file in a repo: a text without oddities, and no way out of its folder."""
    return (
        isinstance(name, str)
        and 0 < len(name) <= 400
        and name == clean(name)
        and not name.startswith("/")
        and ".." not in name.split("/")
    )


def card_text(data: bytes) -> str:
    """The text of a README without its front matter, at most 64 kB, line ends kept."""
    text = data[: 4 * MAX_CARD].decode("utf-8", "replace").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("---\n"):
        end = text.find("\n---", 3)
        text = text[end + 4 :].partition("\n")[2] if end >= 0 else text
    kept = clean(text[:MAX_CARD], lines=True)
    return kept.encode()[:MAX_CARD].decode(errors="ignore")


def license_text(data: bytes) -> str:
    """The beginning of a license's text, line ends kept."""
    text = data[: 8 * MAX_LICENSE].decode("utf-8", "replace").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return clean(text[: 2 * MAX_LICENSE], lines=True)[:MAX_LICENSE]


def license_hash(data: bytes) -> str | None:
    """sha256 of a license's text without regard to white space; None where it is empty."""
    text = " ".join(data.decode("utf-8", "replace").split())
    return hashlib.sha256(text.encode()).hexdigest() if text else None
