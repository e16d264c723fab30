"""Fact `weights_location`: where the weights lie."""

from __future__ import annotations

import re

from tracker.analysis.facts.kind import Kind, from_metadata, from_text
from tracker.analysis.facts.sentences import told
from tracker.analysis.weights import completeness
from tracker.domain import Fact, Repo

_PLACES = (
    ("huggingface", re.compile(r"\bhugging\s?face\b|\bhf\.co\b|\(\s*HF\s*\)|huggingface\.co/", re.IGNORECASE)),
    ("modelscope", re.compile(r"\bmodelscope\b", re.IGNORECASE)),
    ("torrent", re.compile(r"\b(?:bit)?torrent\b|\bmagnet[\s-]?link\b", re.IGNORECASE)),
    ("kaggle", re.compile(r"\bkaggle\b", re.IGNORECASE)),
)
_REPO_LINK = re.compile(
    r"https?://(?:huggingface\.co|hf\.co)/(?!(?:blog|spaces|docs|papers|datasets|collections|learn|join"
    r"|tasks)/)[\w.-]{1,96}/[\w.-]{1,96}"
)
_OFFERED = re.compile(
    r"\b(?:available|verfügbar|weights?|gewichte|dateien|download\w*|herunterladen|bereit|released|releases?"
    r"|veröffentlicht\w*|deployed|hosted|models?)\b",
    re.IGNORECASE,
)
_NOT_HERE = re.compile(
    r"\b(?:trending|integrat\w+|transformers|announced|commenter\w*|leaderboard|interest)\b", re.IGNORECASE
)


def stated(text: str, language: str) -> tuple[Fact, ...]:
    """The first place that a text names for the weights."""
    for line in told(text):
        if not _OFFERED.search(line) or _NOT_HERE.search(line):
            continue
        for place, pattern in _PLACES:
            if pattern.search(line):
                return from_text("weights_location", place, line)
    link = _REPO_LINK.search(text)
    return from_text("weights_location", "huggingface", link[0]) if link else ()


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """The Hub, where the repo has weights."""
    return (
        from_metadata(repo, "weights_location", "huggingface")
        if completeness(repo)[0] in ("complete", "partial")
        else ()
    )


KIND = Kind("weights_location", "where the weights lie: huggingface, modelscope, torrent, kaggle", stated, of_repo)
