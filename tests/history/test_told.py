"""Who was told of a release, and as it stood on a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.samples import NOW, event, release
from tracker.domain import EventKind
from tracker.history import Told, told
from tracker.store import Store, messages, releases

HOUR = timedelta(hours=1)


@pytest.fixture
def written(store: Store) -> Store:
    """Four messages about a release: sent after an hour, dead after two, waiting after a refusal, and never meant."""
    with store.write() as c:
        releases.create(c, "r1", NOW, False)
        releases.add_events(c, "r1", [event(EventKind.WEIGHTS)])
        for name in ("alerts", "wall", "mail"):
            messages.add(c, f"{name}/r1", name, "alert", NOW, event_id=1, release_id="r1")
        messages.skip(c, "quiet/r1", "quiet", "alert", NOW, "not its organization", event_id=1, release_id="r1")
        ids = {one.channel: one.id for one in messages.of_releases(c, ["r1"])}
        messages.sent(c, ids["alerts"], {"ts": "1"}, NOW + HOUR, "root")
        messages.dead(c, ids["wall"], "channel_not_found", NOW + 2 * HOUR)
        messages.retry(c, ids["mail"], NOW + 3 * HOUR, "try later")
    return store


def test_each_message_says_what_became_of_it(written: Store) -> None:
    """Sent, dead, waiting or quiet on purpose, each with its time and its reason, in the order of writing."""
    assert told(written, release(events=(event(id=1),))) == [
        Told("alerts", "weights", "sent", NOW + HOUR),
        Told("wall", "weights", "dead", NOW + 2 * HOUR, "channel_not_found"),
        Told("mail", "weights", "waiting", NOW, "try later"),
        Told("quiet", "weights", "quiet", NOW, "not its organization"),
    ]


@pytest.mark.parametrize(
    ("at", "states"),
    [
        pytest.param(NOW - HOUR, [], id="before any was written"),
        pytest.param(NOW, ["waiting", "waiting", "waiting", "quiet"], id="when they were written"),
        pytest.param(NOW + HOUR, ["sent", "waiting", "waiting", "quiet"], id="when the first was sent"),
        pytest.param(NOW + 2 * HOUR, ["sent", "dead", "waiting", "quiet"], id="when one was given up"),
    ],
)
def test_as_of(written: Store, at: object, states: list[str]) -> None:
    """What happened to a message later is not known yet, nor is its reason."""
    found = told(written, release(events=(event(id=1),)), at)  # type: ignore[arg-type]

    assert [one.state for one in found] == states
    assert all(one.reason == "" for one in found if one.state == "waiting")
