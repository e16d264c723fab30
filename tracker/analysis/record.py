"""The living record: what all facts and events of a release say together, now or as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from tracker.analysis.licenses import named
from tracker.analysis.openness import assess
from tracker.analysis.stages import dated, stage_of
from tracker.domain import CATALOG, Dossier, Event, EventKind, Fact, LinkedRepo, Release

STATED = (0.8, 2.3)
"""A card's own number stands before the sum of the file headers while their ratio is in here: packed dtypes hold two
parameters in one element (MXFP4), and a number further away speaks of another model."""


def build(dossier: Dossier, as_of: datetime | None = None) -> Release:
    """The record at `as_of` (None: now): nothing that was learned later is in it."""

    def known(moment: datetime | None) -> bool:
        return as_of is None or moment is None or moment <= as_of

    events = tuple(event for event in dossier.events if known(event.seen_at))
    repos = _latest(linked for linked in dossier.repos if known(linked.first_seen))
    facts = current(fact for fact in dossier.facts if known(fact.learned_at))
    evidence = tuple(one for one in dossier.evidence if known(one.seen_at))
    foreign = {linked.repo.id.lower() for linked in repos if linked.role == "derivative"}
    own = tuple(fact for fact in facts if (fact.subject or "").lower() not in foreign)
    chosen = choose(_still_expected(own, events), main_repo(repos, own))
    official = [linked for linked in repos if linked.role == "official" and not linked.repo.gone]
    return Release(
        id=dossier.id,
        organization=_text(chosen, "organization") or "?",
        name=_text(chosen, "name") or "open-weight model",
        family=_text(chosen, "family"),
        stage=stage_of(events),
        first_seen=min((event.seen_at for event in events), default=dossier.created_at),
        keys=tuple(key.removeprefix("name:") for key in dossier.keys if key.startswith("name:")),
        nameless="name" not in chosen,
        repo_names=tuple(key.removeprefix("repo:") for key in dossier.keys if key.startswith("repo:")),
        announced_at=dated(events, EventKind.ANNOUNCED),
        visible_at=dated(events, EventKind.VISIBLE),
        weights_at=dated(events, EventKind.WEIGHTS),
        withdrawn_at=_last(events, EventKind.WITHDRAWN),
        baseline=dossier.baseline,
        merged=dossier.merged,
        decisions=tuple(one for one in dossier.decisions if known(one.made_at)),
        retracted=any(event.kind is EventKind.RETRACTED for event in events),
        repos=repos,
        facts=facts,
        chosen=chosen,
        events=events,
        evidence=evidence,
        openness=assess(_without_gone(own, repos) if official else own, has_official_repo=bool(official)),
        terms=named(chosen, events),
        summaries=dossier.summaries,
    )


def _still_expected(facts: Iterable[Fact], events: Iterable[Event]) -> tuple[Fact, ...]:
    """All facts but the dates for which it was expected before it was delayed."""
    late = max((event.seen_at for event in events if event.kind is EventKind.DELAYED), default=None)
    return tuple(
        fact
        for fact in facts
        if late is None or fact.name != "expected" or fact.learned_at is None or fact.learned_at >= late
    )


def as_seen(release: Release) -> Release:
    """The record without what the catalog tells of the time before: what the tracker itself saw happen."""
    events = tuple(event for event in release.events if event.source != CATALOG)
    return release if events == release.events else replace(release, events=events, stage=stage_of(events))


def current(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The latest word of each source about each thing; an older word of the same source is history."""
    latest: dict[tuple[str, str | None, str, str], Fact] = {}
    for fact in facts:
        key = (fact.name, fact.subject, fact.source, fact.method)
        latest.pop(key, None)  # a later word also moves to the end
        latest[key] = fact
    return tuple(fact for fact in latest.values() if fact.value is not None)  # it says nothing any more


def _latest(repos: Iterable[LinkedRepo]) -> tuple[LinkedRepo, ...]:
    """Of repos that had the same name one after the other the last: it was made anew, and the others are history."""
    named = {linked.repo.id.lower(): linked for linked in sorted(repos, key=lambda linked: linked.first_seen)}
    return tuple(sorted(named.values(), key=lambda linked: linked.first_seen))


def main_repo(repos: Iterable[LinkedRepo], facts: Iterable[Fact]) -> str | None:
    """The repo that stands for the release: official, no conversion, complete, the largest, the first seen."""
    sizes: dict[str, float] = {}
    complete: set[str] = set()
    for fact in facts:
        if fact.name == "weights" and fact.subject and fact.value.get("state") == "complete":
            complete.add(fact.subject)
        if fact.name == "parameters_total" and fact.subject and isinstance(fact.value, (int, float)):
            sizes[fact.subject] = max(float(fact.value), sizes.get(fact.subject, 0.0))
    own = [linked for linked in repos if linked.role == "official" and linked.repo.relation != "quantized"]
    ranked = sorted(
        own,
        key=lambda linked: (
            linked.repo.gone,
            linked.repo.id not in complete,
            bool(linked.repo.base_models),
            -sizes.get(linked.repo.id, 0.0),
            linked.first_seen,
            linked.repo.id,
        ),
    )
    return ranked[0].repo.id if ranked else None


def choose(facts: Iterable[Fact], main: str | None) -> dict[str, Fact]:
    """One fact for each name: by rank of its source, then the main repo's, then the latest."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.name, []).append(fact)
    chosen = {name: _best(group, main) for name, group in groups.items()}
    if total := groups.get("parameters_total"):
        chosen["parameters_total"] = _total(total)
    if active := groups.get("parameters_active"):
        chosen["parameters_active"] = _active(active, chosen.get("parameters_total"))
    return chosen


def _best(group: list[Fact], main: str | None) -> Fact:
    return max(
        group,
        key=lambda fact: (fact.rank, fact.subject == main, fact.learned_at.timestamp() if fact.learned_at else 0.0),
    )


def _total(group: list[Fact]) -> Fact:
    """The largest size that the best-ranked sources give; a repo's own words before its file headers' sum."""
    headers = [fact for fact in group if fact.method == "metadata"]
    if not headers:
        return max(group, key=lambda fact: (fact.rank, fact.value))
    largest = max(headers, key=lambda fact: fact.value)
    low, high = (largest.value * ratio for ratio in STATED)
    stated = [
        fact
        for fact in group
        if fact.method != "metadata" and fact.subject == largest.subject and low <= fact.value <= high
    ]
    return max(stated, key=lambda fact: (fact.rank, fact.value), default=largest)


def _active(group: list[Fact], total: Fact | None) -> Fact:
    same = [fact for fact in group if total is not None and fact.subject == total.subject]
    return max(same or group, key=lambda fact: (fact.rank, fact.value))


def _without_gone(facts: tuple[Fact, ...], repos: Iterable[LinkedRepo]) -> tuple[Fact, ...]:
    """What openness is judged by where repos are left: what was said of a repo that is gone is history."""
    gone = {linked.repo.id.lower() for linked in repos if linked.repo.gone}
    return tuple(fact for fact in facts if (fact.subject or "").lower() not in gone)


def _text(chosen: dict[str, Fact], name: str) -> str | None:
    fact = chosen.get(name)
    return str(fact.value) if fact is not None else None


def _last(events: tuple[Event, ...], kind: EventKind) -> datetime | None:
    return max((event.at for event in events if event.kind is kind), default=None)
