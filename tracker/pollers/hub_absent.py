"""Known repos that are not listed: deleted, private, disabled, moved, or only missing from a bad listing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from tracker.domain import Repo
from tracker.errors import BadStatus, FetchError, ParseError
from tracker.pollers.hub_client import HubClient, error_code
from tracker.pollers.hub_look import Look, is_same, shut, tell
from tracker.pollers.hub_memory import GONE, Known, confirm, looked

MOST = 10  # that one poll asks after
MOST_OF_MANY = 5  # where so many are missing that the listing is the likelier culprit
MANY = 3


class Absent:
    """Asks after missing repos, beside a healthy one. `trouble` collects what people should know."""

    def __init__(
        self,
        client: HubClient,
        organization: str,
        known: Mapping[str, Known],
        rows: Mapping[str, Mapping[str, Any]],
        now: datetime,
    ) -> None:
        self._client, self._organization, self._now = client, organization, now
        self._known = {uid: one for uid, one in known.items() if not one.state}
        self._listed = {str(row["id"]).casefold() for row in rows.values()}
        self._controls = [str(row["id"]) for row in rows.values()]
        self._missing = {uid: one for uid, one in self._known.items() if uid not in rows}
        self._old = {uid: one for uid, one in known.items() if uid not in rows}
        self._healthy: bool | None = None
        self.trouble: list[str] = []

    def replaced(self) -> list[str]:
        """Those whose name another repo has now: deleted and made anew, so the new one is the one to watch."""
        return [uid for uid, one in self._old.items() if one.id.casefold() in self._listed]

    def to_ask(self, *, whole: bool, tight: bool) -> list[str]:
        """Whom to ask after: missing in a whole listing, or under suspicion already; those first, and not too many."""
        names = set(self.replaced())
        missing = {uid: one for uid, one in self._missing.items() if uid not in names}
        many = whole and len(missing) > MANY and 2 * len(missing) > len(self._known)
        if many:
            self.trouble.append(f"{len(missing)} of {len(self._known)} known repos are not listed: asking one by one")
        due = [
            uid
            for uid, one in missing.items()
            if (whole or one.missing is not None) and (one.missing is None or one.missing.due(self._now))
        ]
        due.sort(key=lambda uid: self._urgency(missing[uid]))
        return due[: MOST_OF_MANY if many or tight else MOST]

    def _urgency(self, one: Known) -> tuple[int, datetime]:
        if one.missing is None:
            return (0, self._now)
        return (-one.missing.confirmed, one.missing.last)

    async def ask(self, uid: str) -> Look:
        """What a missing repo's own page says. FetchError or ParseError where it says nothing."""
        one = self._known[uid]
        row = {"id": one.id} | ({} if "/" in uid else {"_id": uid})
        try:
            raw = await self._client.detail(one.id, self._now)
        except BadStatus as error:
            match error_code(error):
                case "missing":
                    return await self._confirmed(uid, one)
                case "disabled":
                    return shut(uid, row, one, self._now)
                case _:
                    raise
        if not is_same(raw, uid, row):
            return Look(self.unanswered(uid))  # its name belongs to another repo: the next listing shows it
        if raw.get("private") is True:
            return await self._confirmed(uid, one)
        found = await tell(self._client, uid, raw, one.row, one, self._now)
        after = found.known or one
        return replace(found, known=replace(after, missing=looked(one.missing, self._now, alive=True)))

    async def _confirmed(self, uid: str, one: Known) -> Look:
        if not await self._is_healthy(uid):
            return Look(self.unanswered(uid), trouble=f"{one.id} is missing, but so is what should be there")
        missing = confirm(one.missing, self._now)
        if missing.gone():
            return Look(replace(one, state=GONE, missing=None, again=0), Repo(id=one.id, uid=uid, gone=True))
        return Look(replace(one, missing=missing))

    def unanswered(self, uid: str) -> Known:
        """The memory of a repo that was asked after in vain."""
        one = self._known[uid]
        return replace(one, missing=looked(one.missing, self._now, alive=False))

    async def _is_healthy(self, uid: str) -> bool:
        """Whether the Hub answers as it should for something that is there: a listed repo, else the organization.

        Where nothing is listed, the organization's own page must know of no model either.
        """
        if self._healthy is None:
            self._healthy = await self._control()
        return self._healthy

    async def _control(self) -> bool:
        if not self._controls:
            return await self._client.count(self._organization, self._now) == 0
        try:
            await self._client.detail(self._controls[0], self._now)
        except (FetchError, ParseError):
            return False
        return True
