"""`tracker export`: every release as one row."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from tracker import history
from tracker.app import open_app
from tracker.cli.data import dumps, write_csv
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
    "withdrawn_at",
    "first_seen",
    "license",
    "license_class",
    "commercial_use",
    "gated",
    "parameters_total",
    "parameters_active",
    "context_tokens",
    "languages",
    "modalities",
    "training_data",
    "repos",
    "derivatives",
    "baseline",
    "retracted",
)


def export(
    format_: Annotated[Literal["jsonl", "csv"], typer.Option("--format", help="Whole rows, or flat ones.")] = "jsonl",
    as_of: Annotated[str | None, typer.Option(help="What was known at this date or time.")] = None,
) -> None:
    """Write all releases to standard output, the oldest first.

    Example: tracker export --format jsonl > releases.jsonl
    """
    app = open_app()
    try:
        app.store.check()
        when = moment(as_of, app.settings.zone, end=True) if as_of else None
        found = history.ask(app.store, history.Query(as_of=when))
    finally:
        app.close()
    rows = [history.row(release) for release in reversed(found)]
    if not rows:
        sys.stderr.write(f"{history.NOTHING}\n")
    if format_ == "csv":
        write_table(rows)
    else:
        for row in rows:
            sys.stdout.write(dumps(row) + "\n")


def write_table(rows: Sequence[dict[str, JSON]]) -> None:
    """Rows as CSV with flat columns: lists are joined by spaces."""
    write_csv(COLUMNS, [[_flat(row)[column] for column in COLUMNS] for row in rows])


def _flat(row: dict[str, JSON]) -> dict[str, JSON]:
    return row | {
        "license": row["license"]["id"] or row["license"]["name"],
        "license_class": row["license"]["class"],
        "languages": " ".join(row["languages"]),
        "modalities": " ".join(row["modalities"]),
        "repos": " ".join(repo["id"] for repo in row["repos"]),
        "derivatives": " ".join(row["derivatives"]),
    }
