"""What polling costs: 200 recorded feeds, our poll step beside naive httpx, feedparser and sqlite3.

The feeds have 10 to 150 entries. Three phases: the first poll, the steady state (304), and the unchanged body answered
200 without validators. Figures are CPU milliseconds for each feed, with children, without the server; each contestant
runs in a process of its own. Between two polls of a feed lie minutes, so neither keeps its connections. Where the
entries that are stored are not as many as expected, the figures are void.

    python benchmarks/polls.py --feeds 200 --rounds 3
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import httpx
from ground.meter import Cost, measured, say
from ground.recorded import documents, there
from ground.server import STEADY, UNCHANGED, Page, Server
from ground.watch import Statements, hush

from tracker import steps
from tracker.domain import Source, SourceKind
from tracker.net import Net, Sandbox
from tracker.pollers import Tools
from tracker.pollers.feed import FeedPoller
from tracker.pollers.links import link_key
from tracker.store import Store, observations, sources

NOW = datetime(2026, 9, 1, tzinfo=UTC)
PHASES = ("first poll", "steady state, 304", "unchanged body, 200")


@dataclass
class Figures:
    """The cost of each phase, the entries stored, and the SQL statements of one steady round (ours only)."""

    costs: list[Cost]
    entries: int
    statements: str = ""


def expected(body: bytes) -> int | None:
    """How many entries a feed has; None where its ids and links leave that open to interpretation."""
    entries = feedparser.parse(body).entries
    ids = {entry.get("id") for entry in entries}
    links = {link_key(entry.get("link")) for entry in entries}
    plain = len(ids) == len(links) == len(entries) and None not in ids | links
    return len(entries) if plain and len(entries) >= 10 else None


def drawn(number: int) -> list[tuple[bytes, int]]:
    """So many different feeds, each with the number of its entries."""
    found = []
    for body in documents():
        if len(found) == number:
            break
        entries = expected(body)
        if entries is not None:
            found.append((body, entries))
    return found


def ours(urls: Sequence[str], rounds: int, server: Server) -> Figures:
    """The poll step on SQLite, as the tracker runs it."""
    hush()
    watched = [
        Source(f"feed-{number}", "feed", SourceKind.PRESS, timedelta(seconds=60), url=url)
        for number, url in enumerate(urls)
    ]
    places = frozenset(url.split("/")[2] for url in urls)
    clock = NOW
    with tempfile.TemporaryDirectory() as folder, Sandbox() as sandbox, closing(_store(folder)) as store:
        with store.write() as c:
            sources.remember(c, watched, clock)
        statements = Statements(store)
        net = Net(allow_hosts=places, now=lambda: clock)
        pollers = {"feed": FeedPoller(Tools(net, sandbox))}

        def once() -> None:
            nonlocal clock
            polled = steps.poll(store, net, pollers, watched, "benchmark", clock)
            clock += timedelta(minutes=2)
            if (polled.polled, polled.trouble) != (len(urls), 0):
                raise SystemExit(f"void: {polled.polled} of {len(urls)} polled, {polled.trouble} in trouble")

        costs = _phases(once, rounds, server)
        with store.read() as c:
            entries = observations.count(c)
        server.behave(STEADY)
        once()  # validators come back
        statements.take()
        once()
        kinds = statements.take()
        return Figures(costs, entries, ", ".join(f"{number} {kind}" for kind, number in kinds.most_common()))


def _store(folder: str) -> Store:
    store = Store(f"sqlite:///{Path(folder) / 'tracker.db'}")
    store.upgrade()
    return store


def naive(urls: Sequence[str], rounds: int, server: Server) -> Figures:
    """What one would write in an hour: ask with validators, parse what comes, insert what is new."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(sqlite3.connect(Path(folder) / "naive.db")) as database,
        httpx.Client(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)) as client,
    ):
        database.execute("CREATE TABLE feed (url TEXT PRIMARY KEY, etag TEXT, modified TEXT)")
        database.execute("CREATE TABLE entry (url TEXT, id TEXT, title TEXT, text TEXT, PRIMARY KEY (url, id))")

        def once() -> None:
            for url in urls:
                _naive_poll(database, client, url)

        costs = _phases(once, rounds, server)
        return Figures(costs, database.execute("SELECT count(*) FROM entry").fetchone()[0])


def _naive_poll(database: sqlite3.Connection, client: httpx.Client, url: str) -> None:
    known = database.execute("SELECT etag, modified FROM feed WHERE url = ?", (url,)).fetchone() or (None, None)
    names = ("if-none-match", "if-modified-since")
    answer = client.get(url, headers={name: value for name, value in zip(names, known, strict=True) if value})
    if answer.status_code == 304:
        return
    rows = [
        (url, entry.get("id") or entry.get("link"), entry.get("title"), entry.get("summary"))
        for entry in feedparser.parse(answer.content).entries
    ]
    with database:
        database.executemany("INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?)", rows)
        validators = (url, answer.headers.get("etag"), answer.headers.get("last-modified"))
        database.execute("INSERT OR REPLACE INTO feed VALUES (?, ?, ?)", validators)


def _phases(once: Callable[[], None], rounds: int, server: Server) -> list[Cost]:
    """The cost of one round in each phase; the later two after a round that warms up."""
    with measured(without=server.helpers) as first:
        once()
    costs = [first]
    for behavior in (STEADY, UNCHANGED):
        server.behave(behavior)
        once()
        with measured(without=server.helpers) as cost:
            for _ in range(rounds):
                once()
        costs.append(Cost(cost.cpu / rounds, cost.wall / rounds))
    return costs


CONTESTANTS = {"ours": ours, "naive": naive}


def alone(name: str, feeds: int, rounds: int) -> dict[str, Any]:
    """One contestant in a process of its own."""
    command = [sys.executable, *(f"-W{one}" for one in sys.warnoptions), __file__, "--only", name]
    done = subprocess.run([*command, "--feeds", str(feeds), "--rounds", str(rounds)], stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(done.returncode)
    return dict(json.loads(done.stdout))


def contest(name: str, feeds: int, rounds: int) -> None:
    """Beside a server of its own; prints the figures as JSON."""
    found = drawn(feeds)
    pages = {f"/{number}": Page(body) for number, (body, _) in enumerate(found)}
    with Server(pages, len(found)) as server:
        urls = [f"http://{place}/{number}" for number, place in enumerate(server.hosts)]
        figures = CONTESTANTS[name](urls, rounds, server)
    print(json.dumps(asdict(figures) | {"feeds": len(found), "expected": sum(number for _, number in found)}))


def compare(feeds: int, rounds: int) -> None:
    """Prints all figures and how ours relate to the naive ones."""
    told = {name: alone(name, feeds, rounds) for name in CONTESTANTS}
    for name, figures in told.items():
        if figures["entries"] != figures["expected"]:
            raise SystemExit(f"void: {name} stored {figures['entries']} entries instead of {figures['expected']}")
    number = told["ours"]["feeds"]
    say("feeds", number, digits=0)
    say("entries, in each of the two stores", told["ours"]["entries"], digits=0)
    for place, phase in enumerate(PHASES):
        print(phase)
        mine, other = (Cost(**told[name]["costs"][place]) for name in ("ours", "naive"))
        say("  ours, CPU for each feed", 1000 * mine.cpu / number, "ms", 2)
        say("  naive, CPU for each feed", 1000 * other.cpu / number, "ms", 2)
        say("  ours to naive", mine.cpu / other.cpu if other.cpu else 0, "", 2)
        say("  ours, wall for all feeds", mine.wall, "s", 2)
        say("  naive, wall for all feeds", other.wall, "s", 2)
    print(f"SQL of a steady round of all feeds, ours: {told['ours']['statements']}")


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3, help="of each of the two later phases")
    parser.add_argument("--only", choices=CONTESTANTS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if not there():
        return
    if arguments.only:
        contest(arguments.only, arguments.feeds, arguments.rounds)
    else:
        compare(arguments.feeds, arguments.rounds)


if __name__ == "__main__":
    main()
