"""Fact `evaluation`: are results of evaluations published."""

from __future__ import annotations

import re

from tracker.analysis.facts.kind import Kind, from_card, from_metadata
from tracker.analysis.facts.sentences import body, front
from tracker.domain import Fact, Repo

_HEADING = re.compile(r"^#{1,6} .*\b(?:evaluation|benchmarks?|performance|results)\b.*$", re.IGNORECASE | re.MULTILINE)
_ROW = re.compile(r"^\|.*\d+[.,]\d.*\|", re.MULTILINE)


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """Yes from results in the metadata; "partial" from a table below a heading, since it may be about others."""
    listed = next((file.name for file in repo.files or () if re.match(r"\.eval_results/.+\.ya?ml$", file.name)), None)
    if listed:
        return from_metadata(repo, "evaluation", "yes", file=listed, quote=listed)
    if re.search(r"^model-index:\s*\n\s*-", front(repo.card), re.MULTILINE):
        return from_metadata(repo, "evaluation", "yes", file="README.md", quote="model-index")
    text = body(repo.card)
    heading = next(
        (match for match in _HEADING.finditer(text) if _ROW.search(text, match.end(), match.end() + 6000)), None
    )
    return from_card(repo, "evaluation", "partial", heading[0]) if heading else ()


KIND = Kind("evaluation", '"yes" (results in the metadata) or "partial" (a table in the card)', of_repo=of_repo)
