"""Fact `gated`: must one ask before the download."""

from __future__ import annotations

from tracker.analysis.facts.kind import Kind, from_metadata
from tracker.domain import Fact, Repo


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """As the Hub says; a value that we do not know is no gate that is open, so it is left unknown."""
    return from_metadata(repo, "gated", repo.gated) if repo.gated in ("no", "auto", "manual") else ()


KIND = Kind("gated", '"no", "auto" (granted at once) or "manual" (the owner decides)', of_repo=of_repo)
