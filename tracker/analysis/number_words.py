"""Numbers in German and English words: "thirteen", "zweihundert", "eine halbe", "half a"."""

from __future__ import annotations

import re

_ENGLISH = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ENGLISH += [f"{stem}teen" for stem in ["thir", "four", "fif", "six", "seven", "eigh", "nine"]]
_ENGLISH_TENS = [f"{stem}ty" for stem in ["twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"]]
_GERMAN = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
_GERMAN += [f"{stem}zehn" for stem in ["drei", "vier", "fünf", "sech", "sieb", "acht", "neun"]]
_GERMAN_TENS = [f"{stem}ig" for stem in ["zwanz", "dreiß", "vierz", "fünfz", "sechz", "siebz", "achtz", "neunz"]]

_SPECIAL = {
    "a": 1.0,
    "an": 1.0,
    "eine": 1.0,
    "einer": 1.0,
    "einem": 1.0,
    "einen": 1.0,
    "half a": 0.5,
    "half": 0.5,
    "eine halbe": 0.5,
    "einer halben": 0.5,
    "one and a half": 1.5,
    "anderthalb": 1.5,
    "eineinhalb": 1.5,
    "zweieinhalb": 2.5,
    "two and a half": 2.5,
}


def _below_hundred() -> dict[str, float]:
    found: dict[str, float] = {}
    for words, tens, joined in ((_ENGLISH, _ENGLISH_TENS, "{1}-{0}"), (_GERMAN, _GERMAN_TENS, "{0}und{1}")):
        found |= {word: float(value) for value, word in enumerate(words, 1)}
        for ten, word in enumerate(tens, 2):
            found[word] = ten * 10.0
            found |= {joined.format(one, word): ten * 10.0 + value for value, one in enumerate(words[:9], 1)}
    return found


_SMALL = _below_hundred()
_VALUES = _SMALL | _SPECIAL
_EITHER = "|".join(sorted((re.escape(word) for word in _VALUES), key=len, reverse=True))
_ONES = "|".join((*_ENGLISH[:9], *_GERMAN[:9]))
_UNDER = "|".join(sorted(_SMALL, key=len, reverse=True))

NUMERAL = rf"(?:(?:(?:{_ONES}|an?)[\s-]?)?(?:hundred|hundert)(?:[\s-]?(?:and\s|und)?(?:{_UNDER}))?|{_EITHER})"
"""A number in words, in small letters, up to 999."""

_HUNDREDS = re.compile(
    rf"(?:(?P<ones>{_ONES}|an?)[\s-]?)?(?:hundred|hundert)(?:[\s-]?(?:and\s|und)?(?P<under>{_UNDER}))?"
)


def value_of(numeral: str) -> float | None:
    """The value of a number in words; None for something else."""
    low = " ".join(numeral.lower().split())
    if low in _VALUES:
        return _VALUES[low]
    found = _HUNDREDS.fullmatch(low)
    if found is None:
        return None
    ones, under = found["ones"], found["under"]
    return (_SMALL.get(ones, 1.0) if ones else 1.0) * 100 + (_SMALL[under] if under else 0.0)
