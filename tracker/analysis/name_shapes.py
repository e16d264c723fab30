"""Models of families that nobody listed, found by their shape: "Onyx-30B", "arbor-oss-20b", "LTX-2"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.analysis.name_heads import is_common
from tracker.analysis.name_parts import COMPOUND

_SIZED = re.compile(  # "Onyx-30B", "Acme-Coder 7B", "Helios 2 24B"
    r"(?<![\w@/.-])[A-ZÄÖÜ][^\W\d_]*\d?"
    r"(?:[-_ ](?:[A-Z][A-Za-z]+\d?|v?\d{1,2}(?:\.\d)?|[A-Z]\d(?:\.\d)?|[A-Z]{1,6}\d{1,4}[A-Z]{0,3}\d{0,3})){0,4}?"
    r"(?:[-_ ]\d{1,3}(?:\.\d+)?B|-\d{1,3}(?:\.\d+)?b)(?![A-Za-z\d])(?:-(?:Instruct|Chat|Base|Thinking|Reasoning|GGUF))*"
)
_CODED = re.compile(  # "LTX-2", "Step-Video-TI2V"
    r"(?<![\w@/.$€£-])[A-Z][A-Za-z]+(?:-[A-Z][A-Za-z]*){0,4}-[A-Z]{0,3}\d{1,2}(?:\.\d{1,2})?[A-Z]{0,2}\d?(?![\w%])"
    r"(?:-[A-Z][A-Za-z]+){0,4}(?!-)"
)
_SMALL = re.compile(  # "arbor-oss-20b"
    r"(?<![\w@/.$€£-])(?!(?:near|like|beyond|sub|over|under|non|pre|mid|multi|around|approx|roughly|about|up|the|to|top|or|and)-)"
    r"[a-z]{2,}(?:[-.][a-z]+\d?){0,3}(?:-v?\d(?:\.\d)?)?-\d{1,3}(?:\.\d+)?b(?![A-Za-z\d])(?:-(?:it|instruct|chat|base))*"
)


def shapes(text: str, *, models: bool) -> Iterator[tuple[int, int]]:
    """Places of names by shape. `models`: the text speaks of models, so that weaker shapes count too."""
    for match in _SIZED.finditer(text):
        if place := _trimmed(*match.span(), match.group()):
            yield place
    for match in _SMALL.finditer(text):
        if not is_common(match.group().split("-")[0]):
            yield match.span()
    if not models:
        return
    for match in _CODED.finditer(text):
        if COMPOUND.search(match.group()) is None and (place := _trimmed(*match.span(), match.group())):
            yield place


def _trimmed(start: int, end: int, written: str) -> tuple[int, int] | None:
    """Without the common words before the name; None where nothing is left."""
    while (word := re.match(r"([^\s_-]+)[\s_]+", written)) and is_common(word.group(1)):
        start += word.end()
        written = written[word.end() :]
    head = re.match(r"[^\W\d_]*", written)
    low = head.group().lower() if head else ""
    if not written or not written[0].isupper() or len(low) < 2 or is_common(low):
        return None
    return start, end
