"""`tracker export`: every release as one row."""

from __future__ import annotations

import csv
import json
import sys
from typing import Annotated

import typer

from tracker import history
from tracker.app import open_app
from tracker.cli.times import moment
from tracker.domain import JSON

COLUMNS = (
    "id",
    "organization",
    "name",
    "family",
    "stage",
    "announced_at",
    "visible_at",
    "weights_at",
    "first_seen",
    "license",
    "license_class",
    "commercial_use",
    "gated",
    "parameters_total",
    "parameters_active",
    "context_tokens",
    "training_data",
    "repos",
    "baseline",
    "retracted",
)


def export(
    format_: Annotated[str, typer.Option("--format", help="jsonl or csv.")] = "jsonl",
    as_of: Annotated[str | None, typer.Option(help="What was known at this date or time.")] = None,
) -> None:
    """Write all releases to standard output, the oldest first.

    Example: tracker export --format jsonl > releases.jsonl
    """
    app = open_app()
    try:
        app.store.check()
        found = history.ask(app.store, history.Query(as_of=moment(as_of, app.settings.zone) if as_of else None))
        rows = [history.row(release) for release in reversed(found)]
    finally:
        app.close()
    if format_ == "jsonl":
        for row in rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    elif format_ == "csv":
        write_csv(rows)
    else:
        raise typer.BadParameter(f"--format {format_}: jsonl or csv")


def write_csv(rows: list[dict[str, JSON]]) -> None:
    """The flat columns; a cell that a spreadsheet would take for a formula gets a quote in front."""
    writer = csv.writer(sys.stdout)
    writer.writerow(COLUMNS)
    for row in rows:
        flat = row | {
            "license": row["license"]["id"] or row["license"]["name"],
            "license_class": row["license"]["class"],
            "repos": " ".join(repo["id"] for repo in row["repos"]),
        }
        writer.writerow([_cell(flat.get(column)) for column in COLUMNS])


def _cell(value: JSON) -> str:
    text = "" if value is None else str(value)
    return "'" + text if text[:1] in "=+-@\t\r" and not isinstance(value, (int, float)) else text
