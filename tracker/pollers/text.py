"""Plain text out of strangers' text: normalized, without controls and markup, cut to a length. Pure."""

from __future__ import annotations

import html
import re
import unicodedata

import nh3

MAX_TITLE = 500  # characters
MAX_TEXT = 20_000
_MAX_MARKUP = 400_000  # what is looked at to get MAX_TEXT characters of text
_BLOCKS = re.compile(
    r"<(?=/?(?:p|br|div|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|th|table|blockquote|pre|hr|section|article|aside|header|footer"
    r"|figure|figcaption)\b)",
    re.IGNORECASE,
)
_SILENT = {"script", "style", "iframe", "noscript", "template", "object", "svg", "math", "title", "textarea"}
_ZWJ = "\u200d"  # joins emoji and letters of some scripts: the only format character that changes what people read
_LOST_ZWJ = re.compile(f"(?:^|(?<=[\0-\u024f])){_ZWJ}+|{_ZWJ}+(?=[\0-\u024f]|$)")
_MARK = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_MARKS = re.compile(f"({_MARK}{{3}}){_MARK}+")  # towers of accents


class _Readable(dict[int, str]):
    """What each character becomes, for str.translate; filled as characters come up, so texts cost no loop of ours."""

    def __missing__(self, code: int) -> str:
        c = chr(code)
        kind = unicodedata.category(c)
        if c == "\n" or kind in {"Zl", "Zp"}:
            kept = "\n"
        elif kind == "Cc":
            kept = " "
        else:
            kept = "" if kind in {"Cs", "Cf"} and c != _ZWJ else c
        if code < _OFTEN:
            self[code] = kept
        return kept


_OFTEN = 0x10000  # what is kept of the answers is bounded
_READABLE = _Readable()


def clean(text: str, *, lines: bool = False) -> str:
    """NFC without control, format and surrogate characters; white space collapsed, line ends kept with `lines`."""
    text = unicodedata.normalize("NFC", text)
    if not text.isprintable():  # else there is none of them, and no joiner
        text = _LOST_ZWJ.sub("", text.translate(_READABLE))
    joined = text if text.isascii() else _MARKS.sub(r"\1", text)
    if not lines:
        return " ".join(joined.split())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in joined.split("\n"))).strip()


def cut(text: str, length: int) -> str:
    """At most `length` characters, with an ellipsis where something is missing."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def plain(markup: str) -> str:
    """The text of HTML on one line: tags, scripts and images are gone, blocks are apart, entities are read once."""
    markup = markup[:_MAX_MARKUP]
    if "<" not in markup and "&" not in markup:
        return clean(markup)
    apart = _BLOCKS.sub(" <", markup)
    return clean(html.unescape(nh3.clean(apart, tags=set(), clean_content_tags=_SILENT, link_rel=None)))
