"""Numbers: each one that a summary states must be in what was seen, in whichever language and spelling."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TypeAlias

_FIGURE = (
    r"\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d{1,4}(?!\d))?|\d{1,15}(?:\.\d{1,6}){2,4}"
    r"|\d{1,15}(?:[.,]\d{1,6})?"
)
_SCALES = {
    "hundred": 1e2, "hundert": 1e2, "k": 1e3, "tsd": 1e3, "thousand": 1e3, "tausend": 1e3,
    "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6, "millionen": 1e6,
    "b": 1e9, "bn": 1e9, "mrd": 1e9, "milliarde": 1e9, "milliarden": 1e9, "billion": 1e9, "billions": 1e9,
    "t": 1e12, "tn": 1e12, "bio": 1e12, "billionen": 1e12, "trillion": 1e12, "trillions": 1e12, "trillionen": 1e18,
}  # fmt: skip
_GERMAN_SCALES = {"billion": 1e12, "trillion": 1e18}


def _words(text: str) -> list[str]:
    return text.split()


_ENGLISH = _words("zero one two three four five six seven eight nine ten eleven twelve")
_ENGLISH += _words("thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_ENGLISH_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_GERMAN = _words("null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf")
_GERMAN += _words("dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn")
_GERMAN_TENS = _words("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")


def _numerals() -> dict[str, int]:
    found: dict[str, int] = {}
    for units, tens, joined in ((_ENGLISH, _ENGLISH_TENS, "{ten}-{unit}"), (_GERMAN, _GERMAN_TENS, "{unit}und{ten}")):
        found |= {word: value for value, word in enumerate(units)}
        found |= {word: value * 10 for value, word in enumerate(tens, 2)}
        found |= {
            joined.format(ten=ten, unit=unit): value * 10 + one
            for (value, ten), (one, unit) in product(enumerate(tens, 2), enumerate(units[:10]))
            if one
        }
    return found | {"eine": 1, "einer": 1, "einen": 1, "einem": 1, "a": 1, "an": 1, "dozen": 12, "dutzend": 12}


_NUMERALS = _numerals()
_ARTICLES = frozenset(_words("ein eine einer einen einem a an one"))  # numbers only before "million" and its like
_SCALE = (
    r"hundred|hundert|thousand|tausend|tsd|mio|mn|millionen|millions?|mrd|milliarden?|bio|billionen|billions?"
    r"|trillionen|trillions?|bn|tn|[kmbt]"
)
_UNITS = {
    "%": r"%|percent|per\s?cent|pc|prozent",
    "parameters": r"parameters?|parametern?",
    "tokens": r"tokens?",
    "megabytes": r"mi?b|megabytes?",
    "gigabytes": r"gi?b|gigabytes?",
    "terabytes": r"ti?b|terabytes?",
    "languages": r"languages?|sprachen",
    "hours": r"hours?|stunden?",
    "days": r"days?|tagen?",
    "weeks": r"weeks?|wochen?",
    "months": r"months?|monaten?",
    "years": r"years?|jahren?",
    "dollars": r"dollars?|usd|us-dollar",
    "euros": r"euros?|eur",
}
_UNIT = "|".join(f"(?P<u{place}>{pattern})" for place, pattern in enumerate(_UNITS.values()))
_UNIT_NAMES = dict(zip((f"u{place}" for place in range(len(_UNITS))), _UNITS, strict=True))
_NUMBER = re.compile(
    rf"(?:(?P<figure>(?<![\d.,])(?:{_FIGURE}))"
    rf"|\b(?P<word>{'|'.join(sorted(_NUMERALS, key=len, reverse=True))})(?![^\W_]))"
    rf"(?:[\s\u00a0-]?(?P<scale>{_SCALE})(?![^\W_])\.?)?(?:[\s\u00a0-]?(?:{_UNIT})(?![^\W_]))?",
    re.IGNORECASE,
)
_SERIES = re.compile(r"\s?(?:,|and|or|to|und|oder|bis|-|–|/|, (?:and|or|und|oder))\s?", re.IGNORECASE)
_LONGEST_SERIES = 6
_Value: TypeAlias = float | str  # a version of several parts is a text


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text and the values that it may have: one, or two where the spelling allows both."""

    text: str
    values: frozenset[_Value]
    unit: str = ""  # "" where none of those known stands behind it


def absent(text: str, seen: str, language: str, source_language: str) -> list[Number]:
    """The numbers of a summary that are not in what was seen. `seen` may hold facts in the summary's language too."""
    known: dict[_Value, set[str]] = {}
    for separators in {language, source_language}:
        for number in numbers(seen, separators, source_language, whole_series=True):
            for value in number.values:
                known.setdefault(value, set()).add(number.unit)
    return [one for one in numbers(text, language, language) if not any(_agrees(one, known, v) for v in one.values)]


def _agrees(number: Number, known: Mapping[_Value, Collection[str]], value: _Value) -> bool:
    """Was this value seen, and with the same unit or without one? A percentage must have been one."""
    units = known.get(value, ())
    if "%" in (number.unit, *units):
        return number.unit in units
    return bool(units) and (number.unit in ("", *units) or "" in units)


def numbers(text: str, separators: str, language: str, *, whole_series: bool = False) -> Iterator[Number]:
    """All numbers in order. `language` says what a billion is, `separators` whose decimal comma is used.

    In a series ("7, 13 and 70 billion", "5 to 10 percent") only the last has its unit; with `whole_series` the others
    are given twice, as they stand and with the unit that follows.
    """
    text = re.sub(r"(?<=\d), (?=000\b)", ",", text)  # as some tokenizers write 50,000
    found = list(_NUMBER.finditer(text))
    for place, match in enumerate(found):
        yield from _read(match, match, separators, language)
        if whole_series and not match["scale"] and not _unit(match) and (last := _last_of_series(found, place, text)):
            yield from _read(match, last, separators, language)


def _last_of_series(found: Sequence[re.Match[str]], place: int, text: str) -> re.Match[str] | None:
    for before, after in pairwise(found[place : place + _LONGEST_SERIES]):
        if not _SERIES.fullmatch(text[before.end() : after.start()][:9]):
            return None
        if after["scale"] or _unit(after):
            return after
    return None


def _unit(match: re.Match[str]) -> str:
    return next((name for group, name in _UNIT_NAMES.items() if match[group]), "")


def _read(match: re.Match[str], scaled: re.Match[str], separators: str, language: str) -> Iterator[Number]:
    """The number of one match with the scale and unit of another, its own or that of its series."""
    word, scale = (match["word"] or "").lower(), scaled["scale"] or ""
    if word in _ARTICLES and len(scale) < 3:
        return
    plain: set[_Value] = {float(_NUMERALS[word])} if word else figures(match["figure"], separators)
    factors = {1.0}
    if scale:
        german = _GERMAN_SCALES.get(scale.lower()) if language == "de" else None
        factors = {german or _SCALES[scale.lower()]}
        if scale in "kK":
            factors.add(1024.0)  # a context of 128K is one of 131,072 tokens
        if scale == "m":
            factors.add(1.0)  # meters
    values = frozenset(v if isinstance(v, str) else round(v * factor, 6) for v in plain for factor in factors)
    yield Number(match.group().strip(" .\u00a0"), values, _unit(scaled))


def figures(figure: str, separators: str) -> set[_Value]:
    """What digits with separators may mean: "1.500" in German 1500, "1,500" 1.5 or 1500 (an English spelling)."""
    plain = re.sub(r"['’\u00a0\u202f]", "", figure)
    if "." not in plain and "," not in plain:
        return {float(plain)}
    if plain.count(".") > 1 and not re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
        return {plain}  # a version such as 3.1.2
    thousands, decimal = (".", ",") if separators == "de" else (",", ".")
    if "." in plain and "," in plain:
        decimal = "." if plain.rfind(".") > plain.rfind(",") else ","
        thousands = "," if decimal == "." else "."
        return {float(plain.replace(thousands, "").replace(decimal, "."))}
    grouped = re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+", plain) is not None
    if thousands in plain and grouped:
        return {float(plain.replace(thousands, ""))}
    values: set[_Value] = {float(plain.replace(",", "."))} if plain.count(",") < 2 else set()
    if grouped:
        values.add(float(re.sub(r"[.,]", "", plain)))
    return values
