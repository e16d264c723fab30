"""Which of an organization's repos stand in which of its collections: asked for at most once an hour, kept short."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from tracker.clock import iso, parse_time
from tracker.errors import FetchError, ParseError
from tracker.pollers.hub_client import HubClient
from tracker.pollers.hub_fields import repo_id

KEY = "collections"
"""Where a poller's memory has them: {"at": time, "of": {repo: [slug, …]}}."""

EVERY = timedelta(hours=1)
MOST = 500  # repos that are kept
MOST_OF_ONE = 5  # collections that are kept of each

_SLUG = re.compile(r"[\w.-]{1,100}/[\w.-]{1,200}", re.ASCII)


class Collections:
    """An organization's collections as they are remembered; `after` is the memory they leave."""

    def __init__(self, client: HubClient, organization: str, memory: Mapping[str, str], now: datetime) -> None:
        self._client, self._organization, self._now = client, organization, now
        self._asked = False
        kept = json.loads(memory[KEY]) if KEY in memory else {}
        self._of: dict[str, list[str]] = kept.get("of", {})
        self._at = parse_time(kept["at"]) if kept else None
        self.after: dict[str, str | None] = {}

    async def of(self, repo: str) -> tuple[str, ...]:
        """The slugs of the collections that a repo is in. Where the Hub does not answer, what was known stays."""
        due = self._at is None or not self._at <= self._now < self._at + EVERY
        if due and not self._asked and not self._client.tight(self._now):
            await self._ask()
        return tuple(self._of.get(_place(repo), ()))

    async def _ask(self) -> None:
        self._asked = True
        try:
            rows = await self._client.collections(self._organization, self._now)
        except (FetchError, ParseError):
            return
        self._of, self._at = by_repo(rows, self._organization), self._now
        kept = {"at": iso(self._now), "of": self._of}
        self.after = {KEY: json.dumps(kept, separators=(",", ":"), sort_keys=True)}


def by_repo(rows: Iterable[Any], organization: str) -> dict[str, list[str]]:
    """Slugs of collections by the name of the organization's repo. Lists show the first four items of each."""
    found: dict[str, list[str]] = {}
    for row in rows:
        slug = row.get("slug") if isinstance(row, dict) else None
        if not isinstance(slug, str) or not _SLUG.fullmatch(slug) or row.get("private") is True:
            continue
        items = row["items"] if isinstance(row.get("items"), list) else []
        for item in items:
            name = repo_id(item) if isinstance(item, dict) and item.get("type", "model") == "model" else None
            if name is None or name.partition("/")[0].casefold() != organization.casefold():
                continue
            if len(found) < MOST or _place(name) in found:
                slugs = found.setdefault(_place(name), [])
                if slug not in slugs and len(slugs) < MOST_OF_ONE:
                    slugs.append(slug)
    return found


def _place(repo: str) -> str:
    return repo.partition("/")[2].casefold()
