"""Which license a file's text is: word for word against the texts in license_texts.toml, never by resemblance."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

_MARKS = re.compile(r"[_*]|https?://")
_WORD = re.compile(r"<name>|\[\d\]|\w+")
_NAME, _OPTIONAL = r"(?:\w+ ){1,8}?", re.compile(r"\[(\d)\]")
_NOTICE = 40
"""Words of copyright notices that may stand before a text."""

_TERMS = re.compile(
    r"\b(?:uses?|used|(?:non)?commercial|non|only|licen[sc]ed?|terms|modif\w+|additional|except|restrict\w+|prohibited"
    r"|conditions?|agreement|must|not|purposes?|clause|permission)\b"
)
"""Words that no copyright notice has: with one of them something is said that is not in the standard text."""


def recognize(text: str) -> str | None:
    """The table's id of the license that this text is, given its beginning; None: no text that anybody has read."""
    words = _words(text)
    for license_id, pattern, titles in _patterns():
        found = pattern.match(words)
        if found and _is_notice(found["before"], titles):
            return license_id
    return None


def _words(text: str) -> str:
    """The words in lower case, a space behind each; the two plus signs of a license's name are a word too."""
    plain = _MARKS.sub(" ", text.lower().replace("++", " plusplus "))
    return "".join(f"{word} " for word in _WORD.findall(plain))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    """(id, pattern of its words, titles that may stand before them)."""
    data = tomllib.loads(resources.files("tracker.analysis").joinpath("license_texts.toml").read_text("utf-8"))
    found: list[tuple[str, re.Pattern[str], tuple[str, ...]]] = []
    for row in data["whole"]:
        titles = tuple(_words(title) for title in row["titles"])
        found.append((row["id"], _pattern(row["text"], end="$"), titles))
    for row in data["begins"]:
        found += [(row["id"], _pattern(text, end=""), ()) for text in row["texts"]]
    return tuple(found)


def _pattern(text: str, end: str) -> re.Pattern[str]:
    body = _OPTIONAL.sub(r"(?:\1)?", _words(text)).replace(")? ", " )?").replace("<name> ", _NAME)
    return re.compile(rf"(?P<before>(?:\w+ ){{0,{_NOTICE + 10}}}?){body}{end}")


def _is_notice(before: str, titles: tuple[str, ...]) -> bool:
    """Whether nothing but a title of the license and copyright notices stands before its text."""
    for title in sorted(titles, key=len, reverse=True):
        if title in before:
            before = before.replace(title, "", 1)
            break
    if not before:
        return True
    return before.startswith(("copyright ", "c ")) and before.count(" ") <= _NOTICE and not _TERMS.search(before)
