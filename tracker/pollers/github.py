"""Polls a GitHub repository's releases: its Atom feed, or with a token the REST interface and the license too.

A source that watches pull requests instead is asked in github_pulls.py.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import unquote

from tracker.clock import iso, parse_time
from tracker.domain import JSON, Observation, Source
from tracker.errors import ParseError
from tracker.net import Response
from tracker.pollers.contract import Poll, Tools
from tracker.pollers.feed import LATE, changed, full_is_due, read_feed, remembered, trouble_of, validators
from tracker.pollers.github_license import API_HEADERS, poll_license
from tracker.pollers.github_pulls import poll_pulls
from tracker.pollers.links import digest, link_key
from tracker.pollers.text import MAX_TITLE, cut

_TAG_IN_LINK = re.compile(r"/releases/tag/([^?#]+)")
_TAG_IN_ID = re.compile(r"^tag:github\.com,2008:Repository/\d+/(.+)$")


class GithubPoller:
    """Releases of `source.repository`, or its pulls. Both ways give the same keys, so a token may come and go."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def poll(self, source: Source, memory: Mapping[str, str], now: datetime) -> Poll:
        """One poll; FetchError from the network (GitHub's rate limit names the time), ParseError for odd answers."""
        if source.watch == "pulls":
            return await poll_pulls(self._tools, source, memory, now)
        found = await self._releases(source, memory, now)
        license_ = await poll_license(self._tools, source, memory, now)
        return replace(
            found,
            observations=(*found.observations, *license_.observations),
            memory={**found.memory, **license_.memory},
            unchanged=found.unchanged and license_.unchanged,
        )

    async def _releases(self, source: Source, memory: Mapping[str, str], now: datetime) -> Poll:
        token = self._tools.github_token
        full = full_is_due(memory, now)
        if token:
            url = f"{self._tools.github_api_url}/repos/{source.repository}/releases?per_page=100"
            headers = API_HEADERS | ({} if full or memory.get("way") != "rest" else validators(memory))
        else:
            url = f"{self._tools.github_url}/{source.repository}/releases.atom"
            headers = {} if full or memory.get("way") != "atom" else validators(memory)
        answer = await self._tools.net.get(url, headers=headers, token=token)
        if answer.status == 304:
            return Poll(unchanged=True, trouble=memory.get("trouble"))
        body = hashlib.sha256(answer.body).hexdigest()
        known = remembered(answer, body, full, now) | {"way": "rest" if token else "atom"}
        if body == memory.get("body"):
            return Poll(unchanged=True, memory=changed(memory, known), trouble=memory.get("trouble"))
        rows, trouble = await (self._rest(source, answer, now) if token else self._atom(source, answer, now))
        known["trouble"] = trouble
        first = "since" not in memory
        if first:
            known["since"] = iso(now)
        observations = tuple(_observation(source, row, now, baseline=first) for row in rows)
        return Poll(observations, changed(memory, known), trouble)

    async def _rest(self, source: Source, answer: Response, now: datetime) -> tuple[list[dict[str, JSON]], str | None]:
        try:
            rows: list[dict[str, JSON]] = await asyncio.to_thread(
                self._tools.sandbox.run,
                "tracker.pollers.github_rows:parse_releases",
                answer.body,
                now=now.isoformat(),
            )
        except ParseError as error:
            raise ParseError(f"{source.name}: {error}") from error
        return rows, None

    async def _atom(self, source: Source, answer: Response, now: datetime) -> tuple[list[dict[str, JSON]], str | None]:
        found = await read_feed(self._tools, source, answer, now)
        if found["cut"]:
            raise ParseError(f"{source.name}: {trouble_of(found)}")
        rows = [
            {
                "tag": tag_of(row["id"], row["link"]) or row["title"],
                "name": row["title"],
                "text": row["text"],
                "link": row["link"],
                "published": row["published"],
            }
            for row in found["entries"]
        ]
        return rows, trouble_of(found) if rows else None  # a repository without releases is well


def tag_of(entry_id: str | None, link: str | None) -> str | None:
    """The tag that an Atom entry speaks of, from its link or its id (tag:github.com,2008:Repository/ID/TAG)."""
    if (match := _TAG_IN_LINK.search(link or "")) is not None:
        return unquote(match[1])
    return match[1] if (match := _TAG_IN_ID.match(entry_id or "")) is not None else None


def _observation(source: Source, row: Mapping[str, JSON], now: datetime, *, baseline: bool) -> Observation:
    tag, name = row["tag"], row["name"]
    published = parse_time(row["published"]) if row["published"] else None
    title = f"{source.repository} {tag}" + (f": {name}" if name and name != tag else "")
    return Observation(
        source=source.name,
        key=digest(source.name, "tag", tag),
        type="github",
        seen_at=now,
        title=cut(title, MAX_TITLE),
        text=row["text"],
        url=row["link"],
        link_key=link_key(row["link"]),
        language=source.language,
        published_at=published,
        baseline=baseline or (published is not None and published < now - LATE),
    )
