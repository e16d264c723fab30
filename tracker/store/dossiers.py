"""Dossiers: everything about many releases at once, now or as it was known on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, func, null, select

from tracker.domain import Dossier, Event, EventKind, Evidence, Fact, LinkedRepo, Repo, SourceKind
from tracker.store import decisions
from tracker.store.bulk import portions
from tracker.store.decisions import Homes
from tracker.store.tables import (
    events,
    facts,
    findings,
    mentions,
    observations,
    release_keys,
    releases,
    repos,
    sources,
)
from tracker.store.texts import summaries
from tracker.store.values import repo_from_json

QUOTED = 500  # characters of an observation's text that evidence shows

T = TypeVar("T")

_FACTS = select(facts).order_by(facts.c.learned_at, facts.c.id)
_EVENTS = select(events).order_by(events.c.seen_at, events.c.id)
_REPOS = select(repos, repos.c.uid.label("repo_uid"))
_SUMMARIES = (
    select(summaries, events.c.repo_uid)
    .join_from(summaries, events, events.c.id == summaries.c.event_id, isouter=True)
    .order_by(summaries.c.made_at, summaries.c.id)
)
_STATES = (
    select(observations.c.repo)
    .join_from(findings, observations, observations.c.id == findings.c.observation_id)
    .where(findings.c.release_id.is_not(None), observations.c.repo.is_not(None))
    .order_by(observations.c.seen_at, observations.c.id)
)
_SEEN = (
    select(
        findings.c.language,
        findings.c.suspicious,
        observations.c.id,
        observations.c.type,
        observations.c.key,
        observations.c.source,
        observations.c.title,
        observations.c.url,
        observations.c.seen_at,
        func.substr(observations.c.text, 1, QUOTED).label("text"),
        sources.c.kind,
    )
    .join_from(findings, observations, observations.c.id == findings.c.observation_id)
    .outerjoin(sources, sources.c.name == observations.c.source)
    .order_by(observations.c.seen_at, observations.c.id)
)
_EVIDENCE = _SEEN.add_columns(findings.c.release_id).where(findings.c.release_id.is_not(None))
_MENTIONED = _SEEN.add_columns(mentions.c.release_id).join(mentions, mentions.c.observation_id == observations.c.id)


def dossiers(c: Connection, ids: Collection[str] | None, as_of: datetime | None = None) -> list[Dossier]:
    """The dossiers of these releases, of all for None, oldest first; `as_of` leaves out what was learned later.

    What persons decided is followed (decisions.py): one that was merged is part of the other, whose dossier is given.
    Asks nine questions, whatever the number of releases (eight again for every 500 ids); one more as of a day.
    """
    homes = decisions.homes(c, as_of)
    if ids is None:
        made = _read(c, homes, None, as_of)
    else:
        roots = {homes.root(one) for one in ids}
        made = [one for portion in portions(roots) for one in _read(c, homes, portion, as_of)]
    return sorted(made, key=lambda one: (one.created_at, one.id))


def _read(c: Connection, homes: Homes, roots: Sequence[str] | None, as_of: datetime | None) -> list[Dossier]:
    places = homes.lie(roots) if roots is not None else None

    def asked(
        statement: Select[Any], release_id: ColumnElement[Any], moment: ColumnElement[Any] | None
    ) -> Iterable[Row[Any]]:
        if places is not None:
            statement = statement.where(release_id.in_(places))
        if as_of is not None and moment is not None:
            statement = statement.where(moment <= as_of)
        return c.execute(statement)

    def grouped(rows: Iterable[Row[Any]], make: Callable[[Row[Any], str], T]) -> defaultdict[str, list[T]]:
        """Rows by the release that they belong to; `make` is given a row and its home."""
        groups: defaultdict[str, list[T]] = defaultdict(list)
        for row in rows:
            home = homes.home(row.release_id, row.repo_uid)
            groups[homes.root(home)].append(make(row, home))
        return groups

    heads = {row.id: row for row in asked(select(releases), releases.c.id, releases.c.created_at)}
    no_repo = null().label("repo_uid")
    keys = grouped(asked(select(release_keys, no_repo), release_keys.c.release_id, None), lambda row, _: row.key)
    by_facts = grouped(asked(_FACTS, facts.c.release_id, facts.c.learned_at), lambda row, _: fact(row))
    by_events = grouped(asked(_EVENTS, events.c.release_id, events.c.seen_at), event)
    then = {} if as_of is None else _states(asked(_STATES, findings.c.release_id, observations.c.seen_at))
    by_repos = grouped(
        asked(_REPOS, repos.c.release_id, repos.c.first_seen),
        lambda row, _: LinkedRepo(then.get(row.uid) or repo_from_json(row.state), row.role, row.first_seen),
    )
    by_evidence: defaultdict[str, list[Evidence]] = defaultdict(list)
    for row in asked(_EVIDENCE, findings.c.release_id, observations.c.seen_at):
        uid = row.key.partition(":")[0] if row.type == "repo" else None
        by_evidence[homes.root(homes.home(row.release_id, uid))].append(evidence(row))
    for row in asked(_MENTIONED, mentions.c.release_id, observations.c.seen_at):
        root = homes.root(row.release_id)
        _also(by_evidence[root], evidence(row), by_events[root])
    by_summaries = grouped(
        asked(_SUMMARIES, summaries.c.release_id, summaries.c.made_at), lambda row, _: (row.language, row.text)
    )
    return [
        Dossier(
            id=row.id,
            created_at=row.created_at,
            baseline=all(_baseline(heads[one], as_of) for one in members if one in heads),
            keys=tuple(sorted(set(keys[row.id]))),
            merged=members[1:],
            decisions=homes.about(members),
            facts=tuple(by_facts[row.id]),
            events=tuple(one for one in by_events[row.id] if _counts(one, row.id)),
            repos=tuple(sorted(by_repos[row.id], key=lambda one: (one.first_seen, one.repo.uid))),
            evidence=tuple(sorted(by_evidence[row.id], key=lambda one: (one.seen_at, one.observation or 0))),
            summaries=dict(by_summaries[row.id]),  # the latest of each language
        )
        for row in heads.values()
        if homes.root(row.id) == row.id and (roots is None or row.id in roots)
        for members in [homes.members(row.id)]
    ]


def _also(told: list[Evidence], one: Evidence, happened: Sequence[Event]) -> None:
    """Adds a text that only mentions the release: by its title, as what it says is mostly of another one.

    The text of one that tells an event of this release is kept.
    """
    if all(one.observation != known.observation for known in told):
        of_source = [event for event in happened if event.source == one.source]
        own = any(one.title == event.detail or (one.url and one.url == event.evidence) for event in of_source)
        told.append(one if own else replace(one, text=""))


def _baseline(row: Row[Any], as_of: datetime | None) -> bool:
    """Was it only what a first contact brought, then or now?"""
    became_more: bool = as_of is not None and row.live_at is not None and row.live_at > as_of
    return row.baseline or became_more


def _counts(one: Event, root: str) -> bool:
    """A release that was called none and was merged later lives on in the other one."""
    return one.kind is not EventKind.RETRACTED or one.release == root


def _states(rows: Iterable[Row[Any]]) -> dict[str, Repo]:
    """The latest state of each repo by its uid: the table of repos has only the one of today."""
    return {state.uid: state for row in rows for state in [repo_from_json(row.repo)]}


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


def event(row: Row[Any], release: str) -> Event:
    """A row of events, and the release that it speaks of."""
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
        release=release,
        id=row.id,
    )


def evidence(row: Row[Any]) -> Evidence:
    """A row of the evidence's question; texts of a source that sources.toml never named count as press."""
    unnamed = SourceKind.OFFICIAL if row.type == "repo" else SourceKind.PRESS
    return Evidence(
        source=row.source,
        title=row.title,
        url=row.url,
        language=row.language,
        seen_at=row.seen_at,
        kind=SourceKind(row.kind) if row.kind else unnamed,
        text=row.text,
        observation=row.id,
        suspicious=row.suspicious,
    )
