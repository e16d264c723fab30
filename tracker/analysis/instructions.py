"""Sentences that speak to a machine instead of a reader: a tripwire that marks a text, not a wall."""

from __future__ import annotations

import re

_READ = 64_000  # characters; a card's text is no longer
_FORMS = (
    (
        r"\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:previous|prior|above|earlier|all|your)\b"
        r"[^.\n]{0,40}\b(?:instruction|prompt|rule|direction|guideline)s?\b"
    ),
    r"\b(?:ignorier|vergiss|missacht)\w*\b[^.\n]{0,60}\b(?:anweisung|instruktion|vorgabe|regel)\w*",
    r"\byou are (?:now|no longer) (?:a|an|in|the)\b[^.\n]{0,60}\b(?:assistant|mode|model|ai|dan)\b",
    r"\bdu bist (?:jetzt|nun|ab sofort)\b[^.\n]{0,60}\b(?:assistent|modus|modell|ki)\w*",
    r"\b(?:system|developer) (?:prompt|message|override)\b\s*[:=]",
    (
        r"\b(?:as an ai|to the ai|dear ai|hey ai|an die ki|note to (?:the )?(?:ai|llm|assistant|model))\b"
        r"[^.\n]{0,80}\b(?:must|should|please|output|respond|write|say|schreib|antworte|sage)"
    ),
    (
        r"\b(?:reply|respond|answer|output|print|antworte|schreibe)\b (?:only|exactly|nur|ausschließlich|genau) "
        r"(?:with|the|mit|die|das|folgend)"
    ),
    r"<\|[a-z_]+\|>|\[/?INST\]|<</?SYS>>|</?(?:system|assistant|instructions?)>",
)
_INSTRUCTION = re.compile("|".join(_FORMS), re.IGNORECASE)


def suspicious(text: str) -> bool:
    """Whether a sentence gives orders to a machine, in German or English, or carries a chat model's control tokens."""
    return bool(_INSTRUCTION.search(text[:_READ]))
