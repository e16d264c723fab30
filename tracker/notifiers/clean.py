"""Texts and links of strangers made harmless: one line, no controls, no header tricks, only plain web links."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

_JOINER = "\u200d"  # holds emoji together; every other format character can hide or turn text
_LONGEST_URL = 2000


@dataclass(frozen=True, slots=True)
class Link:
    """A link as people read it; `host` is shown beside it so that nobody is led astray."""

    label: str
    url: str
    host: str


def clean(text: str, limit: int = 500) -> str:
    """One line of plain text with at most `limit` characters: NFC, without controls and without `=?`.

    `=?` opens an encoded word: a title with one made a real Bcc header (CVE-2024-6923).
    """
    composed = unicodedata.normalize("NFC", text[: limit * 8])
    kept = "".join(filter(None, (_character(c) for c in composed)))
    return shorten(re.sub(r"\s+", " ", kept).strip().replace("=?", "= ?"), limit)


def _character(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "" if category in ("Cs", "Cf") and char != _JOINER else char


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word where one is near, never inside of a composed character."""
    if len(text) <= limit:
        return text
    cut = max(limit - 1, 0)
    while cut > 0 and (unicodedata.combining(text[cut]) or _JOINER in text[cut - 1 : cut + 1]):
        cut -= 1
    space = text.rfind(" ", max(0, cut - 30), cut)
    return text[: space if space > 0 else cut].rstrip() + "…" if limit > 0 else ""


def link(url: str | None, label: str = "") -> Link | None:
    """A link to a web address, percent-encoded, or None where it is none or hides where it leads (user info)."""
    if not url or len(url) > _LONGEST_URL or clean(url, _LONGEST_URL) != url or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # UnicodeError too
        return None
    if (
        parts.scheme not in ("http", "https")
        or "@" in parts.netloc
        or not re.fullmatch(r"[a-z0-9.-]+|[0-9a-f:.]+", host)
    ):
        return None
    place = f"[{host}]" if ":" in host else host
    rest = quote(parts.path, safe="/%:@+,;=~!$'()*") + (f"?{_quoted(parts.query)}" if parts.query else "")
    address = f"{parts.scheme}://{place}{port}{rest}" + (f"#{_quoted(parts.fragment)}" if parts.fragment else "")
    return Link(clean(label, 200) or host, address, host) if len(address) <= _LONGEST_URL else None


def _quoted(text: str) -> str:
    return quote(text, safe="/%:@+,;=~!$'()*&?")
