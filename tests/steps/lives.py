"""A tracker in a store whose releases a person decides about: what is seen, decided and told, minute by minute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tests.samples import NOW, repo, seen_repo, source
from tracker import analysis, history, steps
from tracker.domain import Alert, Channel, Message, Observation, Receipt, Release, Repo
from tracker.notifiers import Notifier
from tracker.store import Store, observations

SOURCES = {
    "openai-news": source(organization="openai"),
    "hub-openai": source("hub-openai", "hub", organization="openai", title="OpenAI"),
}
KNOWN = analysis.known(SOURCES.values())
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
ALPHA, BETA = repo("openai/Alpha-7B"), repo("openai/Beta-9B", license="mit")
COPY = repo("quants/gpt-oss-20b-GGUF", base_models=("openai/gpt-oss-20b",), relation="quantized")
BIG, SMALL = repo("openai/gpt-oss-120b", parameters=116_800_000_000), repo("openai/gpt-oss-20b")
TEAM, BOSS = Channel("team", "told", "C0TEAM"), Channel("boss", "told", "C0BOSS")
LETTER = Channel("letter", "told", "-", mode="digest")


@dataclass
class Told:
    """A receiver that keeps what it is told and gives each message a place."""

    heard: list[Message] = field(default_factory=list)
    there: bool = False  # what was sent last did arrive

    def send(self, message: Message) -> Receipt:
        """Takes it; an edit stays where the root is."""
        self.heard.append(message)
        if isinstance(message, Alert) and message.role == "edit" and message.root:
            return Receipt(message.root)
        return Receipt({"channel": message.channel.to, "ts": f"{message.channel.name}-{len(self.heard)}"})

    def find(self, channel: Channel, key: str) -> Receipt | None:
        """What was sent before its sender died."""
        return Receipt({"channel": channel.to, "ts": "found", "role": "root"}) if self.there else None


@dataclass
class Life:
    """A tracker in a store: what is seen, decided and told, minute by minute."""

    store: Store
    told: Told = field(default_factory=Told)
    channels: Sequence[Channel] = (TEAM,)
    now: datetime = NOW

    def see(self, *states: Repo, texts: Sequence[Observation] = (), baseline: bool = False) -> None:
        """The next minute: these are seen, and what follows from it happens."""
        self.now += MINUTE
        seen = [seen_repo(replace(state, sha=f"{self.now:%d%H%M}"), self.now, baseline=baseline) for state in states]
        with self.store.write() as c:
            observations.add(c, [*seen, *(replace(one, seen_at=self.now) for one in texts)])
        steps.analyze(self.store, KNOWN, SOURCES, self.now)
        steps.summarize(self.store, ["en"], SOURCES, self.now)
        steps.announce(self.store, self.channels, self.now)

    def tell(self, notifier: Notifier | None = None) -> list[Message]:
        """Sends what is waiting; what the receiver heard of it."""
        before = len(self.told.heard)
        told = notifier or self.told
        steps.deliver(self.store, {"told": told, "slack": told}, self.channels, "test", self.now)
        return self.told.heard[before:]

    def live(self, *states: Repo) -> list[tuple[str, str, str, str | None]]:
        """A minute with these repos: channel, kind, role and root of each alert that is told."""
        self.see(*states)
        return [heard(one) for one in self.tell()]

    def one(self, name: str, as_of: datetime | None = None) -> Release:
        """The release of this name."""
        (found,) = history.find(self.store, name, as_of)
        return found

    def rows(self, as_of: datetime | None = None) -> list[dict[str, object]]:
        """All that history answers."""
        return [history.row(one) for one in history.ask(self.store, history.Query(as_of=as_of))]

    def merge(self, into: str, part: str) -> None:
        """A person merges in the next minute."""
        self.now += MINUTE
        steps.merge(self.store, self.one(into), self.one(part), "the same", self.now)

    def split(self, whole: str, state: Repo) -> Release:
        """A person takes a repo out in the next minute."""
        self.now += MINUTE
        release = self.one(whole)
        linked = next(one for one in release.repos if one.repo.uid == state.uid)
        return steps.split(self.store, release, linked, "another model", self.now)

    def retract(self, name: str) -> None:
        """A person takes a release back in the next minute."""
        self.now += MINUTE
        steps.retract(self.store, self.one(name), "a test upload", self.now)


def heard(message: Message) -> tuple[str, str, str, str | None]:
    """Channel, kind, role and root of an alert."""
    assert isinstance(message, Alert)
    root = message.root["ts"] if message.root else None
    return message.channel.name, message.event.kind.value, message.role.value, root


def begun(store: Store) -> Life:
    """A tracker whose channels are known since before anything happens."""
    steps.announce(store, [TEAM, BOSS, LETTER], NOW)
    return Life(store)
