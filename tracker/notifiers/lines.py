"""What a notifier gets and what it must do: Lines and Notifier."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from tracker.domain import Channel, Message, Receipt
from tracker.net import Gate


@dataclass(frozen=True, slots=True)
class Lines:
    """What notifiers need to reach their receivers; secrets come from the environment or files."""

    gate: Gate
    slack_api_url: str = "https://slack.com/api/"
    slack_bot_token: str | None = field(default=None, repr=False)
    smtp_url: str | None = field(default=None, repr=False)
    mail_from: str | None = None


class Notifier(Protocol):
    """Sends messages to the channels that name it.

    `send` returns what is needed to edit, to answer in the thread and to find the message again. It raises
    Refused (not sent; with the time the receiver named), Impossible (the operator must act) or Ambiguous (maybe sent).
    """

    def send(self, message: Message) -> Receipt:
        """Sends one message to `message.channel`, once, without retrying."""
        ...

    def find(self, channel: Channel, key: str) -> Receipt | None:
        """Looks whether the message with this key arrived; None: not there, or the receiver cannot be asked.

        Raises Ambiguous where the receiver could not be asked just now: ask again before repeating.
        """
        ...
