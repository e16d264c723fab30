"""Polls the Hub's trending list: repos of owners whom no other source watches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from tracker.clock import iso
from tracker.domain import Observation, Repo, Source
from tracker.errors import BadStatus, FetchError, ParseError
from tracker.pollers.contract import Poll, Tools
from tracker.pollers.hub_client import FULL, LIGHT, HubClient
from tracker.pollers.hub_fields import repo_id, repo_uid
from tracker.pollers.hub_files import weights
from tracker.pollers.hub_look import look, observation
from tracker.pollers.hub_memory import PREFIX, Known, load
from tracker.pollers.hub_repo import fingerprint, repo_of
from tracker.pollers.links import digest

LISTED = 100  # repos of the list that are read

MOST = 10  # repos that one poll looks at; the rest wait for the next
MOST_WHEN_TIGHT = 2
_FAILURES = 3  # in a row, then the Hub is left alone until the next poll

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
        known = load(memory)
        begins = "since" not in memory
        expand = "".join(f"&expand={key}" for key in (FULL if begins else LIGHT))
        listing = await self._client.page(
            f"{self._client.url}/api/models?sort=trendingScore&limit={LISTED}{expand}", now
        )
        if not listing.rows:
            raise ParseError(f"{source.name}: the list of what trends is empty")
        rows, odd = self._rows(listing.rows)
        if begins:
            return self._first_contact(source, rows, odd, now)
        turn = _Turn(self._client, source, known, now)
        await turn.look_at(rows, MOST_WHEN_TIGHT if self._client.tight(now) else MOST)
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

    def _first_contact(
        self, source: Source, rows: Mapping[str, Mapping[str, Any]], odd: str | None, now: datetime
    ) -> Poll:
        """What trends already is history; with its files, or they would look new when it changes."""
        memory: dict[str, str | None] = {"since": iso(now)}
        seen = []
        for uid, row in rows.items():
            fp = fingerprint(row)
            repo = repo_of(row, uid, now)
            memory[PREFIX + uid] = Known(repo.id, fp, fp, weights=weights(repo.files or ())).dump()
            seen.append(observation(source, self._client.url, repo, fp, now, baseline=True))
        return Poll(tuple(seen), memory, odd)


class _Turn:
    """What one poll collects: observations, memory and trouble."""

    def __init__(self, client: HubClient, source: Source, known: Mapping[str, Known], now: datetime) -> None:
        self._client, self._source, self._known, self._now = client, source, known, now
        self.observations: list[Observation] = []
        self.memory: dict[str, str | None] = {}
        self.trouble: list[str] = []

    async def look_at(self, rows: Mapping[str, Mapping[str, Any]], most: int) -> None:
        """Looks at what is new or changed, new ones first; what fails or waits comes up again."""
        wanted = [uid for uid, row in rows.items() if _wants_a_look(row, self._known.get(uid))]
        wanted.sort(key=lambda uid: (uid in self._known, digest(uid, iso(self._now))))  # nobody starves behind failures
        failures = 0
        for place, uid in enumerate(wanted):
            if place >= most or failures >= _FAILURES:
                self.trouble.append(f"{len(wanted) - place} repos wait for the next poll")
                break
            try:
                await self._look(uid, rows[uid])
                failures = 0
            except (FetchError, ParseError) as error:
                refused = isinstance(error, BadStatus) and error.status == 429
                failures = _FAILURES if refused else failures + 1
                self.trouble.append(f"{rows[uid]['id']}: {error}")

    async def _look(self, uid: str, row: Mapping[str, Any]) -> None:
        known = self._known.get(uid)
        found = await look(self._client, uid, row, known, self._now)
        if found.trouble:
            self.trouble.append(found.trouble)
        if found.known is None:
            return
        self.memory[PREFIX + uid] = found.known.dump()
        if found.repo is not None:
            old = known is None and not _fresh(found.repo, self._now)
            seen = observation(self._source, self._client.url, found.repo, found.known.fp, self._now, baseline=old)
            self.observations.append(seen)


def _wants_a_look(row: Mapping[str, Any], known: Known | None) -> bool:
    if known is None or known.state or known.again:
        return True
    return known.id != row["id"] or known.row != fingerprint(row)


def _fresh(repo: Repo, now: datetime) -> bool:
    """Whether a repo can be news: made not long ago, as far as the Hub says when."""
    return repo.created_at is not None and now - repo.created_at <= FRESH
