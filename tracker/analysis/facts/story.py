"""A news text as facts read it: the sentences about its main model, found once for all kinds of facts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.analysis.facts import clauses
from tracker.analysis.facts.about import About
from tracker.analysis.facts.sentences import plain, sentences

_ELSEWHERE = re.compile(
    r"^\W*(?:meanwhile|elsewhere|separately|in other news"
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
_WORD = re.compile(r"[a-zäöüß]{2,}")
_SAME = frozenset(
    {"the", "it", "they", "both", "this", "these", "we", "die", "das", "der", "beide", "es", "sie", "wir"}
)
_RUMOR = re.compile(
    r"\b(?:reportedly|rumou?r(?:s|ed)?|allegedly|leak(?:s|ed)?|speculat\w+|angeblich|gerücht\w*|mutmaßlich"
    r"|soll(?:en)? angeblich)\b"
)
_RUMORS = ("reported", "rumo", "alleged", "leak", "speculat", "angeblich", "gerücht", "mutmaßlich")


@dataclass(frozen=True, eq=False, slots=True)
class Story:
    """A text, its language, and each sentence about the main model, as written and in small letters."""

    title: str
    text: str
    language: str
    about: About
    lines: tuple[tuple[str, str], ...]

    def having(self, *stems: str) -> tuple[str, ...]:
        """The sentences in which one of these stands, given in small letters; the others cost nearly nothing."""
        return tuple(line for line, low in self.lines if any(stem in low for stem in stems))


def tell(title: str, text: str, language: str, about: About) -> Story:
    """A text to be read for facts. Its title is a sentence of its own."""
    lines = clauses.own((*sentences(plain(title)), *sentences(plain(text))), about)
    return Story(title, text, language, about, tuple(_told(lines, about)))


def _told(lines: Iterable[str], about: About) -> Iterable[tuple[str, str]]:
    """The sentences that speak of the main thing: nothing from elsewhere, no rumor, no question.

    A digest goes on to the next publisher ("X released …. Y launched …."): there the main thing ends.
    """
    releasing: set[str] = set()
    named: set[str] = set()
    for line in lines:
        low = line.lower()
        match = _RELEASES.match(line)
        who = {word for word in re.findall(r"[\w-]+", match["who"].lower()) if len(word) > 2} if match else set()
        own = any(name in line for name in about.own)
        if not own and (_ELSEWHERE.match(low) or (releasing and who and not who & (releasing | _SAME))):
            return
        releasing |= who - _SAME
        if not own and _of_another_model(line, named):
            continue
        named.update(_WORD.findall(low))
        if not line.endswith("?") and not (any(word in low for word in _RUMORS) and _RUMOR.search(low)):
            yield line, low


def _of_another_model(line: str, named: set[str]) -> bool:
    """Is its subject a model with a number that was not named so far, while others were?"""
    match = _ANOTHER.match(line) if named else None
    if match is None or not _NUMBERED.search(match["who"]):
        return False
    return not set(_WORD.findall(match["who"].lower())) & named
