"""What a refused feed means: the status in words, and how long the place is left alone. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from tracker.errors import BadStatus

DAY = timedelta(days=1)
MEANINGS = {
    401: ("it asks for credentials", DAY),
    402: ("it asks for payment", DAY),
    410: ("it is gone for good; take it out of sources.toml", 7 * DAY),
    451: ("it is withheld for legal reasons", DAY),
}
"""Statuses that do not pass by themselves; the others are tried again with the usual growing pause."""

CHALLENGE = ("a bot challenge stands before it", timedelta(hours=6))


def explained(name: str, error: BadStatus, now: datetime) -> BadStatus:
    """The refusal with the source's name, in words, and with the time before which asking again makes no sense."""
    challenged = error.status in {403, 503} and error.headers.get("cf-mitigated") == "challenge"
    words, rest = CHALLENGE if challenged else MEANINGS.get(error.status, ("", timedelta(0)))
    text = f"{name}: {error.status}" + (f": {words}" if words else "")
    times = [at for at in (error.retry_at, now + rest if rest else None) if at is not None]
    return BadStatus(
        text, status=error.status, headers=error.headers, body=error.body, retry_at=max(times, default=None)
    )
