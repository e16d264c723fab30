"""Polls an organization on the Hub: what is new is what was never listed before, whatever its dates say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tracker.clock import iso, parse_time
from tracker.domain import Observation, Source
from tracker.errors import BadStatus, FetchError, ParseError, TooLarge
from tracker.pollers.contract import Poll, Tools
from tracker.pollers.hub_absent import Absent
from tracker.pollers.hub_client import FULL, MAX_PAGES, PAGE, PAGE_OF_MANY, HubClient, Listing
from tracker.pollers.hub_collections import Collections
from tracker.pollers.hub_files import weights
from tracker.pollers.hub_look import Look, look, observation
from tracker.pollers.hub_memory import PREFIX, Known, load, short
from tracker.pollers.hub_repo import fingerprint, repo_of
from tracker.pollers.hub_rows import by_uid
from tracker.pollers.links import digest

FULL_SET = timedelta(minutes=10)
"""So often all pages of an organization with more than one are read."""

MOST = 30  # repos that one poll looks at; the rest wait for the next
MOST_WHEN_TIGHT = 5
_FAILURES = 3  # in a row, then the Hub is left alone until the next poll


class HubPoller:
    """The repos of `source.organization`."""

    def __init__(self, tools: Tools) -> None:
        self._client = HubClient(tools)

    async def poll(self, source: Source, memory: Mapping[str, str], now: datetime) -> Poll:
        """One poll; FetchError or ParseError where the first page is not to be had, at first contact any page."""
        organization = source.organization or ""
        try:
            if "since" not in memory:
                return await self._first_contact(source, now)
            first = await self._client.first_page(organization, now)
        except BadStatus as error:
            if error.status == 401:
                text = f"{source.name}: 401: the Hub does not take the token in HF_TOKEN"
                raise FetchError(text, retry_at=error.retry_at) from error
            raise
        except ParseError as error:
            raise ParseError(f"{source.name}: {error}") from error
        known = load(memory)
        listing, asked_all = await self._listing(organization, first, memory, now)
        rows, odd = by_uid(listing.rows, organization, known)
        collections = Collections(self._client, organization, memory, now)
        turn = _Turn(self._client, source, known, rows, collections, now)
        await turn.look_at_changes()
        await turn.look_for_missing(listing.whole)
        after = turn.memory | collections.after | ({"full_at": iso(now)} if asked_all else {})
        trouble = "; ".join(text for text in (listing.trouble, odd, *turn.trouble) if text)
        changes = {key: value for key, value in after.items() if memory.get(key) != value}
        quiet = not (turn.observations or changes or trouble)
        return Poll(tuple(turn.observations), changes, trouble[:500] or None, unchanged=quiet)

    async def _first_contact(self, source: Source, now: datetime) -> Poll:
        """Everything that is there is known from now on; half of it would make the other half look new later."""
        organization = source.organization or ""
        listing = await self._everything(organization, now)
        if not listing.whole:
            raise FetchError(f"{source.name}: {listing.trouble}")
        rows, odd = by_uid(listing.rows, organization, {})
        memory: dict[str, str | None] = {"since": iso(now), "full_at": iso(now)}
        seen = []
        for uid, row in rows.items():
            fp = fingerprint(row)
            repo = repo_of(row, uid, now)
            memory[PREFIX + uid] = Known(repo.id, fp, fp, sha=short(repo.sha), weights=weights(repo.files or ())).dump()
            seen.append(observation(source, self._client.url, repo, fp, now, baseline=True))
        return Poll(tuple(seen), memory, odd if rows else odd or f"no repos of {organization!r} are listed")

    async def _everything(self, organization: str, now: datetime) -> Listing:
        """All repos with their files; without them where they are too much: very many files, or very many repos."""
        found = Listing()
        try:
            first = await self._client.first_page(organization, now, keys=FULL)
            found = await self._client.all_pages(first, organization, now)
            if len(found.rows) < MAX_PAGES * PAGE:
                return found
        except TooLarge:
            pass
        large = await self._client.first_page(organization, now, limit=PAGE_OF_MANY)
        every = await self._client.all_pages(large, organization, now)
        every.rows = [*found.rows, *every.rows]
        return every

    async def _listing(
        self, organization: str, first: Listing, memory: Mapping[str, str], now: datetime
    ) -> tuple[Listing, bool]:
        """What is listed, and whether all pages were asked for: every FULL_SET, but not where the limit is near."""
        if first.whole:
            return first, False
        last = parse_time(memory["full_at"]) if "full_at" in memory else None
        due = last is None or not last <= now < last + FULL_SET
        if not due or self._client.tight(now):
            return first, False
        try:
            large = await self._client.first_page(organization, now, limit=PAGE_OF_MANY)
            every = await self._client.all_pages(large, organization, now)
        except (FetchError, ParseError) as error:
            return Listing(first.rows).broken(f"the full listing: {error}"), True
        every.rows = [*first.rows, *every.rows]
        return every, True


class _Turn:
    """What one poll collects: observations, memory and trouble."""

    def __init__(
        self,
        client: HubClient,
        source: Source,
        known: Mapping[str, Known],
        rows: Mapping[str, Mapping[str, Any]],
        collections: Collections,
        now: datetime,
    ) -> None:
        self._client, self._source, self._known, self._rows, self._now = client, source, known, rows, now
        self._collections = collections
        self._failures = 0
        self.observations: list[Observation] = []
        self.memory: dict[str, str | None] = {}
        self.trouble: list[str] = []

    async def look_at_changes(self) -> None:
        """Looks at what is new or changed in the listing, new ones first; what fails or waits comes up again."""
        tight = self._client.tight(self._now)
        most = MOST_WHEN_TIGHT if tight else MOST
        wanted = [uid for uid, row in self._rows.items() if self._wants_a_look(uid, row, tight)]
        wanted.sort(key=lambda uid: (uid in self._known, digest(uid, iso(self._now))))  # nobody starves behind failures
        for place, uid in enumerate(wanted):
            if place >= most or self._failures >= _FAILURES:
                self.trouble.append(f"{len(wanted) - place} repos wait for the next poll")
                break
            await self._look(uid)
        for uid in self._rows.keys() & self._known.keys() - set(wanted):
            if self._known[uid].missing is not None:
                self._remember(uid, replace(self._known[uid], missing=None))

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

    def _failed(self, repo_id: str, error: FetchError | ParseError) -> None:
        refused = isinstance(error, BadStatus) and error.status == 429
        self._failures = _FAILURES if refused else self._failures + 1
        self.trouble.append(f"{repo_id}: {error}")

    async def _keep(self, uid: str, found: Look) -> None:
        if found.trouble:
            self.trouble.append(found.trouble)
        if found.known is not None:
            self._remember(uid, found.known)
            if found.repo is not None:
                fp, repo = found.known.fp, found.repo
                repo = repo if repo.gone else replace(repo, collections=await self._collections.of(repo.id))
                self.observations.append(observation(self._source, self._client.url, repo, fp, self._now))

    def _remember(self, uid: str, known: Known | None) -> None:
        self.memory[PREFIX + uid] = known.dump() if known is not None else None

    async def look_for_missing(self, whole: bool) -> None:
        """Looks at the pages of known repos that are not listed; the listing alone proves nothing."""
        if self._failures >= _FAILURES:
            return
        absent = Absent(self._client, self._source.organization or "", self._known, self._rows, self._now)
        for uid in absent.replaced():
            self._remember(uid, None)
        for uid in absent.to_ask(whole=whole, tight=self._client.tight(self._now)):
            try:
                await self._keep(uid, await absent.ask(uid))
            except (FetchError, ParseError) as error:
                self._remember(uid, absent.unanswered(uid))
                self._failed(self._known[uid].id, error)
                if self._failures >= _FAILURES:
                    break
        self.trouble += absent.trouble
