"""Releases: what is kept about each, and which ones a finding may belong to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy import insert as plain_insert

from tracker.domain import Event, Fact, Repo
from tracker.store import decisions
from tracker.store.bulk import insert, portions
from tracker.store.dossiers import dossiers
from tracker.store.tables import events, facts, release_keys, repos
from tracker.store.tables import releases as table
from tracker.store.types import bounded, json_text
from tracker.store.values import to_json

__all__ = [
    "add_events",
    "add_facts",
    "add_keys",
    "candidates",
    "create",
    "dossiers",
    "home",
    "link_repo",
    "move_keys",
    "unbaseline",
]


def candidates(c: Connection, keys: Collection[str], uids: Collection[str]) -> list[str]:
    """Ids of the releases that have any of the keys, or a repo with any of the uids; sorted.

    What was merged is found as the release that it is part of, a repo that was split off as the release it has become.
    """
    homes = decisions.homes(c)
    found: set[str] = set()
    for portion in portions(keys):
        found.update(c.scalars(select(release_keys.c.release_id).where(release_keys.c.key.in_(portion))))
    for portion in portions(uids):
        rows = c.execute(select(repos.c.release_id, repos.c.uid).where(repos.c.uid.in_(portion)))
        found.update(homes.home(row.release_id, row.uid) for row in rows)
    return sorted({homes.root(one) for one in found})


def home(c: Connection, id: str, uid: str) -> str:  # noqa: A002 - the word of the domain
    """The release to write for of a repo of this one: where it was first seen, so that a merge can be undone."""
    homes = decisions.homes(c)
    first = c.scalar(select(repos.c.release_id).where(repos.c.uid == uid))
    found = homes.home(first, bounded(uid)) if first is not None else id
    return found if homes.root(found) == id else id


def create(c: Connection, id: str, now: datetime, baseline: bool) -> None:  # noqa: A002
    """A new release; one that is there already stays as it is."""
    c.execute(insert(c, table).values(id=id, created_at=now, baseline=baseline).on_conflict_do_nothing())


def add_keys(c: Connection, id: str, keys: Collection[str]) -> None:  # noqa: A002
    """More names and links that the release is found by."""
    if keys:
        rows = [{"release_id": id, "key": key} for key in keys]
        c.execute(insert(c, release_keys).on_conflict_do_nothing(), rows)


def move_keys(c: Connection, ids: Collection[str], to: str, keys: Collection[str]) -> None:
    """Only `to` is found by these keys now, no longer the others."""
    if keys:
        c.execute(delete(release_keys).where(release_keys.c.release_id.in_(ids), release_keys.c.key.in_(keys)))
        add_keys(c, to, keys)


def add_facts(c: Connection, id: str, facts_: Sequence[Fact], uid: str | None = None) -> None:  # noqa: A002
    """Adds what is learned, of the repo `uid` where a repo says it.

    A fact that its source says again, with the same quote, is nothing new.
    """
    if not facts_:
        return
    statement = select(facts).where(facts.c.release_id == id).order_by(facts.c.learned_at, facts.c.id)
    latest = {
        (row.name, row.subject, row.source, row.method): (json_text(row.value), row.quote)
        for row in c.execute(statement)
    }
    rows = []
    for fact in facts_:
        if fact.learned_at is None:
            raise ValueError(f"{id}: the fact {fact.name} does not say when it was learned")
        about, said = (fact.name, fact.subject, fact.source, fact.method), (json_text(fact.value), fact.quote)
        if latest.get(about) == said:
            continue
        latest[about] = said
        rows.append(
            {
                "release_id": id,
                "name": fact.name,
                "value": fact.value,
                "method": fact.method,
                "rank": fact.rank,
                "subject": fact.subject,
                "source": fact.source,
                "url": fact.url,
                "quote": fact.quote,
                "learned_at": fact.learned_at,
                "observation_id": fact.observation,
                "repo_uid": uid,
            }
        )
    if rows:
        c.execute(plain_insert(facts), rows)


def add_events(c: Connection, id: str, events_: Sequence[Event], uid: str | None = None) -> list[int]:  # noqa: A002
    """Adds what happened, to the repo `uid` where it is one's; once for each key of the release.

    Returns the ids of the new ones in their order.
    """
    known = set(c.scalars(select(events.c.key).where(events.c.release_id == id))) if events_ else set()
    new: list[int] = []
    for event in events_:
        if bounded(event.key) in known:
            continue  # asked before, as PostgreSQL would spend an id on the conflict: ids are alike on both databases
        statement = (
            insert(c, events)
            .values(
                release_id=id,
                key=event.key,
                kind=event.kind.value,
                at=event.at,
                seen_at=event.seen_at,
                detail=event.detail,
                before=event.before,
                after=event.after,
                evidence=event.evidence,
                source=event.source,
                source_kind=event.source_kind.value,
                confidence=event.confidence,
                baseline=event.baseline,
                repo_uid=uid,
            )
            .on_conflict_do_nothing()
            .returning(events.c.id)
        )
        new += c.scalars(statement)
    return new


def link_repo(c: Connection, id: str, repo: Repo, role: str, now: datetime) -> None:  # noqa: A002
    """The repo belongs to the release, for ever (only a person's decision takes it elsewhere).

    Its latest state replaces the one before, `first_seen` stays.
    """
    latest = {"id": repo.id, "role": role, "seen_at": now, "state": to_json(repo)}
    new = insert(c, repos).values(uid=repo.uid, release_id=id, first_seen=now, **latest)
    c.execute(new.on_conflict_do_update(index_elements=["uid"], set_=latest))


def unbaseline(c: Connection, id: str, now: datetime) -> None:  # noqa: A002
    """The release is more than what a first contact brought, from now on."""
    c.execute(update(table).where(table.c.id == id, table.c.baseline).values(baseline=False, live_at=now))
