"""ASK: the one read side. Commands, pages and exports ask here and get the same answers, now or as of a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import process, utils

from tracker import analysis
from tracker.analysis import fold
from tracker.analysis.licenses import class_of
from tracker.domain import LicenseClass, Release, Stage
from tracker.history.rows import row
from tracker.history.told import Told, told, writer
from tracker.store import Store, releases
from tracker.store.summaries import Writer

__all__ = ["NOTHING", "Query", "Told", "Writer", "ask", "dated", "find", "near", "row", "told", "writer"]

NOTHING = "no release is known yet; ask the sources with: tracker tick"
"""What to say of an empty history."""

CLOSE = 70
"""How alike (0 to 100) a name must be to one that was typed to be offered instead."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; None asks for all. Times are aware.

    `since` and `until`, both included, speak of the release's own date (see `dated`).
    """

    organization: str | None = None
    family: str | None = None
    stage: Stage | None = None
    license_class: LicenseClass | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None
    as_of: datetime | None = None
    baseline: bool = True  # also what was there before the tracker


def ask(store: Store, query: Query | None = None) -> list[Release]:
    """The releases that fit, newest first."""
    query = query or Query()
    with store.read() as c:
        dossiers = releases.dossiers(c, None, query.as_of)
    records = (analysis.build(dossier, query.as_of) for dossier in dossiers)
    found = [record for record in records if _fits(record, query)]
    return sorted(found, key=lambda record: (dated(record), record.id), reverse=True)


def find(store: Store, name: str, as_of: datetime | None = None) -> list[Release]:
    """Releases of this id, name, family or repo, the best fit first; empty where there is none."""
    wanted = fold(name)
    records = ask(store, Query(as_of=as_of))
    ways: tuple[Callable[[Release], bool], ...] = (
        lambda record: name in (record.id, *record.merged),
        lambda record: any(linked.repo.id.lower() == name.lower() for linked in record.repos),
        lambda record: name.lower() in record.repo_names,
        lambda record: wanted in (fold(record.name), fold(record.title)),
        lambda record: wanted in record.keys,
        lambda record: wanted == fold(record.family or ""),
        lambda record: wanted in fold(record.title),
    )
    for fits in ways:
        found = [record for record in records if wanted and fits(record)]  # fold("?!") is in every title
        if found:
            return found
    return []


def near(store: Store, name: str) -> list[str]:
    """Up to three names that a person may have meant: of releases, families or repos."""
    names: set[str] = set()
    for record in ask(store):
        names |= {record.name, record.title, record.family or record.name}
        names |= {linked.repo.id for linked in record.repos}
    ranked = process.extract(name, sorted(names), processor=utils.default_process, limit=3)
    return [found for found, score, _ in ranked if score >= CLOSE]


def dated(record: Release) -> datetime:
    """The date by which a release is listed: weights, else visible, else announced, else first seen."""
    return record.weights_at or record.visible_at or record.announced_at or record.first_seen


def _fits(record: Release, query: Query) -> bool:
    checks: Sequence[bool] = (
        query.baseline or not record.baseline,
        query.organization is None or fold(query.organization) in fold(record.organization),
        query.family is None or fold(query.family) in (fold(record.family or ""), fold(record.name)),
        query.stage is None or record.stage is query.stage,
        query.license_class is None or class_of(record) is query.license_class,
        query.since is None or dated(record) >= query.since,
        query.until is None or dated(record) <= query.until,
        query.text is None or query.text.lower() in _text(record),
    )
    return all(checks)


def _text(record: Release) -> str:
    parts = [record.title, *record.summaries.values()]
    parts += [f"{one.title} {one.text}" for one in record.evidence]
    return " ".join(parts).lower()
