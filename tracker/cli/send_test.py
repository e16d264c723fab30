"""`tracker send-test`: sends a test message to one channel."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tracker.app import open_app
from tracker.domain import Note


def send_test(
    channel: Annotated[str, typer.Argument(metavar="CHANNEL", help="A channel of the sources file.")],
) -> None:
    """Send one test message, at once and without the outbox; the exit code says whether it arrived.

    Example: tracker send-test alerts
    """
    app = open_app()
    try:
        found = next((one for one in app.channels if one.name == channel), None)
        if found is None:
            names = ", ".join(one.name for one in app.channels)
            raise typer.BadParameter(f"no channel called {channel!r}; there are: {names}")
        now = app.clock.now()
        app.notifiers[found.notifier].send(Note(f"test/{channel}/{now.isoformat()}", found, "test", now))
        sys.stderr.write(f"{channel}: sent\n")
    finally:
        app.close()
