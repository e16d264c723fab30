"""The words of a text that tell what kind of news it is: phrases of languages/ found in title and body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from tracker.analysis.known import Known
from tracker.analysis.languages import LANGUAGES
from tracker.analysis.name_ties import BETWEEN
from tracker.analysis.names import Span
from tracker.analysis.owners import mentions

_TOKEN = re.compile(r"[^\W_]+(?:[.'’/][^\W_]+)*|[.!?:;|…–—\n]|[@&%]")
_STOPS = frozenset(".!?:;|…–—\n")
_WITHIN = 8  # words that "~" may stand for
_SHELVES = (["hugging"], ["huggingface"], ["hf"], ["modelscope"], ["huggingface.co"])
_HUBS = ("Hugging Face", "ModelScope")  # publishers that phrases speak of as places
_SMALL = 3  # small words before a model that are passed over
_TELLING = 40  # characters of a signal's words that a reason needs; longer ones are not looked for
_STEM = 4  # letters of a `word*` that are looked up
_BEFORE = BETWEEN | {"%"}  # a publisher may stand there too: "releases OpenAI's new @"
_LEAD = 60  # words with which a body says what it is about; what comes later is told beside it


@dataclass(frozen=True, slots=True)
class Signals:
    """Signal -> the words that gave it, for title and body; and the title's words ("@" a model, "&" a rented one).

    `late`: signals of the body that do not stand at its beginning.
    """

    title: Mapping[str, str]
    body: Mapping[str, str]
    words: tuple[str, ...] = field(default=())
    late: frozenset[str] = field(default=frozenset())

    def has(self, *names: str) -> bool:
        """Whether any of these is in the title or the body."""
        return any(name in self.title or name in self.body for name in names)

    def early(self, *names: str) -> bool:
        """Whether any of these is in the title or at the beginning of the body."""
        return any(name in self.title or (name in self.body and name not in self.late) for name in names)


@dataclass(frozen=True, slots=True)
class _Phrase:
    signal: str
    words: tuple[str, ...]


@lru_cache(maxsize=8)
def _index(languages: tuple[str, ...]) -> tuple[dict[str, list[_Phrase]], dict[str, list[_Phrase]]]:
    """Phrases by their first word, and by the first letters of a first word that is a stem."""
    exact: dict[str, list[_Phrase]] = {}
    stems: dict[str, list[_Phrase]] = {}
    for code in languages:
        for signal, phrases in LANGUAGES[code].phrases.items():
            for text in phrases:
                words = tuple(text.split())
                where, key = (stems, words[0][:_STEM]) if words[0].endswith("*") else (exact, words[0])
                where.setdefault(key, []).append(_Phrase(signal, words))
    return exact, stems


def _fits(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted[-1] == "*" else word == wanted


def _match(tokens: list[str], at: int, wanted: tuple[str, ...]) -> int:
    """The end of `wanted` in `tokens` from `at`; 0 where it does not stand there."""
    i = at
    for position, want in enumerate(wanted):
        if want == "~":
            rest = wanted[position + 1 :]
            for skip in range(1, _WITHIN + 1):
                if i + skip > len(tokens) or tokens[i + skip - 1] in _STOPS:
                    return 0
                if end := _match(tokens, i + skip, rest):
                    return end
            return 0
        if position and i < len(tokens) and not _fits(tokens[i], want):
            i = _past(tokens, i, want)
        if i >= len(tokens) or not _fits(tokens[i], want):
            return 0
        i += 1
    return i


def _on_shelf(tokens: list[str], at: int) -> bool:
    """Whether a place where weights lie follows: "now on Hugging Face", "is live on HF"."""
    at += tokens[at : at + 1] in (["on"], ["at"], ["auf"], ["bei"])
    return tokens[at : at + 1] in _SHELVES


def _past(tokens: list[str], at: int, want: str) -> int:
    """Past the small words before a model's name, and past a publisher's name anywhere ("offenes % modell")."""
    for skipped in range(_SMALL if want == "@" else 1):
        if at + skipped >= len(tokens) or tokens[at + skipped] not in (_BEFORE if want == "@" else "%"):
            return at + skipped
    return at + (_SMALL if want == "@" else 1)


def _tokens(text: str, spans: Iterable[Span], known: Known, about: frozenset[str] = frozenset()) -> list[str]:
    """The text's words in small letters, with models and publishers replaced by their signs.

    Where it is known which families a text is `about`, other open models get none: what they did is no news of it.
    """
    pieces, at = [], 0
    places = [
        (span.start, span.end, "&" if span.closed else "@" if not about or span.name.family in about else "")
        for span in spans
    ]
    covered = [(start, end) for start, end, _ in places]
    places += [
        (start, end, "%")
        for start, end, owner in mentions(text, known)
        if owner.title not in _HUBS and not any(a < end and start < b for a, b in covered)
    ]
    for start, end, sign in sorted(places):
        if start < at:
            continue
        pieces += [text[at:start], f" {sign} "]
        at = end
    pieces.append(text[at:])
    return _TOKEN.findall("".join(pieces).lower())


def _scan(tokens: list[str], languages: tuple[str, ...]) -> tuple[dict[str, str], dict[str, int]]:
    """Signal -> its longest words, and the place of the first ones."""
    exact, stems = _index(languages)
    found: dict[str, str] = {}
    first: dict[str, int] = {}
    for at, token in enumerate(tokens):
        for phrase in (*exact.get(token, ()), *stems.get(token[:_STEM], ())):
            if phrase.signal in found and len(found[phrase.signal]) > _TELLING:
                continue
            if end := _match(tokens, at, phrase.words):
                if phrase.signal == "hosting" and _on_shelf(tokens, end):
                    continue  # "now on Hugging Face" is where weights come out
                first.setdefault(phrase.signal, at)
                words = " ".join(tokens[at:end])
                if len(words) > len(found.get(phrase.signal, "")):
                    found[phrase.signal] = words
    return found, first


def read(
    title: str, body: str, language: str, in_title: Iterable[Span], in_body: Iterable[Span], known: Known
) -> Signals:
    """The signals of a text; German texts are read for English phrases too ("Open Weights")."""
    languages = ("de", "en") if language == "de" else ("en",)
    words = _tokens(title, in_title, known)
    about = frozenset(span.name.family for span in in_title if not span.closed and not span.compared)
    said, first = _scan(_tokens(body, in_body, known, about), languages)
    late = frozenset(signal for signal, at in first.items() if at >= _LEAD)
    return Signals(_scan(words, languages)[0], said, tuple(words), late)
