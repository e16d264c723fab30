"""Fact `paper`: the paper or technical report about the model."""

from __future__ import annotations

import re

from tracker.analysis.facts.kind import Kind, from_card, from_metadata
from tracker.analysis.facts.sentences import body
from tracker.domain import Fact, Repo

_ARXIV = re.compile(r"arxiv\.org/(?:abs|pdf)/(\d{4}\.\d{4,5})", re.I)
_CALLED = re.compile(
    r"\[[^\[\]\n]{0,40}(?:paper|technical report|tech report|model card|report)[^\[\]\n]{0,40}\]\((https?://[^()\s]{1,300})\)"
    r"|<a [^<>]{0,80}href=\"(https?://[^\"\s]{1,300})\"[^<>]{0,200}>(?:\s|<[^<>]{1,100}>){0,5}(?:paper|technical report|tech report|model card|report)\b",
    re.I,
)


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """The link that the card calls its paper; else the one arXiv tag. Several tags may be papers that are only cited."""
    for match in _CALLED.finditer(body(repo.card)):
        url = match[1] or match[2]
        if arxiv := _ARXIV.search(url):
            return from_card(repo, "paper", f"arXiv:{arxiv[1]}", match[0])
        if url.lower().endswith(".pdf"):
            return from_card(repo, "paper", url, match[0])
    tags = [tag for tag in repo.tags if re.fullmatch(r"arxiv:\d{4}\.\d{4,5}", tag)]
    return from_metadata(repo, "paper", f"arXiv:{tags[0][6:]}", quote=tags[0]) if len(tags) == 1 else ()


KIND = Kind("paper", '"arXiv:2508.10925" or the URL of the paper or technical report', of_repo=of_repo)
