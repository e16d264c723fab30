"""How events move a release from stage to stage."""

from __future__ import annotations

import pytest

from tests.samples import event
from tracker.analysis.stages import stage_of
from tracker.domain import EventKind, Stage

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
