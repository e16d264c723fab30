"""The real App watching pages of ours: its default sources moved to loopback, its clock in our hand."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import structlog
from sqlalchemy import event

from ground.pages import feed, listing, releases
from ground.server import Page, Server
from tracker.app import App, open_app
from tracker.clock import FixedClock
from tracker.config import load_settings, load_sources
from tracker.config.settings import default_sources
from tracker.domain import Channel, Message, Receipt, Source
from tracker.store import Store


class Silent:
    """A notifier that takes everything and says nothing."""

    def send(self, message: Message) -> Receipt:
        """Takes it."""
        return Receipt({"key": message.key})

    def find(self, channel: Channel, key: str) -> Receipt | None:
        """Has nothing."""
        return None


class Statements:
    """Counts a store's SQL statements by their first word."""

    def __init__(self, store: Store) -> None:
        self._kinds: Counter[str] = Counter()
        event.listen(store.engine, "before_cursor_execute", self._note)

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self._kinds[statement.split(None, 1)[0].upper()] += 1

    def take(self) -> Counter[str]:
        """The counts since the last time."""
        taken, self._kinds = self._kinds, Counter()
        return taken


def hush() -> None:
    """Only errors are logged: figures are what a benchmark prints."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))


def page_of(source: Source) -> tuple[str, Page]:
    """Where a source is asked and what it answers; the Hub has no validators for listings."""
    if source.type == "hub":
        name = source.organization or ""
        return f"/api/models?author={name}", Page(listing(name), "application/json", tagged=False)
    if source.type == "github":
        return f"/{source.repository}/releases.atom", Page(releases(source.repository or ""))
    return f"/{source.name}", Page(feed(source.name))


@contextmanager
def default_app(folder: Path, clock: FixedClock, limit: int | None = None) -> Iterator[tuple[App, Server]]:
    """The tracker with its default sources (every n-th, so that `limit` are left), each host on a port of its own."""
    watchlist = load_sources(default_sources())
    watched: Sequence[Source] = watchlist.sources
    if limit is not None:
        watched = watched[:: max(1, len(watched) // limit)]
    hosts = ["hub", "github", *sorted({urlsplit(source.url).netloc for source in watched if source.url})]
    with Server(dict(map(page_of, watched)), len(hosts)) as server:
        base = {host: f"http://{place}" for host, place in zip(hosts, server.hosts, strict=True)}
        settings = load_settings().model_copy(
            update={
                "database_url": f"sqlite:///{folder / 'tracker.db'}",
                "allow_hosts": frozenset(server.hosts),
                "sources": default_sources(),
                "clock_url": None,
                "hf_endpoint": base["hub"],
                "github_url": base["github"],
                "hf_token": None,
                "github_token": None,
            }
        )
        moved = [replace(s, url=f"{base[urlsplit(s.url).netloc]}/{s.name}") if s.url else s for s in watched]
        watchlist = replace(watchlist, sources=tuple(moved), channels=())
        app = replace(open_app(settings), watchlist=watchlist, clock=clock, notifiers={"console": Silent()})
        try:
            app.store.upgrade()
            app.prepare()
            yield app, server
        finally:
            app.close()
