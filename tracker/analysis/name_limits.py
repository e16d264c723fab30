"""What is written like an open model and is one or none: rented lines, products, ends of words, everyday words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tracker.analysis.known import Owner
from tracker.analysis.name_parts import Family, family, family_key
from tracker.domain import Name

_WORD = 20  # characters of a word that another one may end
_REACH = 40  # characters before a name in which its publisher may stand


def rented_parts(key: str, closed: Iterable[str]) -> tuple[frozenset[str], ...]:
    """What tells a family's rented lines: the parts of closed names that hold all of its own ("Qwen Max" of "Qwen")."""
    own = set(key.split("-"))
    parts = [frozenset(family_key(title).split("-")) for title in closed]
    return tuple(one for one in parts if own < one)


def is_rented(row: Family, name: Name) -> bool:
    """Whether it can only be rented, whatever its version: "Qwen3.6-Max-Preview" as "Qwen Max"."""
    if row.closed or not row.rented:
        return row.closed
    parts = {*name.key.split("-"), *(name.variant or "").split("-")}
    return any(one <= parts for one in row.rented)


@lru_cache(maxsize=8)
def two_words(products: frozenset[str]) -> re.Pattern[str]:
    """Products of two words, however joined: "Falcon-9-Absturz" is a rocket's."""
    named = [family(name).pattern.pattern for name in sorted(products) if " " in name]
    return re.compile("|".join(rf"{one}(?!\.?\d)" for one in named) or r"(?!)", re.IGNORECASE)


def inside(text: str, at: int, called: frozenset[str]) -> bool:
    """Whether a word is the end of another one that is no publisher's: "llm-mistral" is a plugin."""
    before = re.search(r"([a-z]+)-$", text[max(0, at - _WORD) : at])
    return before is not None and before.group(1) not in called


def maker_before(text: str, at: int, owner: Owner) -> bool:
    """Whether a publisher stands shortly before a word, which then is its model: "Microsoft veröffentlicht Phi-4"."""
    before = text[max(0, at - _REACH) : at]
    return not text[at : at + 1].islower() and any(name in before for name in (owner.title, *owner.aliases))
