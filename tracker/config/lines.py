"""Where a TOML text says what: tomllib gives values without line numbers, this finds them."""

from __future__ import annotations

import re
import tomllib

Place = tuple[str, int, str]
"""(table, index, key): ("source", 3, "every") is `every` of the fourth [[source]]; key "" is the header itself."""

_HEADER = re.compile(r"[ \t]*(?P<open>\[\[?)(?P<path>[^\]\n]*)\]\]?")
_PART = r"(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')"
_KEY = re.compile(rf"[ \t]*(?P<key>{_PART}(?:[ \t]*\.[ \t]*{_PART})*)[ \t]*=")
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|'
    r"'''.*?'''|"
    r'"(?:\\.|[^"\\\n])*"|'
    r"'[^'\n]*'|"
    r"#[^\n]*|[\[\]{}]|\n",
    re.DOTALL,
)


def find_lines(text: str) -> dict[Place, int]:
    """The line (from 1) of each header and key of a valid TOML text.

    Keys of [channel.rules] stand under "rules.<key>" of their channel, keys outside of any table under ("", 0, key).
    """
    text = text.replace("\r\n", "\n")
    lines: dict[Place, int] = {}
    counts: dict[str, int] = {}
    table, index, prefix = "", 0, ""
    position, number = 0, 1
    while position < len(text):
        header = _HEADER.match(text, position)
        if header:
            table, _, rest = _plain(header["path"]).partition(".")
            if not rest and header["open"] == "[[":
                counts[table] = counts.get(table, -1) + 1
            index = max(counts.get(table, 0), 0)
            prefix = f"{rest}." if rest else ""
            lines.setdefault((table, index, rest), number)
        elif found := _KEY.match(text, position):
            lines.setdefault((table, index, prefix + _plain(found["key"])), number)
        end = _end(text, header.end() if header else position)
        number += text.count("\n", position, end)
        position = end
    return lines


def line_of(lines: dict[Place, int], table: str, index: int, key: str = "") -> int:
    """The line of a key, or of the nearest thing around it: its parent, its table's header, line 1."""
    while key:
        if (table, index, key) in lines:
            return lines[table, index, key]
        key = key.rpartition(".")[0]
    return lines.get((table, index, "")) or lines.get(("", 0, table)) or 1


def syntax_line(error: tomllib.TOMLDecodeError, text: str) -> tuple[int, str]:
    """The line of a syntax error and what is wrong there, without the place that tomllib appends."""
    message = str(error)
    found = re.search(r"\s*\(at (?:line (\d+), column \d+|end of document)\)\s*$", message)
    if not found:
        return 1, message
    line = int(found[1]) if found[1] else text.count("\n") + (not text.endswith("\n"))
    return max(line, 1), message[: found.start()]


def _plain(path: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in path.strip().split("."))


def _end(text: str, position: int) -> int:
    """Where the statement that begins here ends: after the first newline outside of strings and brackets."""
    depth = 0
    for token in _TOKEN.finditer(text, position):
        mark = token.group()
        if mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
        elif mark == "\n" and depth <= 0:
            return token.end()
    return len(text)
