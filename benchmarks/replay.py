"""Recorded feeds, every snapshot there is, poll by poll through poll, analyze, announce and deliver.

Shows that no entry is seen twice and no event told twice, through empty feeds and entries that return, and what would
have been alerted. The snapshots are handed to the poller without a network, each at the time it was taken.

    python benchmarks/replay.py                          # golem-de and ollama-blog
    python benchmarks/replay.py --feed openai-research
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import httpx
from ground.meter import measured, say
from ground.recorded import history, names, there
from ground.watch import hush
from sqlalchemy import func, select

from tracker import analysis, steps
from tracker.domain import Alert, Channel, Message, Receipt, Source, SourceKind
from tracker.net import Net, Sandbox
from tracker.pollers import Tools
from tracker.pollers.feed import FeedPoller
from tracker.store import Store, sources
from tracker.store.tables import events, observations

FEEDS = {"golem-de": ("golem-de",), "ollama-blog": ("ollama-blog", "ollama-blog-every-commit-2025-08")}
"""What is played by default; a feed's history may lie in several folders."""

LANGUAGES = {"golem-de": "de"}
CHANNEL = Channel(name="alerts", notifier="told", to="-")


@dataclass
class Told:
    """A notifier that remembers what it sent."""

    messages: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> Receipt:
        """Takes it."""
        self.messages.append(message)
        return Receipt({"key": message.key})

    def find(self, channel: Channel, key: str) -> Receipt | None:
        """Says what it has."""
        return Receipt({"key": key}) if any(one.key == key for one in self.messages) else None

    @property
    def alerts(self) -> list[Alert]:
        """The alerts, in order."""
        return [one for one in self.messages if isinstance(one, Alert)]


def play(store: Store, watched: Source, snapshots: Sequence[tuple[datetime, bytes]], told: Told) -> int:
    """One tick for each snapshot; how many polls were in trouble."""
    shown = snapshots[0]

    def answer(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=shown[1], headers={"Content-Type": "application/xml"})

    trouble = 0
    known = analysis.known([watched])
    with store.write() as c:
        sources.remember(c, [watched], shown[0])
    with Sandbox() as sandbox:
        net = Net(allow_hosts=frozenset(), now=lambda: shown[0], pause=0, transport=httpx.MockTransport(answer))
        pollers = {"feed": FeedPoller(Tools(net, sandbox))}
        for shown in snapshots:
            now = shown[0]
            with store.write() as c:
                sources.due_now(c, None, now)
            trouble += steps.poll(store, net, pollers, [watched], "benchmark", now).trouble
            steps.analyze(store, known, {watched.name: watched}, now)
            steps.announce(store, [CHANNEL], now)
            steps.deliver(store, {"told": told}, [CHANNEL], "benchmark", now)
    return trouble


def repeats(values: Sequence[str | None]) -> int:
    """How many of these are there for a second time or more."""
    return sum(number - 1 for value, number in Counter(values).items() if value is not None)


def replay(name: str, folders: Sequence[str], polls: int | None) -> int:
    """Plays one feed and prints its figures; how much was seen or told twice."""
    snapshots = sorted(one for folder in folders for one in history(folder))[:polls]
    if not snapshots:
        raise SystemExit(f"{name}: no such history; there are {', '.join(names())}")
    kind = SourceKind.PRESS if name == "golem-de" else SourceKind.COMMUNITY
    url, language = f"https://{name}.example.org/feed", LANGUAGES.get(name, "en")
    watched = Source(name, "feed", kind, timedelta(minutes=10), url=url, language=language)
    told = Told()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'tracker.db'}")
        store.upgrade()
        with measured() as cost:
            trouble = play(store, watched, snapshots, told)
        with store.read() as c:
            links = list(c.scalars(select(observations.c.link_key)))
            happened = c.execute(select(func.count()).select_from(events)).scalar_one()
        store.close()
    seen_twice, told_twice = repeats(links), repeats([one.key for one in told.messages])
    print(name)
    say("  polls", len(snapshots), digits=0)
    say("  polls in trouble (an empty feed is well)", trouble, digits=0)
    say("  observations", len(links), digits=0)
    say("  observations seen twice", seen_twice, digits=0)
    say("  events", happened, digits=0)
    say("  alerts", len(told.alerts), digits=0)
    say("  alerts told twice", told_twice, digits=0)
    for alert in told.alerts:
        print(f"    {alert.event.seen_at:%Y-%m-%d %H:%M}  {alert.event.kind:<12} {alert.release.title}")
    say("  seconds", cost.wall)
    say("  CPU for each poll", 1000 * cost.cpu / len(snapshots), "ms")
    return seen_twice + told_twice


def main() -> None:
    """Prints the figures; ends with an exit code where anything was seen or told twice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feed", help="a folder of recorded/feeds-history")
    parser.add_argument("--polls", type=int, help="only the first so many snapshots")
    arguments = parser.parse_args()
    if not there():
        return
    hush()
    chosen = {arguments.feed: FEEDS.get(arguments.feed, (arguments.feed,))} if arguments.feed else FEEDS
    doubled = sum(replay(name, folders, arguments.polls) for name, folders in chosen.items())
    if doubled:
        raise SystemExit(f"{doubled} seen or told twice")


if __name__ == "__main__":
    main()
