"""What the catalog says: entries of claims, each with its source, and what others rated."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.domain import JSON


@dataclass(frozen=True, slots=True)
class Claim:
    """One value, where it is said, and the words where they are the point."""

    value: JSON
    source: str  # https://…
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """What an index of openness published about a model: open, partial or closed by the index's own dimensions."""

    index: str  # osai | ouc | mot
    subject: str
    date: str
    source: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """A release from before the tracker's first day. What is not among the claims is unknown."""

    id: str
    organization: str  # a title of analysis/known.toml
    name: str
    family: str
    repos: tuple[str, ...] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)  # by key, see read.py
    ratings: tuple[Rating, ...] = ()

    @property
    def dates(self) -> tuple[str, ...]:
        """Every date of the release that is known: "2024-07-23", or "2024-07" where only the month is."""
        return tuple(self.claims[key].value for key in DATES if key in self.claims)


DATES = ("announced", "weights", "withdrawn")


def first_day(text: str) -> date:
    """The day, or the first one of the month."""
    return date.fromisoformat(text if len(text) > len("2024-07") else f"{text}-01")


def last_day(text: str) -> date:
    """The day, or the last one of the month: what is dated so was not there before it."""
    day = first_day(text)
    return day if len(text) > len("2024-07") else day.replace(day=calendar.monthrange(day.year, day.month)[1])
