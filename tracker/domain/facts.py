"""What is claimed: fact, and openness as computed from facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from tracker.domain.stages import Answer

JSON: TypeAlias = Any
"""A value that json.dumps takes: what is kept in a JSON column or sent over a wire."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim about a release with its evidence. `rank` orders sources: higher is nearer to the truth."""

    name: str  # a key of analysis.facts.FACTS
    value: JSON
    method: str  # metadata | table | text | person
    rank: int = 0
    subject: str | None = None  # the repo or model it speaks of; None: the release as a whole
    source: str = ""
    url: str | None = None  # pinned to a commit where it can be
    quote: str | None = None
    learned_at: datetime | None = None
    observation: int | None = None


@dataclass(frozen=True, slots=True)
class Openness:
    """One dimension of how open a release is; computed from facts, never typed in."""

    dimension: str
    value: Answer
    evidence: str | None = None
    quote: str | None = None
    method: str | None = None  # of the fact that decided: metadata | table | text | person
    at: datetime | None = None  # when that fact was learned
