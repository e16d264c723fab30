"""Which language a text is in: script first, then common words and letter triples."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tracker.analysis.languages import LANGUAGES, OTHER_COMMON

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (  # (code, characters); kana before han, because Japanese has both
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_READ = 500  # characters; more does not change the answer
_COMMON = 6  # what a common word weighs, in the triples' unit
_CLEAR = 0.35  # score per letter triple, below which the prior decides
_LEAST = 8  # score, below which two or three words tell nothing


@cache
def _triples() -> dict[str, int]:
    """Letter triple -> weight, positive for German, negative for English."""
    table: dict[str, int] = {}
    for code, sign in (("de", 1), ("en", -1)):
        for weight, grams in LANGUAGES[code].trigrams.items():
            table.update(dict.fromkeys(grams.split(), sign * weight))
    return table


@lru_cache(maxsize=4096)  # the words of a language come again and again
def _german(word: str) -> int:
    """How much a word looks German; below zero, how much it looks English."""
    triples, padded = _triples(), f"_{word}_"
    common = (word in LANGUAGES["de"].common) - (word in LANGUAGES["en"].common)
    return _COMMON * common + sum(triples.get(padded[start : start + 3], 0) for start in range(len(word)))


def _script(text: str, letters: int) -> str | None:
    """The language of a script that few share, where it makes a fifth of the letters or more."""
    if text.isascii():
        return None
    for code, characters in _SCRIPTS:
        count = len(characters.findall(text))
        if count * (2 if code in {"zh", "ja", "ko"} else 1) >= max(2, letters * 0.2):
            return code
    return None


def detect(text: str, prior: str | None = None) -> str:
    """The language's code; where the text does not tell (names, numbers), the prior, else "en".

    `prior` is what the source says of itself: it breaks ties and overrules nothing.
    """
    text = text[:_READ]
    words = _WORD.findall(text.lower())
    if not words:
        return _code(prior)
    script = _script(text, sum(map(len, words)))
    if script:
        return script
    german, english = LANGUAGES["de"].common, LANGUAGES["en"].common
    hits = sum((word in german) + (word in english) for word in words)
    seen, score = sum(map(len, words)), sum(map(_german, words))
    if len(words) >= 6:
        for code, common in OTHER_COMMON.items():
            found = 0 if common.isdisjoint(words) else sum(word in common for word in words)
            if found >= 3 and found > hits * 1.5 and found * 4 >= len(words):
                return code
    if abs(score) < max(_CLEAR * seen, _LEAST):
        known = _code(prior, "")
        if known in LANGUAGES:
            return known
        return "de" if score > 0 else "en"
    return "de" if score > 0 else "en"


def _code(prior: str | None, fallback: str = "en") -> str:
    """The two letters of a stated language ("de-AT" is "de")."""
    return prior.replace("_", "-").split("-")[0].lower() if prior else fallback
