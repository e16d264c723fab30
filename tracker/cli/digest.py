"""`tracker digest`: the letter of a date, looked at or sent again to a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from tracker import steps
from tracker.app import App, open_app
from tracker.cli.logs import set_up
from tracker.cli.names import unknown
from tracker.cli.times import day
from tracker.domain import Channel
from tracker.errors import TrackerError
from tracker.notifiers import render
from tracker.steps.digest import preview


def digest(
    date: Annotated[str | None, typer.Option(help="Local date of the letter; today without it.")] = None,
    channel: Annotated[str | None, typer.Option(help="A digest channel; the first one without it.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the letter; send and remember nothing.")] = False,
    html: Annotated[Path | None, typer.Option(help="With --dry-run: write the HTML form to this file.")] = None,
) -> None:
    """Write the letters that are due and send them; or, with --dry-run, show one without sending.

    Example: tracker digest --dry-run --date 2025-08-06 --html letter.html
    """
    if not dry_run and (date or channel or html):
        raise typer.BadParameter(
            "--date, --channel and --html go with --dry-run: a letter is sent once, when it is due"
        )
    wanted = day(date) if date else None
    app = open_app()
    set_up(app.settings)
    try:
        if not dry_run:
            app.prepare()
            _send(app)
            return
        app.store.check()
        chosen = _channel(app, channel)
        local = wanted or app.clock.now().astimezone(ZoneInfo(chosen.zone)).date()
        try:
            letter = preview(app.store, chosen, local, app.clock.now())
        except OverflowError as error:  # the day before the first of all days
            raise typer.BadParameter(f"{date!r} is too far away") from error
    finally:
        app.close()
    subject, text, page = render(letter)
    if html:
        _write(html, page)
    sys.stdout.write(f"{subject}\n\n{text}\n")


def _send(app: App) -> None:
    now = app.clock.now()
    written = steps.digest(app.store, app.channels, now)
    sent = steps.deliver(app.store, app.notifiers, app.channels, app.owner, now)
    sys.stderr.write(f"{written} letters written, {sent.sent} messages sent, {sent.trouble} in trouble\n")
    if sent.trouble:
        raise typer.Exit(1)


def _write(file: Path, page: str) -> None:
    try:
        file.write_text(page, "utf-8")
    except OSError as error:
        raise TrackerError(f"{file}: {error.strerror}") from error


def _channel(app: App, name: str | None) -> Channel:
    letters = [channel for channel in app.channels if channel.mode == "digest"]
    if name is None:
        return letters[0] if letters else Channel(name="preview", notifier="console", to="-", zone=app.settings.zone)
    found = [channel for channel in letters if channel.name == name]
    if not found:
        raise unknown("digest channel", name, [channel.name for channel in letters])
    return found[0]
