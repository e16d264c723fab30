"""`tracker run`: watches until it is stopped."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tracker import schedule
from tracker.app import open_app
from tracker.cli.logs import set_up


def run(
    seconds: Annotated[float | None, typer.Option(help="End after this many seconds; else run until stopped.")] = None,
) -> None:
    """Watch all sources and send what happens, until SIGTERM or Ctrl-C.

    Example: tracker run
    """
    app = open_app()
    set_up(app.settings)
    try:
        app.prepare()
        where = ", ".join(channel.name for channel in app.channels)
        sys.stderr.write(f"watching {len(app.watchlist.sources)} sources for {where}; Ctrl-C ends\n")
        schedule.run(app, seconds, lambda line: typer.echo(line, err=True))
    finally:
        app.close()
