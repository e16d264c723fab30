"""Data on standard output: JSON and CSV in which neither a terminal nor a spreadsheet finds commands."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Sequence

from tracker.cli.plain import plain
from tracker.domain import JSON

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a cell that a spreadsheet calculates begins with (owasp.org, "CSV Injection")."""

_HIDDEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""What JSON need not escape but a terminal obeys, a reader of lines takes for the end of one, or UTF-8 cannot say."""


def dumps(value: JSON, indent: int | None = None) -> str:
    """JSON text as people can read it; the same value as ever, with terminal commands escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def cell(value: JSON) -> str:
    """A cell that a spreadsheet takes for text: a publisher's words may begin like a formula."""
    if value is None:
        return ""
    if isinstance(value, (bool, int, float)):
        return str(value)
    begins = str(value).lstrip(" ")[:1] in FORMULA and str(value) != ""
    return ("'" if begins else "") + plain(value)


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[JSON]]) -> None:
    """A head and rows of cells to standard output."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(value) for value in row])
