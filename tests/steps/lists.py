"""A store, a Hub with whole lists to read, and a clock that only waiting moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.hub import Hub
from tests.pollers.fakes import InPlace
from tests.samples import NOW, source
from tracker import analysis, history, steps
from tracker.domain import Channel, Source
from tracker.net import Net
from tracker.pollers import Tools
from tracker.pollers.hub import HubPoller
from tracker.pollers.hub_history import HubHistory
from tracker.steps.backfill import Backfill, Progress
from tracker.store import Store, messages, observations, sources

SINCE = NOW.replace(month=1, day=1, hour=0)
LAB = source("hub-lab", "hub", organization="lab", title="Lab")
OTHER = source("hub-other", "hub", organization="other", title="Other")
ALERTS = Channel("alerts", "none", "-")
NAMES = tuple(f"lab/{name}-7B" for name in ("Alder", "Birch", "Cedar", "Dogwood", "Elm"))
QUOTA = {"RateLimit-Policy": '"fixed window";"api";q=500;w=300'}


@dataclass
class Scene:
    """A store, a Hub where "lab" has five repos on three pages, and a clock that only waiting moves."""

    store: Store
    hub: Hub
    now: datetime = NOW
    told: list[Progress] = field(default_factory=list)

    def tools(self) -> Tools:
        """Tools of a process that starts now."""
        net = Net(allow_hosts=frozenset({"127.0.0.1:1"}), now=lambda: self.now, transport=self.hub.transport())
        return Tools(net=net, sandbox=InPlace(), hub_url=self.hub.url)  # type: ignore[arg-type]

    def work(self) -> Backfill:
        """A process of its own: it knows only what the store remembers."""
        tools = self.tools()
        watched = {one.name: one for one in (LAB, OTHER)}
        known, history = analysis.known(watched.values()), HubHistory(tools)
        return Backfill(self.store, tools.net, history, known, watched, lambda: self.now, self.told.append, self.wait)

    async def wait(self, seconds: float) -> None:
        """Time passes."""
        self.now += timedelta(seconds=seconds)

    def read(self, *asked: Source, since: datetime = SINCE) -> list[Progress]:
        """One command."""
        return self.work().run(asked or (LAB,), since)

    def tick(self) -> int:
        """A poll of the lab with what follows; how many messages it makes."""
        tools = self.tools()
        with self.store.write() as c:
            sources.remember(c, [LAB], self.now)
            sources.due_now(c, None, self.now)
        steps.poll(self.store, tools.net, {"hub": HubPoller(tools)}, [LAB], "test", self.now)
        steps.analyze(self.store, analysis.known([LAB]), {"hub-lab": LAB}, self.now)
        return self.announce()

    def announce(self) -> int:
        """How many messages would go out now, the start note left out."""
        steps.announce(self.store, [ALERTS], self.now)
        with self.store.read() as c:
            return sum(one.type == "alert" and one.state == "pending" for one in messages.list_(c, limit=1000))

    def count(self) -> int:
        """Observations."""
        with self.store.read() as c:
            return observations.count(c)

    def rows(self) -> list[Any]:
        """History as it is exported."""
        return [history.row(one) for one in history.ask(self.store)]
