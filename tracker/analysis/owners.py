"""Which publisher a text is about: by the family it names, by who acts in it, by the official source it came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from tracker.analysis import newcomers
from tracker.analysis.keys import fold
from tracker.analysis.known import Known, Owner
from tracker.analysis.name_parts import SPELLED
from tracker.analysis.names import Span, stem_of
from tracker.domain import Name, Source, SourceKind

_WORD = re.compile(r"[^\W_]+")
_BESIDE = re.compile(  # who stands after these is a yardstick or a place, not the subject
    r"\b(?:nach|after|wie|like|als|than|gegen|against|versus|vs\.?|unlike|rivals?|beats?|schlägt|takes on|from|"
    r"statt|trotz|following|on|auf|bei|at|via|für|for|to)\s+$",
    re.IGNORECASE,
)
_HINT = re.compile(  # … but what is hinted at is what the text is about
    r"\b(?:hint(?:s|ed|ing)?|point(?:s|ed|ing)?|clues?|signs?|looks?|(?:hin)?deute\w*|hinweise?|spuren?|anzeichen|blick)"
    r"\s+(?:at|to|of|auf|für)\s+$",
    re.IGNORECASE,
)
_REACH = 30  # characters before a publisher that may make it a yardstick
_MEDIUM = re.compile(
    r"(?i)[\s:–-]+(?:blog|news|newsroom|updates?|announcements|aktuelles|neuigkeiten|feed|presse|press)$"
)


@lru_cache(maxsize=8)
def _index(known: Known) -> dict[str, tuple[tuple[re.Pattern[str], Owner], ...]]:
    """Patterns of titles and aliases, with genitive, by their first word; the longest first."""
    rows: dict[str, list[tuple[str, Owner]]] = {}
    for owner in known.owners:
        stem = () if owner.families or owner.closed else (stem_of(owner),)
        for name in (owner.title, *owner.aliases, *stem):
            first = _WORD.search(name)
            for spelled in dict.fromkeys((name, name.translate(SPELLED))) if first else ():
                word = _WORD.findall(spelled)[0].lower()
                for called in (word, word + "s"):
                    rows.setdefault(called, []).append((spelled, owner))
    return {
        word: tuple(
            (
                re.compile(rf"{re.escape(name)}(?:'s|’s|s|['’])?(?![\w/])(?!\.(?:com|de|org|io|net))", re.IGNORECASE),
                owner,
            )
            for name, owner in sorted(names, key=lambda row: -len(row[0]))
        )
        for word, names in rows.items()
    }


@lru_cache(maxsize=8)
def _stems(known: Known) -> tuple[tuple[str, Owner], ...]:
    """What a source of an owner may be called, folded."""
    return tuple(
        (fold(called), owner) for owner in known.owners for called in (owner.title, *owner.namespaces, *owner.aliases)
    )


@lru_cache(maxsize=16)  # one text is asked for by detection, by its signals and by whom it is about
def mentions(text: str, known: Known) -> tuple[tuple[int, int, Owner], ...]:
    """Every publisher that a text names: start, end, owner. One word needs its capital ("Meta", not "meta")."""
    index = _index(known)
    found: list[tuple[int, int, Owner]] = []
    end = 0
    for word in _WORD.finditer(text):
        at = word.start()
        if at < end or word.group().islower():
            continue
        for pattern, owner in index.get(word.group().lower(), ()):
            if (match := pattern.match(text, at)) and not (at and text[at - 1] in "./@-"):
                found.append((at, match.end(), owner))
                end = match.end()
                break
    return tuple(found)


@lru_cache(maxsize=512)
def of_source(source: Source | None, known: Known) -> Owner | None:
    """Whose official voice a source is: by its organization, the host of its URL, its name or title ("Helios Blog")."""
    if source is None or source.kind is not SourceKind.OFFICIAL:
        return None
    if source.organization:
        return known.by_namespace(source.organization) or Owner(title=source.organization)
    if source.repository:
        return known.by_namespace(source.repository.split("/")[0])
    host = (urlsplit(source.url or "").hostname or "").removeprefix("www.")
    for owner in known.owners:
        if any(host == own or host.endswith("." + own) for own in owner.hosts):
            return owner
    labels = (fold(source.title), fold(source.name))
    for stem, owner in _stems(known):
        if any(label == stem or label.startswith(stem + "-") for label in labels):
            return owner
    first = labels[1].split("-")[0]
    for owner in known.owners:
        if len(first) >= 4 and fold(owner.title).split("-")[0] == first:
            return owner
    own = _MEDIUM.sub("", source.title).strip()
    return Owner(title=own) if own else None


def lists(source: Source | None, *namespaces: str | None) -> bool:
    """Whether a source is the Hub's own listing of one of these namespaces: what it shows is their owner's doing."""
    if source is None or source.type != "hub" or source.kind is not SourceKind.OFFICIAL:
        return False
    own = (source.organization or "").casefold()
    return any(namespace is not None and namespace.casefold() == own for namespace in namespaces)


def of_family(name: Name | None, known: Known) -> Owner | None:
    """Whose models are called so; None for a family that is an everyday word too, which may be anybody's."""
    family = name.family.lower() if name is not None else ""
    if not family or family in known.everyday:
        return None
    return next(
        (owner for owner in known.owners if any(family == one.lower() for one in (*owner.families, *owner.closed))),
        None,
    )


def among(
    title: str, body: str, in_title: Sequence[Span], in_body: Sequence[Span], known: Known, voice: Owner | None
) -> Owner | None:
    """The publisher that a text is about; None where it names none. `voice` is the owner of the official source.

    A listed open family in the title tells; then the official voice; then who brings out a model that nobody listed;
    then who is named first in the title and is no yardstick ("Nach DeepSeek …", "on Hugging Face"); then the body in
    the same order.
    """
    for part, found in ((title, in_title), (body, in_body)):
        named = [span for span in found if span.owner is not None and not span.compared]
        family = next((span.owner for span in named if not span.closed), None)
        if family is not None and (voice is None or part is title):
            return family
        if voice is not None:
            return voice
        acting = [
            owner for start, _, owner in mentions(part, known) if not _is_beside(part[max(0, start - _REACH) : start])
        ]
        who = newcomers.acting(part, found)
        if who is not None and not mentions(who, known):
            return Owner(title=who)
        if acting:
            return acting[0]
        if named:
            return named[0].owner
    return None


def _is_beside(before: str) -> bool:
    """Is who stands after these words a yardstick or a place?"""
    return _BESIDE.search(before) is not None and _HINT.search(before) is None
