"""How near summaries are to those of people: ROUGE (Lin 2004, without stemming) beside the text's first words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median
from typing import Any


@dataclass(frozen=True, slots=True)
class Rouge:
    """Words, pairs of words and the longest common run that two texts share, each as F1."""

    one: float
    two: float
    longest: float


@dataclass(frozen=True, slots=True)
class Summarized:
    """One summary beside the text that it was made of and a person's summary of that."""

    said: str
    text: str
    labeled: str
    refused: tuple[str, ...]  # why the guard let it not pass
    seconds: float


@dataclass(frozen=True, slots=True)
class Summaries:
    """How near summaries are to those of people, beside LEAD: the text's first words."""

    rows: int
    words: int
    ours: Rouge
    lead: Rouge
    refused: int
    reasons: Mapping[str, int]
    median: float  # seconds
    longest: float


def summaries(made: Sequence[Summarized], budget: int) -> Summaries:
    """Mean ROUGE of at most `budget` words, and of as many first words of the text."""
    ours = [rouge(words(one.said)[:budget], words(one.labeled)) for one in made]
    lead = [rouge(words(one.text)[:budget], words(one.labeled)) for one in made]
    seconds = [one.seconds for one in made]
    return Summaries(
        rows=len(made),
        words=budget,
        ours=_mean(ours),
        lead=_mean(lead),
        refused=sum(bool(one.refused) for one in made),
        reasons=Counter(reason for one in made for reason in set(one.refused)),
        median=median(seconds) if seconds else 0.0,
        longest=max(seconds, default=0.0),
    )


def words(text: str) -> list[str]:
    """The words of a text in lower case; an umlaut is one letter however it was typed."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


def rouge(summary: Sequence[str], reference: Sequence[str]) -> Rouge:
    """How much of one is in the other, by words."""
    common = _longest(summary, reference)
    return Rouge(
        _overlap(Counter(summary), Counter(reference)),
        _overlap(_pairs(summary), _pairs(reference)),
        _share(2 * common, len(summary) + len(reference)) if common else 0.0,
    )


def _mean(all_of: Sequence[Rouge]) -> Rouge:
    if not all_of:
        return Rouge(0.0, 0.0, 0.0)
    return Rouge(*(fmean(getattr(one, name) for one in all_of) for name in ("one", "two", "longest")))


def _pairs(tokens: Sequence[str]) -> Counter[tuple[str, str]]:
    return Counter(pairwise(tokens))


def _overlap(a: Counter[Any], b: Counter[Any]) -> float:
    return _share(2 * (a & b).total(), a.total() + b.total())


def _longest(a: Sequence[str], b: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    best = [0] * (len(b) + 1)
    for word in a:
        diagonal = 0
        for place, other in enumerate(b, 1):
            diagonal, best[place] = best[place], diagonal + 1 if word == other else max(best[place], best[place - 1])
    return best[-1]


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
