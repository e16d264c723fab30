"""Fact `card`: how much the model card says, by its length and its sections."""

from __future__ import annotations

import re

from tracker.analysis.facts.kind import Kind, from_metadata
from tracker.analysis.facts.sentences import body, plain
from tracker.domain import Fact, Repo

_SECTIONS = (
    re.compile(r"^#{1,6} .*\b(?:uses?|intended|usage|how to)\b", re.IGNORECASE | re.MULTILINE),
    re.compile(r"^#{1,6} .*\b(?:limitations?|risks?|bias|biases|responsib\w+|safety)\b", re.IGNORECASE | re.MULTILINE),
    re.compile(r"^#{1,6} .*\b(?:training|data)\b", re.IGNORECASE | re.MULTILINE),
    re.compile(r"^#{1,6} .*\b(?:evaluation|results|benchmarks?|performance)\b", re.IGNORECASE | re.MULTILINE),
)
LONG = 1500
"""Characters of text without code: from here on, with all sections, it is a good card; a short one is still a card."""


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """Yes with uses, limits, training and evaluation; "no" where there is no card. A card not read says nothing."""
    if not repo.card:
        missing = repo.files is not None and not any(file.name.lower() == "readme.md" for file in repo.files)
        return from_metadata(repo, "card", {"value": "no"}, quote="no README.md") if missing else ()
    text = body(repo.card)
    found = sum(1 for section in _SECTIONS if section.search(text))
    length = len(plain(text))
    value = "yes" if length >= LONG and found == len(_SECTIONS) else "partial"
    return from_metadata(
        repo,
        "card",
        {"value": value},
        file="README.md",
        quote=f"{length} characters, {found} of {len(_SECTIONS)} sections",
    )


KIND = Kind("card", '{"value": yes | partial | no}: how much the model card says', of_repo=of_repo)
