"""The hostile corpus on loopback, and a whole tracker with one source for each of its cases."""

from __future__ import annotations

import asyncio
import csv
import importlib.util
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from tracker import analysis, steps
from tracker.domain import Source, SourceHealth, SourceKind
from tracker.net import Net, Sandbox
from tracker.pollers import POLLERS, Poll, Poller, Tools
from tracker.store import Store, sources
from tracker.store.tables import observations

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "hostile"
DEADLINE = 4.0  # seconds for one case
CASE_SECONDS = "6"  # so long the server drags out what has no end
SLOTS = 40  # polls at once, as Net has it
RARELY = timedelta(days=1)  # the tests say when a case is polled


@dataclass(frozen=True)
class Server:
    """The running server and its ports."""

    process: int
    ports: Mapping[str, int]

    @property
    def place(self) -> str:
        """The only "host:port" that the operator allows."""
        return f"127.0.0.1:{self.ports['main']}"

    def url(self, case: str) -> str:
        """Where a case is served."""
        return f"http://{self.place}/case/{case}"

    def ask(self, path: str) -> Any:
        """What the server noted down."""
        with urllib.request.urlopen(f"http://{self.place}{path}", timeout=10) as answer:
            return json.load(answer)

    def log(self, case: str) -> list[dict[str, Any]]:
        """The requests that a case saw."""
        found: list[dict[str, Any]] = self.ask(f"/log?case={case}")
        return found


@contextmanager
def serve() -> Iterator[Server]:
    """The hostile server on free ports, ended at the end; it ends by itself too."""
    script = FOLDER / "server.py"
    if not script.is_file():
        pytest.skip(f"{script} is missing: the hostile corpus is left out")
    command = [sys.executable, "-B", str(script), "--port", "0", "--max-seconds", "300", "--case-seconds", CASE_SECONDS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=dict(os.environ)) as process:
        assert process.stdout is not None
        try:
            yield Server(process.pid, json.loads(process.stdout.readline()))
        finally:
            process.kill()


def cases(*, hub: bool) -> dict[str, str]:
    """The served cases by id, each with its group."""
    file = FOLDER / "CASES.tsv"
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {row["id"]: row["group"] for row in rows if row["group"] != "webhook-in" and (row["group"] == "hub") is hub}


def start_sinks(hang: float) -> tuple[ModuleType, dict[str, int]]:
    """The fake Slack and mail server with their fault plans, and their ports; silent ones are so for `hang` seconds."""
    script = FOLDER / "sinks.py"
    if not script.is_file():
        pytest.skip(f"{script} is missing: the fault plans are left out")
    spec = importlib.util.spec_from_file_location("sinks", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.A.port, module.A.hang = 0, hang
    return module, module.start()


class World:
    """Sources for cases on a store, polled and analyzed at times of the test's choice.

    Each case has a net of its own: at one host they would wait for each other's turn, and for who asked for peace.
    """

    def __init__(
        self,
        store: Store,
        server: Server,
        watched: Sequence[Source],
        sandbox: Sandbox,
        transport: Callable[[str], httpx.AsyncBaseTransport | None] = lambda case: None,
    ) -> None:
        self.store, self.server, self.sandbox = store, server, sandbox
        self.watched = {source.name: source for source in watched}
        self.took: dict[str, float] = {}  # seconds of the slowest poll
        self._now: list[datetime] = []
        self._slots = asyncio.Semaphore()
        self._own: dict[str, tuple[Net, Poller]] = {}
        for source in watched:
            net = self._net(transport(source.name), frozenset({server.place}))
            tools = Tools(net, sandbox, hub_url=server.url(source.name), hub_token="hf_SENTINEL")
            self._own[source.name] = (net, POLLERS[source.type](tools))

    def _net(self, transport: httpx.AsyncBaseTransport | None, allowed: frozenset[str]) -> Net:
        return Net(
            allow_hosts=allowed,
            now=lambda: self._now[0],
            contact="http://localhost/",
            deadline=DEADLINE,
            transport=transport,
        )

    async def poll(self, source: Source, memory: Mapping[str, str], now: datetime) -> Poll:
        """As a poller, SLOTS at once as in a real round."""
        async with self._slots:
            begun = time.monotonic()
            try:
                net, poller = self._own[source.name]
                async with net:
                    return await poller.poll(source, memory, now)
            finally:
                self.took[source.name] = max(time.monotonic() - begun, self.took.get(source.name, 0.0))

    def round(self, now: datetime, only: Collection[str] | None = None) -> steps.Polled:
        """Polls all cases, or some, at `now` and analyzes what came."""
        self._now[:], self._slots = [now], asyncio.Semaphore(SLOTS)
        watched = list(self.watched.values())
        with self.store.write() as c:
            sources.remember(c, watched, now)
            sources.due_now(c, None if only is None else list(only), now)
        nobody = self._net(None, frozenset())  # the step opens it, and no poller uses it
        polled = steps.poll(self.store, nobody, dict.fromkeys(POLLERS, self), watched, "test", now)
        steps.analyze(self.store, analysis.known(watched), self.watched, now)
        return polled

    def health(self) -> dict[str, SourceHealth]:
        """How each case's source is doing."""
        with self.store.read() as c:
            return {one.name: one for one in sources.health(c)}

    def rows(self) -> dict[str, list[Any]]:
        """The stored observations of each case."""
        found: dict[str, list[Any]] = {name: [] for name in self.watched}
        with self.store.read() as c:
            for row in c.execute(select(observations).order_by(observations.c.id)):
                found[row.source].append(row)
        return found


def feed(server: Server, case: str) -> Source:
    """A case as a feed of a stranger's press."""
    return Source(case, "feed", SourceKind.PRESS, RARELY, url=server.url(case), language="en")


def hub(server: Server, case: str) -> Source:
    """A case as a Hub organization; each answers for itself as `HF_ENDPOINT`."""
    owner = "org" if case.startswith("hub-page-") else "openai"
    return Source(case, "hub", SourceKind.OFFICIAL, timedelta(seconds=1), organization=owner, title="OpenAI")
