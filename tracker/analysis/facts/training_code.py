"""Fact `training_code`: is the code of the training published."""

from __future__ import annotations

from tracker.analysis.facts.code import training_code
from tracker.analysis.facts.kind import Kind, from_card, from_text
from tracker.analysis.facts.sentences import card
from tracker.analysis.facts.story import Story
from tracker.domain import Fact, Repo


def stated(story: Story) -> tuple[Fact, ...]:
    """What a text says; at most "partial"."""
    found = training_code(story.having("code", "script", "recipe", "skript"))
    return from_text("training_code", *found) if found else ()


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """What a card says; at most "partial", since a claim is not yet code."""
    found = training_code(card(repo.card))
    return from_card(repo, "training_code", *found) if found else ()


KIND = Kind("training_code", '"yes", "partial" (said, not seen) or "no": code of the training', stated, of_repo)
