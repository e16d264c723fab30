"""Fact `languages`: which languages the owner names for the model."""

from __future__ import annotations

import re

from tracker.analysis.facts.kind import Kind, from_metadata
from tracker.domain import Fact, Repo

_CODE = re.compile(r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """The codes in the card's metadata; words that are no code ("code", "multilingual") are left out."""
    codes = [code for code in dict.fromkeys(repo.languages) if _CODE.match(code)]
    return from_metadata(repo, "languages", codes, file="README.md") if codes else ()


KIND = Kind("languages", "list of ISO 639 codes that the card names", of_repo=of_repo)
