"""sources.toml and channels.toml beside it: TOML -> Watchlist, or every problem at once with file and line."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tracker.config import lines, values
from tracker.config.channels import read_channel
from tracker.config.tables import Problem, Table
from tracker.domain import Channel, Source, SourceKind
from tracker.errors import ConfigError

# What each type needs, how often it is asked and who speaks there where the entry does not say.
NEEDS: dict[str, tuple[str, ...]] = {
    "feed": ("url",),
    "hub": ("organization",),
    "github": ("repository",),
    "trending": (),
}
EVERY = {
    "feed": timedelta(minutes=10),
    "hub": timedelta(minutes=5),
    "github": timedelta(minutes=15),
    "trending": timedelta(minutes=10),
}
KIND = {
    "feed": SourceKind.PRESS,
    "hub": SourceKind.OFFICIAL,
    "github": SourceKind.OFFICIAL,
    "trending": SourceKind.COMMUNITY,
}
WATCHES = ("releases", "pulls")
KEYS = ("name", "type", "url", "organization", "repository", "watch", "title", "language", "kind", "every", "country")
SYNONYMS = {
    "interval": "every",
    "frequency": "every",
    "period": "every",
    "org": "organization",
    "owner": "organization",
    "author": "organization",
    "repo": "repository",
    "lang": "language",
    "link": "url",
    "feed": "url",
    "label": "title",
    "category": "kind",
}


@dataclass(frozen=True, slots=True)
class Watchlist:
    """What is watched and who is told; `path` is the file it was read from."""

    sources: tuple[Source, ...]
    channels: tuple[Channel, ...]
    path: Path


def load_sources(path: Path, environment: Mapping[str, str] | None = None) -> Watchlist:
    """The sources and channels of a TOML file and of channels.toml beside it.

    `environment` (default: the process's) holds the secrets that channels name with to_env and secret_env.
    Raises ConfigError with one line for each problem of both files.
    """
    beside = path.with_name("channels.toml")
    texts = {path: _read(path)} | ({beside: _read(beside)} if beside != path and beside.exists() else {})
    found, problems = read_watchlist(texts, os.environ if environment is None else environment)
    if problems:
        raise ConfigError("\n".join(str(problem) for problem in problems))
    return found


def read_watchlist(texts: Mapping[Path, str], environment: Mapping[str, str]) -> tuple[Watchlist, list[Problem]]:
    """The watchlist in some files, the first of which holds the sources, and all problems in reading order."""
    problems: list[Problem] = []
    sources: list[tuple[Table, Source]] = []
    channels: list[tuple[Table, Channel]] = []
    first = next(iter(texts))
    for path, text in texts.items():
        tables = _tables(path.name, text, ("source", "channel") if path == first else ("channel",), problems)
        for table in tables:
            if table.kind == "source":
                sources.append((table, _read_source(table)))
            else:
                channels.append((table, read_channel(table, environment)))
    _refuse_twins(sources, channels)
    everything = [table for table, _ in sources] + [table for table, _ in channels]
    problems += [problem for table in everything for problem in table.problems]
    if not sources and not problems:
        problems.append(Problem(first.name, 1, "no [[source]] in it; `tracker init` writes a list to begin with"))
    order = {path.name: place for place, path in enumerate(texts)}
    problems.sort(key=lambda problem: (order[problem.file], problem.line))
    return Watchlist(tuple(source for _, source in sources), tuple(channel for _, channel in channels), first), problems


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: no such file; `tracker init` writes one, TRACKER_SOURCES names another") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path.name}:{line}: not UTF-8; save the file as UTF-8") from error
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error


def _tables(file: str, text: str, allowed: tuple[str, ...], problems: list[Problem]) -> list[Table]:
    """The tables of one file; what cannot be a table is noted in `problems`."""
    try:
        document: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, said = lines.syntax_line(error, text)
        problems.append(Problem(file, line, f"not TOML: {said}"))
        return []
    places = lines.find_lines(text)
    found: list[Table] = []
    for kind, rows in document.items():
        line = lines.line_of(places, kind, 0)
        if kind not in allowed:
            near = values.closest(kind, allowed) or f"; what may stand here is [[{']] and [['.join(allowed)}]]"
            problems.append(Problem(file, line, f'unknown table or key "{kind}"{near}'))
        elif not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            problems.append(Problem(file, line, f"write [[{kind}]] in double brackets above each {kind}"))
        else:
            found += [Table(file, kind, index, row, places) for index, row in enumerate(rows)]
    return found


def _read_source(table: Table) -> Source:
    table.refuse_unknown(KEYS, SYNONYMS)
    table.refuse_secrets()
    table.need("name", "type", because=f"every source has a name of its own and a type: {', '.join(NEEDS)}")
    kind_of = table.take("type", values.choice(*NEEDS), "")
    if kind_of:
        table.need(*NEEDS[kind_of], because=f'a source of type "{kind_of}" needs it')
        wrong = {key for keys in NEEDS.values() for key in keys} - {*NEEDS[kind_of]}
        wrong -= {"organization"} if kind_of == "feed" else set()
        wrong |= {"watch"} if kind_of != "github" else set()
        for key in sorted(wrong & set(table.entries)):
            table.report(key, f'{key}: does not belong to type "{kind_of}", take it out or change the type')
    watch = table.take("watch", values.choice(*WATCHES), WATCHES[0])
    speaks = SourceKind.COMMUNITY if watch == "pulls" else KIND.get(kind_of, SourceKind.PRESS)  # anybody may open one
    return Source(
        name=table.take("name", values.name, ""),
        type=kind_of,
        kind=table.take("kind", values.member(SourceKind), speaks),
        every=table.take("every", values.duration, EVERY.get(kind_of, timedelta(minutes=10))),
        url=table.take("url", values.url, None),
        organization=table.take("organization", values.namespace, None),
        repository=table.take("repository", values.repository, None),
        watch=watch,
        title=table.take("title", values.text, ""),
        language=table.take("language", values.language, None),
        country=table.take("country", values.country, None),
    )


def identity(source: Source) -> tuple[str, str]:
    """What two sources must not share: the key and the folded value of what they watch."""
    if source.type == "feed" and source.url:
        parts = urlsplit(source.url)
        query = f"?{parts.query}" if parts.query else ""
        return "url", f"{parts.netloc.lower()}{parts.path.rstrip('/')}{query}"
    if source.type == "hub" and source.organization:
        return "organization", source.organization.lower()
    if source.type == "github" and source.repository:
        return "repository", f"{source.repository.lower()} {source.watch}"
    return ("type", source.type) if source.type == "trending" else ("", "")


def _refuse_twins(sources: list[tuple[Table, Source]], channels: list[tuple[Table, Channel]]) -> None:
    """Notes names, feeds, organizations and repositories that are listed twice, at the second place."""
    seen: dict[tuple[str, ...], Table] = {}
    things: list[tuple[Table, Source | Channel]] = [*sources, *channels]
    for table, thing in things:
        marks: list[tuple[str, ...]] = [(table.kind, "name", thing.name.lower())]
        if isinstance(thing, Source):
            marks.append((table.kind, *identity(thing)))
        for mark in marks:
            if not mark[-1]:
                continue
            if mark in seen:
                other = seen[mark]
                table.report(mark[1], f"{mark[1]}: listed before, {other.label} in {other.file}:{other.line(mark[1])}")
            else:
                seen[mark] = table
