"""Polls the Hub's trending list: repos of owners whom no other source watches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tracker.domain import Observation, Repo, Source
from tracker.errors import ParseError
from tracker.pollers.contract import Poll, Tools
from tracker.pollers.hub_client import FULL, LIGHT, HubClient
from tracker.pollers.hub_fields import repo_id, repo_uid
from tracker.pollers.hub_memory import load
from tracker.pollers.hub_turn import Turn, first_contact

LISTED = 100  # repos of the list that are read

MOST = 10  # repos that one poll looks at; the rest wait for the next
MOST_WHEN_TIGHT = 2

FRESH = timedelta(days=30)
"""A repo made longer ago is history when it first trends: old models come into fashion again. Labs prepare a repo in
private for up to three weeks (huggingface_hub #3604), so a shorter time would take releases for old."""


class TrendingPoller:
    """Repos that trend, without those of `tools.watched`; nothing is concluded from one that leaves the list."""

    def __init__(self, tools: Tools) -> None:
        self._client = HubClient(tools)
        self._watched = tools.watched

    async def poll(self, source: Source, memory: Mapping[str, str], now: datetime) -> Poll:
        """One poll; FetchError or ParseError where the list is not to be had."""
        begins = "since" not in memory
        expand = "".join(f"&expand={key}" for key in (FULL if begins else LIGHT))
        listing = await self._client.page(
            f"{self._client.url}/api/models?sort=trendingScore&limit={LISTED}{expand}", now
        )
        if not listing.rows:
            raise ParseError(f"{source.name}: the list of what trends is empty")
        rows, odd = self._rows(listing.rows)
        if begins:
            begun, seen = first_contact(source, self._client.url, rows, now)
            return Poll(seen, begun, odd)
        turn = _Turn(self._client, source, load(memory), rows, now)
        await turn.look_at_changes(MOST_WHEN_TIGHT if self._client.tight(now) else MOST)
        trouble = "; ".join(text for text in (odd, *turn.trouble) if text)
        quiet = not (turn.observations or turn.memory or trouble)
        return Poll(tuple(turn.observations), turn.memory, trouble[:500] or None, unchanged=quiet)

    def _rows(self, listed: list[Any]) -> tuple[dict[str, Mapping[str, Any]], str | None]:
        """Public repos that nobody else watches, by uid, and a word on rows that could not be used."""
        found: dict[str, Mapping[str, Any]] = {}
        odd = 0
        for row in listed:
            name, uid = (repo_id(row), repo_uid(row)) if isinstance(row, dict) else (None, None)
            if name is None or uid is None:
                odd += 1
            elif row.get("private") is not True and name.partition("/")[0].casefold() not in self._watched:
                found.setdefault(uid, {**row, "id": name})
        return found, f"{odd} rows of the listing could not be used" if odd else None


class _Turn(Turn):
    """A turn to which an old repo that begins to trend is history."""

    async def _observed(self, uid: str, repo: Repo, fp: str) -> Observation:
        seen = await super()._observed(uid, repo, fp)
        return replace(seen, baseline=uid not in self._known and not _fresh(repo, self._now))


def _fresh(repo: Repo, now: datetime) -> bool:
    """Whether a repo can be news: made not long ago, as far as the Hub says when."""
    return repo.created_at is not None and now - repo.created_at <= FRESH
