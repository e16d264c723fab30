"""Which stored observation a seen one is: the same key, or another key for the same link ("guid churn")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.domain import Observation
from tracker.store.types import bounded, plain


@dataclass(frozen=True, slots=True)
class Known:
    """A stored observation, as far as identity needs it."""

    id: int
    link_key: str | None
    title: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Sorted:
    """What one poll brought of one source: known under its key, known under another key, and new."""

    again: tuple[tuple[Observation, Known], ...]
    renamed: tuple[tuple[Observation, Known], ...]
    new: tuple[Observation, ...]


def distinct(observations: Iterable[Observation]) -> list[Observation]:
    """The first of each source and key: a feed that repeats an id must not flip between two entries."""
    first: dict[tuple[str, str], Observation] = {}
    for observation in observations:
        first.setdefault((observation.source, bounded(observation.key)), observation)
    return list(first.values())


def sort(seen: Sequence[Observation], by_key: Mapping[str, Known], by_link: Mapping[str, Sequence[Known]]) -> Sorted:
    """Takes one source's distinct observations apart; `by_key` and `by_link` hold bounded keys."""
    again = tuple((one, by_key[bounded(one.key)]) for one in seen if bounded(one.key) in by_key)
    links = Counter(bounded(one.link_key) for one in seen if one.link_key)
    taken = {known.id for _, known in again}
    renamed, new = [], []
    for one in seen:
        if bounded(one.key) in by_key:
            continue
        old = _same_link(one, links, by_link, taken)
        if old is None:
            new.append(one)
        else:
            taken.add(old.id)
            renamed.append((one, old))
    return Sorted(again, tuple(renamed), tuple(new))


def _same_link(
    one: Observation, links: Mapping[str, int], by_link: Mapping[str, Sequence[Known]], taken: set[int]
) -> Known | None:
    """The stored observation with this link, where the link means one entry and not, say, the front page.

    A known entry that is in this poll itself cannot be the one. Where several entries carry the link, it says nothing,
    and only the same title under it is the same entry.
    """
    if not one.link_key:
        return None
    link = bounded(one.link_key)
    known = by_link.get(link, ())
    left = [old for old in known if old.id not in taken]
    if len(known) == 1 and links[link] == 1:
        return left[0] if left else None
    same = [old for old in left if old.title == plain(one.title)]
    return max(same, key=lambda old: old.id, default=None)
