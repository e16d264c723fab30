"""What a language must say in nouns and numbers: the table that each labels/<language>.py fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """Words and numbers of a language that fact sentences, messages, commands and pages share."""

    point: str  # before decimals
    group: str  # between thousands
    units: tuple[tuple[float, str], ...]  # of parameters, largest first
    commercial: Mapping[str, str]  # use, by Answer: "commercial use allowed"
    usable: Mapping[str, str]  # the same in the plain line
    access: Mapping[str, str]  # by the value of the fact "gated"
    gates: Mapping[str, str]  # the same, to stand before and after an arrow
    kinds: Mapping[str, str]  # of events, by EventKind
    dimensions: Mapping[str, str]  # of openness
    answers: Mapping[str, str]  # by Answer
    weights: Mapping[str, str]  # in the plain line, by Answer
    out: str  # weights that are out somewhere
    gated: Mapping[str, str]  # the same behind a gate, by the value of the fact "gated"
    training_data: Mapping[str, str]  # by Answer
    no_license: str  # none is stated any more
    license_unknown: str
    contradictory: str  # sources name different licenses
    unread: str  # a license file whose text nobody has read
    user_cap: str
    not_in_eu: str

    def number(self, value: float) -> str:
        """Digits grouped and pointed as the language does it, at most three decimals."""
        whole, _, rest = f"{value:,.3f}".partition(".")
        rest = rest.rstrip("0")
        return whole.replace(",", self.group) + (f"{self.point}{rest}" if rest else "")

    def amount(self, parameters: float) -> str:
        """A number of parameters as people say it: 117B, 117 Mrd."""
        for size, unit in self.units:
            if parameters >= size * 0.9995:
                value = parameters / size
                return self.number(round(value, 1) if value < 9.95 else round(value)) + unit
        return self.number(round(parameters))
