"""Which publisher a text is about: by the family it names, by who acts in it, by the official source it came from."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from tracker.analysis.known import Known, Owner
from tracker.analysis.names import fold, spans
from tracker.domain import Source, SourceKind

_COMPARED = re.compile(  # who stands after these is a yardstick, not the subject
    r"(?:\b(?:nach|after|wie|like|als|than|gegen|against|versus|vs\.?|unlike|rival|rivals|beats?|schlägt|über|takes on|from|statt|trotz|following)\s+)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=8)
def _pattern(known: Known) -> tuple[re.Pattern[str], dict[str, Owner]]:
    """All titles and aliases as one pattern, with genitive and compound; and who they belong to."""
    called: dict[str, Owner] = {}
    for owner in known.owners:
        for name in (owner.title, *owner.aliases):
            called.setdefault(name.lower(), owner)
    names = sorted(called, key=len, reverse=True)
    words = "|".join(re.escape(name) for name in names)
    return re.compile(
        rf"(?<![\w./@-])({words})(?:'s|’s|s|['’])?(?![\w/])(?!\.(?:com|de|org|io|net))", re.IGNORECASE
    ), called


def mentions(text: str, known: Known) -> list[tuple[int, int, Owner]]:
    """Every publisher that a text names: start, end, owner. Names of one word need their capital ("Meta", not "meta")."""
    pattern, called = _pattern(known)
    found = []
    for match in pattern.finditer(text):
        written = match.group(1)
        if written.islower() and " " not in written:
            continue
        found.append((match.start(), match.end(), called[written.lower()]))
    return found


def of_source(source: Source | None, known: Known) -> Owner | None:
    """Whose official voice a source is: by its organization, the host of its URL, or its name ("helios-blog")."""
    if source is None or source.kind is not SourceKind.OFFICIAL:
        return None
    if source.organization:
        owner = known.by_namespace(source.organization)
        return owner or Owner(title=source.label if source.type == "hub" else source.organization)
    if source.repository:
        return known.by_namespace(source.repository.split("/")[0])
    host = (urlsplit(source.url or "").hostname or "").removeprefix("www.")
    for owner in known.owners:
        if any(host == own or host.endswith("." + own) for own in owner.hosts):
            return owner
    label = fold(source.title or source.name)
    name = fold(source.name)
    for owner in known.owners:
        for called in (owner.title, *owner.namespaces, *owner.aliases):
            stem = fold(called)
            if label == stem or name == stem or label.startswith(stem + "-") or name.startswith(stem + "-"):
                return owner
    first = name.split("-")[0]
    if len(first) >= 4:
        return next((owner for owner in known.owners if fold(owner.title).split("-")[0] == first), None)
    return None


def find(text: str, known: Known, *, source: Source | None) -> Owner | None:
    """The publisher that a text (title on its first line) is about; None where it names none.

    A known open family in the title tells; then the official source; then who is named first in the title without
    being a comparison ("Nach DeepSeek …", "beats OpenAI"); then the body in the same order.
    """
    own = of_source(source, known)
    title, _, body = text.partition("\n")
    for part in (title, body):
        named = [span for span in spans(part, known) if span.owner is not None]
        families = next((span.owner for span in named if not span.closed), None)
        if families is not None and (own is None or families == own or part is title):
            return families
        if own is not None:
            return own
        acting = [owner for start, _, owner in mentions(part, known) if not _COMPARED.search(part[:start][-20:])]
        if acting:
            return acting[0]
        if named:
            return named[0].owner
    found = mentions(title, known)
    return found[0][2] if found else own
