"""Answers: what a model wrote is found again under what it was asked."""

from __future__ import annotations

from datetime import datetime

from tracker.store import Store, answers


def test_an_answer_is_found_under_its_key(store: Store, now: datetime) -> None:
    """Passed or refused, with its reasons; what was never asked has none; the first one stays."""
    with store.write() as c:
        answers.keep(c, "a", "m@1", "de", "Text.", (), 1.5, now)
        answers.keep(c, "b", "m@1", "de", "Wrong.", ("number: 9",), 1.5, now)
        answers.keep(c, "a", "m@1", "de", "Other.", ("x",), 1.5, now)

        assert answers.get(c, "a") == answers.Kept("Text.", ())
        assert answers.get(c, "b") == answers.Kept("Wrong.", ("number: 9",))
        assert answers.get(c, "c") is None
