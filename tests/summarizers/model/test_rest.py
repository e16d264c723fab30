"""A model that fails is left alone for a while."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from tests.samples import NOW
from tracker.errors import SummarizerError
from tracker.summarizers.model import Answer, Question, Resting

ASKED = Question("en", 30, "Title", "Text.")
MINUTE = timedelta(minutes=1)


class Moody:
    """A backend that answers as it is told: one letter for each ask, "x" for an error."""

    id, batch, longest, memory = "moody@1", 1, 10.0, 0

    def __init__(self, moods: str) -> None:
        self.moods = iter(moods)

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """The next mood."""
        if next(self.moods) == "x":
            raise SummarizerError("moody@1: no")
        return [Answer("Text.", one.seen) for one in questions]

    def close(self) -> None:
        """Nothing is held."""


def asked(model: Resting, times: int) -> None:
    """Asks so often, whatever comes."""
    for _ in range(times):
        try:
            model.ask([ASKED], NOW)
        except SummarizerError:
            continue


@pytest.mark.parametrize(
    ("moods", "rests"),
    [
        pytest.param("xx", False, id="two errors are no reason yet"),
        pytest.param("xxx", True, id="three in a row are"),
        pytest.param("xx.x", False, id="an answer between begins anew"),
        pytest.param(".xxx", True, id="answers before do not count"),
    ],
)
def test_three_errors_in_a_row_are_a_reason_to_rest(moods: str, rests: bool) -> None:
    """A model rests after three errors without an answer between them."""
    model = Resting(Moody(moods))
    asked(model, len(moods))

    assert model.rests(NOW) is rests


@pytest.mark.parametrize(
    ("later", "rests"),
    [
        pytest.param(MINUTE, True, id="a minute later it rests"),
        pytest.param(15 * MINUTE, False, id="after a quarter of an hour it is asked again"),
        pytest.param(-MINUTE * 60, False, id="a clock that was set back does not make it rest for ever"),
    ],
)
def test_the_rest_ends(later: timedelta, rests: bool) -> None:
    """A quarter of an hour, and never longer."""
    model = Resting(Moody("xxx"))
    asked(model, 3)

    assert model.rests(NOW + later) is rests
