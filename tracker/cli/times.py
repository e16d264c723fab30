"""Dates as people type them, and times as people read them, in the reader's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import typer


def day(text: str) -> date:
    """An ISO date."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no date; write it like 2025-08-05") from error


def moment(text: str, zone: str, *, end: bool = False) -> datetime:
    """ISO text as an aware time; without a zone it is meant in `zone`. `end`: a date means its last moment."""
    try:
        return _moment(text, zone, end=end).astimezone(UTC)
    except (ValueError, OverflowError) as error:  # the year 1 or 9999 has no neighbor in another zone
        raise typer.BadParameter(f"{text!r} is no date; write it like 2025-08-05 or 2025-08-05T17:00") from error


def _moment(text: str, zone: str, *, end: bool) -> datetime:
    try:
        whole = date.fromisoformat(text)
    except ValueError:
        found = datetime.fromisoformat(text)
        return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))
    midnight = datetime.combine(whole + timedelta(days=end), time(), ZoneInfo(zone)).astimezone(UTC)
    return midnight - timedelta(microseconds=end)


def shown(when: datetime | None, zone: str) -> str:
    """Date and minute in the reader's zone; "–" where there is none."""
    return when.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M") if when else "–"
