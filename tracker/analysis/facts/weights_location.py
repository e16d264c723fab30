"""Fact `weights_location`: where the weights lie."""

from __future__ import annotations

import re

from tracker.analysis.facts.about import About
from tracker.analysis.facts.kind import Kind, from_metadata, from_text
from tracker.analysis.facts.others import coming, negated, of_another, part_of, until
from tracker.analysis.facts.sentences import sentences
from tracker.analysis.facts.story import Story
from tracker.analysis.keys import REPO_LINK
from tracker.analysis.weights import completeness
from tracker.domain import Fact, Repo

_AT = r"(?:(?:\b(?:on|at|via|through|to|over|auf|bei|über|and|und|or|oder)|[,(/&:–-])\s*(?:the |a |an )?[\"„“]?|^\W*)"
_PLACES = (
    (
        "huggingface",
        re.compile(
            rf"{_AT}hugging\s?face\b(?!\s+(?:released|has|introduced|launched|veröffentlicht|hat|bringt"
            r"|diffusers|transformers|library|leaderboard|ceo|team|discord)\b)"
            r"|\b(?:download\w*|herunter\w*)\b.*\b(?:from|von) hugging\s?face\b|\b(?:from"
            r"|von) hugging\s?face (?:download|herunter)\w*"
            r"|\bhf\.co\b|\(\s*HF\s*\)|huggingface\.co/",
            re.IGNORECASE,
        ),
    ),
    ("modelscope", re.compile(r"\bmodelscope\b", re.IGNORECASE)),
    ("torrent", re.compile(r"\b(?:bit)?torrent\b|\bmagnet[\s-]?link\b", re.IGNORECASE)),
    ("kaggle", re.compile(r"\bkaggle\b", re.IGNORECASE)),
)
_STEMS = ("hugging", "hf", "modelscope", "torrent", "magnet", "kaggle")
_OFFERED = re.compile(
    r"\b(?:available|verfügbar|weights?|gewichte|dateien|download\w*|herunterladen|bereit|stehen|liegen|liegt|steht"
    r"|gibt es|abrufbar|appear\w*|erscheint|found at|find it|get it|grab it|erhältlich|released|releases?"
    r"|veröffentlicht\w*|deployed|hosted|upload\w*|checkpoints?|models?)\b",
    re.IGNORECASE,
)
_DATA = re.compile(
    r"\b(?:training data|data ?sets?|trainingsdaten|datens[aä]tze?|gguf|quanti[sz]\w+|conversions?|demo|spaces?)\b",
    re.IGNORECASE,
)
_WEIGHTS = re.compile(r"\b(?:weights|gewichte\w*|models? (?:is|are)|modell\w*)\b", re.IGNORECASE)
_NOT_HERE = re.compile(
    r"\d (?:\w+ )?models on hugging|\b(?:trending|integrat\w+|transformers|announced|commenter\w*|leaderboard"
    r"|interest)\b",
    re.IGNORECASE,
)


def stated(story: Story) -> tuple[Fact, ...]:
    """The first place that a text names for the weights."""
    for line in story.having(*_STEMS):
        if not _OFFERED.search(line) or _NOT_HERE.search(line):
            continue
        for place, pattern in _PLACES:
            match = pattern.search(line)
            part = part_of(line, match.start()) if match else ""
            if _DATA.search(part) and not _WEIGHTS.search(part):
                continue
            if match and not coming(until(line, match.end())) and not negated(line, match.start()):
                return from_text("weights_location", place, line)
    if "huggingface.co/" not in story.text and "hf.co/" not in story.text:
        return ()
    for line in sentences(story.text):
        link = REPO_LINK.search(line)
        if link and _own(link[0], story.about) and not of_another(line, link.start()):
            return from_text("weights_location", "huggingface", link[0])
    return ()


def _own(link: str, about: About) -> bool:
    """Is it called like the main model, where a text names others too?"""
    repo = re.sub(r"[\W_]", "", link.rsplit("/", 1)[-1].lower())
    return not about.others or any(re.sub(r"[\W_]", "", name.lower()) in repo for name in about.own)


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """The Hub, where the repo has weights."""
    return (
        from_metadata(repo, "weights_location", "huggingface")
        if completeness(repo)[0] in ("complete", "partial")
        else ()
    )


KIND = Kind("weights_location", "where the weights lie: huggingface, modelscope, torrent, kaggle", stated, of_repo)
