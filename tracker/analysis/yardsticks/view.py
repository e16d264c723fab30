"""What every yardstick measures by: the answers of a release, its licenses and its own facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.analysis.licenses import how_open
from tracker.analysis.openness import licenses
from tracker.domain import Answer, Fact, License, Release


@dataclass(frozen=True, slots=True)
class Part:
    """One dimension or component of an index with its verdict and why, in a few English words."""

    name: str
    verdict: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What an index would say by its own rules and by what is known here; what is not known stays unknown."""

    index: str  # osai | mof | osaid
    parts: tuple[Part, ...]
    verdict: str
    missing: tuple[str, ...] = ()  # parts on which the verdict hangs

    def of(self, name: str) -> str:
        """The verdict of a part."""
        return next((part.verdict for part in self.parts if part.name == name), "unknown")


@dataclass(frozen=True, slots=True)
class View:
    """A release as the yardsticks see it."""

    answers: Mapping[str, Answer]
    own: tuple[Fact, ...]  # without those about others' repos
    chosen: Mapping[str, Fact] = field(default_factory=dict)
    licenses: tuple[License, ...] = ()  # every one that its own repos name

    def answer(self, dimension: str) -> Answer:
        """The answer of a dimension of ours."""
        return self.answers.get(dimension, Answer.UNKNOWN)

    @property
    def licensed(self) -> Answer:
        """Yes where all licenses that its own repos name are open and agree, no where one is known not to be open."""
        agreed = self.answer("license") is Answer.YES or "license_conflict" not in self.chosen
        if agreed and self.licenses and all(how_open(one) is Answer.YES for one in self.licenses):
            return Answer.YES
        closed = any(how_open(one) in (Answer.NO, Answer.PARTIAL) for one in self.licenses)
        return Answer.NO if closed else Answer.UNKNOWN


def view(release: Release) -> View:
    """What there is of a release."""
    foreign = {linked.repo.id.lower() for linked in release.repos if linked.role == "derivative"}
    own = tuple(fact for fact in release.facts if (fact.subject or "").lower() not in foreign)
    answers = {one.dimension: one.value for one in release.openness}
    return View(answers, own, release.chosen, licenses(own))
