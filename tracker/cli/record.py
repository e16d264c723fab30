"""The record of a release as text for a terminal: stage, facts, openness, events, repos, sources, messages."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from tracker.cli import facts, openness
from tracker.cli.plain import plain
from tracker.cli.times import shown
from tracker.cli.words import WORDS, Words
from tracker.domain import CATALOG, Decision, Event, EventKind, LinkedRepo, Release, Stage
from tracker.domain.labels import labels, openness_line, unseen_repos
from tracker.history import Told, Writer
from tracker.notifiers import facts as message_facts
from tracker.notifiers.wording import words as message_words
from tracker.summarizers.model import PRESETS

SOURCES = 20
"""The newest of the evidence that are shown."""

WRAP = 100

OPTIONAL = ("warnings", "terms", "decisions", "derivatives")
"""Parts that are left out where there is nothing to say."""

_MOMENTS = {
    EventKind.ANNOUNCED: "announced_at",
    EventKind.VISIBLE: "visible_at",
    EventKind.WEIGHTS: "weights_at",
    EventKind.WITHDRAWN: "withdrawn_at",
}


def text(
    release: Release,
    told: Sequence[Told],
    zone: str,
    language: str,
    as_of: datetime | None,
    writer: Writer | None = None,
) -> Iterator[str]:
    """The lines; times in `zone`, words in `language` (a key of WORDS); `writer` is the summary's language model."""
    words = WORDS[language]
    yield from _head(release, zone, language, as_of)
    if writer is not None and writer.refused:
        reasons = "; ".join(plain(reason) for reason in writer.refused)
        yield from openness.wrapped(words.refused.format(model=plain(writer.model), reasons=reasons), 0)
    elif writer is not None:
        preset = PRESETS.get(writer.model.partition("@")[0])
        terms = preset.license if preset else labels(language).answers["unknown"]
        yield words.machine.format(model=plain(writer.model), license=terms)
    parts: tuple[tuple[str, Iterable[str]], ...] = (
        ("stage", _stage(release, zone, language)),
        ("warnings", openness.warnings(release, language)),
        ("facts", _facts(release, language)),
        ("terms", openness.terms(release, language)),
        ("openness", openness.card(release, zone, language)),
        ("yardsticks", openness.yardsticks(release, language)),
        ("events", [line for event in release.events for line in _event(event, zone, language)]),
        ("decisions", [_decision(one, release, zone, words) for one in release.decisions]),
        ("repos", _repos(release, as_of, words)),
        ("derivatives", [plain(one.repo.id) for one in release.repos if one.role == "derivative"]),
        ("sources", _sources(release, zone, words)),
        ("messages", [_told(one, zone, language) for one in told]),
    )
    for heading, lines in parts:
        found = [f"  {line}" for line in lines]
        if found or heading not in OPTIONAL:
            yield f"\n{words.headings[heading]}"
            yield from found or [f"  {words.none}"]


def _head(release: Release, zone: str, language: str, as_of: datetime | None) -> Iterator[str]:
    words, spoken = WORDS[language], message_words(language)
    line = openness_line(release, labels(language))
    stage = labels(language).kinds[EventKind.RETRACTED] if release.retracted else spoken.stages[release.stage]
    terms = "" if line else message_facts.license_text(release, spoken)
    yield " · ".join(plain(part) for part in (release.title, stage, terms) if part)
    if line and not release.retracted:
        yield from openness.wrapped(plain(line), 0)
    known = words.known.format(at=shown(as_of, zone)) if as_of else ""
    size = message_facts.size_text(release, spoken)
    yield " · ".join(part for part in (release.id, plain(size), words.times.format(zone=zone), known) if part)
    if release.baseline and not any(getattr(release, name) for name in _MOMENTS.values()):
        yield words.baseline
    summary = release.summaries.get(language) or release.summaries.get("en")
    if summary:
        yield "\n" + textwrap.fill(plain(summary), WRAP, break_long_words=False, break_on_hyphens=False)


def _stage(release: Release, zone: str, language: str) -> Iterator[str]:
    """One line: the stages with their minutes, in the order of time; weights found there were out before."""
    kinds = labels(language).kinds
    reached = [
        (when, place, f"{kinds[kind]} {_moment(release, kind, when, zone)}")
        for place, (kind, name) in enumerate(_MOMENTS.items())
        if (when := getattr(release, name)) is not None
    ]
    if release.stage is Stage.WEIGHTS and release.weights_at is None:
        before = WORDS[language].before.format(at=shown(release.first_seen, zone))
        reached.append((release.first_seen, len(_MOMENTS), f"{kinds[EventKind.WEIGHTS]} {before}"))
    if reached:
        yield " → ".join(text for *_, text in sorted(reached))


def _moment(release: Release, kind: EventKind, when: datetime, zone: str) -> str:
    told = next((event for event in release.events if (event.kind, event.at) == (kind, when)), None)
    return _at(told, zone) if told is not None else shown(when, zone)


def _at(event: Event, zone: str) -> str:
    """The minute; of what the catalog tells the day, or the month where that is all."""
    if event.source != CATALOG:
        return shown(event.at, zone)
    return event.detail.partition(",")[0] if event.detail else f"{event.at:%Y-%m-%d}"


def _facts(release: Release, language: str) -> Iterator[str]:
    found = list(facts.lines(release, language))
    wide = max((len(line.name) for line in found), default=0)
    for line in found:
        yield f"{line.name:{wide}}  {line.value}"
        yield f"{'':{wide}}  {line.evidence}"
        for other in line.others:
            yield f"{'':{wide}}  {WORDS[language].otherwise}: {other}"


def _event(event: Event, zone: str, language: str) -> Iterator[str]:
    """What happened, from what to what, and where one can see it."""
    words, kind = WORDS[language], labels(language).kinds[event.kind]
    change = f"{event.before or '?'} → {event.after or '?'}" if event.before or event.after else ""
    late = event.seen_at - event.at >= timedelta(minutes=1)
    seen = words.seen.format(at=shown(event.seen_at, zone)) if late else ""
    said = " · ".join(plain(part, 160) for part in (change, "" if event.source == CATALOG else event.detail) if part)
    origin = ", ".join(part for part in (plain(event.source), seen) if part)
    yield f"{_at(event, zone)}  {kind}{': ' if said else ''}{said}  [{origin}]"
    if event.evidence:
        yield f"  {plain(event.evidence)}"


def _decision(made: Decision, release: Release, zone: str, words: Words) -> str:
    """What a person decided and why."""
    kind = "undone" if made.kind == "split" and made.repo is None else made.kind
    names = {linked.repo.uid: linked.repo.id for linked in release.repos}
    repo = names.get(made.repo or "", made.repo or "")
    said = words.decided[kind].format(release=made.release, to=made.to or "?", repo=plain(repo))
    return f"{shown(made.made_at, zone)}  {said}" + (f": {plain(made.why, 160)}" if made.why else "")


def _repos(release: Release, as_of: datetime | None, words: Words) -> Iterator[str]:
    """The owner's repos, then those that only the catalog names."""
    for one in release.repos:
        if one.role != "derivative":
            yield _repo(one, release, as_of, words)
    for name in unseen_repos(release):
        yield f"{plain(name)} ({words.unseen})  https://huggingface.co/{plain(name)}"


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
        number = f"#{seen.observation}  " if seen.observation is not None else ""
        said = f"{plain(seen.source)}: {plain(seen.title, 120)}  {plain(seen.url or '')}"
        yield f"{number}{shown(seen.seen_at, zone)}  {said}" + (f"  ({words.suspicious})" if seen.suspicious else "")


def _told(told: Told, zone: str, language: str) -> str:
    kind = labels(language).kinds.get(told.kind, told.kind)
    said = WORDS[language].told[told.state].format(at=shown(told.at, zone), channel=told.channel, kind=kind)
    return said + (f" ({plain(told.reason, 160)})" if told.reason else "")
