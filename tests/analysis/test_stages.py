"""How events move a release from stage to stage."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.samples import NOW, event
from tracker.analysis.stages import dated, stage_of
from tracker.domain import CATALOG, Event, EventKind, Stage

CASES = [
    ("nothing but a signal", "signal", Stage.SIGNAL),
    ("announced", "announced", Stage.ANNOUNCED),
    ("announced, then delayed", "announced delayed", Stage.ANNOUNCED),
    ("a card without weights", "visible", Stage.VISIBLE),
    ("announced after the repo was visible", "visible announced", Stage.VISIBLE),
    ("weights after an announcement", "announced weights", Stage.WEIGHTS),
    ("an announcement never takes weights back", "weights announced", Stage.WEIGHTS),
    ("a gate is not a stage", "weights gated", Stage.WEIGHTS),
    ("withdrawn", "weights withdrawn", Stage.WITHDRAWN),
    ("disabled counts as withdrawn", "weights disabled", Stage.WITHDRAWN),
    ("restored to where it was", "weights withdrawn restored", Stage.WEIGHTS),
    ("restored to a card", "visible withdrawn restored", Stage.VISIBLE),
    ("weights again after a withdrawal", "weights withdrawn weights", Stage.WEIGHTS),
    ("a report after a withdrawal brings nothing back", "weights withdrawn announced", Stage.WITHDRAWN),
]


@pytest.mark.parametrize(("kinds", "stage"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_stage(kinds: str, stage: Stage) -> None:
    """The stage follows from the events in their order."""
    assert stage == stage_of([event(EventKind(kind)) for kind in kinds.split()])


EARLIER, HELD = NOW - timedelta(days=800), {"baseline": True}
DATES = [
    ("seen by the tracker", [event()], NOW),
    ("there at first contact: older than that", [event(**HELD)], None),
    ("a post of old that a feed still held has its own date", [event(at=EARLIER, seen_at=NOW, **HELD)], EARLIER),
    ("known from the catalog", [event(at=EARLIER, seen_at=NOW, source=CATALOG, **HELD)], EARLIER),
    (
        "there at first contact, and the catalog knows since when",
        [event(**HELD), event(at=EARLIER, seen_at=NOW, source=CATALOG, **HELD)],
        EARLIER,
    ),
    (
        "seen by the tracker although the catalog knows of an older one",
        [event(), event(at=EARLIER, seen_at=NOW, source=CATALOG, **HELD)],
        NOW,
    ),
    ("a size that came later does not date the first", [event(**HELD), event(at=NOW + timedelta(days=3))], None),
    ("never", [event(EventKind.ANNOUNCED)], None),
]


@pytest.mark.parametrize(("events", "at"), [c[1:] for c in DATES], ids=[c[0] for c in DATES])
def test_date(events: list[Event], at: datetime | None) -> None:
    """A date is told only where it is known."""
    assert dated(events, EventKind.WEIGHTS) == at
