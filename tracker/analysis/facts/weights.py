"""Fact `weights`: are complete weights in the repo; from its files alone, never from a text."""

from __future__ import annotations

from tracker.analysis.facts.kind import Kind, from_metadata
from tracker.analysis.weights import completeness
from tracker.domain import Fact, Repo


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """The state of the files and what was counted; `disabled` where the Hub has closed the repo."""
    state, reason = completeness(repo)
    return from_metadata(repo, "weights", {"state": state, "reason": reason, "disabled": repo.disabled})


KIND = Kind(
    "weights",
    '{"state": complete | partial | none | unknown, "reason", "disabled"}: the files of a repo',
    of_repo=of_repo,
)
