"""Names that people type: when there is none such, what they may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from rapidfuzz import process, utils

from tracker import history
from tracker.cli.plain import plain
from tracker.domain import Release
from tracker.errors import TrackerError
from tracker.store import Store

MANY = 8
"""A list up to this long is shown whole."""


class UnknownName(TrackerError):
    """There is nothing of this name; the text says which names come close."""


def unknown(what: str, name: str, known: Iterable[str]) -> UnknownName:
    """`no channel called 'alert'; did you mean alerts? there are: alerts, letter`, as an error to raise."""
    names = sorted(known)
    close = [one for one, score, _ in process.extract(name, names, processor=utils.default_process) if score >= 70]
    meant = f"; did you mean {' or '.join(close[:3])}?" if close else ""
    listed = f" there are: {', '.join(names)}" if 0 < len(names) <= MANY else ""
    return UnknownName(f"no {what} called {name!r}{meant}{listed if meant else listed and ';' + listed}")


def release_of(store: Store, name: str) -> Release:
    """The one release of this id, name, family or repo; UnknownName where there is none or more than one."""
    found = history.find(store, name)
    if len(found) > 1:
        listed = ", ".join(f"{one.title} ({one.id})" for one in found)
        raise UnknownName(f"{name!r} fits {len(found)} releases; name one by its id: {listed}")
    if not found:
        raise no_release(store, name)
    return found[0]


def no_release(store: Store, name: str) -> UnknownName:
    """`no release called 'gpt-os'; did you mean gpt-oss?`, as an error to raise."""
    guesses = history.near(store, name)
    meant = f"; did you mean {' or '.join(map(plain, guesses))}?" if guesses else "; see: tracker history"
    return UnknownName(f"no release called {plain(name)!r}{meant}")


def merged_as(store: Store, whole: Release, name: str) -> list[str]:
    """The ids of those that were merged into a release and had this id or name before."""
    merged = {one.release: one.made_at for one in whole.decisions if one.kind == "merge"}
    before = {part: merged[part] - timedelta(microseconds=1) for part in whole.merged}
    return [
        part
        for part, moment in before.items()
        if name == part or any(one.id == part for one in history.find(store, name, moment))
    ]
