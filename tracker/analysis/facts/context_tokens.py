"""Fact `context_tokens`: how long a text the model takes, as stated ("128K" is 128000)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.analysis.facts.kind import Kind, from_card, from_text, page
from tracker.analysis.facts.others import of_another
from tracker.analysis.facts.sentences import card
from tracker.analysis.facts.story import Story
from tracker.analysis.facts.tables import column
from tracker.analysis.numbers import Amount, amounts
from tracker.domain import Fact, Repo

_TOPIC = re.compile(
    r"\b(?:reads?|takes?|accepts?|liest|nimmt)\b|\binputs?\b|\bverarbeitet\b|\bprocess\w*|\bhandles?\b|\bcontexts?\b"
    r"|\bkontext\w*|\bsequence length\b"
    r"|\bsequenzlänge",
    re.IGNORECASE,
)
_STEMS = (
    "input",
    "process",
    "verarbeitet",
    "handle",
    "read",
    "take",
    "accept",
    "liest",
    "nimmt",
    "context",
    "kontext",
    "sequen",
)
_AFTER = re.compile(
    r"^[\s-]*(?:tokens?[\s-]*)?(?:(?:native|long|of|input|maximum|max|text)[\s-]+){0,2}(?:context|kontext)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:contexts?(?:[\s-]*(?:length|window|size|lengths|windows))?|kontext(?:fenster|länge|größe)?s?"
    r"|sequence length|sequenzlänge)"
    r"[\s:|(=–-]*(?:(?:is|are|of|up to|with|from|to|ranging|extends?|extended|has|supports?|a|maximum|von|bis|zu"
    r"|beträgt|liegt|bei|mit|umfasst|fasst|rund|etwa|about"
    r"|approximately|\w+ly)[\s:|(~-]+){0,4}~?$",
    re.IGNORECASE,
)
_TOKENS = re.compile(r"^[\s_*-]*tokens?\b", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?:context|kontext)\w*\b", re.IGNORECASE)
_TAKES = re.compile(
    r"\b(?:inputs? (?:of|with)|input length of|verarbeitet|process(?:es|ing)?|reads?|takes?|accepts?|liest|nimmt"
    r"|verdaut"
    r"|handles?)\s+(?:inputs? )?(?:of )?(?:up to|bis zu)\s+$",
    re.IGNORECASE,
)
_OTHERS_BEFORE = re.compile(
    r"\b(?:vocab\w*|vokabular\w*|outputs?|generat\w*|writes?|respons\w*|answers?|ausgabe\w*|antwort\w*|batch\w*|budget"
    r"|sliding)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_OTHERS_AFTER = re.compile(
    r"^[\s-]*(?:tokens?[\s-]+)?(?:outputs?|of output|per (?:second|image|day)|pro (?:sekunde|bild)|long (?:answers?"
    r"|outputs?))\b",
    re.IGNORECASE,
)
_COLUMN = re.compile(r"^\W*(?:max(?:imum)? )?(?:context|sequence)(?: length| window| size)?\W*$", re.IGNORECASE)
_RAISED_FROM = re.compile(r"\b(?:from|von)\s+[\d.,]+\s?[KM]?(?:\s?tokens?)?\s+(?:to|auf)\s+\d", re.IGNORECASE)
_RAISED = re.compile(r"\b(?:from|von)\s+[\d.,]+\s?[KM]?(?:\s?tokens?)?\s+(?:to|auf)\s+$", re.IGNORECASE)
"""The context grew: "from 32K to 128K"; the second is the new one, even where the first is a predecessor's."""

_MEASURED = re.compile(
    r"\b(?:bugs?|shots?|fix(?:es|ed)|chrf|pass@\d|\d+-shot|accuracy)\b"
    r"|\bsequence length:? \d+(?!\d* ?tokens?)",
    re.IGNORECASE,
)
SMALLEST, LARGEST = 256, 200_000_000

CONFIG_RANK = 50
"""Below all that the owner says in words (80, 60): positions are not the length that a model is offered with.

DeepSeek-V3 has 163,840 and is offered with 128K; Qwen2.5-7B-Instruct has 32,768 and takes 131,072 when scaled.
"""

_POSITIONS = ("max_position_embeddings", "n_positions", "max_sequence_length", "seq_length")


def _find(lines: Iterable[str], language: str) -> tuple[int, str] | None:
    for line in lines:
        if not _TOPIC.search(line) or _MEASURED.search(line):
            continue
        for amount in amounts(line, language):
            value = round(amount.value)
            if (
                SMALLEST <= value <= LARGEST
                and _is_context(line, amount)
                and not (of_another(line, amount.start) and not _RAISED.search(line[: amount.start]))
                and not _RAISED_FROM.search(line[max(0, amount.start - 8) : amount.end + 30])
            ):
                return value, line
    return None


def _is_context(line: str, amount: Amount) -> bool:
    after, before = line[amount.end : amount.end + 40], line[max(0, amount.start - 90) : amount.start]
    letter = line[amount.end - 1].lower()
    if (
        re.match(r"[\s-]*(?:param|b\b|gpu|users?|experts?|experten|steps|dollar)", after, re.IGNORECASE)
        or letter in "bt"
    ):
        return False
    if re.search(r"\w[-.]?$", before):
        return False  # a piece of a name
    if _OTHERS_BEFORE.search(before) or _OTHERS_AFTER.match(after):
        return False
    tokens = _TOKENS.match(after) is not None
    if not amount.scaled and not tokens and amount.value < 1024:
        return False
    if _AFTER.match(after) or _BEFORE.search(before) or (tokens and _TAKES.search(before)):
        return True
    return (
        tokens
        and re.search(r"\b(?:train\w*|corpus|data|daten\w*)\b", line, re.IGNORECASE) is None
        and _UP_TO.search(line) is not None
    )


def stated(story: Story) -> tuple[Fact, ...]:
    """The first length that a text states of a context."""
    found = _find(story.having(*_STEMS), story.language) or _in_table(story.text)
    return from_text("context_tokens", *found) if found else ()


def _in_table(text: str) -> tuple[int, str] | None:
    """The first length in the column of a table."""
    for cell, line in column(text, _COLUMN):
        for amount in amounts(cell, "en"):
            if SMALLEST <= amount.value <= LARGEST and (amount.scaled or amount.value >= 1024):
                return round(amount.value), line
    return None


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """The first length that a card states of a context; then the positions in the model's settings."""
    found = _find(card(repo.card), "en")
    said = from_card(repo, "context_tokens", *found) if found else ()
    return said + _configured(repo)


def _configured(repo: Repo) -> tuple[Fact, ...]:
    """Sizes that are no round number, such as RoBERTa's 514, count places that hold no token."""
    key = next((key for key in _POSITIONS if key in repo.config), None)
    value = repo.config[key] if key is not None else None
    if not isinstance(value, int) or not SMALLEST <= value <= LARGEST or value % 128:
        return ()
    quote, url = f'"{key}": {value}', page(repo, "config.json")
    return (Fact("context_tokens", value, "metadata", CONFIG_RANK, repo.id, url=url, quote=quote),)


KIND = Kind(
    "context_tokens",
    "whole number: longest input in tokens, as stated, else as the model is configured",
    stated,
    of_repo,
)
