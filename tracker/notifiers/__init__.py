"""OUT: one file per way to send. A notifier sends one message and says what the receiver said; NOTIFIERS is the list.

What a message says is put together once (story.py, page.py, with the words of wording/<language>.py); a notifier only
decides how it looks and travels. Everything that others wrote passes clean.py on its way.
"""

from __future__ import annotations

from collections.abc import Callable

from tracker.notifiers.console import Console
from tracker.notifiers.email import Email
from tracker.notifiers.lines import Lines, Notifier
from tracker.notifiers.render import render
from tracker.notifiers.slack import Slack
from tracker.notifiers.webhook import Webhook

NOTIFIERS: dict[str, Callable[[Lines], Notifier]] = {
    "slack": Slack,
    "email": Email,
    "webhook": Webhook,
    "console": Console,
}

__all__ = ["NOTIFIERS", "Lines", "Notifier", "render"]
