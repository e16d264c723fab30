"""Publishers that nobody listed, by what they do in a text: "Nebelwerk veröffentlicht …", "Fjord 2 by Rouvray"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.analysis.name_heads import is_common
from tracker.analysis.name_ties import ACTS
from tracker.analysis.names import Span

_WHO = r"(?P<who>[A-ZÄÖÜ][\w.&’'+-]*(?: (?:[A-ZÄÖÜ][\w.&+-]*|of|for|für))*)"
_MORE = ("makes", "macht", "promises", "promised", "verspricht", "versprach", "changes", "changed", "ändert")
_DONE = "|".join(sorted(word for word in {*ACTS, *_MORE} if not word.endswith("ing")))
_ACTS = re.compile(
    rf"(?<![\w.-]){_WHO},? (?:to |will |has |just |now |today |hat |wird |lässt )?(?:open[- ]sourc(?:es|ed?)|{_DONE})\b"
)
_AFTER = re.compile(
    rf"(?:,? [\w-]+){{0,5}}? (?:by|from|von|des|der)"
    rf"(?: the| (?:[\w-]+er )?(?:lab|startup|firma|unternehmen|start-up))? {_WHO}",
)
_POSSESSIVE = re.compile(rf"{_WHO}['’]s (?:[\w-]+ ){{0,4}}$")
_GENITIVE = re.compile(rf"{_WHO}(?<=s) (?:neue|erste|offene|freie|kleine|große)\w* (?:[\w-]+ ){{0,4}}[\"“„]?$")
_TOPIC = re.compile(rf"^{_WHO}: ")
_OPEN_MODEL = re.compile(
    r"open[- ]weights?|open[- ]source[- ](?:\w+[- ])?model|offene\w* \S*modell|sprachmodell|language model",
    re.IGNORECASE,
)
_SUFFIXES = frozenset(("ai", "lab", "labs", "research", "institute", "university", "group", "inc", "gmbh", "team"))
_HUBS = frozenset(("hugging face", "huggingface", "github", "modelscope", "reddit", "ollama", "arxiv", "x"))
_OF_A_PLACE = re.compile(r".+['’]s|(?:China|Deutschland|Europa|Frankreich|Indien|Japan|Kanada|Südkorea)s")
_LONGEST = 4  # words of a publisher's name
_REACH = 120  # characters beside a name that are looked at


def acting(text: str, found: Sequence[Span]) -> str | None:
    """The publisher of an unlisted model, or of an open model without a name, as the text writes it."""
    names = [span for span in found if span.owner is None and not span.compared]
    if not names and (found or not _OPEN_MODEL.search(text)):
        return None
    places = [(span.start, span.end) for span in found]
    for match in _ACTS.finditer(text):
        if (who := _publisher(match, places)) is not None:
            return who
    for span in names:
        before, after = text[max(0, span.start - _REACH) : span.start], text[span.end : span.end + _REACH]
        for beside in (_AFTER.match(after), _POSSESSIVE.search(before), _GENITIVE.search(before)):
            if beside is not None and (who := _publisher(beside, [])) is not None:
                return who.removesuffix("s") if beside.re is _GENITIVE else who
    topic = _TOPIC.match(text)
    who = _publisher(topic, places) if topic else None
    return who if who and who.split(" ")[-1].lower() in _SUFFIXES else None


def _publisher(match: re.Match[str], places: Sequence[tuple[int, int]]) -> str | None:
    """The name in a match without what only describes it ("Münchner KI-Firma", "China's"); None for no name."""
    start, end = match.span("who")
    if any(start < stop and begin < end for begin, stop in places):
        return None
    words = match["who"].split(" ")
    ends = len(words) - 1 if len(words) > 1 and words[-1].lower() in _SUFFIXES else len(words)
    common = [at for at in range(ends) if is_common(words[at]) or (at < ends - 1 and _OF_A_PLACE.fullmatch(words[at]))]
    words = words[common[-1] + 1 :] if common else words
    name = " ".join(words).strip(" .,-")
    if not 1 <= len(words) <= _LONGEST or len(name) < 2 or name.lower() in _HUBS or not name[0].isupper():
        return None
    return None if words[0].lower() in _SUFFIXES else name
