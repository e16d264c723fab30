"""Fact `modalities_out`: what the model makes."""

from __future__ import annotations

from tracker.analysis.facts.kind import Kind, from_metadata, from_text
from tracker.analysis.facts.modalities import PIPELINES, heard
from tracker.analysis.facts.story import Story
from tracker.domain import Fact, Repo


def stated(story: Story) -> tuple[Fact, ...]:
    """What a text says that the model makes."""
    found = heard(story)
    return from_text("modalities_out", list(found[1]), found[2]) if found[1] else ()


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """What the Hub's pipeline tag means."""
    known = PIPELINES.get(repo.pipeline_tag or "")
    return from_metadata(repo, "modalities_out", list(known[1]), quote=repo.pipeline_tag) if known else ()


KIND = Kind("modalities_out", "list of text, image, audio, video: what the model makes", stated, of_repo)
