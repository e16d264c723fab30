"""What is remembered of each repo between polls, and when a missing one is to be believed gone. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tracker.clock import iso, parse_time

PREFIX = "repo:"
CONFIRMATIONS = 3
CONFIRMED_OVER = timedelta(minutes=15)
ASK_AGAIN = timedelta(minutes=5)
"""A missing repo is looked at again after this, however close together the polls are."""

GONE, DISABLED, MOVED = "gone", "disabled", "moved"


@dataclass(frozen=True, slots=True)
class Missing:
    """What is not there any more: how often its own page confirmed it, since when, and when it was last looked at."""

    confirmed: int
    first: datetime
    last: datetime

    def due(self, now: datetime) -> bool:
        """Whether it is time to look again; also where the clock went back."""
        return not self.last <= now < self.last + ASK_AGAIN

    def gone(self) -> bool:
        """Confirmed often enough over a time long enough."""
        return self.confirmed >= CONFIRMATIONS and self.last - self.first >= CONFIRMED_OVER


@dataclass(frozen=True, slots=True)
class Known:
    """A repo as it was last seen: `row` in the listing, `fp` as it was told of. `state`: "" is public."""

    id: str
    row: str = ""
    fp: str = ""
    card: str = ""  # the commit whose texts were read, all of them
    again: int = 0  # tries to read texts that failed for the moment, or are to wait
    state: str = ""
    missing: Missing | None = None
    sha: str = ""  # the beginning of its commit
    weights: int = 0  # how many files of weights it had
    fewer: Missing | None = None  # some of them are missing since

    def dump(self) -> str:
        """As text, short, the same for the same value."""
        value: dict[str, Any] = {"id": self.id, "row": self.row, "fp": self.fp}
        value |= {key: got for key in ("card", "again", "state", "sha", "weights") if (got := getattr(self, key))}
        for key in ("missing", "fewer"):
            if (one := getattr(self, key)) is not None:
                value[key] = [one.confirmed, iso(one.first), iso(one.last)]
        return json.dumps(value, separators=(",", ":"), sort_keys=True)


def short(sha: str | None) -> str:
    """As much of a commit as tells it from the one before."""
    return (sha or "")[:8]


def load(memory: Mapping[str, str]) -> dict[str, Known]:
    """The known repos by uid."""
    return {key[len(PREFIX) :]: _known(text) for key, text in memory.items() if key.startswith(PREFIX)}


def _known(text: str) -> Known:
    value = json.loads(text)
    for key in ("missing", "fewer"):
        if (one := value.get(key)) is not None:
            value[key] = Missing(one[0], parse_time(one[1]), parse_time(one[2]))
    return Known(**value)


def confirm(missing: Missing | None, now: datetime) -> Missing:
    """Once more it was found to be missing."""
    if missing is None or not missing.confirmed or missing.last > now:
        return Missing(1, now, now)
    return Missing(missing.confirmed + 1, missing.first, now)


def looked(missing: Missing | None, now: datetime, *, alive: bool) -> Missing:
    """It was looked at and not found missing: alive (the count starts anew) or without an answer (nothing counts)."""
    if missing is None or alive:
        return Missing(0, now, now)
    return Missing(missing.confirmed, missing.first, now)
