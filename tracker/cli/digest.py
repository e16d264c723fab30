"""`tracker digest`: the letter of a date, looked at or sent again to a file."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from tracker import steps
from tracker.app import App, open_app
from tracker.cli.logs import set_up
from tracker.domain import Channel
from tracker.notifiers import render
from tracker.steps.digest import preview


def digest(
    day: Annotated[str | None, typer.Option("--date", help="Local date of the letter; today without it.")] = None,
    channel: Annotated[str | None, typer.Option(help="A digest channel; the first one without it.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the letter; send and remember nothing.")] = False,
    html: Annotated[Path | None, typer.Option(help="With --dry-run: write the HTML form to this file.")] = None,
) -> None:
    """Write the letters that are due and send them; or, with --dry-run, show one without sending.

    Example: tracker digest --dry-run --date 2025-08-06 --html letter.html
    """
    app = open_app()
    set_up(app.settings)
    try:
        app.prepare()
        if not dry_run:
            if day or html:
                raise typer.BadParameter("--date and --html go with --dry-run: a letter is sent once, when it is due")
            now = app.clock.now()
            written = steps.digest(app.store, app.channels, now)
            sent = steps.deliver(app.store, app.notifiers, app.channels, app.owner, now)
            sys.stderr.write(f"{written} letters written, {sent.sent} messages sent\n")
            return
        chosen = _channel(app, channel)
        local = date.fromisoformat(day) if day else app.clock.now().astimezone(ZoneInfo(chosen.zone)).date()
        subject, text, page = render(preview(app.store, chosen, local, app.clock.now()))
        sys.stdout.write(f"{subject}\n\n{text}\n")
        if html:
            html.write_text(page, "utf-8")
    finally:
        app.close()


def _channel(app: App, name: str | None) -> Channel:
    letters = [channel for channel in app.channels if channel.mode == "digest"]
    if name:
        found = [channel for channel in app.channels if channel.name == name]
        if not found:
            raise typer.BadParameter(
                f"no channel called {name!r}; there are: {', '.join(c.name for c in app.channels)}"
            )
        return found[0]
    return letters[0] if letters else Channel(name="preview", notifier="console", to="-", zone=app.settings.zone)
