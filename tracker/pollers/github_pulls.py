"""Polls what goes into a GitHub repository, for the radar: with a token its newest pull requests, else its commits.

One request a poll: `commits.atom` needs no token and has no limit of 60 an hour; the pulls come earlier. Both ways give
a pull request the same key, so a token may come and go.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tracker.clock import iso, parse_time
from tracker.domain import JSON, Observation, Source
from tracker.errors import ParseError
from tracker.pollers.contract import Poll, Tools
from tracker.pollers.feed import changed, full_is_due, read_feed, remembered, trouble_of, validators
from tracker.pollers.github_license import API_HEADERS
from tracker.pollers.links import digest, link_key, safe_link
from tracker.pollers.parse import sane_date
from tracker.pollers.text import MAX_TITLE, cut, plain

LISTED = 30
"""Pull requests of one answer: some 20 kB each, and more than a busy repository gets in a quarter of an hour."""

READ = 1500  # characters that are kept of what a pull request says

_NUMBER = re.compile(r"\s*\(#(\d{1,9})\)")
_AT_END = re.compile(_NUMBER.pattern + r"\s*$")
_COMMIT = re.compile(r"/commit/([0-9a-f]{7,64})(?:[?#]|$)")


async def poll_pulls(tools: Tools, source: Source, memory: Mapping[str, str], now: datetime) -> Poll:
    """One poll; FetchError from the network, ParseError for odd answers. What is older than first contact is history.

    https://docs.github.com/en/rest/pulls/pulls#list-pull-requests
    """
    token = tools.github_token
    way = "rest" if token else "atom"
    full = full_is_due(memory, now)
    headers = {} if full or memory.get("way") != way else validators(memory)
    if token:
        asked = f"state=all&sort=created&direction=desc&per_page={LISTED}"
        url, headers = f"{tools.github_api_url}/repos/{source.repository}/pulls?{asked}", API_HEADERS | headers
    else:
        url = f"{tools.github_url}/{source.repository}/commits.atom"
    answer = await tools.net.get(url, headers=headers, token=token)
    if answer.status == 304:
        return Poll(unchanged=True, trouble=memory.get("trouble"))
    body = hashlib.sha256(answer.body).hexdigest()
    known = remembered(answer, body, full, now) | {"way": way}
    if body == memory.get("body"):
        return Poll(unchanged=True, memory=changed(memory, known), trouble=memory.get("trouble"))
    if token:
        rows, trouble = await _read(tools, source, answer.body, now), None
    else:
        found = await read_feed(tools, source, answer, now)
        if found["cut"]:
            raise ParseError(f"{source.name}: {trouble_of(found)}")
        rows = [_commit(tools, source, row) for row in found["entries"]]
        trouble = trouble_of(found) if rows else None
    since = memory.get("since", iso(now))
    known |= {"trouble": trouble, "since": since}
    first = None if "since" not in memory else parse_time(since)
    observations = tuple(_observation(source, row, now, first) for row in rows)
    return Poll(observations, changed(memory, known), trouble)


async def _read(tools: Tools, source: Source, data: bytes, now: datetime) -> list[dict[str, JSON]]:
    try:
        rows: list[dict[str, JSON]] = await asyncio.to_thread(
            tools.sandbox.run, "tracker.pollers.github_pulls:parse_pulls", data, now=now.isoformat()
        )
    except ParseError as error:
        raise ParseError(f"{source.name}: {error}") from error
    return rows


def parse_pulls(data: bytes, *, now: str) -> list[dict[str, JSON]]:
    """[{key, title, text, link, published}] of `GET /repos/{o}/{r}/pulls`, odd rows left out; all texts are plain.

    Runs in the sandbox's child process. ParseError where the answer is no list.
    """
    try:
        rows = json.loads(data)
    except RecursionError as error:
        raise ParseError("nested too deeply") from error
    except ValueError as error:
        raise ParseError("the answer is no JSON") from error
    if not isinstance(rows, list):
        raise ParseError("the answer is no list of pull requests")
    moment = datetime.fromisoformat(now)
    found = [_pull(row, moment) for row in rows[:LISTED] if isinstance(row, dict)]
    return [row for row in found if row is not None]


def _pull(row: Mapping[str, Any], now: datetime) -> dict[str, JSON] | None:
    number, title, body, link = (row.get(key) for key in ("number", "title", "body", "html_url"))
    said = plain(title) if isinstance(title, str) else ""
    if not isinstance(number, int) or isinstance(number, bool) or number < 1 or not said:
        return None
    return {
        "key": f"pull/{number}",
        "title": cut(said, MAX_TITLE),
        "text": cut(plain(body), READ) if isinstance(body, str) else "",
        "link": safe_link(link) if isinstance(link, str) else None,
        "published": sane_date(_date(row.get("created_at")), now),
    }


def _date(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return None
    return moment if moment.tzinfo else None


def _commit(tools: Tools, source: Source, row: Mapping[str, JSON]) -> dict[str, JSON]:
    """A commit of the feed, as the pull request that it merged where it names one ("Add Foo (#12)").

    The feed cuts long titles; the text has the whole message, its title first.
    """
    title, text = str(row["title"]), str(row["text"])
    whole = _NUMBER.search(text[:MAX_TITLE]) if title.endswith(("...", "…")) else None
    title = text[: whole.end()] if whole else title
    found = {**row, "text": cut(text.removeprefix(title).strip(), READ)}
    if number := _AT_END.search(title):
        link = safe_link(f"{tools.github_url}/{source.repository}/pull/{number[1]}")
        return found | {"key": f"pull/{number[1]}", "title": title[: number.start()], "link": link}
    sha = _COMMIT.search(str(row["link"] or ""))
    return found | {"key": f"commit/{sha[1] if sha else row['id'] or title}"}


def _observation(source: Source, row: Mapping[str, JSON], now: datetime, since: datetime | None) -> Observation:
    """`since`: the first contact, None where this is it."""
    published = parse_time(row["published"]) if row["published"] else None
    return Observation(
        source=source.name,
        key=digest(source.name, row["key"]),
        type="github",
        seen_at=now,
        title=cut(row["title"], MAX_TITLE),
        text=row["text"],
        url=row["link"],
        link_key=link_key(row["link"]),
        language="en",
        published_at=published,
        baseline=since is None or (published is not None and published < since),
    )
