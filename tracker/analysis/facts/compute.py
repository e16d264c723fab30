"""Fact `compute`: what the training cost in computing, as stated."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.analysis.facts.kind import Kind, from_card, from_metadata, from_text
from tracker.analysis.facts.sentences import card, front
from tracker.analysis.facts.story import Story
from tracker.domain import Fact, Repo

_HOURS = re.compile(
    r"(?<![\w.,])\d[\d.,]{0,12}\s?(?:[MKk]|million|Mio\.|Millionen)?\s(?:[A-Z]\w{0,6}[\w-]{0,6}\s)?(?:GPU"
    r"|TPU)[\s-]?(?:hours|Stunden)\b"
)
_TRAINED = re.compile(r"train", re.IGNORECASE)


def _find(lines: Iterable[str]) -> tuple[str, str] | None:
    return next(((match[0], line) for line in lines if _TRAINED.search(line) and (match := _HOURS.search(line))), None)


def stated(story: Story) -> tuple[Fact, ...]:
    """The hours that a text states."""
    found = _find(story.having("train"))
    return from_text("compute", {"value": "partial", "text": found[0]}, found[1]) if found else ()


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """The emissions in the metadata, or the hours that the card states."""
    emissions = re.search(r"^co2_eq_emissions:.*(?:\n[ \t]+.*)*", front(repo.card), re.MULTILINE)
    if emissions and re.search(r"\d", emissions[0]):
        return from_metadata(
            repo, "compute", {"value": "yes", "text": " ".join(emissions[0].split())}, file="README.md"
        )
    found = _find(card(repo.card))
    return from_card(repo, "compute", {"value": "yes", "text": found[0]}, found[1]) if found else ()


KIND = Kind(
    "compute", '{"value": yes | partial, "text": "2.788M H800 GPU hours"}: what the training cost', stated, of_repo
)
