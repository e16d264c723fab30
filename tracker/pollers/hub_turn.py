"""What one poll of the Hub collects: looks at new and changed repos, what is remembered of them, and trouble."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tracker.clock import iso
from tracker.domain import Observation, Repo, Source
from tracker.errors import BadStatus, FetchError, ParseError
from tracker.pollers.hub_client import HubClient
from tracker.pollers.hub_files import weights
from tracker.pollers.hub_look import Look, look, observation
from tracker.pollers.hub_memory import PREFIX, Known, short
from tracker.pollers.hub_repo import fingerprint, repo_of
from tracker.pollers.links import digest

Rows = Mapping[str, Mapping[str, Any]]
"""Rows of a listing by the uid of their repo."""

FAILURES = 3  # in a row, then the Hub is left alone until the next poll


def first_contact(
    source: Source, hub_url: str, rows: Rows, now: datetime
) -> tuple[dict[str, str | None], tuple[Observation, ...]]:
    """The memory of what was there before us, and that as history; with its files, or it would look new later."""
    memory: dict[str, str | None] = {"since": iso(now)}
    seen = []
    for uid, row in rows.items():
        fp = fingerprint(row)
        repo = repo_of(row, uid, now)
        memory[PREFIX + uid] = Known(repo.id, fp, fp, sha=short(repo.sha), weights=weights(repo.files or ())).dump()
        seen.append(observation(source, hub_url, repo, fp, now, baseline=True))
    return memory, tuple(seen)


class Turn:
    """What one poll collects: observations, memory and trouble."""

    def __init__(
        self, client: HubClient, source: Source, known: Mapping[str, Known], rows: Rows, now: datetime
    ) -> None:
        self._client, self._source, self._known, self._rows, self._now = client, source, known, rows, now
        self._failures = 0
        self.observations: list[Observation] = []
        self.memory: dict[str, str | None] = {}
        self.trouble: list[str] = []

    async def look_at_changes(self, most: int) -> list[str]:
        """Looks at what is new or changed in the listing, new ones first; what fails or waits comes up again.

        Returns the uids of all that are new or changed.
        """
        tight = self._client.tight(self._now)
        wanted = [uid for uid, row in self._rows.items() if self._wants_a_look(uid, row, tight)]
        wanted.sort(key=lambda uid: (uid in self._known, digest(uid, iso(self._now))))  # nobody starves behind failures
        for place, uid in enumerate(wanted):
            if place >= most or self._given_up():
                self.trouble.append(f"{len(wanted) - place} repos wait for the next poll")
                break
            await self._look(uid)
        return wanted

    def _wants_a_look(self, uid: str, row: Mapping[str, Any], tight: bool) -> bool:
        known = self._known.get(uid)
        if known is None or known.state or known.id != row["id"] or known.row != fingerprint(row):
            return True
        return bool(known.again) and not tight

    async def _look(self, uid: str) -> None:
        try:
            found = await look(self._client, uid, self._rows[uid], self._known.get(uid), self._now)
        except (FetchError, ParseError) as error:
            self._failed(self._rows[uid]["id"], error)
            return
        self._failures = 0
        await self._keep(uid, found)

    def _given_up(self) -> bool:
        return self._failures >= FAILURES

    def _failed(self, repo_id: str, error: FetchError | ParseError) -> None:
        refused = isinstance(error, BadStatus) and error.status == 429
        self._failures = FAILURES if refused else self._failures + 1
        self.trouble.append(f"{repo_id}: {error}")

    async def _keep(self, uid: str, found: Look) -> None:
        if found.trouble:
            self.trouble.append(found.trouble)
        if found.known is not None:
            self._remember(uid, found.known)
            if found.repo is not None:
                self.observations.append(await self._observed(uid, found.repo, found.known.fp))

    async def _observed(self, uid: str, repo: Repo, fp: str) -> Observation:
        """A state of a repo that is to be told."""
        return observation(self._source, self._client.url, repo, fp, self._now)

    def _remember(self, uid: str, known: Known | None) -> None:
        self.memory[PREFIX + uid] = known.dump() if known is not None else None
