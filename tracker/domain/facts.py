"""What is claimed: fact, openness as computed from facts, and what is known of a license."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from tracker.domain.stages import Answer, LicenseClass

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


@dataclass(frozen=True, slots=True)
class License:
    """What the table knows of a license. `read` False: its text was not read, only what its owner says about it."""

    id: str | None  # the Hub's id, or the table's for a named custom license
    title: str  # for people: "Apache-2.0", "Llama 3.1 Community License"
    license_class: LicenseClass
    commercial_use: Answer  # yes | no | conditional | unknown
    user_cap: int | None = None  # monthly users above which a separate license is needed
    territory: str | None = None  # where it is not granted
    naming_duty: bool = False  # what is built with it must say so
    output_training_ban: bool = False  # its output may not train other models
    url: str | None = None
    osi: bool = False  # approved by the Open Source Initiative
    read: bool = True
