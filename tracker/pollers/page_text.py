"""A page's bytes as title, language and plain text, without what stands around it. Runs in the sandbox's child."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html
from trafilatura import bare_extraction

from tracker.domain import JSON
from tracker.errors import ParseError
from tracker.pollers.decode import decode
from tracker.pollers.parse import tag
from tracker.pollers.text import MAX_TITLE, clean, cut

MAX_PAGE_TEXT = 64_000
"""Bytes of UTF-8; the posts of publishers that were recorded have a tenth of it."""

FEWEST = 200
"""Characters below which a page says nothing: a login, a challenge, a frame that scripts fill."""

MOST_ELEMENTS = 60_000
"""Elements of a page; the largest recorded one has 6,000."""

MOST_ATTRIBUTES = 5_000
"""Words of one tag outside of quotes: the parser compares each attribute with all before it."""

_META = re.compile(rb"""<meta\b[^<>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9._-]{1,40})""", re.IGNORECASE)
_SILENT = ("script", "style", "template", "noscript", "svg", "math", "iframe", "object", "dialog")
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d]*[1-9])"
    r"|(?:left|right|top|bottom|text-indent|margin-left)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
"""Not opacity: pages that fade in are sent with everything at 0."""
_FOR_READERS_ALOUD = re.compile(r"\b(?:sr-only|visually-hidden|screen-reader-text)\b")
_BULLET = re.compile(r"^[-–•]\s+")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def read_page(data: bytes, *, content_type: str = "") -> dict[str, JSON]:
    """{"title", "language", "text"}: paragraphs apart by blank lines, no tables, no comments of readers.

    Nothing that people do not see: scripts, attributes, comments, hidden elements. ParseError where no text is left.
    """
    declared = _META.search(data[:2000])
    tree = _tree(decode(data, f"{content_type} charset={declared[1].decode()}" if declared else content_type))
    found = {"title": cut(_title(tree), MAX_TITLE), "language": tag(tree.get("lang"))}
    _drop_unseen(tree)
    extracted = bare_extraction(
        tree, fast=True, favor_precision=True, include_comments=False, include_tables=False, with_metadata=False
    )
    lines = (getattr(extracted, "text", None) or "").split("\n")
    paragraphs = [line for line in (_BULLET.sub("", clean(one)) for one in lines) if line]
    text = "\n\n".join(paragraphs).encode("utf-8")[:MAX_PAGE_TEXT].decode("utf-8", "ignore")
    if len(text) < FEWEST:
        raise ParseError("the page has no text that can be read")
    return found | {"text": text}


def _tree(text: str) -> html.HtmlElement:
    """The document; ParseError where it is none, or has more elements or attributes than any honest one."""
    for piece in text.split("<"):
        if len(piece) > MOST_ATTRIBUTES and len(_QUOTED.sub("", piece).partition(">")[0].split()) > MOST_ATTRIBUTES:
            raise ParseError(f"a tag of more than {MOST_ATTRIBUTES} attributes")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ParseError("the page is no HTML") from error
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise ParseError(f"a page of more than {MOST_ELEMENTS} elements")
    return tree


def _title(tree: html.HtmlElement) -> str:
    """What the page says it is called: to those who link to it, in the browser's tab, at its top."""
    for found in (
        tree.xpath("string(//meta[@property='og:title']/@content)"),
        tree.xpath("string(//title)"),
        tree.xpath("string(//h1)"),
    ):
        if title := clean(str(found)):
            return title
    return ""


def _drop_unseen(tree: html.HtmlElement) -> None:
    for element in list(_unseen(tree)):
        if element.getparent() is not None:
            element.drop_tree()


def _unseen(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for element in tree.iter(etree.Element):
        hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        if (
            hidden
            or element.tag in _SILENT
            or _UNSEEN.search(element.get("style") or "")
            or _FOR_READERS_ALOUD.search(element.get("class") or "")
        ):
            yield element
