"""Analyze: find what each new observation says, which release it belongs to and what happened to that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from tracker import analysis
from tracker.domain import Finding, Observation, Source
from tracker.errors import StoreError
from tracker.store import Connection, Store, mentions, observations, pages, releases

log = structlog.get_logger()

BATCH = 25
"""So many are settled in one transaction; another process waits no longer than for these."""

READ = 200
"""So many are read at once: what waits is put in order anew each time."""

ATTEMPTS = 3
"""A row that fails this often is given up, with its trouble kept: it must not block the river."""


def analyze(store: Store, known: analysis.Known, watched: Mapping[str, Source], now: datetime) -> int:
    """Examines all observations that were not examined; returns the number of events found."""
    events = 0
    waiting: list[Observation] = []
    while True:
        if not waiting:
            with store.read() as c:
                waiting = pages.whole(c, observations.unexamined(c, now, READ))
        if not waiting:
            return events
        batch, waiting = waiting[:BATCH], waiting[BATCH:]
        found = [(observation, _examined(observation, known, watched)) for observation in batch]
        with store.write() as c:
            store.analyze_lock(c)
            events += sum(_settle_alone(c, one, watched.get(one.source), said, now) for one, said in found)


def _examined(observation: Observation, known: analysis.Known, watched: Mapping[str, Source]) -> Finding | Exception:
    try:
        return analysis.examine(observation, watched.get(observation.source), known)
    except Exception as error:  # noqa: BLE001 - kept with the row below; the others go on
        return error


def _settle_alone(
    c: Connection, observation: Observation, source: Source | None, said: Finding | Exception, now: datetime
) -> int:
    """One observation in a savepoint of its own: a row that cannot be settled is marked, the others are kept."""
    try:
        if isinstance(said, Exception):
            raise said
        with c.begin_nested():
            return _settle(c, observation, source, said, now)
    except StoreError:
        raise
    except Exception as error:
        log.exception("analysis failed", observation=observation.id, source=observation.source)
        again = now + timedelta(minutes=10)
        observations.failed(c, observation.id or 0, f"{type(error).__name__}: {error}", again, ATTEMPTS)
        return 0


def _settle(c: Connection, observation: Observation, source: Source | None, finding: Finding, now: datetime) -> int:
    """Asks for the records that it may belong to, judges, and writes the verdict: one transaction."""
    asked = analysis.lookup(observation, finding, now)
    ids = releases.candidates(c, asked.keys, asked.uids) if asked.keys or asked.uids else []
    records = {dossier.id: analysis.build(dossier) for dossier in releases.dossiers(c, ids)} if ids else {}
    verdict = analysis.judge(observation, source, finding, list(records.values()), now)
    number = 0
    home, uid = verdict.release, verdict.repo.uid if verdict.repo is not None else None
    if home is not None:
        record = records.get(home)
        if uid is not None and record is not None and record.decisions:
            home = releases.home(c, home, uid)
        if verdict.new:
            releases.create(c, home, now, observation.baseline)
        elif verdict.live:
            releases.unbaseline(c, home, now)
        releases.add_keys(c, home, verdict.keys)
        if verdict.repo is not None and verdict.role is not None:
            releases.link_repo(c, home, verdict.repo, verdict.role, now)
        releases.add_facts(c, home, verdict.facts, uid)
        known = {event.key for event in record.events} if record is not None else set()
        number = len(releases.add_events(c, home, [one for one in verdict.events if one.key not in known], uid))
    happened = list(verdict.events)
    for mention in verdict.mentions:
        number += len(releases.add_events(c, mention.release, mention.events))
        if any(not event.baseline for event in mention.events):
            releases.unbaseline(c, mention.release, now)
        happened += [replace(event, release=mention.release) for event in mention.events]
    mentions.add(c, observation.id or 0, [mention.release for mention in verdict.mentions])
    observations.examined(c, observation.id or 0, finding, home, now)
    for event in happened:
        if not event.baseline:
            release = event.release or verdict.release
            log.info("event", kind=event.kind, release=release, detail=event.detail, confidence=event.confidence)
    return number
