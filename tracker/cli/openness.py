"""How open a release is, as text for a terminal: warnings, terms of its license, openness card, yardsticks."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from tracker.analysis.yardsticks import (
    COMPUTED,
    Difference,
    Rating,
    Yardstick,
    compare,
    differences,
    disagreements,
    ratings,
)
from tracker.cli.history import MARKS
from tracker.cli.plain import plain
from tracker.cli.times import shown
from tracker.cli.words import WORDS
from tracker.domain import LicenseClass, Openness, Release
from tracker.domain.labels import key_of, labels
from tracker.domain.labels.yardsticks import yardstick_labels

WIDTH = 116
"""Columns of a line, besides the indent of its section."""

_VERDICTS = ("open", "yes", "partial", "closed", "no", "unknown")
_QUOTE = 80


def warnings(release: Release, language: str) -> Iterator[str]:
    """What one must know before loading it, repo by repo."""
    said = WORDS[language].warnings
    for fact in release.facts:
        if fact.name == "warning" and isinstance(fact.value, dict):
            for kind in fact.value.get("kinds") or []:
                text = said.get(str(kind), str(kind)).format(owner=fact.value.get("owner") or "?")
                yield plain(f"! {fact.subject or release.title}: {text}")


def terms(release: Release, language: str) -> Iterator[str]:
    """What the license asks, as far as its text was read."""
    fact, table, words = release.chosen.get("license"), labels(language), WORDS[language]
    known = release.terms.get(key_of(fact.value)) if fact is not None else None
    if known is None or known.license_class is LicenseClass.UNKNOWN:
        return
    yield f"{plain(known.title)}: {table.commercial[known.commercial_use]}"
    if known.user_cap:
        yield f"{words.terms['user_cap']}: {table.user_cap.format(millions=known.user_cap // 1_000_000)}"
    if known.territory:
        yield f"{words.terms['territory']}: {plain(known.territory)}"
    for name, holds in (("naming_duty", known.naming_duty), ("output_training_ban", known.output_training_ban)):
        if holds:
            yield words.terms[name]
    if not known.read:
        yield words.terms["unread"]
    if known.url:
        yield f"{words.terms['text']}: {plain(known.url)}"


def card(release: Release, zone: str, language: str) -> Iterator[str]:
    """One line for each dimension, below it where one can see for oneself."""
    table = labels(language)
    names = {one.dimension: table.dimensions[one.dimension] for one in release.openness}
    wide = max((len(name) for name in names.values()), default=0)
    answers = max((len(table.answers[one.value]) for one in release.openness), default=0)
    for one in release.openness:
        how = _how(one, zone)
        yield f"{MARKS[one.value]} {names[one.dimension]:{wide}}  {table.answers[one.value]:{answers}}  {how}".rstrip()
        if one.evidence:
            yield f"  {'':{wide}}  {plain(one.evidence)}"
    yield WORDS[language].legend


def _how(one: Openness, zone: str) -> str:
    """By what and since when it is known, and the words."""
    if one.method is None:
        return ""
    quote = f'"{plain(one.quote, _QUOTE)}"' if one.quote else ""
    return "  ".join(part for part in (one.method, shown(one.at, zone)[:10] if one.at else "", quote) if part)


def yardsticks(release: Release, language: str) -> Iterator[str]:
    """What each index says by its rules, what it published, and where they disagree."""
    found = compare(release)
    for one in found:
        yield from _yardstick(one, language)
        for rating in ratings(release):
            if COMPUTED.get(rating.index) == one.index:
                yield from _rating(rating, language)
                yield from _differing(differences(rating, found), language)
    sentences = disagreements(found, language)
    if sentences:
        yield WORDS[language].disagree
        for sentence in sentences:
            yield from wrapped(f"- {sentence}", 2)


def _differing(found: Sequence[Difference], language: str) -> Iterator[str]:
    names = yardstick_labels(language)
    for one in found:
        published, computed = names.verdicts.get(one.published, one.published), names.verdicts[one.computed]
        said = WORDS[language].differs.format(part=_named([one.name], language), published=published, computed=computed)
        yield from wrapped(said, 4)


def _yardstick(one: Yardstick, language: str) -> Iterator[str]:
    names = yardstick_labels(language)
    verdict = names.verdicts.get(one.verdict, "")
    if one.index == "osai":
        counts = {name: sum(part.verdict == name for part in one.parts) for name in _VERDICTS}
        verdict = ", ".join(f"{count} {names.verdicts[name]}" for name, count in counts.items() if count)
    missing = f" ({WORDS[language].missing}: {_named(one.missing, language)})" if one.missing else ""
    yield from wrapped(f"{names.indexes[one.index]}: {verdict}{missing}", 0)
    groups = {name: [part.name for part in one.parts if part.verdict == name] for name in _VERDICTS}
    for name, parts in groups.items():
        if parts and one.index != "osaid":
            yield from wrapped(f"{names.verdicts[name]}: {_named(parts, language)}", 2)


def _rating(rating: Rating, language: str) -> Iterator[str]:
    names = yardstick_labels(language)
    groups = {name: [part for part, said in rating.values.items() if said == name] for name in _VERDICTS}
    said = "; ".join(f"{names.verdicts[name]}: {_named(parts, language)}" for name, parts in groups.items() if parts)
    head = WORDS[language].published.format(
        index=names.indexes.get(rating.index, rating.index), subject=plain(rating.subject, 60), date=plain(rating.date)
    )
    yield from wrapped(f"{head}: {said}", 2)
    if rating.source:
        yield f"    {plain(rating.source)}"


def _named(parts: Sequence[str], language: str) -> str:
    names = yardstick_labels(language).parts
    return ", ".join(names.get(part, plain(part, 40)) for part in parts)


def wrapped(text: str, indent: int) -> list[str]:
    """A text in lines that fit, the later ones further in."""
    first, later = " " * indent, " " * (indent + 2)
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )
