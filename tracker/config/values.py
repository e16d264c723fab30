"""One value of the configuration: text in, checked value out, ValueError that says what it must be."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from enum import StrEnum
from functools import cache
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale

EnumT = TypeVar("EnumT", bound=StrEnum)

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
SHORTEST, LONGEST = timedelta(seconds=10), timedelta(days=30)  # between two polls
_NAME = re.compile(r"\w[\w.-]{0,79}")
_NAMESPACE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}")
_MAIL = re.compile(r"[^\s@<>\"',;:\\]+@[^\s@<>\"',;:\\]+")
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")


def closest(word: str, known: Iterable[str]) -> str:
    """'; did you mean "every"?', or "" where nothing known is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'; did you mean "{near[0]}"?' if near else ""


def text(value: object) -> str:
    """A text of one line that is not empty."""
    if not isinstance(value, str):
        raise ValueError(f"must be a text in quotes, not {value!r:.40}")
    if not value.strip() or not value.isprintable():
        raise ValueError("must be a text of one line, not empty and without control characters")
    return value.strip()


def name(value: object) -> str:
    """A name: letters, digits, dots and dashes."""
    return _matching(_NAME, value, "must be letters, digits, dots and dashes, at most 80")


def namespace(value: object) -> str:
    """An organization as the Hub writes it in its addresses: "openai"."""
    return _matching(_NAMESPACE, value, 'must be the organization as in its address, such as "openai"')


def repository(value: object) -> str:
    """A GitHub repository: "owner/name"."""
    owner, slash, repo = text(value).partition("/")
    if not slash or not _NAMESPACE.fullmatch(owner) or not _NAMESPACE.fullmatch(repo):
        raise ValueError(f'must be "owner/name" as on GitHub, not "{value}"')
    return f"{owner}/{repo}"


def variable(value: object) -> str:
    """The name of an environment variable; TRACKER_… is ours."""
    found = _matching(_VARIABLE, value, "must be the name of an environment variable in capitals")
    if found.startswith("TRACKER_"):
        raise ValueError("must not begin with TRACKER_, these names are the tracker's own settings")
    return found


def mail(value: object) -> str:
    """A mail address without a display name."""
    return _matching(_MAIL, value, 'must be a mail address such as "reader@example.org"')


def duration(value: object) -> timedelta:
    """The time between two polls: "30s", "5m", "2h", "1d"."""
    found = re.fullmatch(r"\s*(\d{1,6})\s*([smhd])\s*", value) if isinstance(value, str) else None
    if not found:
        raise ValueError('must be a number and one of s, m, h, d in quotes, such as "5m"')
    span = timedelta(seconds=int(found[1]) * _UNITS[found[2]])
    if not SHORTEST <= span <= LONGEST:
        raise ValueError(f'must lie between "10s" and "30d", not "{value}"')
    return span


def url(value: object) -> str:
    """A web address without user and password."""
    address = text(value)
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port  # .port raises ValueError where it is no number
    except ValueError as error:
        raise ValueError("must be a web address such as https://example.org/feed.xml") from error
    if parts.scheme.lower() not in ("http", "https") or not host or re.search(r"[\s\\]", address):
        raise ValueError("must be a web address that begins with https:// or http://")
    if "@" in parts.netloc:
        raise ValueError("must not hold a user or a password")
    return address


def zone(value: object) -> str:
    """A time zone of the IANA list: "Europe/Berlin"."""
    key = text(value)
    try:
        ZoneInfo(key)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f'"{key}" is no known time zone{closest(key, available_timezones())}') from error
    return key


def clock_time(value: object) -> str:
    """A time of day: "08:00"."""
    return _matching(re.compile(r"([01]\d|2[0-3]):[0-5]\d"), value, 'must be a time of day such as "08:00"')


def language(value: object) -> str:
    """A language by its code: "de", "en", "pt-BR"."""
    code = text(value)
    if code.lower().split("-")[0] not in _languages():
        raise ValueError(f'"{code}" is no known language; give its code, such as "de" or "en"')
    return code.lower()


def country(value: object) -> str:
    """A country by its ISO 3166 alpha-2 code: "DE"."""
    code = text(value)
    if len(code) != 2 or code not in _countries():
        raise ValueError(f'"{code}" is no known country; give its two letters, such as "DE" or "US"')
    return code


def flag(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError("must be true or false, without quotes")
    return value


def member(kind: type[EnumT]) -> Callable[[object], EnumT]:
    """A check for a word out of one of the fixed lists of the domain."""
    one = choice(*(entry.value for entry in kind))
    return lambda value: kind(one(value.lower() if isinstance(value, str) else value))


def choice(*allowed: str) -> Callable[[object], str]:
    """A check for one of the given words."""

    def check(value: object) -> str:
        if value not in allowed:
            listed = ", ".join(f'"{word}"' for word in allowed)
            raise ValueError(f"must be one of {listed}{closest(str(value), allowed)}")
        return str(value)

    return check


def words(value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list):
        raise ValueError('must be a list of texts, such as ["openai", "Qwen"]')
    return tuple(text(item) for item in value)


def members(kind: type[EnumT]) -> Callable[[object], tuple[EnumT, ...]]:
    """A check for a list of words out of one of the fixed lists of the domain."""
    one = member(kind)
    return lambda value: tuple(one(word) for word in words(value))


def _matching(pattern: re.Pattern[str], value: object, must: str) -> str:
    found = text(value)
    if not pattern.fullmatch(found):
        raise ValueError(must)
    return found


@cache
def _languages() -> frozenset[str]:
    return frozenset(Locale("en").languages)


@cache
def _countries() -> frozenset[str]:
    codes = (str(code) for code in Locale("en").territories)  # with numbers for continents, which we do not want
    return frozenset(code for code in codes if code.isalpha()) - {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
