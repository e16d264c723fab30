"""What the indexes themselves published, beside what is computed here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.analysis.yardsticks.view import Yardstick
from tracker.domain import Release

COMPUTED = {"osai": "osai", "ouc": "osai", "mot": "mof"}
"""Which yardstick computes what an index rates; opening up ChatGPT came before the European index."""

_OLD_NAMES = {
    "opencode": "trainingcode",
    "llmdata": "datasources_basemodel",
    "rldata": "datasources_endmodel",
    "llmweights": "weights_basemodel",
    "rlweights": "weights_endmodel",
    "license": "licenses",
    "architecture": "hardware_architecture",
}
_SAME = {"yes": "open", "no": "closed"}


@dataclass(frozen=True, slots=True)
class Rating:
    """What an index published about a model. `values` by the index's own dimensions: open | partial | closed."""

    index: str  # osai | ouc | mot
    subject: str
    date: str
    values: Mapping[str, str]
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Where an index says something else than its rules give by what is known here."""

    name: str  # of the part
    published: str
    computed: str


def ratings(release: Release) -> tuple[Rating, ...]:
    """The ratings among the facts, one of each index."""
    found: dict[str, Rating] = {}
    for fact in release.facts:
        value = fact.value
        if fact.name == "rating" and isinstance(value, dict) and isinstance(value.get("values"), dict):
            said = {str(name): str(one) for name, one in value["values"].items()}
            index = str(value.get("index"))
            found[index] = Rating(index, str(value.get("subject") or ""), str(value.get("date") or ""), said, fact.url)
    return tuple(found.values())


def differences(rating: Rating, yardsticks: Sequence[Yardstick]) -> tuple[Difference, ...]:
    """The parts that both know and judge differently."""
    computed = next((one for one in yardsticks if one.index == COMPUTED.get(rating.index)), None)
    return tuple(_differ(rating, computed)) if computed is not None else ()


def _differ(rating: Rating, computed: Yardstick) -> Iterable[Difference]:
    for name, published in rating.values.items():
        name = _OLD_NAMES.get(name, name) if rating.index == "ouc" else name
        verdict = computed.of(name)
        if verdict != "unknown" and _SAME.get(verdict, verdict) != published:
            yield Difference(name, published, _SAME.get(verdict, verdict))
