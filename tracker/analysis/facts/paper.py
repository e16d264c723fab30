"""Fact `paper`: the paper or technical report about the model."""

from __future__ import annotations

import re

from tracker.analysis.facts.kind import Kind, from_card, from_metadata
from tracker.analysis.facts.sentences import body
from tracker.domain import Fact, Repo

_ARXIV = re.compile(r"arxiv\.org/(?:abs|pdf)/(\d{4}\.\d{4,5})", re.IGNORECASE)
_OWN = re.compile(r"technical report|tech report|model card|our paper", re.IGNORECASE)
_CALLED = re.compile(
    r"\[[^\[\]\n]{0,40}(?:paper|technical report|tech report|model card"
    r"|report)[^\[\]\n]{0,40}\]\((https?://[^()\s]{1,300})\)"
    r"|<a [^<>]{0,80}href=\"(https?://[^\"\s]{1,300})\"[^<>]{0,200}>(?:\s|<[^<>]{1,100}>){0,5}(?:paper"
    r"|technical report|tech report|model card|report)\b",
    re.IGNORECASE,
)


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """The link that the card calls its paper; else the one arXiv tag. Several may be papers only cited."""
    text = body(repo.card)
    cited = set(_ARXIV.findall(text))
    for match in _CALLED.finditer(text):
        url = match[1] or match[2]
        own = _OWN.search(match[0]) is not None or len(cited) == 1
        if own and (arxiv := _ARXIV.search(url)):
            return from_card(repo, "paper", f"arXiv:{arxiv[1]}", match[0])
        if own and url.lower().endswith(".pdf"):
            return from_card(repo, "paper", url, match[0])
    tags = [tag for tag in repo.tags if re.fullmatch(r"arxiv:\d{4}\.\d{4,5}", tag)]
    if len(tags) != 1 or repo.base_models:
        return ()
    return from_metadata(repo, "paper", f"arXiv:{tags[0][6:]}", quote=tags[0])


KIND = Kind("paper", '"arXiv:2508.10925" or the URL of the paper or technical report', of_repo=of_repo)
