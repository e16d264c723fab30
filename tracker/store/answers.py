"""Answers: what a language model wrote, kept under all that it was asked, so that nothing is asked twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from tracker.store.bulk import insert
from tracker.store.texts import answers as table


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, and why the guard refused it: () where it passed."""

    text: str
    rejected: tuple[str, ...]


def get(c: Connection, key: str) -> Kept | None:
    """The answer under this key, or None."""
    row = c.execute(select(table.c.text, table.c.rejected).where(table.c.key == key)).first()
    return Kept(row.text, tuple(row.rejected)) if row else None


def keep(
    c: Connection,
    key: str,
    model: str,
    language: str,
    text: str,
    rejected: Sequence[str],
    seconds: float,
    now: datetime,
) -> None:
    """Keeps it, whether the guard let it pass or not; the first one under a key stays."""
    row = {
        "key": key,
        "model": model,
        "language": language,
        "text": text,
        "rejected": list(rejected),
        "seconds": seconds,
        "made_at": now,
    }
    c.execute(insert(c, table).values(**row).on_conflict_do_nothing())
