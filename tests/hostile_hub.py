"""The Hub's hostile cases, each on a store of its own: polled, analyzed and announced at several times."""

from __future__ import annotations

import asyncio
import json
import shutil
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from tests import hostile
from tracker import analysis, steps
from tracker.clock import iso
from tracker.domain import Channel, EventKind, Release, SourceHealth
from tracker.net import Sandbox
from tracker.store import Store, messages, releases, sources

NAME = "openai/gpt-oss-20b"
CONTROL: dict[str, Any] = {"_id": "c0" * 12, "id": "openai/control", "sha": "c" * 40, "gated": False, "tags": []}
CHANNEL = Channel("alerts", "none", "-")
STEP = timedelta(minutes=6)
UNKNOWN = ("page-self-loop", "page-endless", "page-shift", "page-second-fails")
"""Cases of a first contact with all pages; at the others the organization was known before, and empty."""

ONCE = ("slow",)
"""Cases that cost seconds each time."""

KNOWN = ("401-reponotfound", "403-gated", "403-disabled", "404", "404-revision", "404-entry")
MOVING = (
    *("renamed", "case-rename", "deleted", "deleted-recreated", "flap-404", "emptied", "drop", "gated-flip"),
    *("gated-flap", "license-change", "readme-churn", "sha-flipflop", "lastmodified-back"),
)
"""Cases that are one repo's: the Hub's listing shows what the repo's page says, beside a repo that is well."""


class Listed(httpx.AsyncBaseTransport):
    """The Hub around one repo of the corpus: one look at its page a poll decides what the listing shows of it."""

    def __init__(self, base: str, good: str, known: bool) -> None:
        self._base, self._good, self._known = base, good, known
        self._polls = 0
        self._page: tuple[int, Mapping[str, str], bytes] = (404, {}, b"")
        self._last: dict[str, Any] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """A listing, a page, or a small text."""
        path = request.url.path.partition("/api/models")[2]
        if "/api/models" not in request.url.path:
            return httpx.Response(200, content=b"---\nlicense: apache-2.0\n---\n# Model\n")
        if path == "":
            return self._answer(200, {}, json.dumps(await asyncio.to_thread(self._listing)).encode())
        return (
            self._answer(200, {}, json.dumps(CONTROL).encode())
            if path == "/openai/control"
            else self._answer(*self._page)
        )

    def _answer(self, status: int, headers: Mapping[str, str], body: bytes) -> httpx.Response:
        kept = {name: value for name, value in headers.items() if name.lower().startswith("x-error")}
        return httpx.Response(status, headers=kept, content=body)

    def _listing(self) -> list[dict[str, Any]]:
        first, self._polls = self._known and not self._polls, self._polls + 1
        self._page = ask(f"{self._good if first else self._base}/api/models/{NAME}")
        status, headers, body = self._page
        if status == 200:
            self._last = json.loads(body)
            return [CONTROL, self._last]
        missing = {name.lower(): value for name, value in headers.items()}.get("x-error-code") == "RepoNotFound"
        return (
            [CONTROL] if missing or (status == 404 and not self._known) else [CONTROL, self._last | {"sha": "e" * 40}]
        )


def ask(url: str) -> tuple[int, Mapping[str, str], bytes]:
    """One request, redirects followed."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


@dataclass
class Outcome:
    """What became of a case."""

    health: list[SourceHealth] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def kinds(self) -> list[str]:
        """The events of all releases but the control's; not those that are only kept, or only edit a message."""
        events = (event for release in self.releases for event in release.events)
        return [event.kind.value for event in events if not event.baseline and event.kind is not EventKind.UPDATE]

    @property
    def record(self) -> Release:
        """The one release."""
        (found,) = self.releases
        return found

    def fact(self, name: str) -> Any:
        """The value that stands for the release; None where nothing is stated."""
        chosen = self.record.chosen.get(name)
        return chosen.value if chosen is not None else None


def play(server: hostile.Server, sandbox: Sandbox, case: str, folder: Path, template: Path, begin: datetime) -> Outcome:
    """Polls a case eight times over 42 minutes."""
    store = Store(f"sqlite:///{shutil.copy(template, folder / f'{case}.db')}")
    name = case.removeprefix("hub-")
    source = hostile.hub(server, case)

    def transport(_: str) -> httpx.AsyncBaseTransport | None:
        listed = name in (*KNOWN, *MOVING)
        return Listed(server.url(case), server.url("hub-good"), name in KNOWN) if listed else None

    world, found = hostile.World(store, server, [source], sandbox, transport), Outcome()
    if name not in UNKNOWN:
        before = begin - STEP
        with store.write() as c:
            sources.remember(c, [source], before)
            sources.polled(c, case, before, begin, {"since": iso(before), "full_at": iso(before)})
    steps.announce(store, [CHANNEL], begin - STEP)
    for number in range(1 if name in ONCE else 8):
        now = begin + number * STEP
        world.round(now)
        steps.announce(store, [CHANNEL], now)
        found.health.append(world.health()[case])
    found.rows = world.rows()[case]
    found.seconds = world.took.get(case, 0.0)
    with store.read() as c:
        found.releases = [analysis.build(one) for one in releases.dossiers(c, None)]
        found.releases = [one for one in found.releases if one.name != "control"]
        edits = {event.id for one in found.releases for event in one.events if event.kind is EventKind.UPDATE}
        ours = {one.id for one in found.releases}
        found.alerts = [
            one.key.rpartition("/")[2]
            for one in messages.list_(c, limit=1000)
            if one.type == "alert" and one.state != "skipped" and one.release_id in ours and one.event_id not in edits
        ][::-1]
    store.close()
    return found
