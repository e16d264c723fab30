"""`tracker history`: the releases that fit a question, one line each."""

from __future__ import annotations

import json
import sys
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from tracker import history as ask
from tracker.app import open_app
from tracker.cli.export import write_csv
from tracker.cli.times import moment
from tracker.domain import LicenseClass, Release, Stage

MARKS = {"yes": "●", "partial": "◐", "conditional": "◐", "no": "○", "unknown": "?"}
SHOWN = ("weights", "license", "training_data", "training_code", "paper")
LEGEND = "openness: weights, license, training data, training code, paper · ● yes  ◐ partly  ○ no  ? unknown"


def history(
    organization: Annotated[str | None, typer.Option(help="Part of its name.")] = None,
    family: Annotated[str | None, typer.Option(help="Model family, such as gpt-oss.")] = None,
    stage: Annotated[Stage | None, typer.Option(help="Only releases at this stage.")] = None,
    license_class: Annotated[LicenseClass | None, typer.Option("--license", help="Only this class of license.")] = None,
    since: Annotated[str | None, typer.Option(help="From this date on.")] = None,
    until: Annotated[str | None, typer.Option(help="Up to and with this date.")] = None,
    text: Annotated[str | None, typer.Option(help="Words in names, summaries and sources.")] = None,
    as_of: Annotated[str | None, typer.Option(help="What was known at this date or time.")] = None,
    format_: Annotated[str, typer.Option("--format", help="table, json or csv.")] = "table",
) -> None:
    """List releases, the newest first. Times are in TRACKER_ZONE.

    Example: tracker history --since 2025-08-01 --license permissive
    """
    app = open_app()
    zone = app.settings.zone
    try:
        app.store.check()
        found = ask.ask(
            app.store,
            ask.Query(
                organization=organization,
                family=family,
                stage=stage,
                license_class=license_class,
                since=moment(since, zone) if since else None,
                until=moment(until, zone, end=True) if until else None,
                text=text,
                as_of=moment(as_of, zone, end=True) if as_of else None,
            ),
        )
    finally:
        app.close()
    if format_ == "json":
        sys.stdout.write(json.dumps([ask.row(release) for release in found], ensure_ascii=False, indent=1) + "\n")
    elif format_ == "csv":
        write_csv([ask.row(release) for release in found])
    elif format_ == "table":
        _table(found, zone)
    else:
        raise typer.BadParameter(f"--format {format_}: table, json or csv")


def _table(found: list[Release], zone: str) -> None:
    if not found:
        sys.stderr.write("no release fits\n")
        return
    table = Table(box=box.SIMPLE, header_style="bold")
    for column in ("date", "organization", "name", "size", "stage", "license", "open"):
        table.add_column(column, no_wrap=column in ("date", "open", "stage"))
    for release in found:
        row = ask.row(release)
        when = ask.dated(release).astimezone(ZoneInfo(zone))
        table.add_row(
            f"{'≤ ' if release.baseline else ''}{when:%Y-%m-%d}",
            release.organization,
            release.name,
            size(row["parameters_total"], row["parameters_active"]),
            release.stage.value,
            row["license"]["name"] or row["license"]["id"] or "unknown",
            marks(release),
        )
    console = Console(width=None if sys.stdout.isatty() else 140)
    console.print(table)
    console.print(LEGEND, style="dim")


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
    return f"{number / 1e9:.3g}B" if number < 999.5e9 else f"{number / 1e12:.3g}T"
