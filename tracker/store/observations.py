"""Observations: what was seen, once for ever, with what changed later; and which of it is not examined yet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, case, delete, func, or_, select, update
from sqlalchemy import insert as plain_insert

from tracker.domain import Finding, Observation
from tracker.store import mentions
from tracker.store.bulk import insert, portions
from tracker.store.identity import Known, distinct, sort
from tracker.store.tables import findings, observation_aliases, revisions
from tracker.store.tables import observations as table
from tracker.store.types import bounded
from tracker.store.values import content_hash, repo_from_json, to_json

FRESH = timedelta(days=7)
"""A feed entry that is older than this is history, whatever its source makes of it."""

REST = timedelta(hours=1)
"""An entry is examined once in this time at most, however often its source writes it anew."""

REVISIONS = 10  # newest ones kept of each observation
ORDER = ("repo", "github", "entry")  # nearer to the truth first, so that a release is made by its owner's repo

_identity = (table.c.id, table.c.link_key, table.c.title, table.c.content_hash)


def add(c: Connection, observations: Sequence[Observation]) -> int:
    """Keeps what is new and says how many that is; a known one whose content changed gets a revision."""
    by_source: dict[str, list[Observation]] = defaultdict(list)
    for observation in distinct(observations):
        by_source[observation.source].append(observation)
    return sum(_add(c, source, seen) for source, seen in by_source.items())


def _add(c: Connection, source: str, seen: Sequence[Observation]) -> int:
    by_key = _known_by_key(c, source, [bounded(one.key) for one in seen])
    unknown = [one for one in seen if bounded(one.key) not in by_key]
    by_link = _known_by_link(c, source, {bounded(one.link_key) for one in unknown if one.link_key})
    sorted_ = sort(seen, by_key, by_link)
    if sorted_.renamed:
        rows = [{"source": source, "key": one.key, "observation_id": old.id} for one, old in sorted_.renamed]
        c.execute(insert(c, observation_aliases).on_conflict_do_nothing(), rows)
    _revise(c, sorted_.again + sorted_.renamed)
    if sorted_.new:
        c.execute(insert(c, table).on_conflict_do_nothing(), [_row(one) for one in sorted_.new])
    return len(sorted_.new)


def _known_by_key(c: Connection, source: str, keys: Iterable[str]) -> dict[str, Known]:
    known = {}
    for portion in portions(keys):
        own = select(table.c.key, *_identity).where(table.c.source == source, table.c.key.in_(portion))
        aliases = observation_aliases.c
        other = (
            select(aliases.key, *_identity)
            .join(table, table.c.id == aliases.observation_id)
            .where(aliases.source == source, aliases.key.in_(portion))
        )
        for statement in (other, own):
            for row in c.execute(statement):
                known[row.key] = Known(row.id, row.link_key, row.title, row.content_hash)
    return known


def _known_by_link(c: Connection, source: str, links: Iterable[str]) -> dict[str, list[Known]]:
    known = defaultdict(list)
    for portion in portions(links):
        statement = select(*_identity).where(table.c.source == source, table.c.link_key.in_(portion))
        for row in c.execute(statement):
            known[row.link_key].append(Known(row.id, row.link_key, row.title, row.content_hash))
    return known


def _revise(c: Connection, seen: Sequence[tuple[Observation, Known]]) -> None:
    """The row keeps what was seen first; the revisions say what it became."""
    changed = [
        (one, old, now) for one, old in seen if (now := content_hash(one.title, one.text, one.url)) != old.content_hash
    ]
    if not changed:
        return
    rows = [
        {"observation_id": old.id, "seen_at": one.seen_at, "title": one.title, "text": one.text, "url": one.url}
        for one, old, _ in changed
    ]
    hashes = [{"which": old.id, "now": now} for _, old, now in changed]
    _examine_what_says_more(c, {old.id: one for one, old, _ in changed})
    c.execute(update(table).where(table.c.id == bindparam("which")).values(content_hash=bindparam("now")), hashes)
    c.execute(plain_insert(revisions), rows)
    for portion in portions({old.id for _, old, _ in changed}):
        newest_first = func.row_number().over(partition_by=revisions.c.observation_id, order_by=revisions.c.id.desc())
        ranked = (
            select(revisions.c.id, newest_first.label("place"))
            .where(revisions.c.observation_id.in_(portion))
            .subquery()
        )
        c.execute(delete(revisions).where(revisions.c.id.in_(select(ranked.c.id).where(ranked.c.place > REVISIONS))))


def _examine_what_says_more(c: Connection, changed: Mapping[int, Observation]) -> None:
    """Examines fresh entries once more whose words changed: "plans a model" may have become "is out".

    Numbers that count readers or downloads are no words, and what changes all the time is not looked at each time.
    """
    moment = max((one.seen_at for one in changed.values()), default=None)
    if moment is None:
        return
    for portion in portions(changed):
        fresh = select(table).where(
            table.c.id.in_(portion),
            table.c.type == "entry",
            ~table.c.baseline,
            table.c.seen_at >= moment - FRESH,
            table.c.examined_at.is_not(None),
        )
        rows = {row.id: row for row in c.execute(fresh)}
        for one in _as_revised(c, list(rows.values())):
            if one.id is not None and _words(one) != _words(changed[one.id]):
                again = {"examined_at": None, "attempts": 0, "next_try_at": rows[one.id].examined_at + REST}
                c.execute(update(table).where(table.c.id == one.id).values(**again))


def _words(one: Observation) -> list[str]:
    return re.sub(r"\d+", "", f"{one.title} {one.text}").split()


def _as_revised(c: Connection, rows: Sequence[Row[Any]]) -> list[Observation]:
    """Observations with the words that they have now, seen when these were."""
    found = [observation(row) for row in rows]
    latest: dict[int, Row[Any]] = {}
    for portion in portions([one.id for one in found if one.type == "entry"]):
        asked = select(revisions).where(revisions.c.observation_id.in_(portion)).order_by(revisions.c.id)
        latest |= {row.observation_id: row for row in c.execute(asked)}
    return [_revised(one, latest.get(one.id or 0)) for one in found]


def _revised(one: Observation, row: Row[Any] | None) -> Observation:
    if row is None:
        return one
    return replace(one, title=row.title, text=row.text, url=row.url, seen_at=row.seen_at, published_at=None)


def unexamined(c: Connection, now: datetime, limit: int) -> list[Observation]:
    """What is to be examined now, repos before GitHub releases before feed entries, oldest first.

    A feed entry that was revised comes with its latest words, seen when the source wrote them.
    """
    rank = case({kind: place for place, kind in enumerate(ORDER)}, value=table.c.type, else_=len(ORDER))
    statement = (
        select(table)
        .where(
            table.c.examined_at.is_(None),
            ~table.c.given_up,
            or_(table.c.next_try_at.is_(None), table.c.next_try_at <= now),
        )
        .order_by(rank, table.c.seen_at, table.c.id)
        .limit(limit)
    )
    return _as_revised(c, c.execute(statement).all())


def examined(c: Connection, observation_id: int, finding: Finding, release_id: str | None, now: datetime) -> None:
    """Keeps the finding and which release it speaks of; a second examination replaces the first."""
    values = {
        "release_id": release_id,
        "is_event": finding.is_event,
        "kind": finding.kind,
        "confidence": finding.confidence,
        "language": finding.language,
        "organization": finding.organization,
        "suspicious": finding.suspicious,
        "data": to_json(finding),
        "found_at": now,
    }
    before = c.scalar(select(findings.c.release_id).where(findings.c.observation_id == observation_id))
    if before is not None and before != release_id:  # it was evidence of that one and stays it
        mentions.add(c, observation_id, [before])
    new = insert(c, findings).values(observation_id=observation_id, **values)
    c.execute(new.on_conflict_do_update(index_elements=["observation_id"], set_=values))
    done = {"examined_at": now, "trouble": None, "next_try_at": None}
    c.execute(update(table).where(table.c.id == observation_id).values(**done))


def examine_again(c: Connection, source: str) -> None:
    """Repos of a source's history that belong to no release are to be examined once more: theirs may be known now."""
    lonely = select(findings.c.observation_id).where(findings.c.release_id.is_(None))
    repos = update(table).where(table.c.source == source, table.c.type == "repo", table.c.baseline)
    c.execute(repos.where(table.c.id.in_(lonely)).values(examined_at=None))


def failed(c: Connection, observation_id: int, trouble: str, next_try: datetime, attempts: int) -> None:
    """Examining it failed and is tried again, `attempts` times in all; then it is given up and keeps its trouble."""
    c.execute(
        update(table)
        .where(table.c.id == observation_id)
        .values(
            attempts=table.c.attempts + 1,
            trouble=trouble,
            next_try_at=next_try,
            given_up=table.c.attempts + 1 >= attempts,
        )
    )


def count(c: Connection) -> int:
    """How many there are."""
    return c.execute(select(func.count()).select_from(table)).scalar_one()


def get(c: Connection, id: int) -> Observation | None:  # noqa: A002 - the word of the domain
    """One of them."""
    row = c.execute(select(table).where(table.c.id == id)).first()
    return observation(row) if row else None


def observation(row: Row[Any]) -> Observation:
    """A row as the value it was made from."""
    return Observation(
        source=row.source,
        key=row.key,
        type=row.type,
        seen_at=row.seen_at,
        title=row.title,
        text=row.text,
        url=row.url,
        link_key=row.link_key,
        language=row.language,
        published_at=row.published_at,
        repo=repo_from_json(row.repo) if row.repo is not None else None,
        baseline=row.baseline,
        id=row.id,
    )


def _row(one: Observation) -> dict[str, Any]:
    return {
        "source": one.source,
        "key": one.key,
        "type": one.type,
        "seen_at": one.seen_at,
        "title": one.title,
        "text": one.text,
        "url": one.url,
        "link_key": one.link_key,
        "language": one.language,
        "published_at": one.published_at,
        "repo": to_json(one.repo) if one.repo else None,
        "baseline": one.baseline,
        "content_hash": content_hash(one.title, one.text, one.url),
        "given_up": False,
        "attempts": 0,
    }
