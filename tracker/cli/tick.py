"""`tracker tick`: one round of everything that is due, or one per line of standard input."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from tracker.app import open_app
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
    app = open_app()
    set_up(app.settings)
    try:
        app.prepare()
        for _ in sys.stdin if follow else [""]:
            report = app.tick()
            if follow:
                sys.stdout.write(json.dumps(report) + "\n")
                sys.stdout.flush()
            else:
                sys.stderr.write(f"{report['polled']} polled, {report['observations']} new, {report['sent']} sent\n")
    finally:
        app.close()
