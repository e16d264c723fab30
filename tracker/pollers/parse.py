"""A feed's bytes as entries: RSS, RDF, Atom and JSON Feed. Runs in the sandbox's child process."""

from __future__ import annotations

import io
import re
import warnings
from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser

from tracker.domain import JSON
from tracker.errors import ParseError
from tracker.pollers.decode import decode, xml_text
from tracker.pollers.jsonfeed import parse_json
from tracker.pollers.links import digest, safe_link
from tracker.pollers.offered import offered_feed
from tracker.pollers.text import MAX_TEXT, MAX_TITLE, clean, cut, plain

MAX_ENTRIES = 500
_MAX_ID = 1000
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_END = re.compile(r"</(?:[A-Za-z][\w.-]*:)?(?:item|entry)\s*>", re.IGNORECASE)
_ROOT_END = re.compile(r"</(?:[A-Za-z][\w.-]*:)?(?:rss|rdf|feed|channel)\s*>", re.IGNORECASE)


def parse_feed(data: bytes, *, content_type: str = "", now: str, url: str = "") -> dict[str, JSON]:
    """{"entries": [{id, link, title, text, published, language}], "language", "malformed": a reason or null, "cut"}.

    `published` is ISO text in UTC, null where it is missing or absurd; `link` is http(s) or null; all texts are plain.
    `cut` is true where the document ends early: entries that are not complete are left out. ParseError where the
    answer is no feed; a feed without entries is one.
    """
    text = decode(data, content_type)
    start = text.lstrip("\ufeff \t\r\n\x00")[:1]
    if not start:
        raise ParseError("the answer is empty")
    moment = datetime.fromisoformat(now)
    if start in {"{", "["}:
        found = parse_json(text)
    elif start == "<":
        found = _read_xml(text, url)
    else:
        raise ParseError("the answer is not a feed")
    rows = [row for row in (_row(entry, moment) for entry in _newest(found["entries"])) if row is not None]
    if not rows and found.get("malformed"):
        raise ParseError(f"no entry can be read: {found['malformed']}")
    language = tag(found.get("language"))
    for row in rows:
        row["language"] = row["language"] or language
    return {"entries": rows, "language": language, "malformed": found.get("malformed"), "cut": found.get("cut", False)}


def _read_xml(text: str, url: str) -> dict[str, Any]:
    try:
        return _parse_xml(xml_text(text), url)
    except ParseError as error:
        link = offered_feed(text, url)
        raise ParseError(f"{error}; it offers one: {link}" if link else str(error)) from error


def _newest(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """At most MAX_ENTRIES: the first ones, or the last ones where the feed has its oldest entry first."""
    if len(entries) <= MAX_ENTRIES:
        return entries
    dates = [str(entry["date"]) for entry in (entries[0], entries[-1]) if isinstance(entry.get("date"), datetime)]
    structs = [tuple(entry["date"]) for entry in (entries[0], entries[-1]) if isinstance(entry.get("date"), tuple)]
    rising = dates == sorted(set(dates)) if len(dates) == 2 else structs == sorted(set(structs))
    return entries[-MAX_ENTRIES:] if rising and len(dates or structs) == 2 else entries[:MAX_ENTRIES]


def _parse_xml(text: str, url: str) -> dict[str, Any]:
    headers = {"content-type": "application/xml; charset=utf-8"}
    if safe_link(url):
        headers["content-location"] = url
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # feedparser's own deprecations
            # A stream, never bytes or text: feedparser opens those that are a path or a URL.
            feed = feedparser.parse(
                io.BytesIO(text.encode("utf-8", "replace")),
                response_headers=headers,
                resolve_relative_uris=False,
                sanitize_html=False,
            )
    except RecursionError as error:
        raise ParseError("nested too deeply") from error
    except Exception as error:  # feedparser raises whatever a document provokes
        raise ParseError(f"unreadable: {type(error).__name__}") from error
    entries = list(feed.entries)
    reason = " ".join(str(feed.get("bozo_exception")).split())[:120] if feed.get("bozo") else None
    whole = reason is None or bool(_ROOT_END.search(text[-4000:]))
    if not whole:
        entries = entries[: len(_END.findall(text))]
    if not entries and (reason or not feed.get("version")):
        html = re.search(r"<(?:html|body|head)\b", text[:5000], re.IGNORECASE)
        raise ParseError("the answer is HTML, not a feed" if html else "the answer is not a feed")
    language = dict.get(feed.feed, "language") or (feed.feed.get("title_detail") or {}).get("language")
    return {"entries": [_entry(one) for one in entries], "language": language, "malformed": reason, "cut": not whole}


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    """A feedparser entry in our words. dict.get: feedparser's own get guesses other keys and warns."""
    detail = dict.get(entry, "title_detail") or {}
    texts = [part.get("value") for part in (dict.get(entry, "content") or [])[:3]]
    dates = [dict.get(entry, f"{name}_parsed") for name in ("published", "updated", "created")]
    return {
        "id": dict.get(entry, "id"),
        "link": dict.get(entry, "link") or _alternate(dict.get(entry, "links")),
        "title": dict.get(entry, "title"),
        "texts": [dict.get(entry, "summary"), *texts],
        "date": next((date for date in dates if date), None),
        "language": detail.get("language"),
    }


def _alternate(links: Any) -> str | None:
    return next((one.get("href") for one in links or [] if one.get("rel") in {None, "alternate"}), None)


def _row(entry: Mapping[str, Any], now: datetime) -> dict[str, Any] | None:
    """One entry as it is handed over; None where it has nothing to know it by."""
    guid = clean(str(entry.get("id") or ""))
    link = safe_link(clean(entry["link"])) if isinstance(entry.get("link"), str) else None
    title = plain(entry["title"]) if isinstance(entry.get("title"), str) else ""
    texts = [cut(plain(one), MAX_TEXT) for one in entry.get("texts", ()) if isinstance(one, str)]
    text = max(texts, key=len, default="")
    if not (title or text or link):
        return None
    return {
        "id": (guid if len(guid) <= _MAX_ID else f"sha256:{digest(guid)}") or None,
        "link": link,
        "title": cut(title, MAX_TITLE) or cut(text, 120) or link,
        "text": text,
        "published": sane_date(entry.get("date"), now),
        "language": tag(entry.get("language")),
    }


def sane_date(date: Any, now: datetime) -> str | None:
    """A UTC struct_time or an aware datetime as ISO text; None outside of 1990 to tomorrow, or where it is no date."""
    try:
        moment = date if isinstance(date, datetime) else datetime.fromtimestamp(timegm(date), UTC)
        if _EARLIEST <= moment <= now + timedelta(days=1):
            return moment.astimezone(UTC).isoformat()
    except (ValueError, TypeError, OverflowError, OSError, IndexError):
        pass
    return None


def tag(language: Any) -> str | None:
    """The primary subtag of a language tag: "de" of "de-DE"; None where it is none."""
    match = re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$)", language) if isinstance(language, str) else None
    return match[1].lower() if match else None
