"""A text as facts read it: sentences, the part about the main thing, a card without code and front matter."""

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
    r"|\b[zuda]\. ?[BaÄhk]|\b[ei]\.[ge]|(?<![\d.,])\d{1,2})\.$"
)
_ELSEWHERE = re.compile(
    r"^\W*(?:meanwhile|elsewhere|separately|in other news|in robotics|in image|in developer tooling|on twitter"
    r"|unterdessen|derweil"
    r"|außerdem (?:hat|haben|bringt)|parallel dazu|an anderer stelle)\b",
    re.IGNORECASE,
)
_RELEASES = re.compile(
    r"^(?:\W*)(?P<who>(?:[A-Z][\w.&'’-]{0,24} ){0,3}?[A-Z][\w.&'’-]{0,24})\s*(?:has |have |also |officially "
    r"|team |labs? |hat |haben )*"
    r"(?:released?s?|launche[sd]|introduce[sd]|unveil(?:s|ed)|open-source[sd]|veröffentlicht(?:e|en)?|startet"
    r"|bringt)\b"
)
_ANOTHER = re.compile(
    r"^\W*(?P<who>[A-Z][\w.&'’-]*(?:\s+[A-Z\d][\w.&'’-]*){0,4})\s+(?:has|had|is|was|shows?|features?|supports?"
    r"|achieves?|comes"
    r"|offers|uses|beats|scores|reaches|boasts|launches|gets|hat|hatte|ist|kommt|bietet|unterstützt|erreicht|zeigt"
    r"|läuft)\b"
)
_NUMBERED = re.compile(r"[A-Za-z][\s-]?\d")
_SAME = frozenset(
    {"the", "it", "they", "both", "this", "these", "we", "die", "das", "der", "beide", "es", "sie", "wir"}
)
_RUMOR = re.compile(
    r"\b(?:reportedly|rumou?r(?:s|ed)?|allegedly|leak(?:s|ed)?|speculat\w+|angeblich|gerücht\w*|mutmaßlich"
    r"|soll(?:en)? angeblich)\b",
    re.IGNORECASE,
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
    for piece in _SENTENCE.split(_HEADING.sub(r"\1\n\n", text[:LONGEST])):
        part = " ".join(piece[: 2 * LONGEST_SENTENCE].split())[:LONGEST_SENTENCE]
        if not part:
            continue
        if out and _ABBREVIATION.search(out[-1]):
            out[-1] = f"{out[-1]} {part}"[:LONGEST_SENTENCE]
        else:
            out.append(part)
    return tuple(out)


@lru_cache(maxsize=64)
def told(text: str) -> tuple[str, ...]:
    """The sentences of a news text that speak of its main thing: nothing from elsewhere, no rumor, no question.

    A digest goes on to the next publisher ("X released …. Y launched …."): there the main thing ends.
    """
    out: list[str] = []
    releasing: set[str] = set()
    named: set[str] = set()
    for sentence in sentences(plain(text)):
        match = _RELEASES.match(sentence)
        who = {word for word in re.findall(r"[\w-]+", match["who"].lower()) if len(word) > 2} if match else set()
        if _ELSEWHERE.match(sentence) or (releasing and who and not who & (releasing | _SAME)):
            break
        releasing |= who - _SAME
        foreign = _of_another_model(sentence, named)
        if not foreign:
            named |= set(re.findall(r"[a-zäöüß]{2,}", sentence.lower()))
        if not foreign and not _RUMOR.search(sentence) and not sentence.endswith("?"):
            out.append(sentence)
    return tuple(out)


def _of_another_model(sentence: str, named: set[str]) -> bool:
    """Is its subject a model with a number that was not named so far, while others were?"""
    match = _ANOTHER.match(sentence)
    if match is None or not named or not _NUMBERED.search(match["who"]):
        return False
    return not set(re.findall(r"[a-zäöüß]{2,}", match["who"].lower())) & named


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
    return _MARKS.sub("", _TAG.sub(" ", _LINK.sub(r"\1", _CODE.sub("\n\n", text[:LONGEST]))))
