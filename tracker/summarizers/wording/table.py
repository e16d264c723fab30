"""What a language must say in fact sentences: the table that each wording/<language>.py fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.domain import EventKind
from tracker.domain.labels import Labels


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of a language. {owner}, {name} and the like are filled by str.format with cleaned values."""

    shared: Labels  # words that messages share
    sentences: Mapping[EventKind, str]  # without the full stop
    updates: Mapping[str, str]  # by Event.topic, of updates that bring no new version
    model: str  # what a release without a name is called, as an object
    somebody: str  # an owner whom nobody names
    by: str  # whose it is, behind its name; left out where nobody knows
    parameters: str
    active: str
    license: str
    license_open: str  # announced and nothing said
    license_unknown: str
    access_before_after: str
    before_after: str
    after: str
    reworded: str  # another text under the same name
    later: str
    spans: Mapping[str, tuple[str, str]]
    small: tuple[str, ...]  # numbers from one on, as words after "later"
    one: Mapping[str, str]  # "one hour", where the language inflects it
    expected: str
    expected_quoted: str
    seasons: Mapping[str, str]
    months: tuple[str, ...]
    parts: Mapping[str, str]  # early, mid, late
    quarter: str
    coming: Mapping[str, str]
    year_end: str
    original: str
    machine: str  # what a language model wrote
    languages: Mapping[str, str]
