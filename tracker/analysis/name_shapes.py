"""Models of families that nobody listed, found by their shape: a capital, and a size, a number or the word "model"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.analysis.name_parts import COMPOUND

_SIZED = re.compile(  # "Onyx-30B", "Acme-Coder 7B", "Helios 2 24B"
    r"(?<![\w@/.-])[A-ZÄÖÜ][^\W\d_]*\d?"
    r"(?:[-_ ](?:[A-Z][A-Za-z]+\d?|v?\d{1,2}(?:\.\d)?|[A-Z]\d(?:\.\d)?|[A-Z]+\d+[A-Z]*\d*))*?"
    r"(?:[-_ ]\d{1,3}(?:\.\d+)?B|-\d{1,3}(?:\.\d+)?b)(?![A-Za-z\d])(?:-(?:Instruct|Chat|Base|Thinking|Reasoning|GGUF))*"
)
_CODED = re.compile(  # "LTX-2", "Step-Video-TI2V"
    r"(?<![\w@/.$€£-])[A-Z][A-Za-z]+(?:-[A-Z][A-Za-z]*)*-[A-Z]{0,3}\d{1,2}(?:\.\d{1,2})?[A-Z]{0,2}\d?(?![\w%])"
    r"(?:-[A-Z][A-Za-z]+)*"
)
_CALLED = re.compile(  # 'open-weight model “Inkling”', "Sprachmodell Helios 2"
    r"(?:(?:[Mm]odels?|[Mm]odell|modell|LLMs?|[Ff]amily|familie),? (?:called |named |namens |names )?[\"“„‘'»]"
    r"|(?:[Mm]odels?|[Mm]odell|modell|LLM|family),? (?:called|named|namens|names) "
    r"|(?:[Ss]prach|KI-|[Bb]ild|[Vv]ideo|[Bb]asis|[Rr]easoning-|[Ww]eight-|[Ss]ource-|[Aa]udio)[Mm]odell )"
    r"([A-ZÄÖÜ][^\W\d_]{2,}(?:-[A-Z][A-Za-z]+)?(?: \d+(?:\.\d+)?)?)"
)
_COMMON_WORDS = """
    the a an and of in on for with from to by at is are was new open source ai ki llm llms this that our your
    how why what when which who released release releases introducing announcing meet run running using use
    tested under over about context size sizes model models parameters parameter only just first next most best
    now today its i we my der die das ein eine und mit von für im auf aus neue neues neuer kunden license
    protocol hub card cards cloud studio weights weight large small language launch launches leak training
    trained server family series collection apache bei als er sie es nach similar not all up more than into like
    can will has have but or as if no so it you he she they one two three some any cyber sliding synthetic code
    router routing spec maker makers garden zoo selection merging distillation
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def shapes(text: str, *, models: bool) -> Iterator[tuple[int, int]]:
    """Places of names by shape. `models`: the text speaks of models, so that weaker shapes count too."""
    for match in _SIZED.finditer(text):
        if place := _trimmed(*match.span(), match.group()):
            yield place
    if not models:
        return
    for match in _CODED.finditer(text):
        if COMPOUND.search(match.group()) is None and (place := _trimmed(*match.span(), match.group())):
            yield place
    for match in _CALLED.finditer(text):
        if place := _trimmed(*match.span(1), match.group(1)):
            yield place


def _trimmed(start: int, end: int, written: str) -> tuple[int, int] | None:
    """Without the common words before the name; None where nothing is left."""
    while (word := re.match(r"([^\s_-]+)[\s_]+", written)) and word.group(1).lower() in _COMMON:
        start += word.end()
        written = written[word.end() :]
    head = re.match(r"[^\W\d_]*", written)
    low = head.group().lower() if head else ""
    if not written or not written[0].isupper() or len(low) < 2 or low in _COMMON:
        return None
    return start, end
