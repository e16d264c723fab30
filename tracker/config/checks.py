"""One setting of the environment: text in, checked value out, ValueError that never repeats a secret."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from tracker.config import values

_MAILERS = ("smtp", "smtps", "smtp+starttls")


def allow_hosts(value: object) -> frozenset[str]:
    """A comma list of host:port; IPv6 addresses in brackets; names in lower case."""
    if isinstance(value, str):
        return frozenset(_host_port(part.strip()) for part in value.split(",") if part.strip())
    return value if isinstance(value, frozenset) else frozenset()


def _host_port(entry: str) -> str:
    found = re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):(\d{1,5})", entry)
    if not found or not 1 <= int(found[2]) <= 65535:
        raise ValueError(f'must be a comma list of host:port such as 127.0.0.1:8000,[::1]:25, not "{entry:.80}"')
    host, port = found[1].lower(), int(found[2])
    if host.startswith("["):
        try:
            host = f"[{ipaddress.IPv6Address(host[1:-1])}]"
        except ValueError as error:
            raise ValueError(f'"{entry:.80}" holds no IPv6 address') from error
    return f"{host}:{port}"


def contact(value: str) -> str:
    """A web or mail address under which the hosts that we ask can reach the operator, or nothing."""
    if value and not (value.isascii() and re.fullmatch(r"https?://[^\s()<>]+|[^\s()<>@]+@[^\s()<>@]+", value)):
        raise ValueError("must be a web address or a mail address, such as https://example.org/bot")
    return value


def base_url(value: str) -> str:
    """A web address without user, password, query and final slash."""
    address = values.url(value)
    if urlsplit(address).query or urlsplit(address).fragment:
        raise ValueError("must be a web address without ? and #")
    return address.rstrip("/")


def folder_url(value: str) -> str:
    """A base URL with a final slash, as slack-sdk wants it."""
    return base_url(value) + "/"


def smtp_url(value: str | None) -> str | None:
    """smtp://HOST:PORT, smtps://… or smtp+starttls://…, each with USER:PASSWORD@ where needed."""
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError("has a port that is no number") from error
    if parts.scheme not in _MAILERS or not host:
        raise ValueError("must be smtp://HOST:PORT, smtps://USER:PASSWORD@HOST:PORT or smtp+starttls://…")
    if parts.username and parts.scheme == "smtp":
        raise ValueError("would send the password in clear text; use smtps:// or smtp+starttls://")
    return value


def sender(value: str | None) -> str | None:
    """A mail address, or a name and an address: Tracker <tracker@example.org>."""
    if value is None:
        return None
    found = re.fullmatch(r"(?:[^<>@\r\n\"]*<)?([^\s<>@]+@[^\s<>@]+?)>?", value)
    if not found or not value.isprintable() or value.count("<") != value.count(">"):
        raise ValueError("must be a mail address such as tracker@example.org or Tracker <tracker@example.org>")
    return value
