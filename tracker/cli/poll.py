"""`tracker poll`: asks sources now, whether they are due or not."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tracker import steps
from tracker.app import open_app
from tracker.cli.logs import set_up
from tracker.cli.names import unknown
from tracker.store import sources


def poll(
    names: Annotated[list[str] | None, typer.Argument(help="Names of sources; none means all.")] = None,
) -> None:
    """Ask sources now and keep what they say; nothing is sent. A host's own "not before" is still obeyed.

    Exit 1 where one of them is in trouble.

    Example: tracker poll openai-news hub-openai
    """
    app = open_app()
    set_up(app.settings)
    try:
        for name in names or ():
            if name not in app.watched:
                raise unknown("source", name, app.watched)
        app.prepare()
        asked = [source for source in app.watchlist.sources if not names or source.name in names]
        now = app.clock.now()
        with app.store.write() as c:
            sources.due_now(c, [source.name for source in asked], now)
        found = steps.poll(app.store, app.net, app.pollers, asked, app.owner, now)
    finally:
        app.close()
    busy = len(asked) - found.polled
    left = f", {busy} being asked by another process" if busy else ""
    sys.stderr.write(f"{found.polled} polled, {found.observations} new, {found.trouble} in trouble{left}\n")
    if found.trouble:
        raise typer.Exit(1)
