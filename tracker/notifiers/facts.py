"""What a release's facts say, in the words of a language: sizes, license, access and openness."""

from __future__ import annotations

from tracker.domain import JSON, Answer, Fact, Release
from tracker.domain.labels import license_title
from tracker.notifiers.clean import clean
from tracker.notifiers.wording import Wording

_ELSEWHERE = ("commercial_use", "gate")  # dimensions that have a place of their own
_SIZES = ("parameters_total", "parameters_active")
_SAME = 0.15  # two sizes that differ by less are one


def best(release: Release, name: str) -> Fact | None:
    """The fact that stands for the release: the record's choice, else the highest rank, then the latest."""
    if name in release.chosen:
        return release.chosen[name]
    known = [fact for fact in release.facts if fact.name == name]
    return max(
        known, key=lambda fact: (fact.rank, fact.learned_at is not None and fact.learned_at.timestamp()), default=None
    )


def value(release: Release, name: str) -> JSON:
    """The value of that fact, None where nothing is known."""
    fact = best(release, name)
    return fact.value if fact is not None else None


def sizes(release: Release) -> list[tuple[float, float | None]]:
    """Total and active parameters of each size, the chosen one first, then down; conversions are left out."""
    foreign = {one.repo.id for one in release.repos if one.role != "official" or one.repo.relation == "quantized"}
    facts = [fact for fact in release.facts if _is_number(fact.value) and fact.subject not in foreign]
    found: dict[str | None, tuple[float, float | None]] = {}
    for subject in dict.fromkeys(fact.subject for fact in facts if fact.name in _SIZES):
        total, active = (
            _stated([fact for fact in facts if (fact.name, fact.subject) == (name, subject)]) for name in _SIZES
        )
        found[subject] = (total or 0.0, active)
    chosen = value(release, "parameters_total"), value(release, "parameters_active")
    kept = [(chosen[0], chosen[1] if _is_number(chosen[1]) else None)] if _is_number(chosen[0]) else []
    for total, active in sorted(found.values(), key=lambda size: -size[0]):
        if total > 0 and all(abs(total - other) > _SAME * other for other, _ in kept):
            kept.append((total, active if active is not None and active < total else None))
    return kept


def _stated(facts: list[Fact]) -> float | None:
    """What the owner says near the sum of the files' headers, else that sum, else what others say."""
    ranked = sorted(facts, key=lambda fact: -fact.rank)
    summed = next((float(fact.value) for fact in ranked if fact.method == "metadata"), None)
    said = [float(fact.value) for fact in ranked if fact.method != "metadata"]
    near = [one for one in said if summed is None or abs(one - summed) <= _SAME * summed]
    return near[0] if near else summed


def _is_number(value: JSON) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0


def size_text(release: Release, words: Wording) -> str:
    """All sizes: "117B (5.1B active) and 21B (3.6B active)"; "" where none is known."""
    spoken = [
        words.active.format(total=words.shared.amount(total), active=words.shared.amount(active))
        if active is not None and active < total * 0.98
        else words.shared.amount(total)
        for total, active in sizes(release)
    ]
    return words.listed(spoken, 5)


def license_text(release: Release, words: Wording) -> str:
    """License and commercial use: "Apache-2.0, commercial use allowed"; "" where the license is not known."""
    label = clean(license_title(value(release, "license"), release.terms), 120)
    return f"{label}, {words.shared.commercial[commercial_use(release)]}" if label else ""


def commercial_use(release: Release) -> Answer:
    """The answer of the dimension commercial_use."""
    answers = (one.value for one in release.openness if one.dimension == "commercial_use")
    return next(answers, Answer.UNKNOWN)


def access_text(release: Release, words: Wording) -> str:
    """How one gets at it: "free to download"; "" where the Hub did not say."""
    return words.shared.access.get(str(value(release, "gated")), "")


def openness(release: Release, words: Wording) -> tuple[tuple[str, str], ...]:
    """Heading and dimensions: ("Open", "weights, license"), ("Not open", …); none while everything is unknown."""
    judged = {
        one.dimension: one.value
        for one in release.openness
        if one.dimension in words.shared.dimensions and one.dimension not in _ELSEWHERE
    }
    if set(judged.values()) <= {Answer.UNKNOWN}:
        return ()
    lines: list[tuple[str, str]] = []
    for answer in (Answer.YES, Answer.PARTIAL, Answer.NO, Answer.UNKNOWN):
        named = [words.shared.dimensions[dimension] for dimension, given in judged.items() if given is answer]
        if named:
            lines.append((words.answers[answer], ", ".join(named)))
    return tuple(lines)


def modality_text(release: Release, words: Wording) -> str:
    """What it takes and gives: "text, images → text"; "" where it is not known."""
    given, both = value(release, "modalities_in"), value(release, "modalities_out")
    sides = [_modalities(side, words) for side in (given, both) if isinstance(side, (list, tuple)) and side]
    if len(sides) == 2:
        return sides[0] if sides[0] == sides[1] else " → ".join(sides)
    all_of_them = value(release, "modalities")
    return _modalities(all_of_them, words) if isinstance(all_of_them, (list, tuple)) else ""


def _modalities(names: JSON, words: Wording) -> str:
    return ", ".join(clean(words.modalities.get(str(name), str(name)), 40) for name in names[:8])
