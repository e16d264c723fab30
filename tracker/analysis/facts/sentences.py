"""A text as facts read it: its sentences; a card without code and front matter."""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST_SENTENCE = 1_200
"""Characters of a sentence that are read: what is longer is a list or an attack, and costs grow with the square."""

LONGEST = 64_000
"""Characters that are read of a text; what comes later is about something else."""

_SENTENCE = re.compile(r"(?<=[.!?;])[\"”“»)\]]?\s+(?=[\"“„«(\[]?[A-ZÄÖÜ0-9*_`])|\n\s*\n|\n(?=\s*(?:[-*•|#>]|\d+\.)\s?)")
_HEADING = re.compile(r"^(#{1,6} [^\n]{0,300})\n", re.MULTILINE)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mrd|Mio|Tsd|ca|etc|vs|Inc|Nr|bzw|Dr|Prof|St|approx|resp|inkl|Fig|No|Jan|Feb|Aug|Sept|Oct|Okt|Nov"
    r"|Dec|Dez)"
    r"|\b[zuda]\. ?[BaÄhk]|\b[ei]\.[ge])\.$"
)
_ORDINAL = re.compile(r"(?<![\d.,])\d{1,2}\.$")
_AFTER_ORDINAL = re.compile(
    r"(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Quartal|Halbjahr|Jahrhundert|Generation|Version|Ausgabe"
    r"|Auflage"
    r"|Platz|Mal|Tag|Woche|Klasse|Kapitel|Lebensjahr|Jahrestag|\d)"
)
_FRONT = re.compile(r"\A\ufeff?---\s*\n(.*?)\n---\s*(?:\n|\Z)", re.DOTALL)
_CODE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\]\([^()\s]{0,500}\)")
_TAG = re.compile(r"<[^<>\n]{1,300}>")
_MARKS = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)")


@lru_cache(maxsize=64)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; list items, table rows and headings stand alone."""
    out: list[str] = []
    text = text[:LONGEST]
    for piece in _SENTENCE.split(_HEADING.sub(r"\1\n\n", text) if "#" in text else text):
        part = " ".join(piece[: 2 * LONGEST_SENTENCE].split())[:LONGEST_SENTENCE]
        if not part:
            continue
        if out and (_ABBREVIATION.search(out[-1]) or (_ORDINAL.search(out[-1]) and _AFTER_ORDINAL.match(part))):
            out[-1] = f"{out[-1]} {part}"[:LONGEST_SENTENCE]
        else:
            out.append(part)
    return tuple(out)


@lru_cache(maxsize=64)
def card(text: str) -> tuple[str, ...]:
    """The sentences of a README, without front matter, code and link addresses."""
    return sentences(plain(body(text)))


def body(text: str) -> str:
    """A README without its front matter."""
    return _FRONT.sub("", text[:LONGEST], count=1)


def front(text: str) -> str:
    """The front matter of a README, "" where it has none."""
    match = _FRONT.match(text[:LONGEST])
    return match[1] if match else ""


def plain(text: str) -> str:
    """Text without code blocks, link addresses, tags and emphasis."""
    text = text[:LONGEST]
    if "```" in text or "~~~" in text or "<!--" in text:
        text = _CODE.sub("\n\n", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    return _MARKS.sub("", text) if "*" in text or "`" in text or "_" in text else text
