"""Model names: taken apart (parse) and found in running text (find). The parts of a name stand in name_parts.py."""

from __future__ import annotations

import re
from bisect import bisect, insort
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from tracker.analysis import name_parts
from tracker.analysis.known import Known, Owner, known
from tracker.analysis.name_limits import inside, is_rented, maker_before, rented_parts, two_words
from tracker.analysis.name_lists import others
from tracker.analysis.name_parts import Family, family_key, word_set
from tracker.analysis.name_places import Place, places
from tracker.analysis.name_shapes import shapes
from tracker.domain import Name

_WORD = re.compile(r"[^\W\d_]+")
_MODELS = re.compile(  # a text that speaks of models: everyday words may be families there
    r"\b(?:models?|llms?|open[- ]?(?:weights?|source[ds]?)|weights|gewichten?|checkpoints?|hugging ?face|ki|ai)\b"
    r"|\bparameters?\b|modell(?:e|en|s)?\b",
    re.IGNORECASE,
)
_COMPARED = word_set("""
    since seit than als like wie vs vs. versus against gegen beat beats beating schlägt übertrifft rival rivals rivaling
    matching over nach after outperform outperforms outperforming outperformed surpass surpasses surpassing surpassed
""")  # a name after these is a yardstick, not the news
_COMPARED_PAIRS = frozenset(
    (
        "compared to",
        "comparable to",
        "similar to",
        "based on",
        "basiert auf",
        "basis von",
        "nachfolger von",
        "nachfolger zu",
        "successor to",
        "successor of",
        "follow-up to",
        "instead of",
    )
)
_ROW = re.compile(r",? (?:and|or|und|oder|sowie|&) |, ")
_FIRM = re.compile(r" (?:Labs?|AI|Research|Institute|Group|Team|Inc|GmbH)\b")  # "Zeta Labs" is no Zeta

_REACH = 40  # characters before a name that may make it a yardstick


@dataclass(frozen=True, slots=True)
class Span:
    """A name where it stands in a text. `owner` is None for an unlisted family, `compared` marks a yardstick."""

    start: int
    end: int
    name: Name
    owner: Owner | None = None
    closed: bool = False
    compared: bool = False


@lru_cache(maxsize=8)
def _families(table: Known) -> dict[str, tuple[Family, ...]]:
    """Known families by their first word of letters, lower case; the longest first."""
    index: dict[str, list[Family]] = {}
    for owner in table.owners:
        stem = stem_of(owner)
        called = {family_key(name) for name in (owner.title, stem, *owner.aliases)}
        own = [] if owner.families or owner.closed else [stem]
        for title, closed in [(t, False) for t in (*owner.families, *own)] + [(t, True) for t in owner.closed]:
            row = name_parts.family(
                title,
                owner,
                closed=closed,
                everyday=title.lower() in table.everyday,
                bare=family_key(title) not in called,
            )
            if not closed:
                row = replace(row, rented=rented_parts(row.key, owner.closed))
            for spelled in dict.fromkeys((title, re.sub(r"[\s_-]", "", title))):  # "Code Llama" is "CodeLlama" too
                if first := _WORD.search(spelled):
                    index.setdefault(first.group().lower(), []).append(row)
    return {word: tuple(sorted(dict.fromkeys(rows), key=lambda row: -len(row.key))) for word, rows in index.items()}


@lru_cache(maxsize=8)
def _called(table: Known) -> frozenset[str]:
    """Every publisher's names, lower case."""
    return frozenset(name.lower() for row in table.owners for name in (row.title, *row.aliases, *row.namespaces))


def stem_of(owner: Owner) -> str:
    """A publisher's own word: "Helios AI" -> "Helios"."""
    return re.sub(r"(?i)[\s-]+(?:ai|labs?|research|team)$", "", owner.title)


def _known_at(text: str, at: int, families: dict[str, tuple[Family, ...]]) -> Family | None:
    word = _WORD.match(text, at)
    if word is None:
        return None
    return next((row for row in families.get(word.group().lower(), ()) if row.pattern.match(text, at)), None)


def parse(text: str, table: Known | None = None) -> Name | None:
    """The name of a repo ("owner/name" or "name"), or a name as written; None for a known product or no word at all.

    Sizes are numbers of parameters: "7B" is 7e9. A mixture written "8x7B" states no total.
    """
    table = table or known()
    namespace, _, written = text.strip().rpartition("/")
    first = _WORD.search(written)
    if first is None or first.group().lower() in table.products or written.lower() in table.products:
        return None
    families = _families(table)
    found = list(_in_repo(written, table, families))
    if not found:
        head = re.match(r"[^\W\d_]{2,}(?=\d)|[^\W_]+", written[first.start() :])
        begins = name_parts.family(head.group() if head else written)
        return name_parts.read_repo(written, begins, first.start(), None)
    (at, begins), others = found[0], found[1:]
    maker = table.by_namespace(namespace) if namespace else None
    keeps = maker is not None and begins.owner is not maker  # "nvidia/Llama-3.1-Nemotron-70B" is NVIDIA's line
    stop = next((place for place, other in others if not (keeps and other.owner is maker)), None)
    return name_parts.read_repo(written, begins, at, stop)


def _in_repo(written: str, table: Known, families: dict[str, tuple[Family, ...]]) -> Iterable[tuple[int, Family]]:
    """Known families in a repo's name: the one it begins with, publishers' names before it skipped, and later ones."""
    started, end = False, 0
    for match in re.finditer(r"(?:^|(?<=[-_ ]))[^\W_]+", written):
        if match.start() < end:
            continue
        row = _known_at(written, match.start(), families)
        if row is not None and (row.bare or not _own_name_only(written, match.start(), row, families)):
            if not started and match.start() and not _skipped(written[: match.start()], table):
                return
            started = True
            yield match.start(), row
            found = row.pattern.match(written, match.start())
            end = found.end() if found else 0


def _own_name_only(written: str, at: int, row: Family, families: dict[str, tuple[Family, ...]]) -> bool:
    """Whether it is only the publisher's name before the family proper ("DeepSeek-Janus", not "MiniMax-M2")."""
    found = row.pattern.match(written, at)
    return found is not None and _known_at(written, found.end() + 1, families) is not None


def _skipped(before: str, table: Known) -> bool:
    """Whether these parts of a repo's name are only publishers' names."""
    called = _called(table)
    return all(part in called for part in re.split(r"[-_ ]", before.strip("-_ ").lower()))


@lru_cache(maxsize=16)
def _speaks_of_models(text: str) -> bool:
    return _MODELS.search(text) is not None


def spans(text: str, table: Known, *, around: str = "", official: bool = False) -> list[Span]:
    """Every model name of a text in its order, with its place.

    `around` is text that tells what it speaks of; `official` says that a publisher speaks, who names what is its own.
    """
    families = _families(table)
    models = _speaks_of_models(text) or _speaks_of_models(around)
    found: list[Span] = []
    doubtful: list[Span] = []  # everyday words with a version: models where another one stands beside them
    end = 0
    for match in _WORD.finditer(text):
        at, shown = match.start(), match.group()
        if at < end or shown.lower() not in families or (at and (text[at - 1].isalnum() or text[at - 1] in "@\\")):
            continue
        row = _known_at(text, at, families)
        if row is None or _other_case(shown, row, text[match.end() : match.end() + 1]):
            continue
        if (row.everyday and at and text[at - 1] == "-") or inside(text, at, _called(table)):
            continue
        if two_words(table.products).match(text, at):
            continue
        name, length = name_parts.read_text(text, row, at)
        alone = name.key == row.key and name.total is None and name.date is None
        if alone and (not row.bare or (row.everyday and (shown.islower() or _FIRM.match(text, at + length)))):
            continue
        sure = (models and not shown.islower()) or _sure(name, text[at : at + length], official=official)
        sure = sure or (row.everyday and row.owner is not None and maker_before(text, at, row.owner))
        if row.everyday and not sure and name.version is None:
            continue
        compared = _is_compared(text[max(0, at - _REACH) : at]) or _goes_on(text, at, found)
        end = at + length
        owner = _maker(text, at, end, row, families)
        (found if sure or not row.everyday else doubtful).append(
            Span(at, end, name, owner, is_rented(row, name), compared)
        )
        for start, stop, other in others(text, end, name, row):
            found.append(Span(start, stop, other, owner, row.closed, compared))
            end = stop
    found = sorted([*found, *doubtful], key=lambda span: span.start) if found else []
    found += _unlisted(text, around, table, found, models=models, official=official)
    return sorted(found, key=lambda span: span.start)


def _is_compared(before: str) -> bool:
    """Whether a name behind these words is a yardstick; one word may stand between ("beats the", "than its")."""
    if not before[-1:].isspace():
        return False
    said = before.lower().split()[-4:]
    tails = (said, said[:-1] if said and said[-1].isalnum() else [])
    return any(tail[-1] in _COMPARED or " ".join(tail[-2:]) in _COMPARED_PAIRS for tail in tails if tail)


def _goes_on(text: str, at: int, found: list[Span]) -> bool:
    """Whether a name is the next in a row of yardsticks: "beats Llama 3.3 and Qwen 2.5"."""
    return bool(found) and found[-1].compared and _ROW.fullmatch(text, found[-1].end, at) is not None


def _sure(name: Name, written: str, *, official: bool) -> bool:
    """Whether an everyday word is a family in a text that never speaks of models: a size, a date, a joined version."""
    if name.total is not None or name.date is not None:
        return True
    parts = written.count("-") + written.count(".")
    return name.version is not None and (official or parts > 1 or (written[:2].isupper() and parts > 0))


def _other_case(shown: str, row: Family, after: str) -> bool:
    """Whether an everyday or short word is only that: "falcon" is no Falcon, "Sam" no SAM; "granite-4.0" is Granite."""
    if shown.islower():
        return row.title[0].isupper() and after != "-" and (row.everyday or len(shown) < 4)
    return row.everyday and row.title.isupper() and len(row.title) < 5 and not shown.isupper()


def _maker(text: str, at: int, end: int, row: Family, families: dict[str, tuple[Family, ...]]) -> Owner | None:
    """Whose model it is: names of what others make of Llama begin with "Llama", as its license asks."""
    if row.key == "llama":
        for word in _WORD.finditer(text, at + len(row.title), end):
            other = _known_at(text, word.start(), families)
            if other is not None and other.bare and other.owner is not row.owner:
                return other.owner
    return row.owner


def _unlisted(text: str, around: str, table: Known, listed: list[Span], *, models: bool, official: bool) -> list[Span]:
    """Names of families that nobody listed, by shape and by place, where no listed one stands."""
    found: list[Span] = []
    taken = [(span.start, span.end) for span in listed]
    called = _called(table)
    shaped = [Place(start, end, told=False) for start, end in shapes(text, models=models)]
    placed = places(text, around, official=official) if models or official else ()
    for place in (*shaped, *placed):
        start, end = _without_publisher(text, place, called)
        written = text[start:end]
        head = _WORD.match(written)
        if head is None or head.group().lower() in table.products or written.lower() in called:
            continue
        if written.lower() in table.products or written.partition(" ")[0].lower() in table.products:
            continue
        if two_words(table.products).match(written):
            continue
        at = bisect(taken, (start, len(text)))
        if (at and taken[at - 1][1] > start) or (at < len(taken) and taken[at][0] < end):
            continue
        if place.told:
            end = start + name_parts.read_on(text, start, end)
        name = parse(f"{text[start:end]} {place.version or ''}", table)
        if name is not None:
            found.append(Span(start, end, name, compared=_is_compared(text[max(0, start - _REACH) : start])))
            insort(taken, (start, end))
    return found


def _without_publisher(text: str, place: Place, called: frozenset[str]) -> tuple[int, int]:
    """A place without the name of a known publisher at its beginning ("Helios Fjord 2")."""
    words = text[place.start : place.end].split(" ")
    for count in (2, 1):
        if len(words) > count and not words[count][0].isdigit() and " ".join(words[:count]).lower() in called:
            return place.start + len(" ".join(words[:count])) + 1, place.end
    return place.start, place.end


def distinct(found: Iterable[Span]) -> tuple[Name, ...]:
    """The names of some spans, yardsticks left out, each key once; a bare family gives way to its versions."""
    best: dict[str, Name] = {}
    for span in found:
        if span.compared:
            continue
        before = best.get(span.name.key)
        if before is None or (before.total is None and before.date is None and (span.name.total or span.name.date)):
            best[span.name.key] = span.name
    told = {name.family for name in best.values() if name.version is not None}
    return tuple(name for name in best.values() if name.key != family_key(name.family) or name.family not in told)
