"""What other yardsticks of openness say of a release by their own rules, where they disagree, what they published."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.analysis.yardsticks.mof import mof
from tracker.analysis.yardsticks.osai import osai
from tracker.analysis.yardsticks.osaid import osaid
from tracker.analysis.yardsticks.published import COMPUTED, Difference, Rating, differences, ratings
from tracker.analysis.yardsticks.view import Part, Yardstick, view
from tracker.domain import Release
from tracker.domain.labels.yardsticks import yardstick_labels

__all__ = [
    "COMPUTED",
    "Difference",
    "Part",
    "Rating",
    "Yardstick",
    "compare",
    "differences",
    "disagreements",
    "ratings",
]


def compare(release: Release) -> tuple[Yardstick, ...]:
    """European OSAI Index, Model Openness Framework and Open Source AI Definition, in this order."""
    seen = view(release)
    return osai(seen), mof(seen), osaid(seen)


def disagreements(yardsticks: Sequence[Yardstick], language: str) -> tuple[str, ...]:
    """Where the yardsticks judge the same thing differently, each in one plain sentence."""
    by_index = {one.index: one for one in yardsticks}
    index, framework, definition = by_index["osai"], by_index["mof"], by_index["osaid"]
    licensed, restricted = definition.of("license"), index.of("licenses") == "partial"
    counted = framework.of("model_parameters_final") == "yes"
    found = {
        "gate": index.of("weights_endmodel") == "partial" and counted,
        "restricted": restricted and licensed == "no",
        "data": licensed == "yes" and framework.verdict != "not reached" and definition.of("data") == "no",
        "license": licensed == "yes" and restricted,
        "paper_license": index.of("preprint") in ("open", "partial"),
    }
    words = yardstick_labels(language)
    return tuple(words.disagreements[key] for key, there in found.items() if there)
