"""Fact `architecture`: is it described how the model is built."""

from __future__ import annotations

from tracker.analysis.facts.kind import Kind, from_metadata
from tracker.domain import Fact, Repo


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """Partial where the configuration is published: the shape is there, its description is not."""
    names = {file.name for file in repo.files or ()}
    config = next((name for name in ("config.json", "params.json", "model_index.json") if name in names), None)
    return from_metadata(repo, "architecture", "partial", file=config, quote=config) if config else ()


KIND = Kind("architecture", '"partial": the configuration is published', of_repo=of_repo)
