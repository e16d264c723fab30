"""`tracker send-test`: sends a test message to one channel."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tracker.app import open_app
from tracker.cli.logs import set_up
from tracker.cli.names import unknown
from tracker.domain import Note
from tracker.errors import NotifierError


def send_test(
    channel: Annotated[str, typer.Argument(metavar="CHANNEL", help="A channel of the sources file.")],
) -> None:
    """Send one test message, at once and without the outbox; the exit code says whether it arrived.

    Example: tracker send-test alerts
    """
    app = open_app()
    set_up(app.settings)
    try:
        found = next((one for one in app.channels if one.name == channel), None)
        if found is None:
            raise unknown("channel", channel, [one.name for one in app.channels])
        now = app.clock.now()
        try:
            app.notifiers[found.notifier].send(Note(f"test/{channel}/{now.isoformat()}", found, "test", now))
        except NotifierError as error:
            raise type(error)(f"{channel}: {str(error).removeprefix(f'{channel}: ')}") from error
        sys.stderr.write(f"{channel}: sent\n")
    finally:
        app.close()
