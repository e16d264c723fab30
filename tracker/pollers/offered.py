"""The feed that a web page offers: named to the operator, never followed silently. Pure."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from tracker.pollers.links import safe_link

_LOOKED_AT = 200_000  # characters of the page
_LINK = re.compile(r"<link\b[^<>]{1,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(rel|type|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""", re.IGNORECASE)
_FEEDS = {"application/rss+xml", "application/atom+xml", "application/feed+json"}


def offered_feed(page: str, url: str) -> str | None:
    """The first feed that a page at `url` names in a link element (html.spec.whatwg.org, "alternate")."""
    for tag in _LINK.findall(page[:_LOOKED_AT]):
        found = {name.lower(): next(filter(None, values), "") for name, *values in _ATTRIBUTE.findall(tag)}
        if "alternate" in found.get("rel", "").lower().split() and found.get("type", "").lower() in _FEEDS:
            try:
                link = safe_link(urljoin(url, found.get("href", "")))
            except ValueError:
                continue
            if link is not None and found.get("href"):
                return link
    return None
