"""`tracker sources`: what is watched and how it is doing; `tracker sources import`: feeds out of an OPML file."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tracker.app import App, open_app
from tracker.cli.data import dumps, write_csv
from tracker.cli.times import shown
from tracker.clock import iso
from tracker.config import default_sources, load_settings
from tracker.config.opml import add_feeds, read_opml
from tracker.config.values import duration
from tracker.domain import JSON, Source, SourceHealth, SourceKind
from tracker.errors import ConfigError, StoreError
from tracker.store import sources as memory

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)

COLUMNS = (
    "name",
    "label",
    "type",
    "kind",
    "address",
    "every",
    "observations",
    "last_success",
    "next_poll",
    "failures",
    "trouble",
)
RIGHT: dict[str, Literal["right"]] = {"every": "right", "seen": "right"}
UNITS = (("d", 86400), ("h", 3600), ("m", 60), ("s", 1))


@app.callback()
def sources(
    context: typer.Context,
    format_: Annotated[str, typer.Option("--format", help="table, json or csv.")] = "table",
) -> None:
    """List the sources with their health. Times of the table are in TRACKER_ZONE.

    Example: tracker sources --format json
    """
    if context.invoked_subcommand:
        return
    tracker = open_app()
    try:
        health = _health(tracker)
        rows = [_row(source, health.get(source.name)) for source in tracker.watchlist.sources]
        zone = tracker.settings.zone
        if format_ == "json":
            sys.stdout.write(dumps(rows, 1) + "\n")
        elif format_ == "csv":
            write_csv(COLUMNS, [[row[column] for column in COLUMNS] for row in rows])
        elif format_ == "table":
            _table(tracker.watchlist.sources, health, zone)
        else:
            raise typer.BadParameter(f"--format {format_}: table, json or csv")
    finally:
        tracker.close()


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="A list of feeds, as feed readers export it.")],
    kind: Annotated[SourceKind, typer.Option(help="Who speaks there.")] = SourceKind.PRESS,
    every: Annotated[str, typer.Option(help="Time between two polls.")] = "15m",
) -> None:
    """Append the feeds of an OPML file to the sources file; those that are watched already are left out.

    Example: tracker sources import feeds.opml --kind community
    """
    try:
        duration(every)
    except ValueError as error:
        raise typer.BadParameter(f"--every: {error}") from error
    path = load_settings().sources
    if path == default_sources():
        raise ConfigError(f"{path} comes with the tracker; write a list of your own first: tracker init")
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror}") from error
    imports = add_feeds(path, read_opml(content, file.name), kind=kind, every=every)
    for one in imports:
        word = "added" if one.name else "refused" if one.refused else "known"
        what = one.name or json.dumps(one.outline.title or "no title", ensure_ascii=False)
        sys.stdout.write(f"{word:<8}{what}  {json.dumps(one.outline.url)[1:-1]}  {one.reason}".rstrip() + "\n")
    sys.stderr.write(f"{sum(bool(one.name) for one in imports)} of {len(imports)} feeds added to {path}\n")
    if any(one.refused for one in imports):
        raise typer.Exit(1)


def _health(tracker: App) -> dict[str, SourceHealth]:
    """How the sources are doing, by name; empty where the database is not there yet."""
    try:
        tracker.store.check()
        with tracker.store.read() as c:
            return {one.name: one for one in memory.health(c)}
    except StoreError as error:
        sys.stderr.write(f"without health: {error}\n")
        return {}


def _row(source: Source, health: SourceHealth | None) -> dict[str, JSON]:
    found = health or SourceHealth(source.name, source.label, source.type, source.kind)
    times = {key: getattr(found, key) for key in ("last_success", "last_poll", "next_poll")}
    return {
        "name": source.name,
        "label": source.label,
        "type": source.type,
        "kind": source.kind.value,
        "address": _address(source),
        "language": source.language,
        "country": source.country,
        "every": int(source.every.total_seconds()),
        "observations": found.observations,
        **{key: iso(when) if when else None for key, when in times.items()},
        "failures": found.failures,
        "trouble": found.trouble,
    }


def _address(source: Source) -> str:
    return (source.url if source.type == "feed" else source.organization or source.repository) or ""


def _table(watched: Sequence[Source], health: dict[str, SourceHealth], zone: str) -> None:
    table = Table(box=box.SIMPLE, header_style="bold")
    for column in ("source", "type", "kind", "every", "last success", "next poll", "seen", "trouble"):
        table.add_column(column, no_wrap=column not in ("trouble", "source"), justify=RIGHT.get(column, "left"))
    for source in watched:
        found = health.get(source.name) or SourceHealth(source.name, source.label, source.type, source.kind)
        trouble = f"{found.trouble} ({found.failures}×)" if found.trouble and found.failures else found.trouble or ""
        table.add_row(
            Text(source.name),
            source.type,
            source.kind.value,
            _span(source.every),
            shown(found.last_success, zone),
            shown(found.next_poll, zone),
            str(found.observations),
            Text("".join(c for c in trouble if c.isprintable())),
        )
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    unwell = sum(bool(one.trouble) for one in health.values())
    sys.stderr.write(f"{len(watched)} sources, {unwell} in trouble\n")


def _span(every: timedelta) -> str:
    """The time between two polls as sources.toml writes it: "5m"."""
    seconds = int(every.total_seconds())
    unit, size = next((unit, size) for unit, size in UNITS if seconds % size == 0)
    return f"{seconds // size}{unit}"
