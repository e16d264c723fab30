"""Examples for people: example.env out of the settings, sources.toml and channels.toml out of the default list."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from tracker.config.settings import SETTINGS, Named

_WIDTH = 100
_TOLD = "# Who is told"
_OPENING = """\
The tracker's settings. Copy this file, take the # from the lines that you need, and close it to others:

    cp example.env .env && chmod 600 .env

Each secret may instead come from a file of its own, which only you can read (chmod 600): write <NAME>_FILE=PATH.
Sources and channels are not here but in sources.toml and channels.toml."""


def example_env(settings: Sequence[Named] = SETTINGS) -> str:
    """An environment file with every setting, its meaning and its default, all commented out."""
    parts = ["\n".join(f"# {line}".rstrip() for line in _OPENING.splitlines())]
    for one in settings:
        says = one.says + (f" Secret; or {one.name}_FILE." if one.secret else "")
        comment = textwrap.fill(says, _WIDTH, initial_indent="# ", subsequent_indent="# ")
        parts.append(f"{comment}\n#{one.name}={one.default}")
    return "\n\n".join(parts) + "\n"


def split_list(text: str) -> tuple[str, str]:
    """The default list as sources.toml, and its last part, about channels, as channels.toml."""
    before, mark, after = text.partition(_TOLD)
    if not mark:
        return text, ""
    watched, _, rule = before.rstrip("\n").rpartition("\n")  # the line above the mark is a rule of dashes
    pointer = "# Who is told stands in channels.toml beside this file.\n"
    return f"{watched}\n{rule}\n{pointer}", f"{rule}\n{mark}{after}"
