"""Which part a message plays for the living message of its release."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.samples import NOW, event, release
from tracker.domain import EventKind, Role
from tracker.steps.compose import role_of

LATER = NOW + timedelta(minutes=40)


def announced(**values: Any) -> Any:
    """A release that was announced now."""
    return release(events=(event(EventKind.ANNOUNCED, **values),))


ROLES = [
    ("the first message", announced(), event(EventKind.ANNOUNCED), False, Role.ROOT),
    ("weights within the hour are the same alert", announced(), event(at=LATER), True, Role.EDIT),
    ("weights an hour later are another", announced(), event(at=NOW + timedelta(hours=1)), True, Role.REPLY),
    (
        "weights after an announcement that nobody was told",
        announced(confidence=0.5),
        event(at=LATER),
        True,
        Role.REPLY,
    ),
    ("weights after what a feed held at first contact", announced(baseline=True), event(at=LATER), True, Role.REPLY),
    ("another license within the hour", announced(), event(EventKind.RELICENSED, LATER), True, Role.REPLY),
    ("a small change", announced(), event(EventKind.RENAMED, LATER), True, Role.EDIT),
]


@pytest.mark.parametrize(("record", "happened", "has_root", "role"), [c[1:] for c in ROLES], ids=[c[0] for c in ROLES])
def test_role(record: Any, happened: Any, has_root: bool, role: Role) -> None:
    """What readers must not miss is a reply; announced with weights in the same hour is one alert."""
    assert role_of(record, happened, has_root=has_root) is role
