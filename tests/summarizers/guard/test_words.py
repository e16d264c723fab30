"""Words: what is new in a summary, and what it says the other way round."""

from __future__ import annotations

import pytest

from tracker.summarizers.guard.words import novel, turned

SEEN = (
    "Rouvray does not disclose the training corpus of Fjord. The model reads twenty languages.\n"
    "Rouvray wird den Code von Fjord im Juni zeigen."
)


def test_counts_what_is_new() -> None:
    """The share of stems that were not seen; a few are nothing."""
    assert novel("Rouvray discloses the training corpus.", SEEN) == 0
    assert novel("Bananas taste wonderful beside purple elephants.", SEEN) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Rouvray does disclose the training corpus of Fjord.", id="a dropped not"),
        pytest.param("The model never reads twenty languages.", id="an added never"),
        pytest.param("Rouvray zeigt den Code von Fjord im Juni, und Rouvray zeigen Code Fjord Juni.", id="no will"),
    ],
)
def test_sees_what_is_turned_round(text: str) -> None:
    """The same words without their "not" or "will" say something else."""
    assert turned(text, SEEN)


@pytest.mark.parametrize("text", ["Rouvray does not disclose the training corpus of Fjord.", "It is new.", ""])
def test_lets_the_same_pass(text: str) -> None:
    """What stands there as it is, or not at all, is not turned."""
    assert turned(text, SEEN) == []
