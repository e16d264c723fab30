"""Claims: what readers rely on was seen, and in the same mood."""

from __future__ import annotations

import pytest

from tracker.summarizers.clauses import Mood, clauses, mood
from tracker.summarizers.guard.claims import absent

SEEN = {
    "a license in another language": ("Es steht unter der Apache-Lizenz.", "It is Apache 2.0 licensed."),
    "a denial": ("The weights are not available.", "Die Gewichte sind nicht verfügbar."),
    "a denial in another part of the clause": ("No commercial use.", "Kommerzielle Nutzung ist untersagt."),
    "a condition": ("Commercial use under conditions.", "commercial use is restricted to small companies"),
    "a promise": ("Die Gewichte sollen veröffentlicht werden.", "The weights will be released."),
    "released and so available": ("The weights are available.", "They released the weights."),
    "both were said": ("It is free.", "It is free. The big one is not free."),
    "not only is no denial": ("Not only the code is available.", "The code is available."),
    "nothing is claimed": ("It reads German.", "It can read German."),
}
UNSEEN = {
    "another license": ("It is MIT licensed.", "It is Apache licensed."),
    "a denial dropped": ("The weights are available.", "The weights are not available."),
    "a German denial dropped": ("Es ist frei verfügbar.", "Es ist nicht frei verfügbar."),
    "a condition dropped": ("Commercial use is allowed.", "Commercial use is restricted."),
    "an unknown told as known": ("Commercial use is allowed.", "Commercial use: not stated."),
    "a promise told as done": ("Sie haben es veröffentlicht.", "They will release it."),
    "open source made up": ("Das quelloffene Modell ist da.", "A new model is here."),
    "a superlative made up": ("It is the best model.", "It is a model."),
    "commercial use added": ("Kommerzielle Nutzung ist erlaubt.", "A new model is here."),
    "training data made up": ("Die Trainingsdaten liegen offen.", "A new model is here."),
    "official made up": ("This is the official model.", "This is a model."),
    "state of the art made up": ("Es erreicht SOTA.", "It is a model."),
    "open weights made up": ("It is an open-weight model.", "It is a model behind an API."),
}


@pytest.mark.parametrize(("text", "seen"), SEEN.values(), ids=SEEN.keys())
def test_lets_pass(text: str, seen: str) -> None:
    """A claim that was seen passes in either language."""
    assert absent(text, seen) == []


@pytest.mark.parametrize(("text", "seen"), UNSEEN.values(), ids=UNSEEN.keys())
def test_refuses(text: str, seen: str) -> None:
    """A claim that was not seen, or was seen in another mood, is told."""
    assert absent(text, seen)


@pytest.mark.parametrize(
    ("clause", "how"),
    [
        ("the weights are out", Mood.IS),
        ("die Gewichte fehlen", Mood.NOT),
        ("it isn't out", Mood.NOT),
        ("only for research", Mood.LIMITED),
        ("it will come", Mood.COMING),
        ("es soll bald kommen", Mood.COMING),
        ("license not yet known", Mood.UNKNOWN),
    ],
)
def test_hears_the_mood(clause: str, how: Mood) -> None:
    """What is denied, limited, promised and unknown is told apart in both languages."""
    assert mood(clause) is how


def test_parts_a_text_into_clauses() -> None:
    """Commas, dashes and "but" part clauses; a line ends a sentence."""
    assert [part.strip() for part in clauses("A title\nIt is out, but not free. Es kommt.")] == [
        "A title",
        "It is out",
        "not free.",
        "Es kommt.",
    ]
