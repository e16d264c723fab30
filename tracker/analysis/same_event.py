"""Which judged rows speak of the same event: by name, phase and day, then by links, organization and words.

A split is a nuisance; a wrong join says of one release what is true of another. Where nothing tells, rows stay apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from rapidfuzz import fuzz, utils

from tracker.analysis.keys import fold
from tracker.analysis.name_parts import word_set
from tracker.analysis.told_events import DOUBT, FIRST_DAY, LATE, SOON, Row, Told, gap, headed, nearest, of_names, read

LINKED = timedelta(days=30)
"""How far apart rows about one page, paper or repo may be."""

ALIKE = 80
"""So much of a title's words are in another's, in percent, where no name tells which of several events is meant."""

_SIZES = word_set("air mini small nano tiny micro lite flash large medium pro max plus ultra super")


class _Index:
    """Events by what they are looked up by."""

    def __init__(self, events: Iterable[Told]) -> None:
        self.key: dict[str, list[Told]] = {}
        self.family: dict[str, list[Told]] = {}
        self.organization: dict[str, list[Told]] = {}
        self.link: dict[str, list[Told]] = {}
        for event in events:
            self.add(event)

    def add(self, event: Told) -> None:
        """One more event; what is joined to another later has no rows any more."""
        if event.key:
            self.key.setdefault(event.key, []).append(event)
            for family in sorted({row.family for row in event.rows}):
                self.family.setdefault(family, []).append(event)
        self.organization.setdefault(fold(event.organization or ""), []).append(event)
        for link in sorted({link for row in event.rows for link in row.links}):
            self.link.setdefault(link, []).append(event)


def cluster(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows with `cluster` on each event: one value for one event, whatever the order of the rows.

    A row that is no event by its own word has it too where others tell the event that it speaks of.
    """
    listed = [dict(entry) for entry in rows]
    all_rows = [read(at, entry) for at, entry in enumerate(listed)]
    told = [row for row in all_rows if listed[row.at].get("is_event")]
    events = of_names([row for row in told if row.key])
    _join_names(events)
    events = [event for event in events if event.rows]
    index = _Index(events)
    for row in sorted((row for row in told if not row.key), key=lambda row: row.order):
        if (event := _of_nameless(row, index)) is None:
            event = Told("", row.phase, row.organization)
            events.append(event)
            event.add(row)
            index.add(event)
        else:
            event.add(row)
    doubted = (row for row in all_rows if not listed[row.at].get("is_event") and headed(row))
    for row in sorted(doubted, key=lambda row: row.order):
        named = [event for event in index.key.get(row.key, []) if _same(event.organization, row.organization)]
        begun = [event for event in named if row.last and event.first and row.last >= event.first]
        event = nearest(row, begun, SOON)
        if event is not None and row.doubt < (FIRST_DAY if row.day == event.first else DOUBT):
            event.rows.append(row)
    return _written(listed, events)


def _written(listed: list[dict[str, Any]], events: list[Told]) -> list[dict[str, Any]]:
    taken: dict[str, int] = {}
    for event in sorted(events, key=lambda event: min(row.order for row in event.rows)):
        name = event.key or fold(event.organization or "unknown")
        name = f"{name}-{event.checkpoint}" if event.checkpoint else name
        called = "/".join([name, event.phase, *([str(event.first)] if event.first else [])])
        taken[called] = taken.get(called, 0) + 1
        for row in event.rows:
            listed[row.at]["cluster"] = called if taken[called] == 1 else f"{called}/{taken[called]}"
    return listed


def _same(one: str | None, two: str | None) -> bool:
    """May both be one organization? An unknown one contradicts nobody."""
    return one is None or two is None or fold(one) == fold(two)


def _join_names(events: list[Told]) -> None:
    """Joins what one announcement calls by several names, a family's name to its version, and texts on one page."""
    index = _Index(events)
    for event in sorted(events, key=lambda event: (-len(event.key), event.key, event.first or date.min)):
        into = _page(event, index) or _part(event, index) or _version(event, index)
        if into is not None:
            for row in event.rows:
                into.add(row)
            event.rows = []


def _near(event: Told, others: Iterable[Told], within: timedelta) -> list[Told]:
    """Others of the same phase and organization that begin as far apart at most."""
    return [
        other
        for other in others
        if other is not event
        and other.rows
        and other.phase == event.phase
        and _same(other.organization, event.organization)
        and (event.first is not None and other.first is not None and abs(event.first - other.first) <= within)
    ]


def _page(event: Told, index: _Index) -> Told | None:
    """What speaks of the same model and links to the same page, though weeks later."""
    links = {link for row in event.rows for link in row.links}
    named = [one for one in index.key.get(event.key, []) if one.checkpoint == event.checkpoint] if links else []
    found = [one for one in _near(event, named, LINKED) if any(links & row.links for row in one.rows)]
    return min(found, key=lambda one: one.first or date.min, default=None)


def _part(event: Told, index: _Index) -> Told | None:
    """A size of it: "Helios-2-Air" beside "Helios-2" in one text of these days."""
    stem, _, line = event.key.rpartition("-")
    found = _near(event, index.key.get(stem, []), SOON) if line in _SIZES else []
    both = [one for one in found if any({event.key, stem} <= {row.key, *row.others} for row in event.rows + one.rows)]
    return both[0] if len(both) == 1 else None


def _version(event: Told, index: _Index) -> Told | None:
    """A family's name alone means the only release that it has in these days."""
    if any(row.key != row.family for row in event.rows):
        return None
    found = _near(event, index.family.get(event.key, []), SOON)
    return found[0] if len({one.key for one in found}) == 1 else None


def _of_nameless(row: Row, index: _Index) -> Told | None:
    """The event on its page, else the one of its organization in these days; where there are several, words tell."""

    def fits(event: Told) -> bool:
        return event.phase == row.phase and _same(event.organization, row.organization)

    paged = [event for link in sorted(row.links) for event in index.link.get(link, []) if fits(event)]
    if len(set(paged)) == 1 and (near := nearest(row, paged[:1], LINKED)) is not None:
        return near
    if not row.organization:
        return None
    own = [event for event in index.organization.get(fold(row.organization), []) if fits(event)]
    around = [event for event in own if event.key and (apart := gap(row, event)) is not None and apart <= SOON]
    if len(around) > 1:
        around = [event for event in around if any(_alike(row.title, one.title) for one in event.rows)]
    if len(around) == 1:
        return around[0]
    return nearest(row, [event for event in own if not event.key], LATE)


def _alike(one: str, two: str) -> bool:
    return bool(fuzz.token_set_ratio(one, two, processor=utils.default_process) >= ALIKE)
