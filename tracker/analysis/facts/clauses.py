"""What a sentence says of the main model: its clauses about another one are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.analysis.facts.about import About

_PARTS = re.compile(
    r";\s+|,\s+|:\s+|\s[–—-]+\s|\s(?=\()|(?<=\))\s|\b(?:while|whereas|but|während|wohingegen|aber)\b|\s(?=(?:and"
    r"|und)\s)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"^\W*(?:which|who|whose|that|with (?:its|their)|(?:mit |in |auf |bei )?(?:dem|denen|deren|dessen|seine\w*|ihre\w*)"
    r"|(?:das|die|der|den)\b(?! [A-ZÄÖÜ]))",
)
_APPOSITION = re.compile(r"^(?:an?|the|eine?[nrms]?)\s", re.IGNORECASE)
_SUCH = re.compile(r"^(?:\W*[\w-]+){1,4},?\s+(?:such as|like|including|wie|darunter)\s+$", re.IGNORECASE)
_OTHERS_OWN = re.compile(
    r"^(?:['’]s?\b|\s*\(|\s+(?:with|mit) (?:its|their|seine\w*|ihre\w*|de[mnr])\b|,?\s+(?:which|whose|dessen|deren)\b)"
)
_BELONGS = re.compile(
    r"\d[\w.,]*\s+(?:(?:billion|million|trillion|milliarden|millionen|billionen|tokens?|param\w*|context"
    r"|kontext\w*)\s+)"
    r"{0,3}(?:in|of|for|bei|von|beim|im|für)\s+(?:the |its |dem |der )?$",
    re.IGNORECASE,
)
"""A number of the name behind it: "up from 32K in Lumen 2"."""

_NOT_A_SUBJECT = re.compile(
    r"\b(?:than|over|against|versus|vs|beats?|beating|outperforms?|surpass\w*|matche?s|matching|rivals?|like|unlike"
    r"|from"
    r"|of|on|to|with|for|by|at|in|after|before|since|and|or|compared|base|based|is|are|was|were|has|have|it|this|model"
    r"|als|gegen|gegenüber|schlägt|übertrifft|wie|von|vom|auf|an|mit|für|bei|zu|zum|zur|nach|vor|seit|und|oder|im|in"
    r"|ist|sind|war|hat|haben|es|sie|er|modell)\b",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"\b(?:releas|launch|introduc|unveil|publish|debut|announc|open-?sourc|present|drop|ship|veröffentlich|präsentier"
    r"|zeig|bring|stell|kündig|leg)\w*",
    re.IGNORECASE,
)
_COMPARING = re.compile(
    r"^\W*(?:unlike|while|whereas|compared|than|anders als|im gegensatz|während|verglichen)\b", re.IGNORECASE
)
_JOINED = re.compile(r"^\s*(?:,|and|und|or|oder|&|/|sowie|as well as)*\s*$", re.IGNORECASE)
_PRONOUN = re.compile(
    r"^\W*(?:it|its|they|their|this|these|both|es|er|sie|sein\w*|ihr\w*|dieses?|diese[rn]?|beide)\b", re.IGNORECASE
)
_LINK = re.compile(r"^\W*(?:(?:and|und|while|whereas|but|während|aber|doch)\b\W*)*", re.IGNORECASE)
_Piece = tuple[int, int, bool | None]  # start, end, whether it is the main model's
_LEAST = 4  # characters of a piece that can say something


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    own: bool


def own(lines: Sequence[str], about: About) -> Iterator[str]:
    """The sentences about the main model, in order; of one that speaks of others as well its own clauses."""
    if not about.others:
        yield from lines
        return
    foreign = about.digest  # whether the last subject was another model
    for line in lines:
        found = _mentions(line, about)
        if not found:
            if foreign and (about.digest or _PRONOUN.match(line)):
                continue
            foreign = foreign and about.digest
            yield line
            continue
        if all(mention.own for mention in found):
            foreign = False
            yield line
            continue
        kept, foreign = _clauses(line, found, foreign=foreign)
        if kept:
            yield kept


def _mentions(line: str, about: About) -> list[_Mention]:
    """Where names stand in a sentence, the longest at each place."""
    found: list[_Mention] = []
    for names, mine in ((about.others, False), (about.own, True)):
        for name in names:
            at = line.find(name)
            while at >= 0:
                end = at + len(name)
                if not (at and (line[at - 1].isalnum() or line[at - 1] == "-")) and not line[end : end + 1].isalnum():
                    found.append(_Mention(at, end, mine))
                at = line.find(name, end)
    found.sort(key=lambda mention: (mention.start, -mention.end))
    out: list[_Mention] = []
    for mention in found:
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return out


def _clauses(line: str, found: Sequence[_Mention], *, foreign: bool) -> tuple[str, bool]:
    """A sentence without what it says of others, and whether its last subject is another."""
    subject: bool | None = None  # whether it is the main model; None: not told yet
    last: _Mention | None = None
    first: bool | None = None
    led = False  # whether the last name is a subject
    pieces: list[_Piece] = []
    for start, end in _bounds(line):
        inside = [mention for mention in found if start <= mention.start < end]
        aside = last is not None and _aside(line, last, start, end)
        at, owner = start, last.own if aside and last else subject
        for mention in inside:
            before = line[at : mention.start]
            if last is not None and _JOINED.match(line[last.end : mention.start]):
                subject = subject or mention.own if led else subject
            elif at == start:
                led = not aside and _leads(before)
                subject = mention.own if led else subject
                first = subject if first is None else first
            else:
                led = False
            owner = subject if led or at > start else owner
            beside = not led and at == start and _COMPARING.match(line[start:]) is not None
            owner = mention.own if beside else owner
            theirs = _BELONGS.search(before)
            place = at + theirs.start() if theirs else mention.start
            if at < place:
                pieces.append((at, place, owner))
            if place < mention.start:
                pieces.append((place, mention.start, mention.own))
            if mention.own or (not led and (beside or _OTHERS_OWN.match(line[mention.end :]))):
                owner = mention.own
            at, last = mention.start, mention
        pieces.append((at, end, owner))
    return _kept(line, pieces, first=not foreign if first is None else first), subject is False


def _bounds(line: str) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence."""
    at = 0
    for match in _PARTS.finditer(line):
        if match.end() > at:
            yield at, match.end()
            at = match.end()
    if at < len(line):
        yield at, len(line)


def _aside(line: str, last: _Mention, start: int, end: int) -> bool:
    """Does a clause speak of the name before it: "which …", "(400B)", "Titan, a 400B model"?"""
    if _RELATIVE.match(line[start:end]) or line[start] == "(" or line.rfind("(", 0, start) > line.rfind(")", 0, start):
        return True
    return line[last.end : start].strip() == "," and _APPOSITION.match(line[start:end]) is not None


def _leads(before: str) -> bool:
    """Can a name behind these words be the subject of its clause, or what somebody brings out?"""
    acts = [match.end() for match in _ACT.finditer(before)]
    bare = before[acts[-1] :] if acts else _LINK.sub("", before)
    if (such := _SUCH.match(bare)) is not None:
        return not _PRONOUN.match(such[0])
    return len(bare.split()) <= 5 and not _NOT_A_SUBJECT.search(bare)


def _kept(line: str, pieces: Sequence[_Piece], *, first: bool) -> str:
    """The pieces that are the main model's; what stands before the first subject is that subject's."""
    out: list[str] = []
    end = -1
    for start, stop, owner in pieces:
        if not (first if owner is None else owner):
            continue
        if start == end:
            out[-1] += line[start:stop]
        else:
            out.append(line[start:stop])
        end = stop
    return " … ".join(piece.strip() for piece in out if len(piece.strip()) >= _LEAST)
