"""Fact `parameters_active`: how many parameters work on one token, as the card or the repo's name states."""

from __future__ import annotations

from tracker.analysis.facts.kind import CARD_RANK, Kind, from_card, from_text, page
from tracker.analysis.facts.sentences import card
from tracker.analysis.facts.sizes import main, of_text, of_this, read
from tracker.analysis.facts.story import Story
from tracker.analysis.names import parse
from tracker.domain import Fact, Repo


def stated(story: Story) -> tuple[Fact, ...]:
    """The active parameters of a text's main size."""
    size = main(of_text(story))
    return from_text("parameters_active", size.active, size.sentence) if size and size.active else ()


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """The active parameters that a card states of its own repo, else its name ("110B-A12B")."""
    size = of_this(read(card(repo.card), "en"), repo)
    if size and size.active:
        return from_card(repo, "parameters_active", size.active, size.sentence)
    name = parse(repo.id)
    if name is None or name.active is None:
        return ()
    return (
        Fact("parameters_active", int(name.active), "metadata", CARD_RANK, repo.id, url=page(repo), quote=name.text),
    )


KIND = Kind(
    "parameters_active", "whole number: parameters that work on one token (mixture of experts)", stated, of_repo
)
