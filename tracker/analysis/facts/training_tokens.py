"""Fact `training_tokens`: on how many tokens the model was trained, as stated."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.analysis.facts.kind import Kind, from_card, from_text
from tracker.analysis.facts.others import coming, of_another, part_of
from tracker.analysis.facts.sentences import card
from tracker.analysis.facts.story import Story
from tracker.analysis.facts.tables import column
from tracker.analysis.numbers import amounts
from tracker.domain import Fact, Repo

_TRAINED = re.compile(
    r"(?<!for )(?<!zum )(?<!fürs )\b(?:pre[\s-]?)?(?:train(?:ed|ing)|trainiert\w*|vortrainiert|training\w*)\b",
    re.IGNORECASE,
)
_TUNED = re.compile(
    r"\b(?:fine[\s-]?tun\w*|feinabgestimmt|post-train\w*|mid-train\w*|continued|additional|per (?:second|day)"
    r"|batch)\b",
    re.IGNORECASE,
)
_TOKENS = re.compile(r"^[\s-]*(?:(?!activ|aktiv|per\b|pro\b|param)[\w-]{3,14}\s+){0,2}tokens?\b", re.IGNORECASE)
_PLANNED = re.compile(r"\b(?:is|are) to be (?:pre-?)?trained\b", re.IGNORECASE)
_OF_THE_DATA = re.compile(
    r"^\s*tokens? (?:of|from) (?:the |its |our |their )", re.IGNORECASE
)  # a part of them is shown
_LABEL = re.compile(r"^\W*(?:pre-?)?training tokens\s*[:|=]\s*~?", re.IGNORECASE)
_COLUMN = re.compile(r"^\W*(?:(?:pre-?)?training )?tokens?(?: counts?)?\W*$", re.IGNORECASE)
SMALLEST = 1e9


def _find(lines: Iterable[str], language: str) -> tuple[int, str] | None:
    for line in lines:
        label = _LABEL.match(line)
        if not _TRAINED.search(line):
            continue
        for amount in amounts(line, language):
            part = part_of(line, amount.start)
            if _TUNED.search(part) or coming(part) or _PLANNED.search(part):
                continue
            if _OF_THE_DATA.match(line[amount.end :]):
                continue
            named = label is not None and amount.start == label.end()
            named = named or _TOKENS.match(line[amount.end : amount.end + 60]) is not None
            stated = amount.scaled and amount.value >= SMALLEST and named
            if stated and not of_another(line, amount.start):
                return round(amount.value), line
    return None


def stated(story: Story) -> tuple[Fact, ...]:
    """The tokens of a pretraining that a text states."""
    found = _find(story.having("train"), story.language) or _in_table(story.text)
    return from_text("training_tokens", *found) if found else ()


def _in_table(text: str) -> tuple[int, str] | None:
    """The tokens in the column of a table."""
    for cell, line in column(text, _COLUMN):
        for amount in amounts(cell, "en"):
            if amount.scaled and amount.value >= SMALLEST:
                return round(amount.value), line
    return None


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """The tokens of a pretraining that a card states."""
    found = _find(card(repo.card), "en")
    return from_card(repo, "training_tokens", *found) if found else ()


KIND = Kind("training_tokens", "whole number: tokens of the pretraining, as stated", stated, of_repo)
