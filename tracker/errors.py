"""All errors that we raise, one short tree; a message names the thing and, where there is one, the remedy.

TrackerError
├── ConfigError            a setting, sources.toml, a secret's file: the operator must act
├── StoreError             the database cannot be used: newer, locked, broken
├── FetchError             a source did not answer as it should; `retry_at` where it named a time
│   ├── AddressRefused     the address is not public and not allowed by the operator
│   ├── TooLarge           the body or its inflation is over the limit
│   └── BadStatus          an answer other than the wished one; `status`
├── ParseError             a body that is not what it should be, or too costly to read
├── SummarizerError        a language model did not answer; the text without it stands
└── NotifierError          a message could not be sent
    ├── Refused            definitely not sent; `retry_at` where the receiver named a time
    │   └── Impossible     will not work until the operator acts
    └── Ambiguous          maybe sent: look before repeating
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime


class TrackerError(Exception):
    """The base of all our errors; its text is what a person reads."""


class ConfigError(TrackerError):
    """A setting is wrong; the text names file, line, key and remedy."""


class StoreError(TrackerError):
    """The database cannot be used as it is; the text names the remedy."""


class FetchError(TrackerError):
    """A source did not answer as it should. `retry_at`: not before this time, as the server said."""

    def __init__(self, message: str, *, retry_at: datetime | None = None) -> None:
        super().__init__(message)
        self.retry_at = retry_at


class AddressRefused(FetchError):
    """The address is not public and not in TRACKER_ALLOW_HOSTS; nothing was connected."""


class TooLarge(FetchError):
    """The body, or what it inflates to, is over the limit."""


class BadStatus(FetchError):
    """The server answered, but not with what was asked for. `headers` in lower case, `body` at most 64 kB."""

    def __init__(
        self,
        message: str,
        *,
        status: int,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        retry_at: datetime | None = None,
    ) -> None:
        super().__init__(message, retry_at=retry_at)
        self.status = status
        self.headers = dict(headers or {})
        self.body = body


class ParseError(TrackerError):
    """A body is not what it should be, or reading it costs more than we give."""


class SummarizerError(TrackerError):
    """A language model did not answer as it should; what it was asked for is said without it."""


class NotifierError(TrackerError):
    """A message could not be sent; the text is the receiver's reason without any secret."""


class Refused(NotifierError):
    """The receiver said no, or was never reached: the message is definitely not there."""

    def __init__(self, message: str, *, retry_at: datetime | None = None) -> None:
        super().__init__(message)
        self.retry_at = retry_at


class Impossible(Refused):
    """The receiver will say no until the operator acts: a wrong token, an unknown channel."""


class Ambiguous(NotifierError):
    """The answer was lost after the request went out: the message may be there."""
