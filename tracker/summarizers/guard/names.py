"""Names: each one that a summary says must be in what was seen; known names of organizations and families too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import pairwise

from tracker.summarizers.sentences import split

_PIECE = re.compile(r"[^\W_]+(?:\.\d+)*")
_WORD = re.compile(r"[^\s/]+")
_LONGEST_NAME = 4  # words of a known name

_TRANSLATED = {
    "ki": ("ai",),
    "ai": ("ki",),
    "llm": ("sprachmodell", "sprachmodelle", "sprachmodells", "sprachmodellen", "language"),
    "eu": ("europäische", "europäischen", "european", "europe"),
    "us": ("usa", "amerikanische", "amerikanischen", "american", "america"),
    "usa": ("us", "amerikanische", "amerikanischen", "american", "america"),
    "uk": ("großbritannien", "britische", "britischen", "britain", "british"),
}
"""Abbreviations that stand for one another; all others must be in the text as they are."""

_CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december i
    """.split()  # noqa: SIM905
)
_COUNTRIES = frozenset(
    """
    german germany french france chinese china american america british britain english england european europe italian
    italy spanish spain swiss switzerland austrian austria japanese japan korean korea indian india canadian canada
    russian russia dutch netherlands polish poland greek greece internet christmas easter munich cologne vienna zurich
    """.split()  # noqa: SIM905
)


def absent(text: str, seen: str, language: str, source_language: str, known: Collection[str] = ()) -> list[str]:
    """The names of a summary that are not in what was seen, whatever their case, hyphens or genitive s.

    A name is a word with inner capitals, all capitals or letters with digits; in English also one that begins with a
    capital inside of a sentence; German nouns make that useless there. `known` are names of organizations and families.
    """
    pieces = [fold(piece) for piece in _PIECE.findall(seen)]
    there = set(pieces) | {first + second for first, second in pairwise(pieces)}
    there |= {part for piece in pieces for part in re.findall(r"[^\W\d]+|\d+(?:\.\d+)*", piece)}
    there |= {short for short, longs in _TRANSLATED.items() if not there.isdisjoint(longs)}
    ignored = _CALENDAR | _COUNTRIES if language != source_language else frozenset[str]()
    found = [
        word
        for word, piece in _candidates(text, language)
        if fold(piece) not in ignored and not _is_there(fold(piece), there)
    ]
    return list(dict.fromkeys([*found, *_known(text, pieces, known)]))


def fold(piece: str) -> str:
    """A piece of a name as it is compared."""
    return unicodedata.normalize("NFKC", piece).casefold()


def _is_there(piece: str, there: Collection[str]) -> bool:
    """Is it there as it stands, or with or without an s of the genitive or plural?"""
    return any(form in there for form in (piece, piece + "s", piece.removesuffix("s"), piece + "es", piece + "'s"))


def _candidates(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The words of a summary that look like names, with each of their pieces that does."""
    for sentence in split(text):
        inside = False  # of a sentence: its first word has a capital anyway
        for match in _WORD.finditer(sentence):
            word = match.group().strip("\"'“”„‚‘’«»()[]{}.,;:!?…")
            opened = match.group()[0] in "\"'“„‚‘«([" or not inside
            for number, piece in enumerate(_PIECE.findall(word)):
                capital = piece[0].isupper() and language == "en" and (not opened or number > 0) and len(piece) > 1
                if _is_marked(piece) or capital:
                    yield word, re.sub(r"['’]s$", "", piece)
            inside = match.group()[-1] not in ":–—" and (bool(word) or inside)


def _is_marked(piece: str) -> bool:
    """Does it look like a name in any language? A single letter does not, nor do a number and its unit."""
    letters = [char for char in piece if char.isalpha()]
    if len(piece) < 2 or not letters:
        return False
    if any(char.isdigit() for char in piece):  # 7B, 128K, 15th and 90s are numbers
        return not re.fullmatch(
            r"(?:\d+(?:[.]\d+)*)(?:st|nd|rd|th|s|er|x|h|[kmbtKMBT]|[kmgtKMGT]i?[bB]|bn|mn|am|pm)", piece
        )
    if len(letters) > 1 and piece.rstrip("s").isupper() and len(piece.rstrip("s")) > 1:
        return piece not in _MEASURES
    return any(char.isupper() for char in piece[1:])


_MEASURES = frozenset({"KB", "MB", "GB", "TB", "PB", "GiB", "MiB", "TiB", "EUR", "USD"})


def _known(text: str, seen: Collection[str], known: Collection[str]) -> Iterator[str]:
    """The names of the list that are in the summary and not in what was seen."""
    listed = {" ".join(fold(piece) for piece in _PIECE.findall(name)): name for name in known}
    if not listed:
        return
    there = set(_runs(list(seen)))
    squeezed = {run.replace(" ", "") for run in there}
    said = _PIECE.findall(text)
    for run, folded in zip(_runs(said), _runs([fold(piece) for piece in said]), strict=True):
        for form in (folded, folded.removesuffix("s")):
            name = listed.get(form)
            if name is None or (name[:1].isupper() and not run[:1].isupper()):
                continue  # "Command" is a name, "command" is a word
            if form not in there and not {form + "s", form.replace(" ", ""), form.replace(" ", "") + "s"} & squeezed:
                yield name


def _runs(pieces: list[str]) -> Iterator[str]:
    """All runs of one to four pieces."""
    for start in range(len(pieces)):
        for length in range(1, _LONGEST_NAME + 1):
            if start + length <= len(pieces):
                yield " ".join(pieces[start : start + length])
