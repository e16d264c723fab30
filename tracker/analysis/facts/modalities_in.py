"""Fact `modalities_in`: what the model takes."""

from __future__ import annotations

from tracker.analysis.facts.kind import Kind, from_metadata, from_text
from tracker.analysis.facts.modalities import PIPELINES, heard
from tracker.analysis.facts.story import Story
from tracker.domain import Fact, Repo


def stated(story: Story) -> tuple[Fact, ...]:
    """What a text says that the model takes."""
    found = heard(story)
    return from_text("modalities_in", list(found[0]), found[2]) if found[0] else ()


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """What the Hub's pipeline tag means."""
    known = PIPELINES.get(repo.pipeline_tag or "")
    return from_metadata(repo, "modalities_in", list(known[0]), quote=repo.pipeline_tag) if known else ()


KIND = Kind("modalities_in", "list of text, image, audio, video: what the model takes", stated, of_repo)
