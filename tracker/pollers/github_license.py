"""The license that GitHub recognizes in a repository: asked once a day, and only with a token."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta

from tracker.clock import iso, parse_time
from tracker.domain import Observation, Source
from tracker.errors import FetchError, ParseError
from tracker.pollers.contract import Poll, Tools
from tracker.pollers.text import MAX_TITLE, cut

API_HEADERS = {"accept": "application/vnd.github+json", "x-github-api-version": "2022-11-28"}
"""docs.github.com, "REST API endpoints for releases" and "for repositories"."""

EVERY = timedelta(days=1)
"""Licenses change seldom. Without a token GitHub answers 60 questions an hour, which the releases need."""

NONE = "none"
"""Remembered where GitHub recognizes no license."""

_MAX_ETAG = 4096


async def poll_license(tools: Tools, source: Source, memory: Mapping[str, str], now: datetime) -> Poll:
    """An observation where the license is new or another; its key is "license:ID:TIME", which no release's is.

    What goes wrong changes nothing but when it is asked again: a source is well as long as its releases are.
    """
    if not tools.github_token or not _due(memory, now):
        return Poll(unchanged=True)
    asked = {"license_at": iso(now)}
    etag = memory.get("license_etag")
    url = f"{tools.github_api_url}/repos/{source.repository}"
    headers = API_HEADERS | ({"if-none-match": etag} if etag else {})
    try:
        answer = await tools.net.get(url, headers=headers, token=tools.github_token)
        if answer.status == 304:
            return Poll(memory=asked, unchanged=True)
        found: str | None = await asyncio.to_thread(
            tools.sandbox.run, "tracker.pollers.github_rows:parse_license", answer.body
        )
    except (FetchError, ParseError):
        return Poll(memory=asked, unchanged=True)
    etag = answer.headers.get("etag") or ""
    known = {"license": found or NONE, "license_etag": etag if 0 < len(etag) <= _MAX_ETAG else None}
    before = memory.get("license")
    if known["license"] == (before or NONE):
        return Poll(memory=asked | known, unchanged=True)
    return Poll((_observation(source, found, now, baseline=before is None),), asked | known)


def _due(memory: Mapping[str, str], now: datetime) -> bool:
    try:
        last = parse_time(memory["license_at"])
    except (KeyError, ValueError):
        return True
    return not last <= now < last + EVERY


def _observation(source: Source, license_id: str | None, now: datetime, *, baseline: bool) -> Observation:
    says = f"license {license_id}" if license_id else "no license that GitHub recognizes"
    return Observation(
        source=source.name,
        key=f"license:{license_id or NONE}:{iso(now)}",
        type="github",
        seen_at=now,
        title=cut(f"{source.repository}: {says}", MAX_TITLE),
        url=f"https://github.com/{source.repository}",
        language="en",
        baseline=baseline,
    )
