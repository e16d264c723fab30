"""Messages: written once, claimed by one, sent or dead in the end."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta

import pytest

from tracker.domain import Event, EventKind
from tracker.store import Store, messages, releases
from tracker.store.messages import Stored

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
TEAM = ["team", "boss"]


def add(store: Store, now: datetime, *keys: str, channel: str = "team") -> None:
    """Puts notes into the outbox."""
    with store.write() as c:
        for key in keys:
            assert messages.add(c, key, channel, "note", now)


def claim(store: Store, now: datetime, owner: str = "me", limit: int = 9) -> list[Stored]:
    """Claims for both channels in a transaction of its own, for a minute."""
    with store.write() as c:
        return messages.claim(c, now, owner, MINUTE, TEAM, limit)


def test_each_message_once(store: Store, now: datetime) -> None:
    """A key, an event in a channel and a letter's day in a channel have one message, whatever is tried."""
    with store.write() as c:
        releases.create(c, "r", now, False)
        (event,) = releases.add_events(c, "r", [Event(EventKind.WEIGHTS, now, now, "weights")])
        assert messages.add(c, "1", "team", "alert", now, event_id=event, release_id="r")
        assert not messages.add(c, "1", "boss", "note", now)
        assert not messages.add(c, "2", "team", "alert", now, event_id=event, release_id="r")
        assert messages.add(c, "3", "boss", "alert", now, event_id=event, release_id="r")
        assert messages.add(c, "4", "team", "letter", now, slot=date(2025, 8, 5))
        assert not messages.add(c, "5", "team", "letter", now, slot=date(2025, 8, 5))
        assert messages.add(c, "6", "team", "letter", now, slot=date(2025, 8, 6))
        assert messages.add(c, "7", "team", "note", now)
        assert messages.waiting(c) == 5


def test_a_claimed_message(store: Store, now: datetime) -> None:
    """A claim gives back what was stored and counts as an attempt; nobody else gets it before the lease ends."""
    later = now + HOUR
    with store.write() as c:
        messages.add(c, "k", "team", "letter", now, slot=date(2025, 8, 5), payload={"until": "x"}, due_at=later)
    assert claim(store, now) == []
    assert claim(store, later) == [
        Stored(
            1,
            "k",
            "team",
            "letter",
            None,
            None,
            date(2025, 8, 5),
            {"until": "x"},
            "pending",
            1,
            now,
            later,
            None,
            None,
            None,
        )
    ]
    assert claim(store, later, "you") == []


def test_a_vanished_sender(store: Store, now: datetime) -> None:
    """When the lease ends the message comes back marked as maybe sent."""
    add(store, now, "k")
    claim(store, now)
    (again,) = claim(store, now + MINUTE, "you")
    assert (again.state, again.attempts) == ("sending", 2)


def test_a_sender_that_stops(store: Store, now: datetime) -> None:
    """Who stops ends the leases it has, and only its own; what it took is looked for before it is sent again."""
    add(store, now, "1")
    add(store, now, "2", channel="boss")
    with store.write() as c:
        messages.claim(c, now, "me", HOUR, ["team"], 9)
        messages.claim(c, now, "you", HOUR, ["boss"], 9)
        messages.release(c, "me")
    assert [(one.key, one.state) for one in claim(store, now, "they")] == [("1", "sending")]


def test_what_was_not_begun_is_held(store: Store, now: datetime) -> None:
    """A claimed message whose sending did not begin goes back as if it had never been claimed."""
    add(store, now, "1", "2")
    first, second = claim(store, now)
    with store.write() as c:
        messages.retry(c, first.id, now + HOUR, "429")
        messages.hold(c, [second.id], now)
    assert claim(store, now) == []
    assert [(one.key, one.state, one.attempts) for one in claim(store, now + HOUR)] == [
        ("1", "pending", 2),
        ("2", "pending", 1),
    ]


def test_a_look_that_failed_is_repeated(store: Store, now: datetime) -> None:
    """A message that may have been sent stays one, through other tries and holds, until somebody has looked."""
    add(store, now, "1", "2")
    claim(store, now)
    first, second = claim(store, now + MINUTE)
    with store.write() as c:
        messages.retry(c, first.id, now + HOUR, "429", unsure=True)
        messages.hold(c, [second.id], now, unsure=True)
    assert claim(store, now + 2 * MINUTE) == []
    assert [(one.key, one.state, one.trouble) for one in claim(store, now + HOUR)] == [
        ("1", "sending", "429"),
        ("2", "sending", None),
    ]


def test_only_asked_channels(store: Store, now: datetime) -> None:
    """Messages of channels that are not there any more wait; the limit counts over all."""
    add(store, now, "1", "2")
    add(store, now, "3", channel="gone")
    add(store, now, "4", channel="boss")
    assert [one.key for one in claim(store, now, limit=2)] == ["1", "2"]
    assert [one.key for one in claim(store, now)] == ["4"]
    with store.write() as c:
        assert messages.claim(c, now, "me", MINUTE, [], 9) == []


def test_the_ends_of_a_message(store: Store, now: datetime) -> None:
    """Sent with a receipt, dead with a reason, or tried again at its time: each leaves its trace, and no lease."""
    for channel in ("a", "b", "c"):
        add(store, now, channel, channel=channel)
    with store.write() as c:
        messages.claim(c, now, "me", HOUR, ["a", "b", "c"], 9)
        messages.sent(c, 1, {"ts": "1.2"}, now + MINUTE, None)
        messages.dead(c, 2, "invalid_auth", now)
        messages.retry(c, 3, now + MINUTE, "c: 503")
        assert messages.waiting(c) == 1
        third, second, first = messages.list_(c)
        assert (first.state, first.receipt, first.sent_at, first.trouble) == ("sent", {"ts": "1.2"}, now + MINUTE, None)
        assert (second.state, second.trouble) == ("dead", "invalid_auth")
        assert (third.state, third.due_at, third.trouble) == ("pending", now + MINUTE, "c: 503")
        assert messages.last_sent(c, "a") == now + MINUTE
        assert messages.last_sent(c, "b") is None
        assert messages.claim(c, now + MINUTE, "you", HOUR, ["a", "b", "c"], 9)[0].id == 3


def test_the_root_of_a_release(store: Store, now: datetime) -> None:
    """The receipt of the first alert of a release in a channel, not of an answer, another channel or one not sent."""
    with store.write() as c:
        releases.create(c, "r", now, False)
        for key, channel in (("1", "team"), ("2", "team"), ("3", "boss")):
            messages.add(c, key, channel, "alert", now, release_id="r")
        assert messages.root(c, "team", ["r"]) is None
        messages.sent(c, 2, {"ts": "reply"}, now, "reply")
        assert messages.root(c, "team", ["r"]) is None
        messages.sent(c, 1, {"ts": "root"}, now, "root")
        assert messages.root(c, "team", ["r"]) == {"ts": "root"}
        assert messages.root(c, "boss", ["r"]) is None


def test_what_a_channel_is_not_told(store: Store, now: datetime) -> None:
    """What is skipped or closed is on record with its reason, is never claimed, and never written again."""
    with store.write() as c:
        messages.skip(c, "1", "team", "letter", now, "nothing new", slot=date(2025, 8, 5))
        messages.skip(c, "1", "team", "letter", now, "again")
        messages.add(c, "2", "team", "note", now)
        messages.close(c, messages.list_(c)[0].id, "nothing to say")
        assert [(one.state, one.trouble) for one in messages.list_(c)] == [
            ("skipped", "nothing to say"),
            ("skipped", "nothing new"),
        ]
        assert not messages.add(c, "3", "team", "letter", now, slot=date(2025, 8, 5))
        assert messages.exists(c, "1")
        assert not messages.exists(c, "3")
        assert messages.waiting(c) == 0
    assert claim(store, now) == []


def test_releases_that_a_channel_knows(store: Store, now: datetime) -> None:
    """A channel knows a release by a message that is sent or on its way, not by one that was skipped or died."""
    with store.write() as c:
        for number, release in enumerate("abcd", 1):
            releases.create(c, release, now, False)
            messages.add(c, str(number), "team", "alert", now, release_id=release)
        messages.sent(c, 1, {}, now, "root")
        messages.dead(c, 2, "550", now)
        messages.close(c, 3, "nothing to say")
        assert messages.living(c, "team", ["a", "b", "c", "d", "e"]) == {"a", "d"}
        assert messages.living(c, "boss", ["a"]) == messages.living(c, "team", []) == set()
        assert [one.key for one in messages.of_releases(c, ["b"])] == ["2"]


def test_a_lost_answer(store: Store, now: datetime) -> None:
    """A message whose answer was lost keeps its lease, says why, and is looked for when the lease ends."""
    add(store, now, "1")
    claim(store, now)
    with store.write() as c:
        messages.unsure(c, 1, "connection reset")
    assert claim(store, now, "you") == []
    assert [(one.state, one.trouble) for one in claim(store, now + MINUTE)] == [("sending", "connection reset")]


@pytest.mark.parametrize("state", ["pending", "sent", "dead"])
def test_the_last_letter(store: Store, now: datetime, state: str) -> None:
    """Slot and end of the newest letter of the channel count in any state; notes and other channels do not."""
    with store.write() as c:
        assert messages.last_letter(c, "team") is None
        for day in (6, 5):
            until = {"until": f"2025-08-0{day}T08:00:00+02:00"}
            messages.add(c, f"team/{day}", "team", "letter", now, slot=date(2025, 8, day), payload=until)
        messages.add(c, "boss", "boss", "letter", now, slot=date(2025, 8, 9), payload={"until": "2025-08-09T00:00:00Z"})
        if state == "sent":
            messages.sent(c, 1, {}, now, None)
        if state == "dead":
            messages.dead(c, 1, "550", now)
        assert messages.last_letter(c, "team") == (date(2025, 8, 6), datetime.fromisoformat("2025-08-06T06:00:00Z"))


def test_list(store: Store, now: datetime) -> None:
    """The newest come first, of one channel or state where asked."""
    add(store, now, "1", "2", "3")
    add(store, now, "4", channel="boss")
    with store.write() as c:
        messages.dead(c, 2, "550", now)
        assert [one.key for one in messages.list_(c, limit=2)] == ["4", "3"]
        assert [one.key for one in messages.list_(c, channel="team")] == ["3", "2", "1"]
        assert [one.key for one in messages.list_(c, channel="team", state="dead")] == ["2"]


def test_two_senders_never_claim_the_same(store: Store, now: datetime) -> None:
    """Four connections at once get each message exactly once, and never two of one channel at the same time."""
    channels = [f"c{number}" for number in range(8)]
    with store.write() as c:
        for number in range(64):
            messages.add(c, f"m{number:02}", channels[number % 8], "note", now)
    sent: list[str] = []
    busy: set[str] = set()
    together: list[str] = []
    start = threading.Barrier(4)

    def work(owner: str) -> None:
        start.wait(10)
        for _ in range(200):
            with store.write() as c:
                got = messages.claim(c, now, owner, HOUR, channels, 1)
            for message in got:
                if message.channel in busy:
                    together.append(message.channel)
                busy.add(message.channel)
                sent.append(message.key)
                busy.discard(message.channel)
                with store.write() as c:
                    messages.sent(c, message.id, {}, now, None)
            if len(sent) == 64:
                return

    threads = [threading.Thread(target=work, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(sent) == [f"m{number:02}" for number in range(64)]
    assert together == []
