"""Words of a text as they are compared: stems without the small words; novelty and turned negations by them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from tracker.summarizers.clauses import Mood, clauses, mood

NOVEL = 0.35
"""Share of a summary's stems that may be new where it speaks the language of its text."""

_SAME = 0.8  # of a clause's stems, from which two clauses say the same
_FEWEST = 4  # stems of a clause; where there are fewer, all must be the same
_NEGATIONS = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|nicht|kein\w*|nie|niemals|ohne|weder)\b|n['’]t\b", re.IGNORECASE
)
_LEAST_NEW = 4  # stems; below that a share says nothing
_STEM = 6  # letters

SMALL = {
    "de": frozenset(
        """
        der die das den dem des und oder ein eine einen einem einer eines ist sind war waren wird werden wurde wurden
        hat haben hatte hatten kann können soll sollen mit für auf von vom im in am an zu zum zur bei nach aus über
        unter durch sich nicht kein keine auch es er sie wir ich als wie dass nur noch so um ihre ihr seine sein diese
        dieser dieses damit sowie mehr bereits laut bis vor gegen ohne weil wenn aber
        """.split()  # noqa: SIM905
    ),
    "en": frozenset(
        """
        the a an and or of to in on for with is are was were be been being has have had will would can could should may
        not no it its this that these those as at by from which who whom whose we our they their he she his her i you
        your how what inside including across but also more than into over about after before under up out if when
        while there all new said says
        """.split()  # noqa: SIM905
    ),
}
_ALL_SMALL = SMALL["de"] | SMALL["en"]


def stems(text: str) -> list[str]:
    """The beginnings of the words that carry meaning, in order."""
    return [word[:_STEM] for word in re.findall(r"[^\W_]+", text.lower()) if len(word) > 2 and word not in _ALL_SMALL]


def novel(text: str, seen: str) -> float:
    """The share of a summary's stems that were not seen."""
    said, there = set(stems(text)), set(stems(seen))
    new = said - there
    return len(new) / len(said) if len(new) >= _LEAST_NEW else 0.0


def turned(text: str, seen: str) -> list[str]:
    """The clauses of a summary that say what was seen without its "not" or "will", or with one that was not there."""
    kept = [(set(stems(clause)), _manner(clause)) for clause in clauses(seen)]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, (stemmed, _) in enumerate(kept):
        for stem in stemmed:
            places[stem].append(place)
    found = []
    for clause in clauses(text):
        said = set(stems(clause))
        same = _SAME if len(said) >= _FEWEST else 1.0
        shared = Counter(place for stem in said for place in places.get(stem, ()))
        alike = {
            kept[place][1] for place, count in shared.items() if count >= same * max(len(said), len(kept[place][0]))
        }
        if len(said) > 1 and alike and _manner(clause) not in alike:
            found.append(" ".join(clause.split()))
    return found


def _manner(clause: str) -> tuple[Mood, int]:
    """How a clause speaks and how often it says no."""
    return mood(clause), len(_NEGATIONS.findall(clause))
