"""The catalog's files read: TOML in, entries out; every mistake with its file, line and remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from tracker.catalog import values
from tracker.catalog.entries import CatalogEntry, Claim, Rating, last_day
from tracker.config.lines import find_lines, syntax_line
from tracker.config.tables import Problem, Table
from tracker.config.values import text as one_line
from tracker.errors import ConfigError

REQUIRED: dict[str, values.Check] = {
    "announced": values.claim(values.day),
    "weights": values.claim(values.day),
    "license": values.license_claim,
    "parameters": values.claim(values.amount),
    "training_data": values.claim(values.answer),
}
"""Every entry says these, with a source each or the word "unknown"."""

OPTIONAL: dict[str, values.Check] = {
    "withdrawn": values.claim(values.day),
    "active_parameters": values.claim(values.amount),
    "sizes": values.claim(values.sizes),
    "context_tokens": values.claim(values.amount),
    "languages": values.claim(values.languages),
    "modalities": values.claim(values.modalities),
    "gated": values.claim(values.gated),
    "paper": values.claim(values.source),
    **{
        key: values.claim(values.answer)
        for key in (
            "training_code",
            "inference_code",
            "architecture",
            "evaluation",
            "checkpoints",
            "compute",
            "base_weights",
            "card",
        )
    },
}

_HEAD = ("id", "organization", "name", "family", "repos")
_RATING = ("index", "subject", "date", "source", "values")


@cache
def catalog() -> tuple[CatalogEntry, ...]:
    """Every entry of the files beside this one, in their order; ConfigError names every mistake."""
    files = sorted(
        (one for one in resources.files("tracker.catalog").iterdir() if one.name.endswith(".toml")),
        key=lambda one: one.name,
    )
    return read({one.name: one.read_text("utf-8") for one in files})


def read(texts: Mapping[str, str]) -> tuple[CatalogEntry, ...]:
    """The entries of these texts by their file names; ConfigError has a line for each mistake."""
    entries: list[CatalogEntry] = []
    problems: list[Problem] = []
    places: dict[str, Table] = {}
    for file, text in texts.items():
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            problems.append(Problem(file, *syntax_line(error, text)))
            continue
        lines = find_lines(text)
        rows = data.pop("release", [])
        problems += [Problem(file, 1, f'unknown table "{name}": entries stand under [[release]]') for name in data]
        for index, row in enumerate(rows if isinstance(rows, list) else [rows]):
            table = Table(file, "release", index, row, lines)
            entry = _entry(table)
            if entry.id and entry.id in places:
                other = places[entry.id]
                table.report("id", f'id: "{entry.id}" stands in {other.file}:{other.line("id")} too')
            places.setdefault(entry.id, table)
            problems += table.problems
            entries.append(entry)
    if problems:
        raise ConfigError("\n".join(str(problem) for problem in problems))
    return tuple(entries)


def _entry(table: Table) -> CatalogEntry:
    checks = REQUIRED | OPTIONAL
    table.refuse_unknown((*_HEAD, *checks, "rating"), {"active": "active_parameters", "context": "context_tokens"})
    table.need(*_HEAD, because="every release has it")
    table.need(*REQUIRED, because='give { value = …, source = "https://…" }, or "unknown"')
    claims: dict[str, Claim] = {}
    for key, check in checks.items():
        claim = table.take(key, check, None)
        if claim is not None:
            claims[key] = claim
    entry = CatalogEntry(
        id=table.take("id", values.entry_id, ""),
        organization=table.take("organization", values.organization, ""),
        name=table.take("name", one_line, ""),
        family=table.take("family", one_line, ""),
        repos=table.take("repos", values.repos, ()),
        claims=claims,
        ratings=tuple(_ratings(table)),
    )
    if not table.problems and not {"announced", "weights"} & claims.keys():
        table.report("", "no date is known, so nobody can say when it was there: give announced or weights")
    if "withdrawn" in claims and any(last_day(claims["withdrawn"].value) < last_day(day) for day in entry.dates):
        table.report("withdrawn", "withdrawn: lies before the other dates")
    return entry


def _ratings(table: Table) -> list[Rating]:
    rows = table.entries.get("rating", [])
    found = []
    for row in rows if isinstance(rows, list) else [rows]:
        try:
            found.append(_rating(row))
        except ValueError as error:
            table.report("rating", f"rating: {error}")
    indexes = [one.index for one in found]
    for index in sorted({one for one in indexes if indexes.count(one) > 1}):
        table.report("rating", f'rating: "{index}" stands there twice; keep the rating of the main model')
    return found


def _rating(row: Any) -> Rating:
    if not isinstance(row, dict) or set(row) != set(_RATING):
        raise ValueError(f"must have exactly {', '.join(_RATING)}")
    said = row["values"]
    if not isinstance(said, dict) or not said:
        raise ValueError('values: must be a table such as { license = "open" }')
    return Rating(
        index=values.index(row["index"]),
        subject=one_line(row["subject"]),
        date=values.day(row["date"]),
        source=values.source(row["source"]),
        values={key: values.verdict(value) for key, value in said.items()},
    )
