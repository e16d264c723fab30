"""Names that people type: when there is none such, what they may have meant."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process, utils

from tracker.errors import TrackerError

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
