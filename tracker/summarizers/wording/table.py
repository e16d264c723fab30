"""What a language must say in fact sentences: the table that each wording/<language>.py fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from babel.numbers import format_decimal

from tracker.domain import EventKind


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of a language. {owner}, {name} and the like are filled by str.format with cleaned values."""

    locale: str
    units: tuple[tuple[float, str], ...]  # of parameters, largest first
    sentences: Mapping[EventKind, str]  # without the full stop
    model: str  # what a release without a name is called, as an object
    somebody: str  # an owner whom nobody names
    parameters: str
    active: str
    license: str
    license_open: str  # announced and nothing said
    license_unknown: str
    commercial: Mapping[str, str]  # by Answer
    training_data: Mapping[str, str]  # by Answer
    access: Mapping[str, str]  # by the fact "gated"; free access is not worth words
    access_before_after: str
    gates: Mapping[str, str]
    before_after: str
    after: str
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
    languages: Mapping[str, str]

    def amount(self, parameters: float) -> str:
        """A number of parameters as people say it: 109B, 109 Mrd."""
        for size, unit in self.units:
            if parameters >= size * 0.9995:
                value = parameters / size
                return self.number(round(value, 1) if value < 9.95 else round(value)) + unit
        return self.number(round(parameters))

    def number(self, value: float) -> str:
        """Digits grouped and pointed as the language does it."""
        return str(format_decimal(value, locale=self.locale))
