"""When a server may be asked again: pure rules over its headers and our own patience."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(hours=24)  # whatever a server says, we look again the next day
_MOST_INTERVALS, _QUICK_RETRY = 10, timedelta(minutes=10)
SLOWEST_RETRY = timedelta(hours=1)  # of a source that fails, unless its own interval is longer
_NO_JITTER = timedelta(seconds=60)  # shorter intervals are meant to the second
_ENTRY = re.compile(r'"[^"]*"\s*;\s*r\s*=\s*([0-9]{1,12})\s*;\s*t\s*=\s*([0-9]{1,9})')
_POLICY = re.compile(r"\bq\s*=\s*([0-9]{1,12})\s*;\s*w\s*=\s*([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class RateLimit:
    """What a server says is left. `reset` seconds until the window ends, or `resets_at` where it named the time."""

    remaining: int
    reset: int | None = None
    resets_at: datetime | None = None
    quota: int | None = None  # requests per window
    window: int | None = None  # seconds


def parse_retry_after(value: str | None, date_header: str | None, now: datetime) -> datetime | None:
    """The time of a Retry-After header (RFC 9110 10.2.3), seconds or a date; None where it says nothing usable.

    A date is taken relative to the server's own Date where that clock is less than a day from `now`: a server whose
    clock is wrong by minutes means the distance. No answer lies in the past or more than 24 h ahead.
    """
    text = (value or "").strip()
    if re.fullmatch(r"[0-9]+", text):
        seconds = int(text) if len(text) < 9 else LONGEST_WAIT.total_seconds()
        return _ahead(timedelta(seconds=seconds), now)
    at = parse_http_date(text)
    return None if at is None else _ahead(at - server_time(date_header, now), now)


def parse_http_date(text: str | None) -> datetime | None:
    """An HTTP date as an aware UTC datetime; None where it is none."""
    try:
        moment: datetime = parsedate_to_datetime(text or "")
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def server_time(date_header: str | None, now: datetime) -> datetime:
    """What the server thinks the time is; `now` where its Date is missing or a day or more away."""
    date = parse_http_date(date_header)
    return now if date is None or abs(date - now) >= timedelta(days=1) else date


def _ahead(wait: timedelta, now: datetime) -> datetime | None:
    return now + min(wait, LONGEST_WAIT) if wait > timedelta(0) else None


def parse_rate_limit(headers: Mapping[str, str]) -> RateLimit | None:
    """The Hub's `RateLimit: "api";r=3;t=9` with RateLimit-Policy, or GitHub's x-ratelimit-*; headers in lower case.

    Sources: draft-ietf-httpapi-ratelimit-headers-09 as the Hub writes it; docs.github.com, "Rate limits for the REST
    API". Of several entries the one with the least left counts.
    """
    entries = [(int(left), int(reset)) for left, reset in _ENTRY.findall(headers.get("ratelimit", ""))]
    if entries:
        left, reset = min(entries, key=lambda entry: (entry[0], -entry[1]))
        policy = _POLICY.search(headers.get("ratelimit-policy", ""))
        quota, window = (int(policy[1]), int(policy[2])) if policy else (None, None)
        return RateLimit(left, reset=reset, quota=quota, window=window)
    remaining = headers.get("x-ratelimit-remaining", "")
    if not re.fullmatch(r"[0-9]{1,12}", remaining):
        return None
    limit, epoch = headers.get("x-ratelimit-limit", ""), headers.get("x-ratelimit-reset", "")
    return RateLimit(
        int(remaining),
        resets_at=datetime.fromtimestamp(int(epoch), UTC) if re.fullmatch(r"[0-9]{1,11}", epoch) else None,
        quota=int(limit) if re.fullmatch(r"[0-9]{1,12}", limit) else None,
    )


def named_time(status: int, headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Not before when an answer lets us ask its host again; None where it does not say.

    Retry-After counts with any status. An exhausted rate limit counts only where it is why we were refused
    (429, GitHub also 403).
    """
    date = headers.get("date")
    at = parse_retry_after(headers.get("retry-after"), date, now)
    if at is not None or status not in {403, 429}:
        return at
    limit = parse_rate_limit(headers)
    if limit is None or limit.remaining > 0:
        return None
    if limit.reset is not None:
        return _ahead(timedelta(seconds=limit.reset), now)
    return None if limit.resets_at is None else _ahead(limit.resets_at - server_time(date, now), now)


def spread(seed: str) -> float:
    """A number in [0, 1) that is always the same for the same seed: jitter that a test can foresee."""
    return int.from_bytes(hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()[:6], "big") / 2**48


def next_poll(now: datetime, every: timedelta, failures: int, retry_at: datetime | None, seed: str) -> datetime:
    """When to ask a source again: `every`, doubled per failure in a row, never before `retry_at`.

    A failing source waits at most ten minutes or ten of its intervals, and at most an hour: what is asked each minute
    is to be heard of soon after the trouble, also where trouble comes in waves.
    Intervals over a minute vary by ±10 % so that sources do not march in step; `seed` decides by how much.
    """
    longest = max(every, min(max(_MOST_INTERVALS * every, _QUICK_RETRY), SLOWEST_RETRY))
    wait = min(every * (1 << min(max(failures, 0), 16)), longest)
    if every > _NO_JITTER:
        wait = wait * (0.9 + 0.2 * spread(seed))
        if failures > 0:
            wait = min(wait, longest)
    return max(now + wait, retry_at) if retry_at is not None else now + wait
