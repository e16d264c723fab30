"""Load the catalog: what came out before the tracker's first day becomes knowledge, and is never told."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from tracker import analysis
from tracker.analysis.keys import fold, name_key, repo_key
from tracker.analysis.licenses import about
from tracker.analysis.names import parse
from tracker.catalog import CatalogEntry, Claim, first_day, last_day
from tracker.domain import CATALOG, JSON, Event, EventKind, Fact, Release
from tracker.store import Connection, Store, marks, releases

CATALOG_RANK = 50
"""Above press (40) and community (20), below what the owner itself says: in words 60, card 80, Hub's metadata 100."""

NEAR = timedelta(days=31)
"""A live release of the same name is the entry's one if the tracker saw it happen this close to the entry's dates."""

EVENTS = {"announced": EventKind.ANNOUNCED, "weights": EventKind.WEIGHTS, "withdrawn": EventKind.WITHDRAWN}
NAMES = {"parameters": "parameters_total", "active_parameters": "parameters_active"}
"""Keys of an entry whose facts are called otherwise."""


def load_catalog(store: Store, entries: Sequence[CatalogEntry], known: analysis.Known, now: datetime) -> int:
    """Writes what is new or changed of the entries that lie before today; returns how many of them are known."""
    due = [found for entry in entries if (found := before(entry, now.astimezone(UTC).date()))]
    mark = hashlib.sha256(repr(due).encode()).hexdigest()
    with store.read() as c:
        if marks.get(c, CATALOG) == mark:
            return len(due)
    with store.write() as c:
        store.analyze_lock(c)
        _write(c, due, known, now)
        marks.put(c, CATALOG, mark, now)
    return len(due)


def before(entry: CatalogEntry, today: date) -> CatalogEntry | None:
    """The entry as it stood before today, without later ratings; None where it has a date that is not over.

    A clock may be set back: what has not happened yet is for a later upgrade.
    """
    if any(last_day(day) >= today for day in entry.dates):
        return None
    return replace(entry, ratings=tuple(one for one in entry.ratings if last_day(one.date) < today))


def _write(c: Connection, due: Sequence[CatalogEntry], known: analysis.Known, now: datetime) -> None:
    keys = {entry.id: keys_of(entry, known) for entry in due}
    ids = releases.candidates(c, sorted({key for found in keys.values() for key in found}), ())
    ids += [release_id(entry) for entry in due]
    records = [analysis.build(dossier) for dossier in releases.dossiers(c, ids)]
    own = {id_: record for record in records for id_ in (record.id, *record.merged)}
    free = [record for record in records if not (record.retracted or _from_catalog(record))]
    for entry in due:
        home = release_id(entry)
        record, events = own.get(home), events_of(entry, now)
        if record is None and (record := live(entry, keys[entry.id], free)):
            free.remove(record)
            home = record.id
            events = [one for one in events if record.baseline and one.kind is not EventKind.WITHDRAWN]
        facts = facts_of(entry, now)
        releases.create(c, home, now, baseline=True)
        releases.add_keys(c, home, keys[entry.id])
        releases.add_facts(c, home, [*facts, *_over(record, facts, now)])
        releases.add_events(c, home, events)


def release_id(entry: CatalogEntry) -> str:
    """Stable: the same entry is the same release on every database."""
    return "c" + hashlib.sha256(entry.id.encode()).hexdigest()[:12]


def keys_of(entry: CatalogEntry, known: analysis.Known) -> tuple[str, ...]:
    """What the release is found by: its repos and its name ("BLOOMZ and mT0" are two).

    Names of repos are none: "Mistral-Large-Instruct-2407" is also what a later one would be called.
    """
    parts = [part for part in re.split(r"\s+(?:and|to)\s+|[()]", entry.name) if part[:1].isalpha()]
    names = [name for text in parts if (name := parse(text, known))]
    return tuple(dict.fromkeys([*(name_key(name.key) for name in names), *map(repo_key, entry.repos)]))


def live(entry: CatalogEntry, keys: Collection[str], records: Sequence[Release]) -> Release | None:
    """The release among those that the tracker saw itself which has a repo of the entry, or its name and time."""
    by_repo = [one for one in records if any(repo_key(name) in keys for name in one.repo_names)]
    same = [one for one in records if fold(one.organization) == fold(entry.organization)]
    named = [one for one in same if any(name_key(key) in keys for key in one.keys) and _seen_near(entry, one)]
    return next(iter([*by_repo, *named]), None)


def _seen_near(entry: CatalogEntry, record: Release) -> bool:
    days = [event.at.date() for event in record.events if not event.baseline]
    return any(first_day(text) - NEAR <= day <= last_day(text) + NEAR for text in entry.dates for day in days)


def _from_catalog(record: Release) -> bool:
    return all(event.source == CATALOG for event in record.events)


def events_of(entry: CatalogEntry, now: datetime) -> list[Event]:
    """What happened and when; of a month that is known without its day, its first."""
    return [
        Event(
            kind=kind,
            at=datetime.combine(first_day(claim.value), time(), UTC),
            seen_at=now,
            key=f"{CATALOG}/{name}",
            detail="" if first_day(claim.value) == last_day(claim.value) else f"{claim.value}, the day is not known",
            evidence=claim.source,
            source=CATALOG,
            baseline=True,
        )
        for name, kind in EVENTS.items()
        if (claim := entry.claims.get(name))
    ]


def facts_of(entry: CatalogEntry, now: datetime) -> list[Fact]:
    """Every claim as the fact that it is; what the Hub's files say of the weights stands before it."""
    return [
        Fact(
            name=name,
            value=value,
            method="table",
            rank=CATALOG_RANK,
            subject=subject,
            source=CATALOG,
            url=url,
            quote=quote,
            learned_at=now,
        )
        for name, value, subject, url, quote in _said(entry)
    ]


def _said(entry: CatalogEntry) -> Iterator[tuple[str, JSON, str | None, str | None, str | None]]:
    """Name, value, subject, source and quote of each fact."""
    for name in ("organization", "name", "family"):
        yield name, getattr(entry, name), None, None, None
    if entry.repos:
        yield "repos", list(entry.repos), None, None, None
    out = entry.claims.get("weights")
    if out and "withdrawn" not in entry.claims:
        yield "weights", {"state": "complete", "reason": f"out since {out.value}"}, None, out.source, out.quote
    for key, claim in entry.claims.items():
        if key not in EVENTS:
            yield NAMES.get(key, key), value_of(key, claim), None, claim.source, claim.quote
    for one in entry.ratings:
        said = {"index": one.index, "subject": one.subject, "date": one.date, "values": dict(one.values)}
        yield "rating", said, f"rating/{one.index}", one.source, None


def value_of(key: str, claim: Claim) -> JSON:
    """The value in the shape that its fact has (docs/facts.md)."""
    match key:
        case "license":
            url = about(claim.value["id"], claim.value["name"]).url
            return {**claim.value, "url": url, "hash": None, "text": None}
        case "training_data":
            return {"value": claim.value, "sets": []}
        case "card":
            return {"value": claim.value}
        case "compute":
            return {"value": claim.value, "text": claim.quote or ""}
        case "paper":
            arxiv = re.fullmatch(r"https://arxiv\.org/abs/(\d{4}\.\d{4,5})", claim.value)
            return f"arXiv:{arxiv[1]}" if arxiv else claim.value
    return claim.value


def _over(record: Release | None, facts: Sequence[Fact], now: datetime) -> list[Fact]:
    """What an earlier catalog said and this one says no more."""
    said = {(fact.name, fact.subject) for fact in facts}
    return [
        replace(fact, value=None, url=None, quote=None, learned_at=now)
        for fact in (record.facts if record else ())
        if fact.source == CATALOG and (fact.name, fact.subject) not in said
    ]
