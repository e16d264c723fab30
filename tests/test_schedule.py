"""One machine: only one runs, it survives what a round throws, and it ends when it is told."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import structlog

from tests.samples import NOW
from tests.steps.lives import begun
from tests.steps.test_rewrite import ALPHA, published
from tracker import schedule
from tracker.app import App, Flowed, open_app
from tracker.clock import FixedClock
from tracker.errors import StoreError, SummarizerError
from tracker.steps import Delivered, Polled
from tracker.store import Store, leases, sources
from tracker.summarizers.model import Answer, Question, Resting


@dataclass(frozen=True)
class Acted(App):
    """An app whose rounds are what a test says; each is counted. After `enough` rounds SIGTERM comes."""

    act: Callable[[], object] = lambda: None
    enough: int = 1
    rounds: list[str] = field(default_factory=list)

    def poll(self, now: datetime) -> Polled:
        """Counts and acts."""
        self._count("poll")
        return Polled()

    def flow(self, now: datetime) -> Flowed:
        """Counts and acts."""
        self._count("flow")
        return Flowed(0, Delivered())

    def _count(self, name: str) -> None:
        self.rounds.append(name)
        if min(self.rounds.count(one) for one in ("poll", "flow")) >= self.enough:
            os.kill(os.getpid(), signal.SIGTERM)
        self.act()


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Store) -> Iterator[App]:
    """An app that watches one source, on a fixed clock, on both databases."""
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nname = "news"\ntype = "feed"\nurl = "https://news.example.org/feed"\n', encoding="utf-8"
    )
    monkeypatch.setenv("TRACKER_SOURCES", str(tmp_path / "sources.toml"))
    monkeypatch.setenv("TRACKER_DATABASE_URL", store.url.render_as_string(hide_password=False))
    monkeypatch.setattr(schedule, "TICK", 0.02)
    monkeypatch.setattr(os, "_exit", hung)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    made = open_app()
    yield changed(made, clock=FixedClock(NOW))
    made.close()
    structlog.reset_defaults()


def hung(_code: int) -> None:
    """Instead of the end of the whole test run."""
    raise AssertionError("a round did not end")


def changed(app: App, **values: object) -> Acted:
    """The app with other values."""
    kept = {one.name: getattr(app, one.name) for one in fields(app)}
    return Acted(**(kept | values))  # type: ignore[arg-type]


def taken(store: Store, owner: str, at: datetime) -> bool:
    """Whether this owner could run now."""
    with store.write() as c:
        return leases.take(c, "run", owner, at + timedelta(minutes=2), at)


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(StoreError("the disk is full"), id="trouble that we know"),
        pytest.param(RuntimeError("a hole"), id="an error that nobody expected"),
    ],
)
def test_a_round_that_raises_does_not_end_the_run(app: App, error: Exception) -> None:
    """Both jobs go on, round after round."""

    def fail() -> None:
        raise error

    acted = changed(app, act=fail, enough=3)
    acted.prepare()
    schedule.run(acted)

    assert acted.rounds.count("poll") >= 3
    assert acted.rounds.count("flow") >= 3


class Slow:
    """A language model that says nothing until it is closed."""

    id, batch, longest, memory = "slow@1", 4, 60.0, 0

    def __init__(self) -> None:
        self.asked, self.closed = threading.Event(), threading.Event()

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """Waits."""
        self.asked.set()
        assert self.closed.wait(20)
        raise SummarizerError("closed")

    def close(self) -> None:
        """Ends the wait."""
        self.closed.set()


def test_nothing_waits_for_the_language_model(app: App, store: Store) -> None:
    """While a model thinks polls and messages go on, and the end of the run does not wait for its sentence."""
    life = begun(store)
    published(life, ALPHA)
    life.tell()
    slow = Slow()
    late = FixedClock(life.now + timedelta(minutes=1))
    acted = changed(app, clock=late, model=Resting(slow), enough=5, act=lambda: slow.asked.wait(20))
    acted.prepare()
    schedule.run(acted)

    assert slow.asked.is_set()
    assert acted.rounds.count("flow") >= 5


def test_the_end_gives_everything_back(app: App, store: Store) -> None:
    """After SIGTERM neither the run nor a source is leased, and the handlers are those of before."""
    acted = changed(app, enough=1)
    acted.prepare()
    with store.write() as c:
        assert sources.claim_due(c, NOW, acted.owner, timedelta(minutes=5), 9) == ["news"]
    before = signal.getsignal(signal.SIGTERM)
    said: list[str] = []
    schedule.run(acted, told=said.append)

    assert said == ["watching 1 sources for console; Ctrl-C ends"]
    assert signal.getsignal(signal.SIGTERM) is before
    assert taken(store, "another", NOW)
    with store.write() as c:
        assert sources.claim_due(c, NOW, "another", timedelta(minutes=5), 9) == ["news"]


def test_it_ends_by_itself_after_its_seconds(app: App) -> None:
    """Zero seconds are a start and an end."""
    schedule.run(changed(app, enough=10**6), 0)


def test_a_second_one_is_refused_and_disturbs_nothing(app: App, store: Store) -> None:
    """Where another process runs, not one round is done and nothing is said but the error."""
    assert taken(store, "host/1", NOW)
    acted = changed(app, owner="host/2")
    said: list[str] = []
    with pytest.raises(StoreError, match="another tracker runs on this database"):
        schedule.run(acted, 0, said.append)

    assert (acted.rounds, said) == ([], [])
    assert not taken(store, "host/3", NOW)


def test_after_a_kill_the_next_one_starts_when_the_lease_ends(app: App, store: Store) -> None:
    """The lease of one that died without a word counts for two minutes and no second longer."""
    assert taken(store, "host/1", NOW)
    early, later = (
        changed(app, owner="host/2", clock=FixedClock(NOW + schedule.LEASE + timedelta(seconds=seconds)))
        for seconds in (-1, 0)
    )
    with pytest.raises(StoreError):
        schedule.run(early, 0)
    schedule.run(later)

    assert "flow" in later.rounds


def test_a_running_one_keeps_its_lease(app: App, store: Store) -> None:
    """Each round renews it by the clock of that round."""
    acted = changed(app, enough=10**6)
    moments = iter(NOW + timedelta(minutes=n) for n in range(10))

    def on() -> None:
        with suppress(StopIteration):
            acted.clock.moment = next(moments)  # type: ignore[attr-defined]
            return
        assert not taken(store, "another", acted.clock.now())
        os.kill(os.getpid(), signal.SIGTERM)

    acted = changed(acted, act=on)
    schedule.run(acted)

    assert taken(store, "another", acted.clock.now())


def test_a_database_that_is_lost_at_the_end_does_not_hold_it_up(
    app: App, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where leases cannot be given back the run ends all the same: they end by themselves."""

    def lost(*_: object) -> None:
        raise StoreError("tracker.db: the disk is full")

    monkeypatch.setattr(leases, "drop", lost)
    schedule.run(changed(app))

    assert not taken(store, "another", NOW)
