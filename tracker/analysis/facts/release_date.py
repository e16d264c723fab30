"""Fact `release_date`: the day or month that a text gives for the release, as ISO text; never the Hub's createdAt."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.analysis.facts.kind import Kind, from_card, from_text
from tracker.analysis.facts.others import of_another
from tracker.analysis.facts.sentences import card
from tracker.analysis.facts.story import Story
from tracker.domain import Fact, Repo

_MONTHS = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
    "januar": 1,
    "februar": 2,
    "märz": 3,
    "mai": 5,
    "juni": 6,
    "juli": 7,
    "oktober": 10,
    "dezember": 12,
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sept": 9,
    "sep": 9,
    "oct": 10,
    "okt": 10,
    "nov": 11,
    "dec": 12,
    "dez": 12,
}
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})\.?\s*(?P<m1>{_NAME})\.?,?\s*(?P<y1>20\d\d)"
    rf"|(?P<m2>{_NAME})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>20\d\d)"
    rf"|(?P<d5>[0-3]?\d)\.\s?(?P<m5>[01]?\d)\.\s?(?P<y5>20\d\d)"
    rf"|(?P<m3>{_NAME})\.?\s+(?P<y3>20\d\d)|(?<![\w-])(?P<y4>20\d\d)-(?P<m4>\d\d)-(?P<d4>\d\d))\b",
    re.IGNORECASE,
)
_RELEASED = re.compile(
    r"\b(?:released?|release date|launched|unveiled|published|veröffentlicht\w*|vorgestellt\w*|erschien\w*)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:trained between|cutoff|knowledge|will|plan\w*|expected|until|predecessor|vorgänger\w*|previous\w*|papers?"
    r"|stud(?:y|ies)"
    r"|reports?|blog ?posts?|articles?|data ?sets?|benchmarks?|founded|laws?|act|lawsuit|studie\w*|bericht\w*"
    r"|artikel|datensatz"
    r"|gegründet\w*|gesetz\w*|soll\w*|wird|api|original(?:ly)?|after|since|upcoming|seit|nach|hatten?|had|base model"
    r"|basismodell\w*)\b",
    re.IGNORECASE,
)


_FIRST = 6  # characters before a date that a sentence begins with: "On ", "Am "


def _find(lines: Iterable[str]) -> tuple[str, str] | None:
    for line in lines:
        if "20" not in line or not _RELEASED.search(line):
            continue
        for match in _DATE.finditer(line):
            near = line if match.start() <= _FIRST else line[max(0, match.start() - 50) : match.end() + 30]
            if _RELEASED.search(near) and not _OTHER.search(near) and not of_another(line, match.start()):
                return _iso(match), line
    return None


def _iso(match: re.Match[str]) -> str:
    year = next(match[key] for key in ("y1", "y2", "y3", "y4", "y5") if match[key])
    month = next(match[key] for key in ("m1", "m2", "m3", "m4", "m5") if match[key])
    day = next((match[key] for key in ("d1", "d2", "d4", "d5") if match[key]), None)
    number = int(month) if month.isdigit() else _MONTHS[month.lower()]
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")


def stated(story: Story) -> tuple[Fact, ...]:
    """The date next to a word of releasing in a text."""
    found = _find(story.having("20"))
    return from_text("release_date", *found) if found else ()


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """The release date that a card states."""
    found = _find(card(repo.card))
    return from_card(repo, "release_date", *found) if found else ()


KIND = Kind("release_date", 'ISO day or month as stated: "2025-08-05", "2025-12"', stated, of_repo)
