"""`tracker show`: the living record of one release, with its evidence and its openness card."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from tracker import history
from tracker.app import open_app
from tracker.cli import record
from tracker.cli.data import dumps
from tracker.cli.names import no_release
from tracker.cli.plain import plain
from tracker.cli.times import moment, shown


def show(
    name: Annotated[str, typer.Argument(metavar="RELEASE", help="Id, name, family or Hub repo.")],
    as_of: Annotated[str | None, typer.Option(help="What was known at this date or time.")] = None,
    language: Annotated[Literal["de", "en"], typer.Option(help="Language of labels and summary.")] = "en",
    format_: Annotated[
        Literal["text", "json"], typer.Option("--format", help="For people, or the row of tracker export.")
    ] = "text",
) -> None:
    """Show a release: stage with minutes, facts with evidence, openness, events, sources, messages sent.

    Example: tracker show gpt-oss --as-of 2025-04-01
    """
    app = open_app()
    zone = app.settings.zone
    when = moment(as_of, zone, end=True) if as_of else None
    try:
        app.store.check()
        found = history.find(app.store, name, when)
        told = history.told(app.store, found[0], when) if found else []
        spoken = language if found and language in found[0].summaries else "en"
        writer = history.writer(app.store, found[0], spoken, when) if found else None
        known = history.find(app.store, name) if as_of and not found else []
        wrong = no_release(app.store, name) if not found and not known else None
    finally:
        app.close()
    if not found:
        if known:
            meant = f" was known at {shown(when, zone)}; first seen: {shown(known[0].first_seen, zone)}"
            sys.stderr.write(f"nothing of {plain(known[0].title)}{meant}\n")
        else:
            sys.stderr.write(f"{wrong}\n")
        raise typer.Exit(1)
    if format_ == "json":
        sys.stdout.write(dumps(history.row(found[0]), 1) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in record.text(found[0], told, zone, language, when, writer))
    if len(found) > 1:
        others = ", ".join(f"{plain(release.title)} ({release.id})" for release in found[1:6])
        sys.stderr.write(f"also fits: {others}\n")
