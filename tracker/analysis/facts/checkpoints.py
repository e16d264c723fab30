"""Fact `checkpoints`: are states from the middle of the training published."""

from __future__ import annotations

import re

from tracker.analysis.facts.kind import Kind, from_card, from_metadata
from tracker.analysis.facts.sentences import card
from tracker.domain import Fact, Repo

_FOLDER = re.compile(r"^(?:checkpoint|step|global_step)[-_]?\d+/")
_SAID = re.compile(
    r"\b(?:intermediate|partially trained|training) checkpoints?\b[^.;]{0,80}\b(?:available|released?|published?"
    r"|provided?|public)"
    r"|\b(?:available|releas\w+|publish\w*|provid\w+)\b[^.;]{0,60}\bintermediate checkpoints?\b",
    re.IGNORECASE,
)


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """Partial from folders of steps or a sentence of the card: how many there are, nobody has counted."""
    folder = next((match[0] for file in repo.files or () if (match := _FOLDER.match(file.name))), None)
    if folder:
        return from_metadata(repo, "checkpoints", "partial", quote=folder)
    line = next(
        (
            line
            for line in card(repo.card)
            if _SAID.search(line) and not re.search(r"\b(?:not|will|soon)\b", line, re.IGNORECASE)
        ),
        None,
    )
    return from_card(repo, "checkpoints", "partial", line) if line else ()


KIND = Kind("checkpoints", '"partial": states from the middle of the training are published', of_repo=of_repo)
