"""Whose facts a text's are: the model that it is about, and the others that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.analysis.facts.others import of_another
from tracker.analysis.name_heads import heads
from tracker.analysis.names import Span
from tracker.domain import Name

_LISTED = re.compile(r"(?:[\s,/&+]|\([^()]{0,40}\)|\b(?:and|und|sowie|plus|as well as|both|beide)\b)*", re.IGNORECASE)
_ACT = re.compile(
    r"\b(?:open[\s-]?sourc\w+|(?:has |have |just |hat |haben )?(?:releas|launch|introduc|unveil|publish|debut|announc"
    r"|present)\w*|drops?|dropped|ships?|shipped|is (?:out|here|available)|ist (?:da|erschienen|verfügbar)"
    r"|(?:ver)?öffentlich\w*|vorgestellt|stellt|präsentier\w*|bringt|kündigt|legt|gibt|erscheint|erschienen)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\bopen[\s-]?(?:weights?|sourc\w+|model)|\bweights\b|gewichte|quelloffen|\boffene[snr]?\b|hugging ?face"
    r"|\bapache\b|\bMIT\b|lizenz|licen[sc]e|\bfrei(?:e[snr]?)?\b",
    re.IGNORECASE,
)
_VERSION = re.compile(r"[ -][vV]?(\d{1,2}(?:\.\d{1,2})?)(?![\d%]|[.,]\d|\s?[BMTbmt]\b|x)")
_READ = 4000  # characters that are searched for other versions
_FAMILY = re.compile(r"\bfamily\b|familie|\bseries\b|\blineup\b|reihe\b|\bcollection of\b", re.IGNORECASE)
_END = re.compile(r"[.!?](?=\s|$)|\n")
_OUT_OPENLY = 3
_SENTENCE = 400  # characters on each side of a name that tell what is done with it


@dataclass(frozen=True, slots=True)
class About:
    """Names as they are written: those of the main model and its variants, and those of others, longest first."""

    own: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    digest: bool = False  # several things are told one after the other: what follows another's name is the other's


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a text with the names in it."""

    text: str
    spans: Sequence[Span]

    def written(self, span: Span) -> str:
        """A name as it stands in the text, in one line."""
        return " ".join(self.text[span.start : span.end].split())


def main(title: str, in_title: Sequence[Span], text: str, in_text: Sequence[Span]) -> Name | None:
    """The model that a text is about: the one in its title; of several, the one that comes out, openly if can be."""
    parts = (_Part(title, in_title), _Part(text, in_text))
    titled, beside = ([(part, span) for span in part.spans if not span.compared] for part in parts)
    open_ = [row for row in beside if not row[1].closed]
    if not titled:
        yardsticks = {span.name.key for span in in_title}
        rows = [row for row in open_ if row[1].name.key not in yardsticks and _stands(*row)]
        rows = [] if rows and unlisted(title, in_title) else rows
    elif all(span.closed for _, span in titled):  # "Forget GPT-5: this model is free", where one comes out openly
        rows = [row for row in open_ if _told(*row) == _OUT_OPENLY] or titled
    else:
        keys = {span.name.key for _, span in titled}
        bare = {span.name.family for _, span in titled if span.name.version is None and span.name.total is None}
        named = unlisted(title, in_title) or ""  # a name of the title that is understood only in the text
        rows = titled + [
            (part, span)
            for part, span in beside
            if span.name.key in keys or span.name.family in bare or part.written(span) in named
        ]
    rows = [row for row in rows if not row[1].closed] or rows
    versions = {span.name.family for _, span in rows if span.name.version is not None}
    rows = [row for row in rows if row[1].name.version is not None or row[1].name.family not in versions]
    if len({span.name.key for _, span in rows}) < 2:
        return rows[0][1].name if rows else None
    return max(rows, key=lambda row: _told(*row))[1].name


def unlisted(title: str, in_title: Sequence[Span]) -> str | None:
    """The first word with a number in a title that nobody found to be a model: "Gannet 2 vs. Llama 4"."""
    taken = [(span.start, span.end) for span in in_title]
    free = (head for head in heads(title) if not any(head.start < end and start < head.end for start, end in taken))
    head = next((head for head in free if head.numbered), None)
    return title[head.start : head.end] if head else None


def _stands(part: _Part, span: Span) -> bool:
    """Is a name in a text more than what another is compared with?"""
    start, end = _sentence(part.text, span)
    return not of_another(part.text[start:end], span.start - start)


def _told(part: _Part, span: Span) -> int:
    """How much a text says of a name's coming out, where it stands."""
    start, end = _sentence(part.text, span)
    sentence = part.text[start:end]
    acted = _ACT.search(sentence) is not None
    return 2 * acted + (acted and _OPEN.search(sentence) is not None)


def _sentence(text: str, span: Span) -> tuple[int, int]:
    """Where the sentence of a name begins and ends."""
    before, after = text[max(0, span.start - _SENTENCE) : span.start], text[span.end : span.end + _SENTENCE]
    begins = max((match.end() for match in _END.finditer(before)), default=0)
    end = _END.search(after)
    return span.start - len(before) + begins, span.end + (end.start() if end else len(after))


def of(main_: Name | None, title: str, in_title: Sequence[Span], text: str, in_text: Sequence[Span]) -> About:
    """Who is the main model and who is another in a text."""
    parts = (_Part(title, in_title), _Part(text, in_text))
    if main_ is None:
        head = unlisted(title, in_title) if any(part.spans for part in parts) else None
        written = {part.written(span) for part in parts for span in part.spans}
        return About((head,) if head else (), _longest(written - {head}))
    own = {span.name.key for part in parts for span in _beside(part, main_)}
    mine: set[str] = {main_.family}
    others: set[str] = set()
    told = False
    for part in parts:
        for span in part.spans:
            same = _same(span.name, main_) or span.name.key in own
            (mine if same else others).add(part.written(span))
            if not same:
                told = told or not (span.compared or span.closed)
    whole = f"{title}\n{text[:_READ]}"
    mine |= {name for name in others if any(f"{own_} {name.split()[0]}" in whole for own_ in mine)}
    others |= _versions(whole, main_)
    named = [span for span in in_title if not span.compared]
    alone = bool(named) and all(_same(span.name, main_) or span.name.key in own for span in named)
    return About(_longest(mine), _longest(others - mine), digest=told and not alone)


def _versions(text: str, main_: Name) -> set[str]:
    """Other versions of the main model's family, whether somebody found them or not: "Wren 2" beside Wren 3."""
    if main_.version is None:
        return set()
    found: set[str] = set()
    at = text.find(main_.family)
    while at >= 0:
        end = at + len(main_.family)
        match = _VERSION.match(text, end)
        if match and match[1].lower() != main_.version.lower().lstrip("v"):
            found.add(text[at : match.end()])
        at = text.find(main_.family, end)
    return found


def _same(name: Name, main_: Name) -> bool:
    """Is it the same release, or a line of it? A text's bare family is."""
    short, long = sorted((name.key, main_.key), key=len)
    versions = {name.version, main_.version} - {None}
    return len(versions) < 2 and (long == short or long.startswith(f"{short}-"))


def _beside(part: _Part, main_: Name) -> Iterable[Span]:
    """The names that a text lists side by side with the main one ("Wren 3 and Robin 3"), or as its family."""
    spans = [span for span in part.spans if not (span.compared or span.closed)]
    places = [at for at, span in enumerate(spans) if _same(span.name, main_)]
    for at in places:
        start, end = _sentence(part.text, spans[at])
        if spans[at].owner is not None and _FAMILY.search(part.text, start, end):
            yield from (one for one in spans if one.owner is spans[at].owner and start <= one.start < end)
        for step in (1, -1):
            here = at
            while 0 <= here + step < len(spans):
                first, second = sorted((spans[here], spans[here + step]), key=lambda span: span.start)
                if first.owner is not second.owner or not _LISTED.fullmatch(part.text, first.end, second.start):
                    break
                here += step
                yield spans[here]


def _longest(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
