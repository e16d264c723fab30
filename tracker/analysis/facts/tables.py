"""Tables of a card: a column that states sizes, context or training tokens of one family's models."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CELLS = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^[\s|:=-]+$")
_MOST = 60  # rows that are read


def column(text: str, heading: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """The cells below the first heading that fits, each with its row; none of a table that compares families."""
    for head, rows in _tables(text):
        place = next((at for at, cell in enumerate(head) if heading.search(cell)), None)
        if place is None or not _one_family([row[0] for row, _ in rows]):
            continue
        for row, line in rows:
            if place < len(row) and row[place]:
                yield row[place], line


def _tables(text: str) -> Iterator[tuple[list[str], list[tuple[list[str], str]]]]:
    """Heads and rows; a head is the line above a line of dashes."""
    lines = text.splitlines() if "|" in text else []
    for at, line in enumerate(lines[1:], 1):
        if "|" in line and "-" in line and _RULE.match(line) and "|" in lines[at - 1]:
            rows = []
            for below in lines[at + 1 : at + 1 + _MOST]:
                if "|" not in below:
                    break
                rows.append((_cells(below), below.strip()))
            yield _cells(lines[at - 1]), rows


def _cells(line: str) -> list[str]:
    """The cells; a line may begin with its bar or without."""
    return [re.sub(r"[*_`]", "", cell).strip() for cell in _CELLS.split(line.strip().removeprefix("|")[:1_000])]


def _one_family(first: list[str]) -> bool:
    """Do the rows' first cells begin with the same word, or are they empty?"""
    words = {match[0].lower() for cell in first if (match := re.match(r"[^\W\d_]+", cell))}
    return len(words) <= 1
