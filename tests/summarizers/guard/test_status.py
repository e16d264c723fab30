"""Status: a summary may not tell of another stage than the event."""

from __future__ import annotations

import pytest

from tracker.domain import EventKind
from tracker.summarizers.guard.status import contradicts

WRONG = {
    "announced, told as out": (EventKind.ANNOUNCED, "Rouvray has released Fjord."),
    "announced, told as out in German": (EventKind.ANNOUNCED, "Rouvray hat Fjord veröffentlicht."),
    "announced, told as ready": (EventKind.ANNOUNCED, "Fjord steht ab sofort zum Download bereit."),
    "delayed, told as out": (EventKind.DELAYED, "Fjord is now available."),
    "a sign, told as out": (EventKind.SIGNAL, "Fjord ist erschienen."),
    "withdrawn, told as available": (EventKind.WITHDRAWN, "Fjord is still available for everyone."),
    "disabled, told as ready": (EventKind.DISABLED, "Fjord ist frei verfügbar."),
    "gated, told as free": (EventKind.GATED, "Fjord is freely available."),
    "incomplete, told as out": (EventKind.VISIBLE, "Rouvray released the weights of Fjord."),
    "out, told as coming": (EventKind.WEIGHTS, "The weights will be released later."),
}
RIGHT = {
    "announced": (EventKind.ANNOUNCED, "Rouvray will release Fjord in June."),
    "announced in German": (EventKind.ANNOUNCED, "Rouvray will Fjord im Juni veröffentlichen."),
    "announced and not out": (EventKind.ANNOUNCED, "Fjord is not available yet."),
    "withdrawn after its release": (EventKind.WITHDRAWN, "Fjord was released in June and is gone."),
    "out": (EventKind.WEIGHTS, "Rouvray hat die Gewichte veröffentlicht."),
    "an update": (EventKind.UPDATE, "Fjord is available in two sizes."),
    "not known": (None, "Fjord is available."),
}


@pytest.mark.parametrize(("event", "text"), WRONG.values(), ids=WRONG.keys())
def test_refuses(event: EventKind, text: str) -> None:
    """Wording of another stage is told."""
    assert contradicts(text, event)


@pytest.mark.parametrize(("event", "text"), RIGHT.values(), ids=RIGHT.keys())
def test_lets_pass(event: EventKind | None, text: str) -> None:
    """What fits the event passes."""
    assert contradicts(text, event) == []
