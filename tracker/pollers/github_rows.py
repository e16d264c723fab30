"""GitHub's REST answers as rows: releases, and the license of a repository; runs in the sandbox's child process."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from tracker.domain import JSON
from tracker.errors import ParseError
from tracker.pollers.links import safe_link
from tracker.pollers.parse import sane_date
from tracker.pollers.text import MAX_TEXT, MAX_TITLE, clean, cut, plain

_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,63}")
_NO_LICENSE = frozenset({"noassertion", "none", "other"})


def parse_releases(data: bytes, *, now: str) -> list[dict[str, JSON]]:
    """[{tag, name, text, link, published}] of `GET /repos/{o}/{r}/releases`, drafts left out; odd rows too.

    ParseError where the answer is no list of releases.
    """
    rows = _read(data)
    if not isinstance(rows, list):
        raise ParseError("the answer is no list of releases")
    moment = datetime.fromisoformat(now)
    found = [_row(row, moment) for row in rows if isinstance(row, dict) and row.get("draft") is not True]
    return [row for row in found if row is not None]


def parse_license(data: bytes) -> str | None:
    """The SPDX id of `GET /repos/{o}/{r}`; None without a license, or with one that GitHub does not recognize.

    ParseError where the answer is no repository.
    """
    found = _read(data)
    if not isinstance(found, dict) or not isinstance(found.get("full_name"), str):
        raise ParseError("the answer is no repository")
    stated = found["license"].get("spdx_id") if isinstance(found.get("license"), dict) else None
    if not isinstance(stated, str) or not _SPDX.fullmatch(stated) or stated.lower() in _NO_LICENSE:
        return None
    return stated


def _read(data: bytes) -> Any:
    try:
        return json.loads(data)
    except RecursionError as error:
        raise ParseError("nested too deeply") from error
    except ValueError as error:
        raise ParseError("the answer is no JSON") from error


def _row(row: dict[str, Any], now: datetime) -> dict[str, JSON] | None:
    tag = clean(row["tag_name"]) if isinstance(row.get("tag_name"), str) else ""
    if not tag:
        return None
    name, body, link = row.get("name"), row.get("body"), row.get("html_url")
    return {
        "tag": cut(tag, MAX_TITLE),
        "name": cut(plain(name), MAX_TITLE) if isinstance(name, str) else "",
        "text": cut(plain(body), MAX_TEXT) if isinstance(body, str) else "",
        "link": safe_link(link) if isinstance(link, str) else None,
        "published": sane_date(_date(row.get("published_at")) or _date(row.get("created_at")), now),
    }


def _date(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return None
    return moment if moment.tzinfo else None
