"""What an idle tracker costs: the default sources, first contact, then simulated minutes in which nothing is new.

Everything runs through the real App. The Hub, GitHub and all feeds are made-up pages on loopback, without TLS; feeds
and GitHub answer 304, the Hub, which knows no validators for listings, sends its lists again. Time stands still
between two ticks, so seconds are work and not waiting.

    python benchmarks/idle.py --minutes 10
"""

from __future__ import annotations

import argparse
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from ground.meter import Cost, children, measured, resident, say
from ground.pages import BEGIN
from ground.server import Server
from ground.watch import Statements, default_app, hush

from tracker.app import App
from tracker.clock import FixedClock
from tracker.schedule import TICK

START = BEGIN + timedelta(days=60)


class Meter:
    """Ticks the tracker as its schedule does, and adds up what polls and what everything after them cost."""

    def __init__(self, app: App, server: Server) -> None:
        self._app, self._server = app, server
        self.poll, self.flow, self.empty = Cost(), Cost(), Cost()
        self.polls = self.observations = self.ticks = self.empty_ticks = 0

    def tick(self, now: datetime) -> None:
        """One tick; a source in trouble makes all figures void."""
        with measured(without=self._server.helpers) as poll:
            polled = self._app.poll(now)
        if polled.trouble:
            raise SystemExit(f"void: {polled.trouble} sources in trouble at {now}")
        with measured(without=self._server.helpers) as flow:
            self._app.flow(now)
        self.poll += poll
        self.flow += flow
        self.ticks += 1
        self.polls += polled.polled
        self.observations += polled.observations
        if not polled.polled:
            self.empty_ticks += 1
            self.empty += poll
            self.empty += flow


def first_contact(app: App, clock: FixedClock, server: Server) -> None:
    """All sources once, with what follows from them."""
    meter = Meter(app, server)
    meter.tick(clock.now())
    print("first contact")
    say("  sources", meter.polls, digits=0)
    say("  observations", meter.observations, digits=0)
    say("  CPU of polls", meter.poll.cpu, "s", 2)
    say("  CPU of everything after", meter.flow.cpu, "s", 2)
    say("  wall", meter.poll.wall + meter.flow.wall, "s", 2)


def idle(app: App, clock: FixedClock, server: Server, minutes: float) -> None:
    """Ticks through the minutes; ends with an exit code where anything was new."""
    meter, statements, asked = Meter(app, server), Statements(app.store), server.requests
    end = clock.now() + timedelta(minutes=minutes)
    while clock.now() < end:
        clock.moment += timedelta(seconds=TICK)
        meter.tick(clock.now())
    sql = statements.take()
    cpu = meter.poll.cpu + meter.flow.cpu
    print(f"{minutes:g} minutes of unchanged answers")
    say("  CPU", cpu, "s", 2)
    say("  of one core", 100 * cpu / (60 * minutes), "%", 2)
    say("  polls", meter.polls, digits=0)
    say("  requests", server.requests - asked, digits=0)
    say("  CPU for each poll", 1000 * cpu / max(1, meter.polls), "ms", 2)
    say("    of it App.poll", 1000 * meter.poll.cpu / max(1, meter.polls), "ms", 2)
    say("  ticks", meter.ticks, digits=0)
    say("  ticks with nothing due", meter.empty_ticks, digits=0)
    say("  CPU of such a tick", 1000 * meter.empty.cpu / max(1, meter.empty_ticks), "ms", 2)
    say("  SQL statements", sql.total(), digits=0)
    say("    of them for writing", sql["INSERT"] + sql["UPDATE"] + sql["DELETE"], digits=0)
    say("  SQL statements of one empty flow", _statements_of_a_flow(app, clock, statements), digits=0)
    if meter.observations:
        raise SystemExit(f"void: {meter.observations} observations where nothing was new")


def _statements_of_a_flow(app: App, clock: FixedClock, statements: Statements) -> int:
    app.flow(clock.now())
    return statements.take().total()


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--sources", type=int, help="so many of the default sources (all where absent)")
    arguments = parser.parse_args()
    hush()
    clock = FixedClock(START)
    with tempfile.TemporaryDirectory() as folder, default_app(Path(folder), clock, arguments.sources) as (app, server):
        first_contact(app, clock, server)
        idle(app, clock, server, arguments.minutes)
        say("resident memory", resident(), "MiB")
        parsers = sum(resident(child) for child in children(without=server.helpers))
        say("resident memory of the parsing process", parsers, "MiB")


if __name__ == "__main__":
    main()
