"""The extractive way: the sentences that lie nearest to the middle of the text and to its title, early ones first.

score = 0.8 cos(sentence, centroid) + 0.3 max(0, 1 - place/12) + 0.5 cos(sentence, title), greedy with a penalty for
what was said already (Carbonell and Goldstein 1998, "maximal marginal relevance"). Where there is no title, the place
in the text counts more. The last sentence may be cut at the end of a clause: news lose 3 ROUGE points where the words
that are left are given to whatever short sentence fits them (benchmarks/summaries.py). No numpy: articles are short.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from tracker.summarizers.clauses import clause_end
from tracker.summarizers.request import Request, Summary
from tracker.summarizers.sentences import split
from tracker.summarizers.strangers import cleaned, is_plain

Vector: TypeAlias = Mapping[str, float]

CENTER, EARLY, TITLE, SAID = 0.8, 0.3, 0.5, 0.3
EARLY_UNTITLED = 0.8
SHORT, SHORT_FACTOR, QUESTION_FACTOR = 7, 0.6, 0.7  # words
LEAST_CUT = 0.4  # of a sentence that is cut
MOST = 200  # sentences looked at

_WHOLE = re.compile(r"(?![a-zäöüß]+[\s,])(?s:.*)[.!?…][\"'”“»’)\]]*$")  # no rest of a list: "is out."
_COMMON_WORDS = """
    the a an and or of to in on for with is are was were be been it its this that these those as at by from we our you
    your they their he she his her i not but can will has have had which who more than also into over about all new
    der die das und oder in im zu den dem des ein eine einen einem einer eines ist sind war waren mit für auf von vom
    nicht es sie er wir ich als auch an am bei nach aus wie noch nur dass kann hat haben wird werden durch über um zum
    zur bis sich so mehr ihre ihr seine man aber wenn diese dieser dieses
"""
_COMMON = frozenset(_COMMON_WORDS.split())


class Extract:
    """The best whole sentences of the text."""

    def summarize(self, request: Request) -> Summary | None:
        """Sentences of the text in its own language; None where the text gives nothing."""
        text = shorten(request.title, request.text, request.text_language, request.words)
        return Summary(text, request.text_language, "extract") if text else None


def shorten(title: str, text: str, language: str, words: int) -> str:
    """The text in at most `words` words: sentences in their order; "" where nothing usable is in it.

    All are whole but for one at most, which ends with "…": it is cut at the end of a clause, never before a condition
    or a negation, and where not even that fits anywhere, the first sentence is cut at the last word.
    """
    sentences = usable(text, title)
    chosen = choose(title, sentences, words) or dict.fromkeys(range(len(sentences[:1])), max(words, 1))
    return " ".join(_taken(sentences[place], chosen[place]) for place in sorted(chosen))


def usable(text: str, title: str = "") -> list[str]:
    """The sentences that may be repeated: plain prose, no links, no orders to machines, not the title again."""
    kept: list[str] = []
    for sentence in split(cleaned(text)[0])[:MOST]:
        if not is_plain(sentence) or not _WHOLE.match(sentence):
            continue
        if len(sentence.split()) >= 3 and sentence.rstrip(".!? ").lower() != title.rstrip(".!? ").lower():
            kept.append(sentence)
    return kept


def choose(title: str, sentences: Sequence[str], words: int) -> dict[int, int]:
    """Which sentences to take and how many words of each; all of them whole but the last one found."""
    vectors = _vectors([*sentences, title])
    center: Counter[str] = Counter()
    for vector in vectors[:-1]:
        center.update(vector)
    early = EARLY if title else EARLY_UNTITLED
    scores = [
        _score(
            sentence, early * (1 - place / 12), _cosine(vectors[place], center), _cosine(vectors[place], vectors[-1])
        )
        for place, sentence in enumerate(sentences)
    ]
    lengths = [len(sentence.split()) for sentence in sentences]
    chosen: dict[int, int] = {}
    said = [0.0] * len(sentences)
    left = words
    while left > 0:
        rest = sorted(
            (i for i in range(len(sentences)) if i not in chosen), key=lambda i: (SAID * said[i] - scores[i], i)
        )
        best, length = next(((i, n) for i in rest if (n := _fitting(sentences[i], lengths[i], left))), (0, 0))
        if not length:
            break
        chosen[best] = length
        left -= length
        if length < lengths[best]:
            break
        for i in rest:
            said[i] = max(said[i], _cosine(vectors[i], vectors[best]))
    return chosen


def _fitting(sentence: str, length: int, room: int) -> int:
    """How many words of a sentence are taken where `room` are left: all, those of its first clauses, or 0."""
    if length <= room:
        return length
    cut = clause_end(sentence, room)
    return cut if cut >= LEAST_CUT * length else 0


def _taken(sentence: str, length: int) -> str:
    words = sentence.split()
    return " ".join(words[:length]).rstrip(",;:–—-") + "…" if length < len(words) else sentence


def _score(sentence: str, early: float, central: float, titled: float) -> float:
    score = CENTER * central + max(0.0, early) + TITLE * titled
    if len(sentence.split()) < SHORT:
        score *= SHORT_FACTOR
    return score * QUESTION_FACTOR if sentence.rstrip("\"'”“»’)").endswith("?") else score


def _vectors(texts: Sequence[str]) -> list[Vector]:
    """Each text as term weights; terms that are rare among the texts count more."""
    terms = [Counter(word for word in re.findall(r"\w+", text.lower()) if word not in _COMMON) for text in texts]
    found_in = Counter(word for counted in terms for word in counted)
    rarity = {word: math.log(1 + len(texts) / count) for word, count in found_in.items()}
    return [{word: count * rarity[word] for word, count in counted.items()} for counted in terms]


def _cosine(a: Vector, b: Vector) -> float:
    if len(a) > len(b):
        a, b = b, a
    dot = sum(weight * b.get(word, 0.0) for word, weight in a.items())
    return dot / math.sqrt(_square(a) * _square(b)) if dot else 0.0


def _square(vector: Vector) -> float:
    return sum(weight * weight for weight in vector.values())
