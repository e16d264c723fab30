"""What the radar saw: the signs of all records with what became of them."""

from __future__ import annotations

from datetime import datetime

from tracker.analysis.radar import Sign, signs
from tracker.history import ask
from tracker.store import Store


def seen(store: Store, now: datetime) -> list[Sign]:
    """The signs as they stand at `now`, newest first."""
    found = [sign for record in ask(store) for sign in signs(record, now)]
    return sorted(found, key=lambda sign: (sign.event.seen_at, sign.release.id), reverse=True)
