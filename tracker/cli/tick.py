"""`tracker tick`: one round of everything that is due, or one per line of standard input."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tracker.app import open_app
from tracker.cli.data import dumps
from tracker.cli.logs import set_up


def tick(
    follow: Annotated[
        bool,
        typer.Option("--follow", help="One tick for each line read from standard input; a JSON line answers each."),
    ] = False,
) -> None:
    """Do once what is due now: poll, analyze, summarize, announce, deliver, digest. Single troubles do not fail it.

    Example: tracker tick
    """
    app = open_app(watching=True)
    set_up(app.settings)
    try:
        app.prepare()
        for _ in sys.stdin.buffer if follow else [b""]:  # bytes: what stands in a line does not matter
            report = app.tick()
            if follow:
                sys.stdout.write(dumps(report) + "\n")
                sys.stdout.flush()
            else:
                said = "{polled} polled, {observations} new, {events} events, {sent} sent, {trouble} in trouble"
                sys.stderr.write(f"{said.format_map(report)}; next due: {report['next_due'] or 'never'}\n")
    finally:
        app.close()
