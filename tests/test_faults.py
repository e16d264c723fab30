"""Receivers that fail at every step, through the real outbox: nothing is lost, nothing doubled that can be asked."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_string
from types import ModuleType
from typing import Any

import pytest

from tests import hostile
from tests.samples import repo, seen_repo, source
from tracker import analysis, steps
from tracker.domain import Alert, Channel, Message, Note, Receipt
from tracker.net import Gate
from tracker.notifiers import NOTIFIERS, Lines, Notifier
from tracker.store import Store, messages, observations

pytestmark = [pytest.mark.shared, pytest.mark.slow]

MINUTE = timedelta(minutes=1)
HOUR = 60 * MINUTE
TIMES = [n * MINUTE for n in (0, 1, 2, 3, 4, 5, 8, 15, 30)] + [n * HOUR for n in (1, 2, 4, 8, 16, 24, 25, 26)]
"""When the flow ticks after the alerts were written."""

LONG = [n * MINUTE for n in range(0, 60, 5)] + [n * HOUR for n in range(1, 42)]

NAMES = ("openai/gpt-oss-20b", "openai/nordlicht-7b", "openai/whisper-9")
WATCHED = {"hub-openai": source("hub-openai", "hub", organization="openai", title="OpenAI")}
TIMEOUT, HANG = 0.3, 0.6  # seconds


@dataclass
class Told:
    """A channel that is always well, and when it was told."""

    now: datetime | None = None
    heard: list[tuple[datetime | None, Message]] = field(default_factory=list)

    def send(self, message: Message) -> Receipt:
        """Takes it."""
        self.heard.append((self.now, message))
        return Receipt({"key": message.key})

    def find(self, channel: Channel, key: str) -> Receipt | None:
        """Never asked."""
        return None


@dataclass
class Scene:
    """A store with three fresh releases, the sinks, and what was asked of them at which time."""

    store: Store
    sinks: ModuleType
    ports: dict[str, int]
    begin: datetime
    asked: list[timedelta] = field(default_factory=list)
    told: Told = field(default_factory=Told)

    def play(self, plan: str, *channels: Channel, times: list[timedelta] = TIMES) -> None:
        """Ticks at the times after the alerts with the sinks following the plan."""
        places = frozenset(f"127.0.0.1:{port}" for port in self.ports.values())
        self.sinks.SMTP_PLAN[0] = plan
        lines = Lines(
            Gate(places),
            slack_api_url=f"http://127.0.0.1:{self.ports['http']}/slack/{plan}/api/",
            slack_bot_token="xoxb-test",
            smtp_url=f"smtp://127.0.0.1:{self.ports['smtp']}",
            mail_from="tracker@example.org",
        )
        notifiers: dict[str, Notifier] = {name: make(lines) for name, make in NOTIFIERS.items()}
        notifiers["told"] = self.told
        wanted = [*channels, Channel("desk", "told", "-", operator=True)]
        steps.announce(self.store, wanted, self.begin - MINUTE)  # the channels are older than the events
        self.release()
        for after in times:
            now = self.begin + after
            self.told.now = now
            steps.announce(self.store, wanted, now)
            before = len(self.sinks.REQS)
            steps.deliver(self.store, notifiers, wanted, "test", now)
            self.asked += [after] * (len(self.sinks.REQS) - before)

    def release(self) -> None:
        """Three repos with weights come out."""
        for number, name in enumerate(NAMES):
            at = self.begin - timedelta(seconds=9 - number)
            with self.store.write() as c:
                observations.add(c, [seen_repo(repo(name), at)])
            steps.analyze(self.store, analysis.known(WATCHED.values()), WATCHED, at)

    def accepted(self) -> list[dict[str, Any]]:
        """What the sinks took, in order."""
        return list(self.sinks.DELIV)

    def open(self) -> int:
        """How many messages are neither sent nor dead."""
        with self.store.read() as c:
            return messages.waiting(c)

    def states(self, channel: str) -> Counter[str]:
        """The messages of a channel by state."""
        with self.store.read() as c:
            return Counter(one.state for one in messages.list_(c, channel) if one.type == "alert")

    def notes(self) -> list[Note]:
        """What the operator was told of dead channels."""
        return [message for _, message in self.told.heard if isinstance(message, Note)]


@pytest.fixture(scope="module")
def sinks() -> tuple[ModuleType, dict[str, int]]:
    """The fake Slack and SMTP server, started once."""
    return hostile.start_sinks(HANG)


@pytest.fixture
def scene(sinks: tuple[ModuleType, dict[str, int]], sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """The sinks, empty, and receivers that are given up after a moment."""
    module, ports = sinks
    for memory in (module.DELIV, module.REQS, module.STEP, module.BUCKET):
        memory.clear()
    for name in ("slack", "slack_wire", "email"):
        monkeypatch.setattr(f"tracker.notifiers.{name}.TIMEOUT", TIMEOUT)
    return Scene(sqlite_store, module, ports, datetime.now(UTC).replace(microsecond=0))


SLACK = Channel("alerts", "slack", "C0ALERTS")
MAIL = Channel("mail", "email", "reader@example.org")


def keys(posts: list[dict[str, Any]]) -> list[str]:
    """The outbox's keys of Slack messages."""
    found = []
    for post in posts:
        metadata = post["message"]["metadata"]
        loaded = json.loads(metadata) if isinstance(metadata, str) else metadata
        found.append(loaded["event_payload"]["message"])
    return found


def check_desk(scene: Scene) -> None:
    """The other channel was told everything at the first tick, in whatever trouble its neighbor was."""
    alerts = [at for at, message in scene.told.heard if isinstance(message, Alert)]
    assert alerts == [scene.begin] * len(NAMES)


@pytest.mark.parametrize(
    ("plan", "wait"),
    [
        pytest.param("ok", timedelta(0), id="all is well"),
        pytest.param("429:90,ok", timedelta(seconds=90), id="asked to wait in seconds"),
        pytest.param("429date,ok", timedelta(seconds=3), id="asked to wait till a date"),
        pytest.param("429none,ok", MINUTE, id="asked to wait without a time"),
        pytest.param("429:999999,ok", timedelta(days=1), id="asked to wait for ever"),
        pytest.param("500,ok", MINUTE, id="an error before it was taken"),
        pytest.param("502,500,ok", MINUTE, id="two errors"),
        pytest.param("503:150,ok", timedelta(seconds=150), id="unavailable for a while"),
        pytest.param("html,ok", MINUTE, id="a proxy's page"),
        pytest.param("timeout,ok", MINUTE, id="no answer in time"),
        pytest.param("reset_before,ok", MINUTE, id="reset before it was taken"),
        pytest.param("reset_after,ok", MINUTE, id="taken, then reset"),
        pytest.param("hang_after,ok", MINUTE, id="taken, then silent"),
        pytest.param("500_after,ok", MINUTE, id="taken, then an error"),
        pytest.param("ok,reset_after,500_after,ok", timedelta(0), id="taken twice with the answer lost"),
    ],
)
def test_slack_has_each_message_once(scene: Scene, plan: str, wait: timedelta) -> None:
    """Whatever happens on the way: each alert once and in order, none before the named time, others not delayed."""
    scene.play(plan, SLACK)
    told = keys(scene.accepted())

    assert len(told) == len(set(told)) == len(NAMES)
    assert (scene.open(), scene.states("alerts")) == (0, Counter(sent=3))
    assert told == sorted(
        told, key=[message.key.replace("desk/", "alerts/", 1) for _, message in scene.told.heard].index
    )
    assert not any(post["raw_mention"] for post in scene.accepted())
    if plan != "ok" and not plan.startswith("ok,"):
        assert [after for after in scene.asked if timedelta(0) < after < wait] == []
        assert scene.asked.count(timedelta(0)) == 1, "a refused channel is not asked for the next message at once"
    check_desk(scene)


@pytest.mark.parametrize("code", ["channel_not_found", "invalid_auth", "account_inactive", "is_archived"])
def test_slack_says_no_for_good(scene: Scene, code: str) -> None:
    """The operator is told once a day, the channel asked once an hour at most; in the end its messages are dead."""
    scene.play(f"ok_false:{code}", SLACK, times=LONG)

    assert scene.accepted() == []
    assert (scene.open(), scene.states("alerts")) == (0, Counter(dead=3))
    notes = scene.notes()
    assert {(note.kind, note.values["channel"]) for note in notes} == {("dead", "alerts")}
    assert 1 <= len(notes) == len({note.key for note in notes}) <= 3
    assert len(scene.asked) <= 45
    assert scene.asked.count(timedelta(0)) == 1
    check_desk(scene)


def test_slack_is_mended(scene: Scene) -> None:
    """After the operator has mended the channel, all that waited arrives once and in order."""
    scene.play("ok_false:invalid_auth,ok_false:invalid_auth,ok", SLACK)

    assert len(set(keys(scene.accepted()))) == len(scene.accepted()) == len(NAMES)
    assert len(scene.notes()) == 1
    check_desk(scene)


@pytest.mark.parametrize(
    ("plan", "most"),
    [
        pytest.param("429:90,ok", 3, id="asked to wait"),
        pytest.param("500,ok", 3, id="an error"),
        pytest.param("reset_after,ok", 4, id="taken, then reset: posted again, for nobody can be asked"),
        pytest.param("ok_false:x,ok", 3, id="an answer that no webhook gives"),
    ],
)
def test_an_incoming_webhook_has_each_message_at_least_once(scene: Scene, plan: str, most: int) -> None:
    """Nothing is lost; what cannot be asked is repeated only where its answer was lost."""
    url = f"http://127.0.0.1:{scene.ports['http']}/slack/{plan}/services/T0/B0/x"
    scene.play(plan, Channel("hook", "slack", url))
    texts = Counter(str(post["message"]["text"]) for post in scene.accepted())

    assert len(texts) == len(NAMES)
    assert texts.total() <= most
    assert scene.open() == 0
    check_desk(scene)


@pytest.mark.parametrize(
    ("plan", "to", "most"),
    [
        pytest.param("ok", "reader", 1, id="all is well"),
        pytest.param("drop_connect,ok", "reader", 1, id="nobody speaks"),
        pytest.param("421,ok", "reader", 1, id="too busy"),
        pytest.param("ehlo_minimal", "reader", 1, id="a server of the nineties"),
        pytest.param("tempfail_rcpt,ok", "slow", 1, id="a receiver that is busy"),
        pytest.param("reject_rcpt,ok", "bad", 1, id="a receiver that is unknown and then made"),
        pytest.param("drop_mid_data,ok", "reader", 1, id="a drop in the middle of the text"),
        pytest.param("drop_after_data,ok", "reader", 2, id="taken, then a drop"),
        pytest.param("hang_after_data,ok", "reader", 2, id="taken, then silence"),
        pytest.param("451_after_data,ok", "reader", 1, id="refused for the moment after the text"),
        pytest.param("552_after_data,ok", "reader", 1, id="refused for good after the text, then mended"),
        pytest.param("250_then_drop", "reader", 1, id="taken, and no goodbye"),
    ],
)
def test_mail_arrives(scene: Scene, plan: str, to: str, most: int) -> None:
    """Each alert as one mail; where the answer was lost at most two with the same Message-ID."""
    scene.play(plan, Channel("mail", "email", f"{to}@example.org"))
    ids = [message_from_string(mail["data"])["Message-ID"] for mail in scene.accepted()]

    assert len(set(ids)) == len(NAMES)
    assert sum(number - 1 for number in Counter(ids).values()) == most - 1
    assert max(Counter(ids).values()) <= most
    assert (scene.open(), scene.states("mail")) == (0, Counter(sent=3))
    assert all(mail["longest_line"] <= 998 and not mail["bare_newline"] for mail in scene.accepted())
    check_desk(scene)


def test_a_receiver_that_is_unknown_harms_no_other(scene: Scene) -> None:
    """The refused address dies with a word to the operator, the other address has its mails at once."""
    scene.play("reject_rcpt", Channel("gone", "email", "bad@example.org"), MAIL, times=LONG)

    assert {tuple(mail["rcpt"]) for mail in scene.accepted()} == {("<reader@example.org>",)}
    assert scene.states("gone") == Counter(dead=3)
    assert scene.states("mail") == Counter(sent=3)
    assert {note.values["channel"] for note in scene.notes()} == {"gone"}
    check_desk(scene)


def test_a_rate_limit_lets_all_through(scene: Scene) -> None:
    """One message a second is let through: all arrive, each once."""
    scene.play("rate", SLACK)

    assert len(set(keys(scene.accepted()))) == len(scene.accepted()) == len(NAMES)
