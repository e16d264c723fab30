"""Dossiers: everything about many releases at once, now or as it was known on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from tracker.domain import Dossier, Event, EventKind, Evidence, Fact, LinkedRepo, Repo, SourceKind
from tracker.store.bulk import portions
from tracker.store.tables import (
    events,
    facts,
    findings,
    observations,
    release_keys,
    releases,
    repos,
    sources,
    summaries,
)
from tracker.store.values import repo_from_json

QUOTED = 500  # characters of an observation's text that evidence shows

T = TypeVar("T")


def dossiers(c: Connection, ids: Collection[str] | None, as_of: datetime | None = None) -> list[Dossier]:
    """The dossiers of these releases, of all for None, oldest first; `as_of` leaves out what was learned later.

    Asks seven questions, whatever the number of releases (again for every 500 ids).
    """
    if ids is None:
        made = _read(c, None, as_of)
    else:
        made = [one for portion in portions(set(ids)) for one in _read(c, portion, as_of)]
    return sorted(made, key=lambda one: (one.created_at, one.id))


def _read(c: Connection, ids: Sequence[str] | None, as_of: datetime | None) -> list[Dossier]:
    def asked(
        statement: Select[Any], release_id: ColumnElement[Any], moment: ColumnElement[Any] | None
    ) -> Iterable[Row[Any]]:
        if ids is not None:
            statement = statement.where(release_id.in_(ids))
        if as_of is not None and moment is not None:
            statement = statement.where(moment <= as_of)
        return c.execute(statement)

    heads = asked(select(releases), releases.c.id, releases.c.created_at)
    keys = asked(select(release_keys), release_keys.c.release_id, None)
    of_facts = select(facts).order_by(facts.c.learned_at, facts.c.id)
    of_events = select(events).order_by(events.c.seen_at, events.c.id)
    of_repos = select(repos)
    of_summaries = select(summaries).order_by(summaries.c.made_at, summaries.c.id)
    by_keys = _grouped((row.release_id, row.key) for row in keys)
    by_facts = _grouped((row.release_id, fact(row)) for row in asked(of_facts, facts.c.release_id, facts.c.learned_at))
    by_events = _grouped(
        (row.release_id, event(row)) for row in asked(of_events, events.c.release_id, events.c.seen_at)
    )
    then = {} if as_of is None else _states(asked(_of_states(), findings.c.release_id, observations.c.seen_at))
    by_repos = _grouped(
        (row.release_id, LinkedRepo(then.get(row.uid) or repo_from_json(row.state), row.role, row.first_seen))
        for row in asked(of_repos, repos.c.release_id, repos.c.first_seen)
    )
    by_evidence = _grouped(
        (row.release_id, evidence(row)) for row in asked(_of_evidence(), findings.c.release_id, observations.c.seen_at)
    )
    by_summaries = _grouped(
        (row.release_id, (row.language, row.text))
        for row in asked(of_summaries, summaries.c.release_id, summaries.c.made_at)
    )
    return [
        Dossier(
            id=row.id,
            created_at=row.created_at,
            baseline=row.baseline,
            keys=tuple(sorted(by_keys[row.id])),
            facts=tuple(by_facts[row.id]),
            events=tuple(by_events[row.id]),
            repos=tuple(sorted(by_repos[row.id], key=lambda one: (one.first_seen, one.repo.uid))),
            evidence=tuple(by_evidence[row.id]),
            summaries=dict(by_summaries[row.id]),  # the latest of each language
        )
        for row in heads
    ]


def _of_states() -> Select[Any]:
    return (
        select(observations.c.repo)
        .join_from(findings, observations, observations.c.id == findings.c.observation_id)
        .where(findings.c.release_id.is_not(None), observations.c.repo.is_not(None))
        .order_by(observations.c.seen_at, observations.c.id)
    )


def _states(rows: Iterable[Row[Any]]) -> dict[str, Repo]:
    """The latest state of each repo by its uid: the table of repos has only the one of today."""
    return {state.uid: state for row in rows for state in [repo_from_json(row.repo)]}


def _of_evidence() -> Select[Any]:
    return (
        select(
            findings.c.release_id,
            findings.c.language,
            observations.c.source,
            observations.c.title,
            observations.c.url,
            observations.c.seen_at,
            func.substr(observations.c.text, 1, QUOTED).label("text"),
            sources.c.kind,
        )
        .join_from(findings, observations, observations.c.id == findings.c.observation_id)
        .outerjoin(sources, sources.c.name == observations.c.source)
        .where(findings.c.release_id.is_not(None))
        .order_by(observations.c.seen_at, observations.c.id)
    )


def _grouped(pairs: Iterable[tuple[str, T]]) -> defaultdict[str, list[T]]:
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for release_id, value in pairs:
        groups[release_id].append(value)
    return groups


def fact(row: Row[Any]) -> Fact:
    """A row of facts."""
    return Fact(
        name=row.name,
        value=row.value,
        method=row.method,
        rank=row.rank,
        subject=row.subject,
        source=row.source,
        url=row.url,
        quote=row.quote,
        learned_at=row.learned_at,
        observation=row.observation_id,
    )


def event(row: Row[Any]) -> Event:
    """A row of events."""
    return Event(
        kind=EventKind(row.kind),
        at=row.at,
        seen_at=row.seen_at,
        key=row.key,
        detail=row.detail,
        before=row.before,
        after=row.after,
        evidence=row.evidence,
        source=row.source,
        source_kind=SourceKind(row.source_kind),
        confidence=row.confidence,
        baseline=row.baseline,
        release=row.release_id,
        id=row.id,
    )


def evidence(row: Row[Any]) -> Evidence:
    """A row of the evidence's question; a source that sources.toml never named counts as press."""
    return Evidence(
        source=row.source,
        title=row.title,
        url=row.url,
        language=row.language,
        seen_at=row.seen_at,
        kind=SourceKind(row.kind) if row.kind else SourceKind.PRESS,
        text=row.text,
    )
