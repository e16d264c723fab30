"""Refused feeds in words: which are asked again soon, which are left alone for long."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tracker.errors import BadStatus
from tracker.pollers.refusals import explained

CHALLENGE = {"cf-mitigated": "challenge"}


@pytest.mark.parametrize(
    ("status", "headers", "text", "rest"),
    [
        pytest.param(500, {}, "blog: 500", None, id="a broken server has the usual pause"),
        pytest.param(404, {}, "blog: 404", None, id="a missing feed may come back"),
        pytest.param(401, {}, "blog: 401: it asks for credentials", timedelta(days=1), id="credentials for a day"),
        pytest.param(403, {}, "blog: 403", None, id="a plain refusal has the usual pause"),
        pytest.param(403, CHALLENGE, "blog: 403: a bot challenge", timedelta(hours=6), id="a challenge for hours"),
        pytest.param(410, {}, "blog: 410: it is gone for good", timedelta(days=7), id="gone for a week"),
    ],
)
def test_a_refusal_is_explained(
    status: int, headers: dict[str, str], text: str, rest: timedelta | None, now: datetime
) -> None:
    """The text names the source and what the status means; lasting refusals name a time."""
    found = explained("blog", BadStatus("host: x", status=status, headers=headers), now)

    assert str(found).startswith(text)
    assert found.retry_at == (now + rest if rest else None)


def test_the_later_time_counts(now: datetime) -> None:
    """A server's own wish is kept where it is longer than ours."""
    wish = BadStatus("host: 401", status=401, retry_at=now + timedelta(days=3))

    assert explained("blog", wish, now).retry_at == now + timedelta(days=3)
