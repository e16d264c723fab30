"""IN: one file per type of source. A poller asks a source once and says what it saw; POLLERS is the whole list."""

from __future__ import annotations

from collections.abc import Callable

from tracker.pollers.contract import Poll, Poller, Tools
from tracker.pollers.feed import FeedPoller
from tracker.pollers.github import GithubPoller
from tracker.pollers.hub import HubPoller
from tracker.pollers.trending import TrendingPoller

__all__ = ["POLLERS", "Poll", "Poller", "Tools"]

POLLERS: dict[str, Callable[[Tools], Poller]] = {
    "feed": FeedPoller,
    "hub": HubPoller,
    "github": GithubPoller,
    "trending": TrendingPoller,
}
