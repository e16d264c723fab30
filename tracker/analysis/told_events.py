"""Events as judged rows tell them: what a row says of one, and the events of one name, day by day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from tracker.analysis.keys import fold
from tracker.analysis.name_parts import word_set

DAY = timedelta(days=1)
LATE = timedelta(days=14)
"""Rows of one name and phase that are further apart speak of different events."""

SOON = timedelta(days=2)
"""What differs in size, variant or checkpoint is still one event within this, and not after it."""

ANNOUNCED = timedelta(days=4)
"""So soon after an announcement "is out" may be a hasty word for it: what comes later than this is the weights."""

DOUBT = 0.6
"""A row that is less surely no event than this speaks of the event that others tell on the same days."""

FIRST_DAY = 0.8
"""The same on the event's first day: what is said of a new name then is about its coming out."""

_OPEN_ELSEWHERE = frozenset({"api_only_model", "research_no_weights", "digest"})
"""Texts about a model and not its weights: the same event, where others say that these are out."""

_PHASES = {"update": "release", "prerelease_signal": "announcement"}
_EITHER = frozenset({"release", "announcement"})
_PLAIN = word_set("instruct chat base sft distill hybrid original latest")
_TRAINED = word_set("thinking reasoning preview exp experimental zero beta alpha final terminus speciale")
"""Variants that tend to come after the model itself; the others ("Scout", "Flash") are sizes by another name."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a judged row says of an event. `day` and `last` differ where only the month is known."""

    at: int  # its place in the input
    id: str
    kind: str
    organization: str | None
    key: str  # of the main name; "" for none
    family: str  # of the main name, folded
    others: frozenset[str]  # keys of the other names
    marks: frozenset[str]  # sizes and variants of the main name
    checkpoint: str | None  # its date
    day: date | None
    last: date | None
    links: frozenset[str]
    title: str
    doubt: float  # how surely it is no event by its own word; 0 where only the weights are in question

    @property
    def phase(self) -> str:
        """Release, announcement, or what else is an event of its own."""
        return _PHASES.get(self.kind, self.kind)

    @property
    def order(self) -> tuple[date, str, int]:
        """By day, then by id."""
        return self.day or date.min, self.id, self.at


@dataclass(slots=True, eq=False)
class Told:
    """One event with the rows that tell it."""

    key: str
    phase: str
    organization: str | None
    rows: list[Row] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    checkpoint: str | None = None
    first: date | None = None
    last: date | None = None
    lasts: timedelta = LATE  # so long after the last row another one may tell it

    def add(self, row: Row) -> None:
        """One more row."""
        self.rows.append(row)
        self.marks |= row.marks
        self.checkpoint = self.checkpoint or row.checkpoint
        if row.day is not None:
            self.first = min(self.first or row.day, row.day)
            self.last = max(self.last or row.day, row.day)


def read(at: int, entry: Mapping[str, Any]) -> Row:
    """A judged row (rows.row) as what it says of an event."""
    names = entry.get("names") or []
    main = names[0] if names else {}
    kind = str(entry.get("kind"))
    day, last = _days(entry.get("published"))
    marks = {part for part in (main.get("variant") or "").split("-") if part} - _PLAIN
    return Row(
        at=at,
        id=str(entry.get("id")),
        kind=kind,
        organization=entry.get("organization"),
        key=main.get("key") or "",
        family=fold(str(entry.get("family") or "")),
        others=frozenset(name["key"] for name in names[1:]),
        marks=frozenset(marks | ({f"{main['total']:g}"} if main.get("total") else set())),
        checkpoint=main.get("date"),
        day=day,
        last=last,
        links=frozenset(entry.get("links") or ()),
        title=str(entry.get("title") or ""),
        doubt=0.0 if kind in _OPEN_ELSEWHERE else entry.get("confidence") or 1.0,
    )


def headed(row: Row) -> bool:
    """Does its title name the model?"""
    return bool(row.key) and _plain(row.key) in _plain(row.title)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9.]", "", fold(text))


def _days(text: Any) -> tuple[date | None, date | None]:
    """The first and the last day that a date may mean: "2025-05" is any day of May."""
    written = str(text or "")[:10]
    try:
        if len(written) == 7:
            first = date.fromisoformat(f"{written}-01")
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return (day := date.fromisoformat(written)), day
    except (ValueError, OverflowError):
        return None, None


def of_names(rows: Sequence[Row]) -> list[Told]:
    """The events of each name; a row without organization belongs to the only one that has the name."""
    owners: dict[str, set[str]] = {}
    for row in rows:
        owners.setdefault(row.key, set()).update([fold(row.organization)] if row.organization else [])
    blocks: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        own = owners[row.key]
        owner = fold(row.organization) if row.organization else next(iter(own)) if len(own) == 1 else ""
        blocks.setdefault((row.key, owner), []).append(row)
    return [event for _, block in sorted(blocks.items()) for event in _of_one(block)]


def _of_one(block: list[Row]) -> list[Told]:
    """Day by day; what has no exact day joins what is nearest at the end."""
    events: list[Told] = []
    organization = next((row.organization for row in block if row.organization), None)

    def begin(row: Row, phase: str) -> Told:
        plans = [event.last for event in events if event.phase == "announcement" and event.last]
        hasty = phase == "release" and row.day and any(row.day - last <= ANNOUNCED for last in plans)
        events.append(Told(row.key, phase, organization, lasts=ANNOUNCED if hasty else LATE))
        return events[-1]

    exact = sorted((row for row in block if row.day and row.day == row.last), key=lambda row: row.order)
    for _, group in groupby(exact, key=lambda row: row.day):
        today = list(group)
        agreed = _agreed(today, exact)
        for row in sorted(today, key=lambda row: (not row.marks, row.checkpoint or "", row.order)):
            phase = agreed if agreed and row.phase in _EITHER else row.phase
            (_open(row, phase, events) or begin(row, phase)).add(row)
    for row in sorted((row for row in block if row.day is None or row.day != row.last), key=lambda row: row.order):
        alike = [event for event in events if event.phase == row.phase]
        (nearest(row, alike, LATE) or begin(row, row.phase)).add(row)
    return _without_eves(events)


def _without_eves(events: list[Told]) -> list[Told]:
    """A few who say "today" on the day before what many tell speak of the same: dates are those of many time zones."""
    for release in (event for event in events if event.phase == "release" and event.first):
        for eve in (event for event in events if event.phase == "announcement" and event.first):
            if eve.first == eve.last == (release.first or date.min) - DAY and len(eve.rows) < len(release.rows):
                for row in eve.rows:
                    release.add(row)
                eve.rows = []
    return [event for event in events if event.rows]


def _agreed(today: Sequence[Row], block: Sequence[Row]) -> str | None:
    """What most say where some call out what others call announced, of one name on one day: some are late or hasty."""
    says = [row.phase for row in today]
    if not set(says) >= _EITHER:
        return None
    around = [row.phase for row in block if row.day and today[0].day and abs(row.day - today[0].day) <= SOON]
    return max(sorted(_EITHER, reverse=True), key=lambda phase: (says.count(phase), around.count(phase)))


def _open(row: Row, phase: str, events: Sequence[Told]) -> Told | None:
    """The latest event that a row may speak of."""
    day = row.day or date.min
    open_ = [event for event in events if event.last and day - event.last <= event.lasts and not _differs(row, event)]
    phases = {phase, "release"} if phase == "announcement" else {phase}  # nobody announces what is out
    fitting = [event for event in open_ if event.phase in phases]
    return max(fitting, key=lambda event: (row.marks <= event.marks, event.first or day), default=None)


def _differs(row: Row, event: Told) -> bool:
    """Another checkpoint; or an update, another size or variant some days after the first."""
    if row.checkpoint and event.checkpoint and row.checkpoint != event.checkpoint:
        return True
    if event.first is None or row.day is None or row.day - event.first <= SOON:
        return False
    if (row.checkpoint and not event.checkpoint) or row.marks & _TRAINED - event.marks:
        return True
    if row.kind == "update" and all(one.kind != "update" for one in event.rows):
        return True
    sizes, known = row.marks - _TRAINED, event.marks - _TRAINED
    return bool(sizes and known) and not sizes & known


def gap(row: Row, event: Told) -> timedelta | None:
    """The time between what a row's date may mean and an event's days; None where one has no date."""
    if row.day is None or row.last is None or event.first is None or event.last is None:
        return None
    return max(row.day - event.last, event.first - row.last, timedelta(0))


def nearest(row: Row, events: Sequence[Told], within: timedelta) -> Told | None:
    """The event nearest in days; for a row without a date the only one."""
    if row.day is None:
        return events[0] if len(events) == 1 else None
    gaps = [(apart, event.first or date.min, event) for event in events if (apart := gap(row, event)) is not None]
    near = min((one for one in gaps if one[0] <= within), key=lambda one: one[:2], default=None)
    return near[2] if near else None
