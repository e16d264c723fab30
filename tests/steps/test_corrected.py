"""Corrections: what was told wrong is put right in the same thread, where it was told, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.notifiers import conftest as receivers
from tests.samples import NOW
from tests.steps.lives import ALPHA, BETA, BOSS, DAY, LETTER, MINUTE, TEAM, Life, begun
from tracker import steps
from tracker.domain import Alert, Letter
from tracker.notifiers import NOTIFIERS
from tracker.steps.compose import letter
from tracker.store import Store, events, messages

slack = receivers.slack


@pytest.fixture(name="life")
def _life(store: Store) -> Life:
    """A tracker to which nothing has happened yet."""
    return begun(store)


def test_a_retraction_is_told_where_the_release_was(life: Life) -> None:
    """The channel that was told gets a reply in the thread; the others, and the letters, hear nothing; it stays."""
    life.channels = (TEAM,)
    assert life.live(ALPHA) == [("team", "weights", "root", None)]
    life.channels = (TEAM, BOSS)
    before, then = life.rows(), life.now
    life.retract("Alpha")

    assert life.live() == [("team", "retracted", "reply", "team-1")]
    life.see(replace(ALPHA, license="mit", gated="manual"))
    assert life.tell() == []
    assert life.one("Alpha").retracted
    assert life.one("Alpha").decisions[0].why == "a test upload"
    assert (life.rows(then), life.one("Alpha", then).retracted) == (before, False)
    steps.digest(life.store, [LETTER], NOW + DAY)
    life.channels, life.now = (LETTER,), NOW + DAY
    (told,) = life.tell()
    assert isinstance(told, Letter)
    assert (told.items, told.perhaps) == ((), ())


def test_what_was_not_sent_yet_is_not_sent(life: Life) -> None:
    """An alert that still waits when its release is retracted is closed, and so is the correction of it."""
    life.see(ALPHA)
    life.retract("Alpha")
    assert life.live() == []
    with life.store.read() as c:
        assert {one.state for one in messages.list_(c)} == {"skipped"}


def test_what_may_have_been_sent_is_looked_for(life: Life) -> None:
    """An alert whose sender died is looked for: where it had arrived, its correction goes into its thread."""
    life.see(ALPHA)
    with life.store.write() as c:
        messages.claim(c, life.now, "dead", MINUTE / 2, ["team"], 9)
    life.retract("Alpha")
    life.told.there = True
    assert life.live() == [("team", "retracted", "reply", "found")]


def test_a_merge_is_told_in_the_thread_of_the_part(life: Life) -> None:
    """The part's own thread gets the correction, later news goes to the whole's message, letters hear nothing."""
    assert life.live(ALPHA) == [("team", "weights", "root", None)]
    assert life.live(BETA) == [("team", "weights", "root", None)]
    life.merge("Alpha", "Beta")
    (told,) = life.live()
    assert told == ("team", "merged", "reply", "team-2")
    message = life.told.heard[-1]
    assert isinstance(message, Alert)
    assert (message.event.before, message.event.after) == ("OpenAI Beta", "OpenAI Alpha")
    assert life.live(replace(BETA, license="mit", gated="manual")) == [("team", "gated", "reply", "team-1")]
    with life.store.read() as c:
        content = letter(c, LETTER, "k", None, {"since": str(NOW), "until": str(life.now)}, life.now)
    kinds = [[event.kind.value for event in item.events] for item in content.items]
    assert kinds == [["weights", "weights", "gated"]]


def test_a_channel_that_knew_only_the_part_goes_on_there(life: Life) -> None:
    """Where only the part was told, its thread is corrected and lives on; where only the whole was, nothing is said."""
    life.channels = (BOSS,)
    life.see(BETA)
    life.tell()
    with life.store.write() as c:
        known = events.announceable(c, "team", NOW, life.now)
        for event in known:
            messages.skip(c, f"{event.id}", "team", "alert", life.now, "not wanted", event_id=event.id)
    life.channels = (TEAM,)
    assert life.live(ALPHA) == [("team", "weights", "root", None)]
    with life.store.write() as c:
        for event in events.announceable(c, "boss", NOW, life.now):
            messages.skip(c, f"b{event.id}", "boss", "alert", life.now, "not wanted", event_id=event.id)
    life.channels = (TEAM, BOSS)
    life.merge("Alpha", "Beta")
    assert life.live() == [("boss", "merged", "reply", "boss-1")]
    news = life.live(replace(ALPHA, gated="manual"))
    assert news == [("team", "gated", "reply", "team-2"), ("boss", "gated", "reply", "boss-1")]


def test_a_merge_that_is_undone_at_once_is_not_told(life: Life) -> None:
    """A mistake that a person takes back before the next tick reaches nobody."""
    life.live(ALPHA)
    life.live(BETA)
    life.merge("Alpha", "Beta")
    steps.undo_merge(life.store, life.one("Alpha"), life.one("Alpha").merged[0], "", life.now)
    assert life.live() == []


def test_an_undone_merge_is_told_where_the_merge_was(life: Life) -> None:
    """Who read that two releases are one reads in the same thread that they are not."""
    life.live(ALPHA)
    life.live(BETA)
    life.merge("Alpha", "Beta")
    assert life.live() == [("team", "merged", "reply", "team-2")]
    steps.undo_merge(life.store, life.one("Alpha"), life.one("Alpha").merged[0], "", life.now)

    assert life.live() == [("team", "split", "reply", "team-2")]


def test_slack_shows_the_correction_in_the_thread(life: Life, slack: receivers.FakeSlack) -> None:
    """In Slack the root of a retracted release is edited, and the reply in its thread is shown in the channel."""
    life.channels = (replace(TEAM, notifier="slack"),)
    notifier = NOTIFIERS["slack"](slack.lines())
    life.see(ALPHA)
    life.tell(notifier)
    root = dict(slack.accepted[0])
    life.retract("Alpha")
    life.see(replace(ALPHA, gated="manual"))
    life.tell(notifier)

    first, reply = slack.accepted
    assert [method for method, _ in slack.calls] == ["chat.postMessage", "chat.update", "chat.postMessage"]
    assert (first["ts"], first["text"] != root["text"]) == (root["ts"], True)
    assert (reply["thread_ts"], reply["reply_broadcast"]) == (root["ts"], True)
    assert "is not a release" in reply["text"]
