"""Long lists in portions, and rows that may be there already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

PORTION = 500  # SQLite may allow only 999 variables in a statement

T = TypeVar("T")


def portions(values: Iterable[T]) -> Iterator[Sequence[T]]:
    """The values in lists of at most PORTION; nothing for no values."""
    rest = list(values)
    for start in range(0, len(rest), PORTION):
        yield rest[start : start + PORTION]


def insert(c: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows ON CONFLICT, which both databases write alike."""
    return sqlite.insert(table) if c.dialect.name == "sqlite" else postgresql.insert(table)
