"""The one source of now: the system's clock, a fixed one, or one that a replay serves."""

from __future__ import annotations

import urllib.request
from datetime import UTC, datetime
from typing import Protocol

from tracker.errors import ConfigError


class Clock(Protocol):
    """Tells the time in UTC; steps ask once and pass it on as `now`."""

    def now(self) -> datetime:
        """The current time, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The machine's time."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands where it was put."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment


class ServedClock:
    """A clock read from a URL (TRACKER_CLOCK_URL), for replays: GET answers the UTC time as ISO text."""

    def __init__(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "http://localhost:", "http://[::1]:")):
            raise ConfigError(
                f"TRACKER_CLOCK_URL={url}: a replay's clock must be on this machine (http://127.0.0.1:PORT/…)"
            )
        self.url = url

    def now(self) -> datetime:
        """The replay's time; ConfigError where it cannot be read."""
        try:
            with urllib.request.urlopen(self.url, timeout=10) as answer:  # noqa: S310 - http on this machine, see above
                text: str = answer.read(100).decode()
            return parse_time(text.strip())
        except (OSError, ValueError) as error:
            raise ConfigError(f"TRACKER_CLOCK_URL={self.url}: {error}") from error


def parse_time(text: str) -> datetime:
    """ISO text as an aware UTC datetime; a time without a zone is UTC. ValueError where it is not ISO text."""
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def iso(moment: datetime) -> str:
    """UTC as ISO text with Z, in whole seconds: what exports and JSON lines show."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
