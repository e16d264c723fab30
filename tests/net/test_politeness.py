"""When a server may be asked again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tracker.net.politeness import RateLimit, named_time, next_poll, parse_rate_limit, parse_retry_after, spread

NOW = datetime(2025, 8, 5, 17, 0, tzinfo=UTC)
DATE = "Tue, 05 Aug 2025 17:00:00 GMT"


@pytest.mark.parametrize(
    ("value", "date", "seconds"),
    [
        pytest.param("7", None, 7, id="seconds"),
        pytest.param(" 120 ", DATE, 120, id="seconds with spaces"),
        pytest.param("Tue, 05 Aug 2025 17:00:08 GMT", None, 8, id="a date"),
        pytest.param(
            "Tue, 05 Aug 2025 17:10:08 GMT", "Tue, 05 Aug 2025 17:10:00 GMT", 8, id="a clock ten minutes ahead"
        ),
        pytest.param(
            "Tue, 05 Aug 2025 16:50:08 GMT", "Tue, 05 Aug 2025 16:50:00 GMT", 8, id="a clock ten minutes behind"
        ),
        pytest.param("Tue, 05 Aug 2025 17:00:08 GMT", "Tue, 06 Jan 2026 09:00:00 GMT", 8, id="a Date of another world"),
        pytest.param("Tue, 05 Aug 2025 17:00:08 GMT", "garbage", 8, id="an unreadable Date"),
        pytest.param("Tuesday, 05-Aug-25 17:00:08 GMT", None, 8, id="a date in the old form"),
        pytest.param("99999999999999", None, 86400, id="absurdly long is a day"),
        pytest.param("9" * 5000, None, 86400, id="too many digits for an int"),
        pytest.param("Fri, 31 Dec 9999 23:59:59 GMT", None, 86400, id="a date at the end of time is a day"),
        pytest.param("Wed, 21 Oct 2015 07:28:00 GMT", None, None, id="a date in the past"),
        pytest.param("0", None, None, id="zero"),
        pytest.param("-5", None, None, id="negative"),
        pytest.param("1.5", None, None, id="a fraction"),
        pytest.param("²", None, None, id="a digit that is no number"),
        pytest.param("soon; please", None, None, id="words"),
        pytest.param("31 Feb 2025 25:61:00 GMT", None, None, id="an impossible date"),
        pytest.param("1 Jan 0000 00:00:00 GMT", None, None, id="the year zero"),
        pytest.param("Mon, 01 Jan 0001 00:00:00 +2359", None, None, id="before all time in UTC"),
        pytest.param("", None, None, id="empty"),
        pytest.param(None, DATE, None, id="missing"),
    ],
)
def test_retry_after(value: str | None, date: str | None, seconds: int | None) -> None:
    """Retry-After is understood as seconds or a date, bounded, and never trusted with anything else."""
    expected = None if seconds is None else NOW + timedelta(seconds=seconds)
    assert parse_retry_after(value, date, NOW) == expected


@pytest.mark.parametrize(
    ("headers", "limit"),
    [
        pytest.param(
            {"ratelimit": '"api";r=3;t=9', "ratelimit-policy": '"fixed window";"api";q=500;w=300'},
            RateLimit(3, reset=9, quota=500, window=300),
            id="the Hub with its policy",
        ),
        pytest.param({"ratelimit": '"api"; r=0; t=9'}, RateLimit(0, reset=9), id="the Hub, spaced, without a policy"),
        pytest.param(
            {"ratelimit": '"api";r=40;t=9, "pages";r=0;t=60'}, RateLimit(0, reset=60), id="of two entries the tighter"
        ),
        pytest.param(
            {"x-ratelimit-remaining": "59", "x-ratelimit-limit": "60", "x-ratelimit-reset": "1754416800"},
            RateLimit(59, resets_at=datetime(2025, 8, 5, 18, 0, tzinfo=UTC), quota=60),
            id="GitHub",
        ),
        pytest.param({"x-ratelimit-remaining": "0"}, RateLimit(0), id="GitHub without a reset"),
        pytest.param({"x-ratelimit-remaining": "few"}, None, id="words"),
        pytest.param({"ratelimit": "api;r=x"}, None, id="garbage"),
        pytest.param({}, None, id="nothing"),
    ],
)
def test_rate_limits_are_read(headers: dict[str, str], limit: RateLimit | None) -> None:
    """The Hub's and GitHub's way of saying what is left."""
    assert parse_rate_limit(headers) == limit


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        pytest.param(429, {"retry-after": "7", "ratelimit": '"api";r=0;t=99'}, 7, id="Retry-After goes first"),
        pytest.param(503, {"retry-after": "7"}, 7, id="503"),
        pytest.param(429, {"ratelimit": '"api";r=0;t=9'}, 9, id="429 with nothing left"),
        pytest.param(429, {"ratelimit": '"api";r=4;t=9'}, None, id="429 for another reason"),
        pytest.param(500, {"ratelimit": '"api";r=0;t=9'}, None, id="500 is not about the limit"),
        pytest.param(
            403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1754413500", "date": DATE}, 300, id="GitHub's 403"
        ),
        pytest.param(403, {"x-ratelimit-remaining": "7", "x-ratelimit-reset": "1754413500"}, None, id="a plain 403"),
        pytest.param(429, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1"}, None, id="a reset long ago"),
        pytest.param(429, {}, None, id="429 without a hint"),
    ],
)
def test_refusals_name_a_time(status: int, headers: dict[str, str], seconds: int | None) -> None:
    """A refused request says when its host may be asked again, where the host said so."""
    assert named_time(status, headers, NOW) == (None if seconds is None else NOW + timedelta(seconds=seconds))


MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("every", "failures", "low", "high"),
    [
        pytest.param(15 * MINUTE, 0, 13.5, 16.5, id="a healthy source waits its interval, give or take a tenth"),
        pytest.param(15 * MINUTE, 1, 27, 33, id="one failure doubles"),
        pytest.param(15 * MINUTE, 2, 54, 60, id="two failures double twice, up to an hour"),
        pytest.param(15 * MINUTE, 99_999, 54, 60, id="many failures stay at an hour"),
        pytest.param(300 * MINUTE, 9, 270, 300, id="a slow source never waits longer than its interval"),
        pytest.param(MINUTE, 0, 1, 1, id="a minute is meant to the second"),
        pytest.param(MINUTE, 3, 8, 8, id="a minute doubles to the second"),
        pytest.param(MINUTE, 9, 10, 10, id="a minute waits at most ten"),
        pytest.param(MINUTE / 60, 9, 512 / 60, 512 / 60, id="a second waits as long"),
    ],
)
def test_the_next_poll_lies_in_its_range(every: timedelta, failures: int, low: float, high: float) -> None:
    """Interval, backoff and jitter stay in their bounds for any seed."""
    waits = [next_poll(NOW, every, failures, None, f"source-{n}") - NOW for n in range(300)]
    assert all(low * MINUTE <= wait <= high * MINUTE for wait in waits)
    assert (len(set(waits)) > 100) == (low != high)


def test_the_next_poll_is_never_before_what_the_server_named() -> None:
    """`retry_at` wins over a shorter interval and does not shorten a longer one."""
    later, sooner = NOW + 3 * timedelta(hours=1), NOW + timedelta(seconds=1)
    assert next_poll(NOW, MINUTE, 0, later, "x") == later
    assert next_poll(NOW, MINUTE, 0, sooner, "x") == NOW + MINUTE


def test_jitter_can_be_foreseen() -> None:
    """The same seed always gives the same number, within [0, 1)."""
    numbers = [spread(str(n)) for n in range(1000)]
    assert numbers == [spread(str(n)) for n in range(1000)]
    assert 0 <= min(numbers) < 0.1 < 0.9 < max(numbers) < 1
