"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1) as entries in the words of parse.py. Pure."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from tracker.errors import ParseError


def parse_json(text: str) -> dict[str, Any]:
    """{"entries": [...], "language"}; rows of wrong types are left out. ParseError where it is no JSON Feed."""
    try:
        feed = json.loads(text.lstrip("\ufeff"))
    except RecursionError as error:
        raise ParseError("nested too deeply") from error
    except ValueError as error:
        raise ParseError("the answer is broken JSON, not a feed") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    stated = feed.get("version") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not (isinstance(stated, str) and "jsonfeed.org/version/" in stated):
        raise ParseError("the answer is JSON, but not a JSON Feed")
    rows = [item for item in items if isinstance(item, dict)]
    odd = len(items) - len(rows)
    malformed = f"{odd} items are no objects" if odd else None
    return {"entries": [_entry(row) for row in rows], "language": feed.get("language"), "malformed": malformed}


def _entry(row: dict[str, Any]) -> dict[str, Any]:
    guid = row.get("id")
    if isinstance(guid, bool) or not isinstance(guid, str | int | float):
        guid = None
    text = row.get("content_text")
    texts = [row.get("content_html"), row.get("summary"), _escaped(text) if isinstance(text, str) else None]
    return {
        "id": None if guid is None else str(guid),
        "link": next((row[key] for key in ("url", "external_url") if isinstance(row.get(key), str)), None),
        "title": row.get("title"),
        "texts": texts,
        "date": _date(row.get("date_published")) or _date(row.get("date_modified")),
        "language": row.get("language"),
    }


def _escaped(text: str) -> str:
    """Plain text as HTML, so that what looks like a tag in it is kept."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _date(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
