"""Polls a feed: conditional requests, parsing in the sandbox, entries as observations."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from tracker.clock import iso, parse_time
from tracker.domain import JSON, Observation, Source
from tracker.errors import BadStatus, ParseError
from tracker.net import Response
from tracker.pollers.contract import Poll, Tools
from tracker.pollers.links import entry_key, link_key
from tracker.pollers.refusals import explained

FULL = timedelta(days=1)
"""So often a feed is asked for without validators: some servers send an ETag that never changes."""

LATE = timedelta(days=14)
"""What appears in a feed with an older date is history that the feed brings up late, not news."""

PARTIAL = 226
"""Only what is new (RFC 3229); we never ask for it, but some servers give it."""

ANSWERS = (200, PARTIAL, 304)

_VALIDATORS = {"etag": "if-none-match", "last-modified": "if-modified-since"}
_MAX_VALIDATOR = 4096


class FeedPoller:
    """RSS, RDF, Atom and JSON Feed at `source.url`."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def poll(self, source: Source, memory: Mapping[str, str], now: datetime) -> Poll:
        """One poll; FetchError from the network, ParseError where the answer is no feed."""
        url = source.url or ""
        full = full_is_due(memory, now)
        try:
            answer = await self._tools.net.get(url, headers={} if full else validators(memory), accept=ANSWERS)
        except BadStatus as error:
            raise explained(source.name, error, now) from error
        if answer.status == 304:
            return Poll(unchanged=True, trouble=memory.get("trouble"))
        body = hashlib.sha256(answer.body).hexdigest()
        if body == memory.get("body"):
            after = changed(memory, remembered(answer, body, full, now))
            return Poll(unchanged=True, memory=after, trouble=memory.get("trouble"))
        found = await read_feed(self._tools, source, answer, now)
        whole, trouble = not found["cut"] and answer.status != PARTIAL, trouble_of(found)
        known = remembered(answer, body, full, now) | {"trouble": trouble} if whole else {}
        first = "since" not in memory
        if first:  # a feed that is cut off at first shows its other old entries later: they must not look new
            known |= {"since": iso(now)} if whole or "cut" in memory else {"cut": iso(now)}
        observations = tuple(observation(source, row, now, baseline=first) for row in found["entries"])
        return Poll(observations, changed(memory, known), trouble)


async def read_feed(tools: Tools, source: Source, answer: Response, now: datetime) -> dict[str, JSON]:
    """What parse_feed says of an answer, read in the sandbox; ParseError names the source."""
    stated = answer.headers.get("content-type", "")
    arguments = {"content_type": stated, "now": now.isoformat(), "url": answer.url}
    try:
        found: dict[str, JSON] = await asyncio.to_thread(
            tools.sandbox.run, "tracker.pollers.parse:parse_feed", answer.body, **arguments
        )
    except ParseError as error:
        raise ParseError(f"{source.name}: {error}") from error
    return found


def full_is_due(memory: Mapping[str, str], now: datetime) -> bool:
    """Whether the feed is to be asked for without validators."""
    try:
        last = parse_time(memory["full_at"])
    except (KeyError, ValueError):
        return True
    return not last <= now < last + FULL


def validators(memory: Mapping[str, str]) -> dict[str, str]:
    """The request headers that ask "only if it changed", as the server wrote them."""
    return {header: memory[key] for key, header in _VALIDATORS.items() if memory.get(key)}


def remembered(answer: Response, body: str, full: bool, now: datetime) -> dict[str, str | None]:
    """What the next poll needs to know of this answer: validators, the body's hash, when it was asked for in full."""
    kept = {key: answer.headers.get(key) for key in _VALIDATORS}
    usable = {key: value if value and len(value) <= _MAX_VALIDATOR else None for key, value in kept.items()}
    return usable | {"body": body} | ({"full_at": iso(now)} if full else {})


def changed(memory: Mapping[str, str], after: Mapping[str, str | None]) -> dict[str, str | None]:
    """Only what differs from the memory."""
    return {key: value for key, value in after.items() if memory.get(key) != value}


def observation(
    source: Source, row: Mapping[str, JSON], now: datetime, *, baseline: bool, type_: str = "entry"
) -> Observation:
    """An entry as it was seen; old news is history even where the feed brings it up only now."""
    published = parse_time(row["published"]) if row["published"] else None
    return Observation(
        source=source.name,
        key=entry_key(source.name, row["id"], row["link"], row["title"], row["published"]),
        type=type_,
        seen_at=now,
        title=row["title"],
        text=row["text"],
        url=row["link"],
        link_key=link_key(row["link"]),
        language=row["language"] or source.language,
        published_at=published,
        baseline=baseline or (published is not None and published < now - LATE),
    )


def trouble_of(found: Mapping[str, JSON]) -> str | None:
    """What is odd about a feed that could be read; None where nothing is."""
    if found["cut"]:
        return "the feed is cut off: its last entries are missing"
    if not found["entries"]:
        return "the feed is empty"
    return f"the feed is malformed: {found['malformed']}" if found["malformed"] else None
