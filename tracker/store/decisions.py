"""Decisions: what persons decided, and to which release everything belongs after the decisions made until a moment.

Rows stay where they were written, so history before a decision is what it was; every reading goes through `Homes`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy import insert as plain_insert

from tracker.domain import Decision, Event, EventKind
from tracker.store.tables import decisions as table


@dataclass(frozen=True, slots=True)
class Homes:
    """Where rows belong.

    A row's home is the release that it was written for, or the one that was split off for its repo; its root is the
    release that a person merged that home into, or the home itself.
    """

    made: tuple[Decision, ...] = ()  # in their order
    into: Mapping[str, str] = field(default_factory=dict)  # merged release -> the one that it is part of
    split: Mapping[str, str] = field(default_factory=dict)  # a repo's uid -> the release that was split off for it
    written: Mapping[str, frozenset[str]] = field(default_factory=dict)  # release split off -> where its rows may lie

    def home(self, release: str, uid: str | None) -> str:
        """The release that a row of `release` about the repo `uid` speaks of."""
        return self.split.get(uid, release) if uid is not None else release

    def root(self, release: str) -> str:
        """The release that it is part of by now."""
        while release in self.into:
            release = self.into[release]
        return release

    def members(self, release: str) -> tuple[str, ...]:
        """The release itself, then all that were merged into it, directly or not, in the order of their merging."""
        found = [release]
        for one in found:  # grows while it is read
            found += [merged for merged, into in self.into.items() if into == one]
        return tuple(found)

    def thread(self, event: Event) -> tuple[str, ...]:
        """The releases whose living message an event joins: the whole one's, or the part's that was just merged."""
        return self.members(event.release if event.kind is EventKind.MERGED else self.root(event.release))

    def lie(self, releases: Collection[str]) -> set[str]:
        """All releases for which rows of these may have been written."""
        wanted = {self.root(one) for one in releases}
        if not self.made:
            return wanted
        members = {member for one in wanted for member in self.members(one)}
        return members.union(*(self.written[one] for one in members if one in self.written))

    def about(self, releases: Collection[str]) -> tuple[Decision, ...]:
        """The decisions about any of these, in their order."""
        return tuple(one for one in self.made if one.release in releases or one.to in releases)


def homes(c: Connection, as_of: datetime | None = None) -> Homes:
    """Where rows belong after all decisions, or after those made until then. One question; the table is small."""
    statement = select(table).order_by(table.c.id)
    if as_of is not None:
        statement = statement.where(table.c.made_at <= as_of)
    return after(_decision(row) for row in c.execute(statement))


def after(made: Iterable[Decision]) -> Homes:
    """Where rows belong after these decisions; one that would close a circle changes nothing."""
    into: dict[str, str] = {}
    split: dict[str, str] = {}
    written: dict[str, frozenset[str]] = {}
    done: list[Decision] = []
    for one in made:
        done.append(one)
        if one.to is None:
            continue
        if one.kind == "merge" and Homes(into=into).root(one.to) != one.release:
            into[one.release] = one.to
        elif one.kind == "split" and one.repo is None:
            into.pop(one.release, None)
        elif one.kind == "split" and one.repo is not None:
            written[one.to] = frozenset(Homes(into=into, written=written).members(one.release)).union(
                *(written.get(member, ()) for member in Homes(into=into).members(one.release))
            )
            split[one.repo] = one.to
    return Homes(tuple(done), into, split, written)


def add(c: Connection, made: Decision) -> None:
    """Keeps a decision; none is ever changed."""
    values = {
        "kind": made.kind,
        "release_id": made.release,
        "to_id": made.to,
        "repo_uid": made.repo,
        "why": made.why,
        "made_at": made.made_at,
    }
    c.execute(plain_insert(table).values(**values))


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        kind=row.kind,
        release=row.release_id,
        made_at=row.made_at,
        to=row.to_id,
        repo=row.repo_uid,
        why=row.why,
        id=row.id,
    )
