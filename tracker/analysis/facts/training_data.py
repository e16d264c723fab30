"""Fact `training_data`: what the model was trained on. "yes" only from the table, "no" only from a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.analysis.facts.corpora import is_public
from tracker.analysis.facts.kind import Kind, from_card, from_metadata, from_text
from tracker.analysis.facts.sentences import card, told
from tracker.domain import Fact, Repo

_DATA = (
    r"(?:(?:pre-?)?training[\s-]data(?:sets?)?|(?:training|pretraining) (?:data ?sets?|corpus|corpora)|data ?sets?"
    r"|trainingsdaten(?:sätze)?|trainingsdatensatz)"
)
_WITHHELD = re.compile(
    rf"\b{_DATA}\b[^.;:]{{0,60}}?\b(?:(?:is|are|was|were|has|have|remains?|stays?)\s+(?:\w+\s+){{0,2}}?(?:not"
    rf"|never|n't)\s+(?:been\s+)?(?:yet\s+)?(?:made\s+|being\s+)?"
    r"(?:published|released|disclosed|public|publicly available|shared|available|open)|(?:is|are|remains?|stays?"
    r"|was|were)\s+(?:undisclosed|proprietary|secret|closed))"
    rf"|\b(?:does|do|did|has|have|will) not (?:yet )?(?:release|released|publish|published|disclose|disclosed"
    rf"|share|shared)\b[^.;]{{0,40}}\b{_DATA}"
    r"|\btrainingsdaten\w*\b[^.;:]{0,60}?\b(?:nicht|keine|weder)\b[^.;:]{0,40}?\b(?:veröffentlicht|offengelegt"
    r"|enthalten|verfügbar|öffentlich|bekannt|offen|zugänglich)"
    r"|\b(?:ohne|keine) trainingsdaten\b",
    re.IGNORECASE,
)
_UNCLEAR = re.compile(
    r"\b(?:evaluat\w*|benchmarks?|test sets?|user data|nutzerdaten|personal data|private data"
    r"|do(?:es)? not (?:include|contain))\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:part of|parts of|portion of|subset of|in addition(?: to)?|additional(?:ly)?|enhanced with|supplemented"
    r"|augmented|enriched|combined with|as well as|curated corpora"
    r"|(?:and|with|plus) (?:other )?curated|proprietary|in-house|internal|licensed|synthetic|teil der"
    r"|zusätzlich\w*)\b",
    re.IGNORECASE,
)
_TRAINED_ON = re.compile(r"\b(?:train\w*|pretrain\w*|corpus|corpora|tokens|data ?sets?|data)\b", re.IGNORECASE)


def stated(text: str, language: str) -> tuple[Fact, ...]:
    """No where a text says that the data are not published; a text never makes them public."""
    line = _withheld(told(text))
    return from_text("training_data", {"value": "no", "sets": []}, line) if line else ()


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """A sentence that withholds the data counts first; then the data sets that the card's metadata names."""
    lines = card(repo.card)
    if line := _withheld(lines):
        return from_card(repo, "training_data", {"value": "no", "sets": list(repo.datasets)}, line)
    if not repo.datasets:
        return ()
    more = next((line for line in lines if _MORE.search(line) and _TRAINED_ON.search(line)), None)
    whole = more is None and not repo.base_models and all(is_public(name) for name in repo.datasets)
    value = {"value": "yes" if whole else "partial", "sets": list(repo.datasets)}
    return from_metadata(repo, "training_data", value, file="README.md", quote=more)


def _withheld(lines: Iterable[str]) -> str | None:
    return next((line for line in lines if _WITHHELD.search(line) and not _UNCLEAR.search(line)), None)


KIND = Kind(
    "training_data", '{"value": yes | partial | no, "sets"}: is it known what the model was trained on', stated, of_repo
)
