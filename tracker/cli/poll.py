"""`tracker poll`: asks sources now, whether they are due or not."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tracker import steps
from tracker.app import open_app
from tracker.cli.logs import set_up
from tracker.store import sources


def poll(
    names: Annotated[list[str] | None, typer.Argument(help="Names of sources; none means all.")] = None,
) -> None:
    """Ask sources now and keep what they say; nothing is sent. A host's own "not before" is still obeyed.

    Example: tracker poll openai-news hub-openai
    """
    app = open_app()
    set_up(app.settings)
    try:
        app.prepare()
        wanted = [name for name in names or app.watched if name not in app.watched]
        if wanted:
            raise typer.BadParameter(f"no source called {wanted[0]!r}; see: tracker sources")
        now = app.clock.now()
        with app.store.write() as c:
            sources.due_now(c, names or None, now)
        asked = [source for source in app.watchlist.sources if not names or source.name in names]
        found = steps.poll(app.store, app.net, app.pollers, asked, app.owner, now)
        sys.stderr.write(f"{found.polled} polled, {found.observations} new, {found.trouble} in trouble\n")
    finally:
        app.close()
