"""Polls an organization on the Hub: what is new is what was never listed before, whatever its dates say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from tracker.clock import iso, parse_time
from tracker.domain import Observation, Repo, Source
from tracker.errors import BadStatus, FetchError, ParseError, TooLarge
from tracker.pollers.contract import Poll, Tools
from tracker.pollers.hub_absent import Absent
from tracker.pollers.hub_client import FULL, MAX_PAGES, PAGE, PAGE_OF_MANY, HubClient, Listing
from tracker.pollers.hub_collections import Collections
from tracker.pollers.hub_memory import Known, load
from tracker.pollers.hub_rows import by_uid
from tracker.pollers.hub_turn import Rows, Turn, first_contact

FULL_SET = timedelta(minutes=10)
"""So often all pages of an organization with more than one are read."""

MOST = 30  # repos that one poll looks at; the rest wait for the next
MOST_WHEN_TIGHT = 5


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
        await turn.look_at_changes(MOST_WHEN_TIGHT if self._client.tight(now) else MOST)
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
        memory, seen = first_contact(source, self._client.url, rows, now)
        memory["full_at"] = iso(now)
        return Poll(seen, memory, odd if rows else odd or f"no repos of {organization!r} are listed")

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


class _Turn(Turn):
    """A turn that knows the organization's collections, and asks after what is not listed any more."""

    def __init__(
        self,
        client: HubClient,
        source: Source,
        known: Mapping[str, Known],
        rows: Rows,
        collections: Collections,
        now: datetime,
    ) -> None:
        super().__init__(client, source, known, rows, now)
        self._collections = collections

    async def look_at_changes(self, most: int) -> list[str]:
        """The same; what is listed unchanged is not missing."""
        wanted = await super().look_at_changes(most)
        for uid in self._rows.keys() & self._known.keys() - set(wanted):
            if self._known[uid].missing is not None:
                self._remember(uid, replace(self._known[uid], missing=None))
        return wanted

    async def _observed(self, uid: str, repo: Repo, fp: str) -> Observation:
        repo = repo if repo.gone else replace(repo, collections=await self._collections.of(repo.id))
        return await super()._observed(uid, repo, fp)

    async def look_for_missing(self, whole: bool) -> None:
        """Looks at the pages of known repos that are not listed; the listing alone proves nothing."""
        if self._given_up():
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
                if self._given_up():
                    break
        self.trouble += absent.trouble
