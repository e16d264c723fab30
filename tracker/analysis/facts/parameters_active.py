"""Fact `parameters_active`: how many parameters work on one token, as stated."""

from __future__ import annotations

from tracker.analysis.facts.kind import Kind, from_card, from_text
from tracker.analysis.facts.sentences import card, told
from tracker.analysis.facts.sizes import main, of_this, read
from tracker.domain import Fact, Repo


def stated(text: str, language: str) -> tuple[Fact, ...]:
    """The active parameters of a text's main size."""
    size = main(read(told(text), language))
    return from_text("parameters_active", size.active, size.sentence) if size and size.active else ()


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """The active parameters that a card states of its own repo."""
    size = of_this(read(card(repo.card), "en"), repo)
    return from_card(repo, "parameters_active", size.active, size.sentence) if size and size.active else ()


KIND = Kind(
    "parameters_active", "whole number: parameters that work on one token (mixture of experts)", stated, of_repo
)
