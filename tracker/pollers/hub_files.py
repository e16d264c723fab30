"""Which files of a repo may be read at all, and what is taken from them. Weights are never downloaded. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from tracker.domain import RepoFile
from tracker.pollers.text import clean

MAX_READ = 2_000_000  # bytes that a card or license may have
MAX_CARD = 65_536  # characters of it that are kept
_MAX_JSON = 5_000_000

_TEXTS = re.compile(r"(?:README|LICEN[CS]E[\w-]{0,40})(?:\.(?:md|markdown|txt|rst))?", re.IGNORECASE)
_JSON = re.compile(
    r"(?:config|params|model_index|generation_config|preprocessor_config|tokenizer_config|[\w.-]{1,80}\.index)\.json"
)
_LICENSES = ("LICENSE", "LICENSE.txt", "LICENSE.md")


def may_fetch(name: str, size: int | None = None) -> bool:
    """Whether a file may be asked for: texts of the card and license, small indexes and settings; nothing else ever."""
    if _TEXTS.fullmatch(name):
        return size is None or size <= MAX_READ
    return bool(_JSON.fullmatch(name)) and size is not None and size <= _MAX_JSON


def card_file(files: Iterable[RepoFile]) -> str | None:
    """The name of the card, where the repo has one that may be read."""
    return next((file.name for file in files if file.name == "README.md" and may_fetch(file.name, file.size)), None)


def license_file(files: Iterable[RepoFile]) -> str | None:
    """The name of the license file, the usual names first; None where there is none that may be read."""
    names = sorted(
        file.name
        for file in files
        if file.name.upper().startswith(("LICENSE", "LICENCE")) and may_fetch(file.name, file.size)
    )
    return next((name for name in _LICENSES if name in names), names[0] if names else None)


def card_text(data: bytes) -> str:
    """The text of a README without its front matter, at most 64 kB, line ends kept."""
    text = data[: 4 * MAX_CARD].decode("utf-8", "replace").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("---\n"):
        end = text.find("\n---", 3)
        text = text[end + 4 :].partition("\n")[2] if end >= 0 else text
    kept = clean(text[:MAX_CARD], lines=True)
    return kept.encode()[:MAX_CARD].decode(errors="ignore")


def license_hash(data: bytes) -> str | None:
    """sha256 of a license's text without regard to white space; None where it is empty."""
    text = " ".join(data.decode("utf-8", "replace").split())
    return hashlib.sha256(text.encode()).hexdigest() if text else None
