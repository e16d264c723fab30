"""What a language looks like and how its news speaks of models: LANGUAGES, one file per language.

A phrase is written in small letters, word by word. `word*` is any word that begins so (at least four letters), `~` is
up to eight words within a sentence, `@` is the name of an open model, `&` the name of a model that can only be rented,
`%` a publisher. Hyphens are spaces: "open-weight" is "open weight".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.analysis.languages import de, en


@dataclass(frozen=True, slots=True)
class Words:
    """One language: its commonest words, its telling letter triples by weight, its phrases by signal."""

    common: frozenset[str]
    trigrams: Mapping[int, str]
    phrases: Mapping[str, tuple[str, ...]]


def _words(common: str, trigrams: Mapping[int, str], phrases: Mapping[str, str]) -> Words:
    """The tables as a language's file writes them, taken apart."""
    apart = {signal: tuple(" ".join(phrase.split()) for phrase in text.split("|")) for signal, text in phrases.items()}
    return Words(frozenset(common.split()), trigrams, apart)


LANGUAGES: Mapping[str, Words] = {
    "de": _words(de.COMMON, de.TRIGRAMS, de.PHRASES),
    "en": _words(en.COMMON, en.TRIGRAMS, en.PHRASES),
}

_OTHERS = {
    "fr": "le la les des du une est et dans pour que qui sur avec pas au aux ce cette sont par plus son ses",
    "es": "el la los las del una es y en para que con por su sus al como más pero este esta son se lo",
    "it": "il lo gli della delle del una è e per che con di da non si nel nella sono come più anche dei al",
    "pt": "o os as da do das dos uma é e em para que com por não se no na ao como mais são seu sua",
    "nl": "het een van en de dat voor met niet zijn op aan ook bij naar wordt worden heeft maar deze dit",
}
# Enough to say that a text is neither German nor English.
OTHER_COMMON: Mapping[str, frozenset[str]] = {code: frozenset(words.split()) for code, words in _OTHERS.items()}
