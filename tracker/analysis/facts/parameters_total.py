"""Fact `parameters_total`: how many parameters the model has, from the file headers or as stated."""

from __future__ import annotations

from tracker.analysis.facts.kind import Kind, from_card, from_metadata, from_text
from tracker.analysis.facts.sentences import card
from tracker.analysis.facts.sizes import main, of_text, of_this, read
from tracker.analysis.facts.story import Story
from tracker.domain import Fact, Repo


def stated(story: Story) -> tuple[Fact, ...]:
    """The main size of a text: the largest of the first sentence that states one."""
    size = main(of_text(story))
    return from_text("parameters_total", size.total, size.sentence) if size and size.total else ()


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """The sum of the file headers (too small where dtypes are packed), then what the card states."""
    out: tuple[Fact, ...] = ()
    if repo.parameters:
        out += from_metadata(repo, "parameters_total", repo.parameters, quote="from file headers")
    size = of_this(read(card(repo.card), "en"), repo)
    if size and size.total:
        out += from_card(repo, "parameters_total", size.total, size.sentence)
    return out


KIND = Kind("parameters_total", "whole number: parameters of the model, all experts counted", stated, of_repo)
