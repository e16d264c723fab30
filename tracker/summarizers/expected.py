"""When something is expected, out of a source's words into the words of a language: "this summer" -> "Sommer 2025"."""

from __future__ import annotations

import re
from datetime import datetime

from tracker.summarizers.wording import LANGUAGES, Wording

_PART = r"(?:(?P<part>early|mid|late|the end of|end of|anfang|mitte|ende)[\s-]+)?"
_YEAR = r"(?:,?\s+(?:of\s+)?(?P<year>20\d\d))?"
_SEASONS = {
    "spring": "spring",
    "summer": "summer",
    "fall": "autumn",
    "autumn": "autumn",
    "winter": "winter",
    "frühjahr": "spring",
    "frühling": "spring",
    "sommer": "summer",
    "herbst": "autumn",
}
_MONTHS = {name.lower(): n for table in LANGUAGES.values() for n, name in enumerate(table.months, 1)}
_PARTS = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "the end of": "end",
    "end of": "end",
    "anfang": "early",
    "mitte": "mid",
    "ende": "late",
}
_LEAD = (
    r"(?:later |earlier |noch |spätestens )?(?:in |by |on |until |im |bis |ab |for |für )?"
    r"(?:(?P<this>this|diesen|in diesem|dieses) )?"
)
_SEASON = re.compile(rf"{_LEAD}{_PART}(?P<season>{'|'.join(_SEASONS)}){_YEAR}", re.IGNORECASE)
_MONTH = re.compile(rf"{_LEAD}{_PART}(?P<month>{'|'.join(_MONTHS)})(?:\s+(?P<day>\d{{1,2}}))?{_YEAR}", re.IGNORECASE)
_QUARTER = re.compile(r"(?:in |by )?Q(?P<quarter>[1-4]) (?P<year>20\d\d)", re.IGNORECASE)
_COMING = re.compile(
    r"(?:in|over|within) (?:the )?(?:coming|next)(?: few)? (?P<unit>days|weeks|months)"
    r"|in den (?:kommenden|nächsten) (?P<einheit>tagen|wochen|monaten)",
    re.IGNORECASE,
)
_THIS_YEAR = re.compile(r"(?:later |earlier |noch )?(?:this year|in diesem jahr|dieses jahr)", re.IGNORECASE)
_UNITS = {"tagen": "days", "wochen": "weeks", "monaten": "months"}


def expected(text: str, seen: datetime, table: Wording) -> str | None:
    """The time in the table's language, to stand after "for"; None where the words are none of those known here.

    Without a year a season or month is taken as the source must have meant it on the day `seen`.
    """
    said = " ".join(text.split())
    if found := _COMING.fullmatch(said):
        unit = (found["unit"] or _UNITS[(found["einheit"] or "").lower()]).lower()
        return table.coming[unit]
    if found := _QUARTER.fullmatch(said):
        return table.quarter.format(number=found["quarter"], year=found["year"])
    if _THIS_YEAR.fullmatch(said) and not said.lower().startswith("earlier"):
        return table.year_end.format(year=seen.year)
    if found := _SEASON.fullmatch(said):
        year = found["year"] or (str(seen.year) if found["this"] else "")
        named = table.seasons[_SEASONS[found["season"].lower()]]
        return " ".join(filter(None, (f"{_part(found['part'], table)}{named}", year)))
    if (found := _MONTH.fullmatch(said)) and not found["day"]:
        number = _MONTHS[found["month"].lower()]
        year = found["year"] or str(seen.year + (number < seen.month))
        return f"{_part(found['part'], table)}{table.months[number - 1]} {year}"
    return None


def _part(word: str | None, table: Wording) -> str:
    return table.parts[_PARTS[word.lower()]] if word else ""
