"""What a poller is given and what it hands back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from tracker.domain import Observation, Source
from tracker.net import Net, Sandbox


@dataclass(frozen=True, slots=True)
class Poll:
    """What one poll brought. `memory` holds only changes (None deletes); it is stored with the observations."""

    observations: tuple[Observation, ...] = ()
    memory: Mapping[str, str | None] = field(default_factory=dict)
    trouble: str | None = None  # the poll worked, but something is odd: "page 2: 503; nothing concluded"
    unchanged: bool = False  # 304 or the same body: nothing to store but the time


@dataclass(frozen=True, slots=True)
class Tools:
    """What pollers work with; base URLs without a trailing slash."""

    net: Net
    sandbox: Sandbox
    hub_url: str = "https://huggingface.co"
    hub_token: str | None = field(default=None, repr=False)
    github_url: str = "https://github.com"
    github_api_url: str = "https://api.github.com"
    github_token: str | None = field(default=None, repr=False)
    watched: frozenset[str] = frozenset()  # namespaces on the Hub that sources of their own ask for, case folded


class Poller(Protocol):
    """Asks a source once.

    `memory` is what earlier polls of this source left (validators, known repos …), empty at the first contact: then
    every observation is marked `baseline`. Raises FetchError or ParseError where the source did not answer well;
    the memory then stays as it was.
    """

    async def poll(self, source: Source, memory: Mapping[str, str], now: datetime) -> Poll:
        """One poll at `now`."""
        ...
