"""Recorded feed histories, poll by poll: nothing is seen twice and nothing is told twice, whatever the feed does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from tests.samples import source
from tracker import analysis, steps
from tracker.domain import Channel, Message, Receipt, Source, SourceKind
from tracker.net import Net, Sandbox
from tracker.pollers import Tools
from tracker.pollers.feed import FeedPoller
from tracker.store import Store, sources
from tracker.store.tables import observations

pytestmark = [pytest.mark.shared, pytest.mark.slow]

CHANNEL = Channel(name="alerts", notifier="told", to="-")


@dataclass
class Told:
    """A notifier that remembers."""

    keys: list[str]

    def send(self, message: Message) -> Receipt:
        """Takes it."""
        self.keys.append(message.key)
        return Receipt({"key": message.key})

    def find(self, channel: Channel, key: str) -> Receipt | None:
        """Says what it has."""
        return Receipt({"key": key}) if key in self.keys else None


def shots(shared: Path, name: str) -> list[tuple[datetime, bytes]]:
    """The sample of a feed's snapshots with the time they were taken; benchmarks/replay.py plays all there are."""
    folder = shared / "recorded/feeds-history" / name
    return sorted((taken(path.name), path.read_bytes()) for path in folder.glob("*.xml"))


def taken(name: str) -> datetime:
    """The time in a snapshot's file name."""
    return datetime.strptime(Path(name).stem[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def replay(store: Store, watched: Source, history: Sequence[tuple[datetime, bytes]]) -> Iterator[steps.Polled]:
    """One tick for each snapshot; afterwards the caller looks at what is stored and told."""
    shown = [history[0]]  # the snapshot that the feed answers with, at its time

    def answer(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=shown[0][1], headers={"Content-Type": "application/xml"})

    told = Told([])
    with Sandbox() as sandbox:
        net = Net(allow_hosts=frozenset(), now=lambda: shown[0][0], pause=0, transport=httpx.MockTransport(answer))
        poller = FeedPoller(Tools(net, sandbox))
        with store.write() as c:
            sources.remember(c, [watched], history[0][0])
        for shown[0] in history:
            moment = shown[0][0]
            with store.write() as c:
                sources.due_now(c, None, moment)
            yield steps.poll(store, net, {"feed": poller}, [watched], "test", moment)
            steps.analyze(store, analysis.known([watched]), {watched.name: watched}, moment)
            steps.announce(store, [CHANNEL], moment)
            steps.deliver(store, {"told": told}, [CHANNEL], "test", moment)
    doubled = [key for key, number in Counter(told.keys).items() if number > 1]
    assert doubled == []


@pytest.mark.parametrize(
    ("name", "language", "kind"),
    [("golem-de", "de", "press"), ("ollama-blog", "en", "community")],
    ids=["golem", "ollama"],
)
def test_a_whole_history_poll_by_poll(shared: Path, sqlite_store: Store, name: str, language: str, kind: str) -> None:
    """Through empty feeds and returning entries, each entry is one observation and each event is told once."""
    history = shots(shared, name)
    watched = source(name, url=f"https://{name}.example.com/feed", language=language, kind=SourceKind(kind))
    new = [polled.observations for polled in replay(sqlite_store, watched, history)]

    with sqlite_store.read() as c:
        links = Counter(c.scalars(select(observations.c.link_key)))
    assert sum(new) == links.total()
    assert [link for link, number in links.items() if number > 1 and link is not None] == []
