"""`tracker history`: the releases that fit a question, one line each."""

from __future__ import annotations

import sys
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tracker import history as ask
from tracker.app import open_app
from tracker.cli.data import dumps
from tracker.cli.export import write_table
from tracker.cli.plain import plain, width
from tracker.cli.times import moment
from tracker.domain import LicenseClass, Release, Stage

MARKS = {"yes": "●", "partial": "◐", "conditional": "◐", "no": "○", "unknown": "?"}
SHOWN = ("weights", "license", "training_data", "training_code", "paper")
LEGEND = "openness: weights, license, training data, training code, paper · ● yes  ◐ partly  ○ no  ? unknown"
WIDE = 100
"""Columns from which on the owner has a column of its own."""


def history(
    organization: Annotated[str | None, typer.Option(help="Part of its name.")] = None,
    family: Annotated[str | None, typer.Option(help="Model family, such as gpt-oss.")] = None,
    stage: Annotated[Stage | None, typer.Option(help="Only releases at this stage.")] = None,
    license_class: Annotated[LicenseClass | None, typer.Option("--license", help="Only this class of license.")] = None,
    since: Annotated[str | None, typer.Option(help="From this date on.")] = None,
    until: Annotated[str | None, typer.Option(help="Up to and with this date.")] = None,
    text: Annotated[str | None, typer.Option(help="Words in names, summaries and sources.")] = None,
    as_of: Annotated[str | None, typer.Option(help="What was known at this date or time.")] = None,
    format_: Annotated[
        Literal["table", "json", "csv"], typer.Option("--format", help="For people, or the rows of tracker export.")
    ] = "table",
) -> None:
    """List releases, the newest first. All filters must fit; dates are meant, and times shown, in TRACKER_ZONE.

    Example: tracker history --since 2025-08-01 --license permissive
    """
    app = open_app()
    zone = app.settings.zone
    query = ask.Query(
        organization=organization,
        family=family,
        stage=stage,
        license_class=license_class,
        since=moment(since, zone) if since else None,
        until=moment(until, zone, end=True) if until else None,
        text=text,
        as_of=moment(as_of, zone, end=True) if as_of else None,
    )
    try:
        app.store.check()
        found = ask.ask(app.store, query)
        known = len(found) or len(ask.ask(app.store))
    finally:
        app.close()
    if not found:
        sys.stderr.write(f"none of {known} releases fits\n" if known else f"{ask.NOTHING}\n")
    if format_ == "json":
        sys.stdout.write(dumps([ask.row(release) for release in found], 1) + "\n")
    elif format_ == "csv":
        write_table([ask.row(release) for release in found])
    elif found:
        _table(found, zone)


def _table(found: list[Release], zone: str) -> None:
    console = Console(width=width(), highlight=False)
    wide = console.width >= WIDE
    table = Table(box=box.SIMPLE, header_style="bold", pad_edge=wide, padding=(0, 1) if wide else 0)
    for column in ("date", "organization", "name", "size", "stage", "license", "open") if wide else NARROW:
        table.add_column(column, no_wrap=column in ("date", "open", "stage"), overflow="fold")
    for release in found:
        row = ask.row(release)
        when = ask.dated(release).astimezone(ZoneInfo(zone))
        older = release.baseline and not (release.weights_at or release.visible_at or release.announced_at)
        cells = {
            "date": f"{'≤ ' if older else ''}{when:%Y-%m-%d}",
            "organization": release.organization,
            "name": release.name if wide else release.title,
            "size": size(row["parameters_total"], row["parameters_active"]),
            "stage": "retracted" if release.retracted else release.stage.value,
            "license": row["license"]["name"] or row["license"]["id"] or "unknown",
            "open": marks(release),
        }
        table.add_row(*(Text(plain(cells[str(column.header)])) for column in table.columns))
    console.print(table)
    console.print(Text(LEGEND, style="dim"))


NARROW = ("date", "name", "size", "stage", "license", "open")


def marks(release: Release) -> str:
    """Openness as a short row of marks, in the order of the legend; never color alone."""
    values = {one.dimension: one.value.value for one in release.openness}
    return " ".join(MARKS[values.get(dimension, "unknown")] for dimension in SHOWN)


def size(total: int | None, active: int | None) -> str:
    """Parameters in billions: "117B (5.1B active)"; "?" where unknown."""
    if total is None:
        return "?"
    return f"{_billions(total)}" + (f" ({_billions(active)} active)" if active else "")


def _billions(number: int) -> str:
    if number < 999.5e6:
        return f"{number / 1e6:.3g}M"
    return f"{number / 1e9:.3g}B" if number < 999.5e9 else f"{number / 1e12:.3g}T"
