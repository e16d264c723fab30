"""Fact `gate_conditions`: what one must accept at the gate."""

from __future__ import annotations

from tracker.analysis.facts.kind import Kind, from_metadata, shorten
from tracker.domain import Fact, Repo


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """The text of the gate, and whether people of the EU are turned away."""
    if not repo.gate_text and not repo.eu_excluded:
        return ()
    value = {"text": shorten(repo.gate_text, 1000), "eu_excluded": repo.eu_excluded}
    return from_metadata(repo, "gate_conditions", value, file="README.md")


KIND = Kind(
    "gate_conditions", '{"text", "eu_excluded"}: the conditions of the gate, at most 1000 characters', of_repo=of_repo
)
