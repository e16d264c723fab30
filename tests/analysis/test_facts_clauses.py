"""Of a sentence that speaks of several models, only the main model's clauses are read."""

from __future__ import annotations

import pytest

from tracker.analysis.facts.about import About
from tracker.analysis.facts.clauses import own

ABOUT = About(("Lumen 3", "Lumen"), ("Lumen 2", "Titan 5", "Titan", "Orca"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "Titan was released in January 2025; Lumen followed.", "Lumen followed.", id="another's clause comes first"
        ),
        pytest.param(
            "Lumen hat 24 Milliarden Parameter; an Titan mit seinem 400.000 Token großen Kontext reicht es nicht.",
            "Lumen hat 24 Milliarden Parameter; an",
            id="what another is compared by",
        ),
        pytest.param("With 400B parameters, Titan leads.", "", id="what stands before another's name"),
        pytest.param(
            "With 24B parameters, Lumen is smaller than Titan (400B, MIT).",
            "With 24B parameters, Lumen is smaller than",
            id="brackets behind another's name",
        ),
        pytest.param(
            "Unlike Titan, which has 400B parameters, Lumen has 24B.", "Lumen has 24B.", id="a relative clause"
        ),
        pytest.param(
            "Lumen beats Titan, a 400B model, in coding.", "Lumen beats Titan, … in coding.", id="an apposition"
        ),
        pytest.param("While Titan has 400B and 1M context, Lumen has 24B.", "Lumen has 24B.", id="while"),
        pytest.param(
            "Lumen outperforms Titan and Orca and has 128K context.",
            "Lumen outperforms Titan and Orca and has 128K context.",
            id="a list of those that are beaten ends",
        ),
        pytest.param(
            "Lumen and Titan both have 128K context.", "Lumen and Titan both have 128K context.", id="both of them"
        ),
        pytest.param(
            "Aviary released Titan 5, an 80B model; Corvane released Lumen, a 24B model.",
            "Corvane released Lumen, a 24B model.",
            id="who brings out what",
        ),
        pytest.param(
            "Lumen 3 has 128K context, up from 32K in Lumen 2.",
            "Lumen 3 has 128K context, up from … Lumen 2.",
            id="a number of the predecessor before its name",
        ),
        pytest.param("Rivals such as Titan and Orca, with 400B parameters, are older.", "", id="rivals by their names"),
        pytest.param(
            "Lumen, das auf Titan basiert, hat 24 Milliarden Parameter.",
            "Lumen, das auf Titan basiert, hat 24 Milliarden Parameter.",
            id="a base in a clause of its own",
        ),
    ],
)
def test_own_clauses(line: str, expected: str) -> None:
    """What is another's is left out, and the quote shows that something is missing."""
    assert list(own([line], ABOUT)) == ([expected] if expected else [])


def test_it_is_the_last_subject() -> None:
    """A pronoun right after a sentence about another model speaks of that one; "the model" is the main one."""
    lines = ["Titan is closed.", "It has a 400K context.", "The model has 24B parameters."]
    assert list(own(lines, ABOUT)) == lines[2:]


def test_a_digest_goes_on_with_whom_it_named_last() -> None:
    """Where things are told one after the other, sentences without a name belong to the last one."""
    lines = ["Lumen is out.", "The license is MIT.", "Titan 5 is out.", "The license is Apache 2.0."]
    assert list(own(lines, About(ABOUT.own, ABOUT.others, digest=True))) == lines[:2]


def test_without_others_all_is_the_main_model_s() -> None:
    """A text that names one model is read as it is."""
    assert list(own(["It has 24B parameters."], About(("Lumen",)))) == ["It has 24B parameters."]
