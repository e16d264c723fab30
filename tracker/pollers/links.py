"""Links of feed entries: which are kept at all, and when two of them mean the same page. Pure."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

from courlan import clean_url

MAX_LINK = 2048
_ODD = re.compile(r'[\x00- <>"\\\x7f]')
_PLAIN = re.compile(r"https?://(?!\S*xn--)((?:[a-z0-9][a-z0-9-]*\.)+[a-z0-9]+(?:/[A-Za-z0-9_][A-Za-z0-9_.~-]*)*)/?")
"""Links in which there is nothing to clean: 95 of 100 recorded ones, and a feed has hundreds at each poll."""


def safe_link(link: str | None) -> str | None:
    """An absolute http(s) link without a user name and odd characters; None where it is anything else."""
    text = "".join((link or "").split("\n")).strip()
    if not text or len(text) > MAX_LINK or _ODD.search(text):
        return None
    parts = _parts(text)
    return text if parts is not None else None


def _parts(link: str) -> SplitResult | None:
    try:
        parts = urlsplit(link)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        return None
    return parts


def canonical_link(link: str | None, *, fragment: bool = False) -> str | None:
    """The page behind a link: https, without tracking parameters, slash at the end and, unless asked for, fragment."""
    if link and len(link) <= MAX_LINK and (plain := _PLAIN.fullmatch(link)) is not None:
        return f"https://{plain[1]}"
    kept = safe_link(link)
    if kept is None:
        return None
    before = urlsplit(kept)
    cleaned = clean_url(urlunsplit(before._replace(fragment=""))) or kept
    parts = _parts(cleaned) or before
    bare = "&".join(part for part in before.query.split("&") if part and "=" not in part)  # "?1234": clean_url drops it
    query = "&".join(part for part in (parts.query, bare) if part)
    host = (parts.hostname or "").rstrip(".")
    port = "" if parts.port in {None, 80, 443} else f":{parts.port}"
    end = before.fragment if fragment else ""
    return urlunsplit(("https", host + port, parts.path.rstrip("/"), query, end))


def link_key(link: str | None) -> str | None:
    """The second identity of an entry: the hash of its canonical link; None without a link."""
    page = canonical_link(link)
    return None if page is None else digest("link", page)


def entry_key(source: str, guid: str | None, link: str | None, title: str, published: str | None) -> str:
    """The identity of an entry at its source: guid, else link, else title and date; a date alone never counts.

    Dates of known entries change in the wild, so a date is looked at only where an entry has nothing better.
    """
    if guid:
        return digest(source, "guid", guid)
    page = canonical_link(link, fragment=True)
    if page:
        return digest(source, "link", page)
    return digest(source, "title", title, published or "")


def digest(*parts: str) -> str:
    """sha256 of several texts in hex; no two lists of texts give the same input."""
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
