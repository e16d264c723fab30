"""Where the parts are chosen and wired together; nothing else knows them all."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tracker import analysis, steps
from tracker.analysis.detect_weights import Weights, read_weights
from tracker.clock import Clock, ServedClock, SystemClock, iso
from tracker.config import Settings, Watchlist, load_settings, load_sources
from tracker.domain import JSON, Channel, Source
from tracker.errors import ConfigError, ParseError
from tracker.net import Gate, Net, Sandbox
from tracker.notifiers import NOTIFIERS, Lines, Notifier
from tracker.pollers import POLLERS, Poller, Tools
from tracker.store import Store, sources
from tracker.summarizers.model import Resting, open_model

CONSOLE = Channel(name="console", notifier="console", to="-")
"""The channel of those who have configured none."""


@dataclass(frozen=True, slots=True)
class Flowed:
    """What one flow did: events found, messages delivered."""

    events: int
    delivered: steps.Delivered

    def __add__(self, other: Flowed) -> Flowed:
        sent = self.delivered.sent + other.delivered.sent
        trouble = max(self.delivered.trouble, other.delivered.trouble)  # the same channel in trouble twice
        return Flowed(self.events + other.events, steps.Delivered(sent, trouble))


@dataclass(frozen=True)
class App:
    """The whole tracker, ready to tick. `owner` signs its leases."""

    settings: Settings
    watchlist: Watchlist
    store: Store
    clock: Clock
    net: Net
    tools: Tools
    pollers: dict[str, Poller]
    notifiers: dict[str, Notifier]
    known: analysis.Known
    model: Resting | None = None  # for summaries; None: nobody wants one
    owner: str = field(default_factory=lambda: f"{socket.gethostname()}/{os.getpid()}")

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The configured channels, or the console."""
        return self.watchlist.channels or (CONSOLE,)

    @property
    def watched(self) -> dict[str, Source]:
        """The sources by name."""
        return {source.name: source for source in self.watchlist.sources}

    def prepare(self) -> None:
        """Checks the schema, takes over from a dead process of this machine, notes the configured sources."""
        self.store.check()
        steps.recover(self.store, self.owner)
        with self.store.write() as c:
            sources.remember(c, self.watchlist.sources, self.clock.now())

    def poll(self, now: datetime) -> steps.Polled:
        """Asks the sources that are due."""
        return steps.poll(self.store, self.net, self.pollers, self.watchlist.sources, self.owner, now)

    def read(self, now: datetime) -> int:
        """Reads the pages of official announcements; how many. Nothing waits for it."""
        return steps.read(self.store, self.tools, self.known, self.watched, now) if self.settings.full_text else 0

    def rewrite(self, now: datetime) -> int:
        """Lets the language model say a few summaries anew; how many. Takes its time, and nothing waits for it."""
        if self.model is None:
            return 0
        return steps.rewrite(self.store, self.model, self.known, self.channels, self.watched, self.owner, now)

    def flow(self, now: datetime) -> Flowed:
        """Everything that follows from what was seen: analyze, summarize, announce, digest, deliver."""
        events = steps.analyze(self.store, self.known, self.watched, now)
        steps.summarize(self.store, {channel.language for channel in self.channels}, self.watched, now)
        steps.announce(self.store, self.channels, now)
        steps.digest(self.store, self.channels, now)
        return Flowed(events, steps.deliver(self.store, self.notifiers, self.channels, self.owner, now))

    def tick(self) -> dict[str, JSON]:
        """Once all that is due at the clock's now; troubles of single sources and channels are counted, not raised.

        What the pages and the language model add is told at once too, after all that did not need them.
        """
        now = self.clock.now()
        polled, flowed = self.poll(now), self.flow(now)
        if self.read(now) + self.rewrite(now):
            flowed = flowed + self.flow(now)
        with self.store.read() as c:
            due = sources.next_due(c)
        return {
            "now": iso(now),
            "polled": polled.polled,
            "observations": polled.observations,
            "events": flowed.events,
            "sent": flowed.delivered.sent,
            "trouble": polled.trouble + flowed.delivered.trouble,
            "next_due": iso(due) if due else None,
        }

    def close(self) -> None:
        """Ends the child processes and the database connections."""
        if self.model is not None:
            self.model.close()
        self.tools.sandbox.close()
        self.store.close()


def open_app(settings: Settings | None = None, *, watching: bool = False) -> App:
    """Builds the tracker from the environment and its sources file; ConfigError names what is wrong.

    Only who is `watching` needs the language model: history can be asked without it.
    """
    settings = settings or load_settings()
    watchlist = load_sources(settings.sources)
    clock: Clock = ServedClock(settings.clock_url) if settings.clock_url else SystemClock()
    net = Net(allow_hosts=settings.allow_hosts, now=clock.now, contact=settings.contact, pause=settings.host_pause)
    tools = Tools(
        net=net,
        sandbox=Sandbox(),
        hub_url=settings.hf_endpoint,
        hub_token=settings.hf_token,
        github_url=settings.github_url,
        github_api_url=settings.github_api_url,
        github_token=settings.github_token,
        watched=frozenset(
            source.organization.casefold()
            for source in watchlist.sources
            if source.type == "hub" and source.organization
        ),
    )
    lines = Lines(
        gate=Gate(settings.allow_hosts),
        slack_api_url=settings.slack_api_url,
        slack_bot_token=settings.slack_bot_token,
        smtp_url=settings.smtp_url,
        mail_from=settings.mail_from,
    )
    return App(
        settings=settings,
        watchlist=watchlist,
        store=Store(settings.database_url),
        clock=clock,
        net=net,
        tools=tools,
        pollers={name: make(tools) for name, make in POLLERS.items()},
        notifiers={name: make(lines) for name, make in NOTIFIERS.items()},
        known=analysis.known(watchlist.sources, _weights(settings.detection_weights)),
        model=_model(settings) if watching else None,
    )


def _model(settings: Settings) -> Resting | None:
    return open_model(
        settings.summarizer,
        settings.models_dir,
        model=settings.summarizer_model,
        threads=settings.summarizer_threads,
        seconds=settings.summarizer_seconds,
    )


def _weights(path: Path | None) -> Weights | None:
    """The operator's weights of detection, None for the packaged ones; ConfigError names the file."""
    if path is None:
        return None
    try:
        return read_weights(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise ConfigError(f"TRACKER_DETECTION_WEIGHTS: {path}: {why}") from error
    except ParseError as error:
        raise ConfigError(f"TRACKER_DETECTION_WEIGHTS: {path}: {error}") from error
