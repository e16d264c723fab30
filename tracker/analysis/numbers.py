"""Numbers in German and English text: "131,072", "1,8 Billionen", "117B" as plain numbers, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.analysis.number_words import NUMERAL, value_of

FIGURE = r"(?:\d{1,3}(?:[.,\u00a0\u202f']\d{3})+(?!\d)(?:[.,]\d{1,3})?|\d{1,12}(?:[.,]\d{1,6})?)"
"""A number in figures, with or without separators of thousands."""

SCALES = {
    "k": 1e3,
    "tsd": 1e3,
    "tausend": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mio": 1e6,
    "million": 1e6,
    "millions": 1e6,
    "millionen": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "g": 1e9,
    "mrd": 1e9,
    "mia": 1e9,
    "milliarde": 1e9,
    "milliarden": 1e9,
    "billion": 1e9,
    "billions": 1e9,
    "t": 1e12,
    "bio": 1e12,
    "tn": 1e12,
    "trillion": 1e12,
    "trillions": 1e12,
    "billionen": 1e12,
}
"""What a scale multiplies by. "Billion" is 10^12 in German text: see `scale`."""

SCALE = (
    r"(?:tsd\.?|tausend|thousand|mio\.?|millionen|millions?|mrd\.?|mia\.?|bio\.|milliarden?|billionen|billions?|trillions?"
    r"|bn|tn|[kmbt])(?![\w])"
)

_SCALED = rf"(?:[\s\u00a0-]{{0,2}}(?P<scale>{SCALE}))?"
_IN_FIGURES = re.compile(rf"(?<![\w.,])(?P<figure>{FIGURE}){_SCALED}", re.IGNORECASE)
_IN_EITHER = re.compile(rf"(?<![\w.,])(?P<figure>{FIGURE}|\b{NUMERAL}\b){_SCALED}", re.IGNORECASE)
_LONG_SCALE = re.compile(r"illi|[Tt]ausend|[Tt]housand|Mrd|Mio|Mia|Bio\.")  # what a number in words counts with


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its place in the text; `scaled` where a word or letter of scale stood with it."""

    value: float
    start: int
    end: int
    scaled: bool


def amounts(text: str, language: str) -> Iterator[Amount]:
    """All numbers of a text in order. A number in words ("one") counts only with a scale ("one million")."""
    pattern = _IN_EITHER if _LONG_SCALE.search(text) else _IN_FIGURES
    for match in pattern.finditer(text):
        figure, unit = match["figure"], match["scale"]
        if not figure[0].isdigit() and (unit is None or len(unit) < 3):
            continue
        value = figure_value(figure, language, whole=unit is None)
        yield Amount(value * (scale(unit, language) if unit else 1.0), match.start(), match.end(), unit is not None)


def figure_value(figure: str, language: str, *, whole: bool) -> float:
    """The value of a number without its scale. `whole`: a count, so that "131,072" has thousands in German too."""
    word = value_of(figure)
    if word is not None:
        return word
    plain = re.sub(r"[\u00a0\u202f']", "", figure)
    thousands, decimal = (".", ",") if language == "de" else (",", ".")
    if "." in plain and "," in plain:
        thousands, decimal = (".", ",") if plain.rfind(",") > plain.rfind(".") else (",", ".")
    elif plain.count(decimal) > 1 or (whole and re.fullmatch(rf"[1-9]\d{{0,2}}{re.escape(decimal)}\d{{3}}", plain)):
        thousands, decimal = decimal, thousands
    elif thousands in plain and not re.fullmatch(rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+", plain):
        thousands, decimal = decimal, thousands  # "1,8" in English text, "5.1" in German text
    elif plain.startswith("0" + thousands):
        thousands, decimal = decimal, thousands  # "0.125" is never a thousand
    parted = plain.replace(thousands, "").replace(decimal, ".")
    return float(parted if parted.count(".") < 2 else re.sub(r"\D", "", plain))


def scale(unit: str, language: str) -> float:
    """The factor of a scale: "B" and "Mrd." 10^9; "Billion" 10^9 in English, 10^12 in German."""
    folded = unit.lower().rstrip(".")
    if language == "de" and folded == "billion":
        return 1e12
    return SCALES[folded]
