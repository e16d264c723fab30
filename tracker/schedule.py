"""One machine: APScheduler ticks in UTC; each tick asks the database what is due, so a late one loses nothing."""

from __future__ import annotations

import logging
import os
import select
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import FrameType

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from tracker.app import App
from tracker.clock import SystemClock
from tracker.errors import StoreError, TrackerError
from tracker.store import leases, messages, sources

log = structlog.get_logger()

TICK = 5.0
"""Seconds between two looks at what is due."""

LEASE = timedelta(minutes=2)
"""How long another process must wait after this one died without a word."""

GRACE = 8.0
"""Seconds that a running tick gets to end after SIGTERM."""


def run(app: App, seconds: float | None = None, told: Callable[[str], None] = lambda _: None) -> None:
    """Runs until SIGTERM or SIGINT (or for `seconds`); StoreError where another process runs on this database."""
    with _asked_to_end() as asked:
        _take(app)
        where = ", ".join(channel.name for channel in app.channels)
        told(f"watching {len(app.watchlist.sources)} sources for {where}; Ctrl-C ends")
        scheduler = _start(app, told)
        try:
            select.select([asked], [], [], seconds)
        finally:
            _end(app, scheduler)


@contextmanager
def _asked_to_end() -> Iterator[socket.socket]:
    """A socket that can be read from once SIGTERM or SIGINT came; what they did before comes back at the end.

    Only this way none is missed: one that arrives just before a lock is waited for does not end that wait, and a
    handler that sets an Event locks up where it interrupts the Event's own code.
    """

    def noted(_number: int, _frame: FrameType | None) -> None:
        """The byte that Python writes to the socket is all."""

    asked, bell = socket.socketpair()
    with asked, bell:
        bell.setblocking(False)
        rung = signal.set_wakeup_fd(bell.fileno(), warn_on_full_buffer=False)
        before = {name: signal.signal(name, noted) for name in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield asked
        finally:
            for name, handler in before.items():
                signal.signal(name, handler)
            signal.set_wakeup_fd(rung)


def _start(app: App, told: Callable[[str], None]) -> BackgroundScheduler:
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a round that takes longer than TICK is nothing to say
    scheduler = BackgroundScheduler(timezone="UTC", executors={"default": ThreadPoolExecutor(3)})
    for job in (_poll, _flow, _rewrite):
        scheduler.add_job(
            job,
            "interval",
            (app, told),
            seconds=TICK,
            next_run_time=SystemClock().now(),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
    scheduler.start()
    return scheduler


def _end(app: App, scheduler: BackgroundScheduler) -> None:
    """Waits for running rounds, as long as GRACE, and gives everything back, so that the next start need not wait."""
    if app.model is not None:
        app.model.close()  # a sentence half said would hold the end up
    closing = threading.Thread(target=scheduler.shutdown, kwargs={"wait": True}, daemon=True)
    closing.start()
    closing.join(GRACE)
    try:
        _give_back(app)
    except TrackerError as error:
        log.error("leases not given back", error=str(error))  # they end by themselves
    log.info("stopped", in_time=not closing.is_alive())
    if closing.is_alive():  # a send or a fetch hangs: the next start finds everything as a kill would leave it
        os._exit(0)


def _take(app: App) -> None:
    now = app.clock.now()
    with app.store.write() as c:
        if not leases.take(c, "run", app.owner, now + LEASE, now):
            raise StoreError(
                "another tracker runs on this database; stop it first, or wait two minutes if it was killed"
            )


def _poll(app: App, told: Callable[[str], None]) -> None:
    """A round may take a minute where one host holds many sources; what it has stored flows on meanwhile."""

    def once() -> None:
        polled = app.poll(app.clock.now())
        if polled.polled:
            told(f"{polled.polled} polled, {polled.observations} new, {polled.trouble} in trouble")
        if pages := app.read(app.clock.now()):
            told(f"{pages} pages read")

    _guarded("poll", once)


def _flow(app: App, told: Callable[[str], None]) -> None:
    def once() -> None:
        _take(app)
        flowed = app.flow(app.clock.now())
        if flowed.events or flowed.delivered.sent:
            told(f"{flowed.events} events, {flowed.delivered.sent} messages sent")

    _guarded("flow", once)


def _rewrite(app: App, told: Callable[[str], None]) -> None:
    """On its own: a language model takes seconds for a sentence."""

    def once() -> None:
        if written := app.rewrite(app.clock.now()):
            told(f"{written} summaries by {app.model.id if app.model else ''}")

    _guarded("rewrite", once)


def _guarded(what: str, once: Callable[[], None]) -> None:
    """The next round starts from the database again; ending here would leave the watch to nobody."""
    try:
        once()
    except TrackerError as error:
        log.error("round failed", what=what, error=str(error))
    except Exception:
        log.exception("round failed", what=what)


def _give_back(app: App) -> None:
    with app.store.write() as c:
        sources.release(c, app.owner)
        messages.release(c, app.owner)
        leases.drop(c, "run", app.owner)
