"""The record of a release as text for a terminal: stage, facts, openness, events, repos, sources, messages."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from tracker.cli import facts
from tracker.cli.history import MARKS
from tracker.cli.plain import plain
from tracker.cli.times import shown
from tracker.cli.words import WORDS, Words
from tracker.domain import Event, LinkedRepo, Release
from tracker.domain.labels import labels
from tracker.history import Told
from tracker.notifiers import facts as message_facts
from tracker.notifiers.wording import words as message_words

SOURCES = 20
"""The newest of the evidence that are shown."""

WRAP = 100


def text(release: Release, told: Sequence[Told], zone: str, language: str, as_of: datetime | None) -> Iterator[str]:
    """The lines; times in `zone`, words in `language` (a key of WORDS)."""
    words = WORDS[language]
    yield from _head(release, zone, language, as_of)
    parts: tuple[tuple[str, Iterable[str]], ...] = (
        ("stage", _stage(release, zone, language)),
        ("facts", _facts(release, language)),
        ("openness", _openness(release, language)),
        ("events", [_event(event, zone, language) for event in release.events]),
        ("repos", [_repo(one, release, as_of, words) for one in release.repos if one.role != "derivative"]),
        ("derivatives", [plain(one.repo.id) for one in release.repos if one.role == "derivative"]),
        ("sources", _sources(release, zone, words)),
        ("messages", [_told(one, zone, language) for one in told]),
    )
    for heading, lines in parts:
        found = [f"  {line}" for line in lines]
        if found or heading != "derivatives":
            yield f"\n{words.headings[heading]}"
            yield from found or [f"  {words.none}"]


def _head(release: Release, zone: str, language: str, as_of: datetime | None) -> Iterator[str]:
    words, spoken = WORDS[language], message_words(language)
    terms = message_facts.license_text(release, spoken)
    yield " · ".join(plain(part) for part in (release.title, spoken.stages[release.stage], terms) if part)
    known = words.known.format(at=shown(as_of, zone)) if as_of else ""
    size = message_facts.size_text(release, spoken)
    yield " · ".join(part for part in (release.id, plain(size), words.times.format(zone=zone), known) if part)
    if release.baseline:
        yield words.baseline
    summary = release.summaries.get(language) or release.summaries.get("en")
    if summary:
        yield "\n" + textwrap.fill(plain(summary), WRAP, break_long_words=False, break_on_hyphens=False)


def _stage(release: Release, zone: str, language: str) -> Iterator[str]:
    """One line: the stages with their minutes, in the order of time."""
    reached = [
        (when, labels(language).kinds[kind])
        for kind, when in (
            ("announced", release.announced_at),
            ("visible", release.visible_at),
            ("weights", release.weights_at),
            ("withdrawn", release.withdrawn_at),
        )
        if when
    ]
    if reached:
        yield " → ".join(f"{kind} {shown(when, zone)}" for when, kind in sorted(reached))


def _facts(release: Release, language: str) -> Iterator[str]:
    found = list(facts.lines(release, language))
    wide = max((len(line.name) for line in found), default=0)
    for line in found:
        yield f"{line.name:{wide}}  {line.value}"
        yield f"{'':{wide}}  {line.evidence}"
        for other in line.others:
            yield f"{'':{wide}}  {WORDS[language].otherwise}: {other}"


def _openness(release: Release, language: str) -> Iterator[str]:
    words, shared = WORDS[language], labels(language)
    names = {one.dimension: shared.dimensions[one.dimension] for one in release.openness}
    answers = {one.dimension: shared.answers[one.value] for one in release.openness}
    wide = [max((len(text) for text in column.values()), default=0) for column in (names, answers)]
    for one in release.openness:
        label, answer = names[one.dimension], answers[one.dimension]
        why = plain(one.evidence or one.method or "")
        yield f"{MARKS[one.value.value]} {label:{wide[0]}}  {answer:{wide[1]}}  {why}".rstrip()
    yield words.legend


def _event(event: Event, zone: str, language: str) -> str:
    words, kind = WORDS[language], labels(language).kinds[event.kind]
    change = f"{event.before or '?'} → {event.after or '?'}" if event.before or event.after else ""
    late = event.seen_at - event.at >= timedelta(minutes=1)
    seen = words.seen.format(at=shown(event.seen_at, zone)) if late else ""
    said = " · ".join(plain(part, 160) for part in (change, event.detail) if part)
    origin = ", ".join(part for part in (plain(event.source), seen) if part)
    return f"{shown(event.at, zone)}  {kind}{': ' if said else ''}{said}  [{origin}]"


def _repo(linked: LinkedRepo, release: Release, as_of: datetime | None, words: Words) -> str:
    """The repo with its page at the commit that was seen, as far as it was known then."""
    pages = [fact.url for fact in release.facts if fact.subject == linked.repo.id and fact.url and "/tree/" in fact.url]
    pinned = f"https://huggingface.co/{linked.repo.id}/tree/{linked.repo.sha}" if linked.repo.sha else ""
    page = (pages[-1] if pages else "") if as_of else pinned or (pages[-1] if pages else "")
    gone = f" ({words.gone})" if linked.repo.gone and as_of is None else ""
    return f"{plain(linked.repo.id)}{gone}  {plain(page)}".rstrip()


def _sources(release: Release, zone: str, words: Words) -> Iterator[str]:
    if len(release.evidence) > SOURCES:
        yield f"({words.earlier.format(count=len(release.evidence) - SOURCES)})"
    for seen in release.evidence[-SOURCES:]:
        yield f"{shown(seen.seen_at, zone)}  {plain(seen.source)}: {plain(seen.title, 120)}  {plain(seen.url or '')}"


def _told(told: Told, zone: str, language: str) -> str:
    kind = labels(language).kinds.get(told.kind, told.kind)
    said = WORDS[language].told[told.state].format(at=shown(told.at, zone), channel=told.channel, kind=kind)
    return said + (f" ({plain(told.reason, 160)})" if told.reason else "")
