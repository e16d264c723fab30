"""`tracker run`: watches until it is stopped."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker import schedule
from tracker.app import open_app
from tracker.cli.logs import set_up
from tracker.cli.plain import plain


def run(
    seconds: Annotated[
        float | None, typer.Option(min=0, help="End after this many seconds; else run until stopped.")
    ] = None,
) -> None:
    """Watch all sources and send what happens, until SIGTERM or Ctrl-C. Only one may run on a database.

    Example: tracker run
    """
    app = open_app(watching=True)
    set_up(app.settings)
    try:
        app.prepare()
        schedule.run(app, seconds, lambda line: typer.echo(plain(line), err=True))
    finally:
        app.close()
