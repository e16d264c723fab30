"""Dates as people type them, and times as people read them, in the reader's zone."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import typer


def moment(text: str, zone: str, *, end: bool = False) -> datetime:
    """ISO text as an aware time; without a zone it is meant in `zone`. `end`: a date means its last moment."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no date; write it like 2025-08-05 or 2025-08-05T17:00") from error
    if end and len(text) == 10:
        found += timedelta(days=1)
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))


def shown(when: datetime | None, zone: str) -> str:
    """Date and minute in the reader's zone; "–" where there is none."""
    return when.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M") if when else "–"
