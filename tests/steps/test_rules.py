"""Which events make a message in an instant channel."""

from __future__ import annotations

import pytest

from tests.samples import event, release
from tracker.domain import Channel, Event, EventKind
from tracker.steps.rules import why_quiet

ALERTS = Channel("alerts", "slack", "C1")
VISIBLE, WEIGHTS = event(EventKind.VISIBLE), event()
CASES = [
    ("weights", (), WEIGHTS, False, True),
    ("a card that nobody was told of is gone", (VISIBLE,), event(EventKind.WITHDRAWN), False, False),
    ("a card that nobody was told of is back", (VISIBLE,), event(EventKind.RESTORED), False, False),
    ("weights of before the tracker are gone", (WEIGHTS,), event(EventKind.WITHDRAWN), False, True),
    ("an announced model's card is gone", (event(EventKind.ANNOUNCED),), event(EventKind.WITHDRAWN), False, True),
    ("a card that was told of is gone", (VISIBLE,), event(EventKind.WITHDRAWN), True, True),
    ("an update of what was told", (WEIGHTS,), event(EventKind.UPDATE), True, True),
    ("an update of what was not told", (WEIGHTS,), event(EventKind.UPDATE), False, False),
]


@pytest.mark.parametrize(("before", "now", "living", "told"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_is_told(before: tuple[Event, ...], now: Event, living: bool, told: bool) -> None:
    """What readers heard of, or what is out, is told when it changes; a card alone comes and goes quietly."""
    record = release(events=(*before, now))

    assert (why_quiet(ALERTS, record, now, living=living) is None) == told
