"""Texts of strangers on a terminal: one line, without anything that a terminal takes for a command."""

from __future__ import annotations

import os
import sys


def plain(text: object, limit: int | None = None) -> str:
    """One line of printable characters; `limit` cuts at a word and says so with an ellipsis."""
    kept = " ".join("".join(c if c.isprintable() else " " for c in str(text)).split())
    if limit is None or len(kept) <= limit:
        return kept
    cut = kept[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip() + "…"


def width() -> int | None:
    """Columns to write in: None leaves it to the terminal (or COLUMNS), a file gets lines that need no wrapping."""
    return None if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit() else 140
