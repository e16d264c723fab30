"""A model that fails is left alone for a while: after three errors in a row, for a quarter of an hour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from tracker.errors import SummarizerError
from tracker.summarizers.model.answers import Answer, Backend, Question

ERRORS = 3
REST = timedelta(minutes=15)


class Resting:
    """A backend behind its breaker; for one thread at a time, `close` from any."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._errors = 0
        self._until: datetime | None = None

    @property
    def id(self) -> str:
        """Model and revision."""
        return self._backend.id

    @property
    def batch(self) -> int:
        """How many questions go at once."""
        return self._backend.batch

    @property
    def memory(self) -> int:
        """Bytes, the most that it took so far; 0 where nobody knows."""
        return self._backend.memory

    @property
    def longest(self) -> timedelta:
        """What one ask may take."""
        return timedelta(seconds=self._backend.longest)

    def rests(self, now: datetime) -> bool:
        """Whether it is not to be asked yet; an end that lies too far ahead was set by a clock that was wrong."""
        return self._until is not None and now < self._until <= now + REST

    def ask(self, questions: Sequence[Question], now: datetime) -> list[Answer]:
        """One answer for each; SummarizerError where there is none, which counts."""
        try:
            answers = self._backend.ask(questions)
        except SummarizerError:
            self._errors += 1
            if self._errors >= ERRORS:
                self._errors, self._until = 0, now + REST
            raise
        self._errors, self._until = 0, None
        return answers

    def close(self) -> None:
        """Ends what runs, at once."""
        self._backend.close()
