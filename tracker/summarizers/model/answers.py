"""What a language model is asked and what it said: Question, Answer, and the rules that tidy an answer."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Protocol

from tracker.domain.orders import is_order
from tracker.summarizers.extract import usable
from tracker.summarizers.sentences import has_ended, split
from tracker.summarizers.strangers import has_link, readable

WORDS_SEEN = 500
"""Of a text: plain head truncation keeps as much of what matters as choosing sentences does."""

NEW_TOKENS = 160
"""A model writes at most: some 100 words."""

_THOUGHT = re.compile(r"(?s)<think>.*?(?:</think>|\Z)|\A.*?</think>")


@dataclass(frozen=True, slots=True)
class Question:
    """A text of strangers, cleaned and cut, to be said in at most `words` words of `language`."""

    language: str  # wanted: "de" or "en"
    words: int
    title: str
    text: str
    text_language: str = "en"
    facts: str = ""  # the fact sentence that will stand before the answer

    @property
    def seen(self) -> str:
        """All that the model sees of this: what an answer is checked against."""
        return "\n".join(part for part in (self.facts, self.title, self.text) if part)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model wrote about what it saw; `refused` says why it was not even asked."""

    text: str
    seen: str
    seconds: float = 0.0
    refused: str = ""


class Backend(Protocol):
    """What writes: a worker process or a server. `id` names model and revision; `batch` questions go at once."""

    id: str
    batch: int
    longest: float  # seconds that one ask may take in all
    memory: int  # bytes, the most that it took so far; 0 where nobody knows

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """One answer for each question; SummarizerError where there is none."""
        ...

    def close(self) -> None:
        """Ends at once, also in the middle of an ask; a later ask begins anew."""
        ...


def question(title: str, text: str, text_language: str, language: str, words: int, facts: str = "") -> Question | None:
    """What may be shown of a text: prose without markup, links and orders; None where nothing is left of it."""
    prose = " ".join(" ".join(usable(text, title)).split()[:WORDS_SEEN])
    if not prose:
        return None
    named = " ".join(readable(title).split())[:300]
    named = "" if is_order(named) or has_link(named) else named
    return Question(language, words, named, prose, text_language, " ".join(facts.split()))


def tidy(text: str, words: int) -> str:
    """An answer without its thoughts, as one paragraph of whole sentences, of which the last beyond `words` go.

    What breaks off in its first sentence stays as it is: the guard says so.
    """
    said = " ".join(_THOUGHT.sub(" ", text).split())
    sentences = split(said)
    if len(sentences) > 1 and not has_ended(sentences[-1]):
        sentences.pop()
    while len(sentences) > 1 and sum(len(sentence.split()) for sentence in sentences) > words:
        sentences.pop()
    return " ".join(sentences)


def key_of(model: str, versions: Sequence[str], asked: Question) -> str:
    """Under which an answer is remembered: model, versions of prompt and guard, and all that is asked."""
    parts = json.dumps([model, list(versions), asdict(asked)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()
