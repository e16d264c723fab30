"""Console: messages as plain text on the standard output, for those who have configured no channel."""

from __future__ import annotations

import sys

from tracker.domain import Channel, Message, Receipt
from tracker.errors import Refused
from tracker.notifiers.lines import Lines
from tracker.notifiers.page import page_of
from tracker.notifiers.render import text


class Console:
    """Writes each message as one block; controls and escape sequences are gone before (clean.py)."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def send(self, message: Message) -> Receipt:
        """Prints the message; Refused where the output is closed or full."""
        written = text(page_of(message))
        try:
            encoding = (
                sys.stdout.encoding or "utf-8"
            )  # a terminal without UTF-8 shows "?", which is better than nothing
            sys.stdout.write(f"\n{written}\n".encode(encoding, "replace").decode(encoding))
            sys.stdout.flush()
        except (OSError, ValueError, AttributeError) as error:  # BrokenPipe, closed file, no stdout at all
            raise Refused(f"the console cannot be written to: {error}") from error
        return Receipt()

    def find(self, channel: Channel, key: str) -> Receipt | None:
        """A console cannot be asked."""
        return None
