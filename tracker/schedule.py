"""One machine: APScheduler ticks in UTC, and every tick asks the database what is due. Nothing depends on a tick in time."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
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
    _take(app)
    done = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        done.set()

    before = {name: signal.signal(name, stop) for name in (signal.SIGTERM, signal.SIGINT)}
    scheduler = BackgroundScheduler(timezone="UTC", executors={"default": ThreadPoolExecutor(1)})
    scheduler.add_job(
        _tick,
        "interval",
        (app, told),
        seconds=TICK,
        next_run_time=SystemClock().now(),
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
    )
    scheduler.start()
    try:
        done.wait(seconds)
    finally:
        closing = threading.Thread(target=scheduler.shutdown, kwargs={"wait": True}, daemon=True)
        closing.start()
        closing.join(GRACE)
        _give_back(app)
        for name, handler in before.items():
            signal.signal(name, handler)
        log.info("stopped", in_time=not closing.is_alive())
        if closing.is_alive():  # a send or a fetch hangs: the next start finds everything as a kill would leave it
            os._exit(0)


def _take(app: App) -> None:
    now = app.clock.now()
    with app.store.write() as c:
        if not leases.take(c, "run", app.owner, now + LEASE, now):
            raise StoreError("another tracker runs on this database; stop it first, or wait two minutes if it was killed")


def _tick(app: App, told: Callable[[str], None]) -> None:
    try:
        _take(app)
        report = app.tick()
        if report["polled"] or report["sent"] or report["events"]:
            told(f"{report['now']}: {report['polled']} polled, {report['observations']} new, {report['sent']} sent")
    except TrackerError as error:
        log.error("tick failed", error=str(error))
    except Exception:
        # The next tick starts from the database again; ending here would leave the watch to nobody.
        log.exception("tick failed")


def _give_back(app: App) -> None:
    with app.store.write() as c:
        sources.release(c, app.owner)
        messages.release(c, app.owner)
        leases.drop(c, "run", app.owner)
