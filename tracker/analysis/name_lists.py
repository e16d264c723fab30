"""Lists with one head: "Llama 4 Scout und Maverick", "gpt-oss-120b and -20b", "Qwen3 8B, 14B and 32B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.analysis.name_parts import Family, is_line, read_text
from tracker.domain import Name

_SIZE = r"\d{1,3}(?:\.\d+)?[bBmM](?:-A\d+(?:\.\d+)?B)?"
_NEXT = re.compile(
    r"(?:,? (?:und|and|or|oder|sowie|bzw\.|&) |, ?|/)"
    rf"(?P<part>-?{_SIZE}|v?\d{{1,2}}\.\d{{1,2}}|[A-Z]\d(?:\.\d)?|[A-Z][a-z]+)(?![\w.-]*\w)"
)
_ENDS = re.compile(rf"(?P<size>{_SIZE})$|(?P<version>v?\d{{1,2}}\.\d{{1,2}}|[A-Z]\d(?:\.\d)?)$|(?P<line>[A-Z][a-z]+)$")


def others(text: str, end: int, name: Name, begins: Family) -> Iterator[tuple[int, int, Name]]:
    """The further names of a list whose first ends at `end`: start, end, name."""
    last = _ENDS.search(name.text)
    if last is None or (last["line"] and not is_line(last["line"])):
        return
    stem = name.text[: last.start()]
    while (match := _NEXT.match(text, end)) and _alike(match["part"].lstrip("-"), last):
        end = match.end()
        yield match.start("part"), end, read_text(stem + match["part"].lstrip("-"), begins, 0)[0]


def _alike(part: str, last: re.Match[str]) -> bool:
    """Whether a part can take the place of the first name's last one."""
    found = _ENDS.fullmatch(part)
    if found is None or found.lastgroup != last.lastgroup:
        return False
    if found["version"]:
        return found["version"][0].isdigit() == last["version"][0].isdigit()
    return bool(found["size"]) or is_line(part)
