"""Single fields of the Hub's JSON, whatever strangers put there: a value of the right type or nothing. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from tracker.domain import RepoFile
from tracker.pollers.hub_files import is_name, order
from tracker.pollers.text import clean

MAX_FILES = 2000
_MAX_NAME = 200
_ID = re.compile(r"[A-Za-z0-9](?:[\w.-]{0,95})/[\w.-]{1,96}", re.ASCII)
_UID = re.compile(r"[\w-]{1,64}", re.ASCII)
_SHA = re.compile(r"[0-9a-f]{7,64}")
_OLD = datetime(2022, 3, 2, 23, 29, 4, tzinfo=UTC)  # what the Hub gives for all repos that are older
_FIRST = datetime(2016, 1, 1, tzinfo=UTC)


def repo_id(raw: Mapping[str, Any]) -> str | None:
    """The "owner/name" of a row; None where it is no id that a URL may be made of."""
    value = raw.get("id") if isinstance(raw.get("id"), str) else raw.get("modelId")
    if not isinstance(value, str) or not _ID.fullmatch(value) or set(value.partition("/")[2]) <= {"."}:
        return None
    return value


def repo_uid(raw: Mapping[str, Any]) -> str | None:
    """The Hub's `_id`."""
    value = raw.get("_id")
    return value if isinstance(value, str) and _UID.fullmatch(value) else None


def repo_sha(raw: Mapping[str, Any]) -> str | None:
    """The commit, in hex."""
    value = raw.get("sha")
    return value if isinstance(value, str) and _SHA.fullmatch(value) else None


def word(value: Any, length: int = _MAX_NAME) -> str | None:
    """A short text, cleaned; None where it is something else or empty."""
    return clean(value[: 4 * length])[:length] or None if isinstance(value, str) else None


def words(value: Any, count: int = 100) -> tuple[str, ...]:
    """A text or a list of texts as a tuple without repeats; anything else in it is skipped."""
    many = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(one for one in map(word, many[: 4 * count]) if one))[:count]


def gate(value: Any) -> str | None:
    """The gate: "no", "auto" or "manual"; an unknown kind, "false" as text too, is manual: never open."""
    if value is False:
        return "no"
    if value == "auto":
        return "auto"
    return "manual" if value is True or (isinstance(value, str) and value) else None


def moment(value: Any, now: datetime) -> datetime | None:
    """A time of the Hub in UTC; None where it is absurd, or the stand-in for "before March 2022"."""
    try:
        at = datetime.fromisoformat(value)
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
    usable = _FIRST <= at <= now + timedelta(days=1) and at.replace(microsecond=0) != _OLD
    return at if usable else None


def number(value: Any) -> int | None:
    """A positive whole number below 10^18."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**18 else None


def files(value: Any) -> tuple[RepoFile, ...] | None:
    """The files of `siblings`, those that tell most first; None where they were not listed."""
    if not isinstance(value, list):
        return None
    found: dict[str, RepoFile] = {}
    for one in value:
        name = one.get("rfilename") if isinstance(one, dict) else None
        if isinstance(name, str) and is_name(name):
            found.setdefault(name, RepoFile(name, _size(one)))
    return tuple(sorted(found.values(), key=order)[:MAX_FILES])


def _size(one: Mapping[str, Any]) -> int | None:
    """The size of a file; a pointer's own size is not that of the weights behind it."""
    large = one.get("lfs")
    for value in (large.get("size") if isinstance(large, dict) else None, one.get("size")):
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**18:
            return value
    return None
