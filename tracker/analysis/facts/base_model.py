"""Fact `base_model`: which models this one was made from."""

from __future__ import annotations

from tracker.analysis.facts.kind import Kind, from_metadata
from tracker.domain import Fact, Repo


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """The parents that the card's metadata names, and the relation."""
    if not repo.base_models:
        return ()
    return from_metadata(
        repo, "base_model", {"ids": list(repo.base_models), "relation": repo.relation}, file="README.md"
    )


KIND = Kind(
    "base_model", '{"ids", "relation": quantized | finetune | adapter | merge | null}: the parents', of_repo=of_repo
)
