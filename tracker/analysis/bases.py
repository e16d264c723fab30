"""Which repos of a release hold its base models, and which are only conversions; by relations, then by names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.analysis.derivatives import CONVERSIONS
from tracker.analysis.keys import FORMATS
from tracker.domain import JSON, Fact

_TRAINED_ON = re.compile(
    r"[-_.](?:instruct|instruction|chat|it|sft|dpo|rlhf|rl|thinking|reasoning|reasoner|assistant|tuned)(?=$|[-_.])",
    re.IGNORECASE,
)
_BASE = re.compile(r"[-_.](?:base|pt|pretrain|pretrained)(?=$|[-_.])", re.IGNORECASE)


def order(fact: Fact) -> tuple[int, float]:
    """Later and better ranked facts come last."""
    return fact.rank, fact.learned_at.timestamp() if fact.learned_at else 0.0


def by_subject(facts: Sequence[Fact], name: str) -> dict[str | None, Fact]:
    """The fact of a name that counts for each subject."""
    found: dict[str | None, Fact] = {}
    for fact in facts:
        if fact.name == name and (fact.subject not in found or order(fact) >= order(found[fact.subject])):
            found[fact.subject] = fact
    return found


def conversions(facts: Sequence[Fact]) -> frozenset[str]:
    """The repos that hold another repo's model in another form."""
    named = {fact.subject for fact in facts if fact.subject and FORMATS.search(fact.subject)}
    declared = {
        subject
        for subject, fact in by_subject(facts, "base_model").items()
        if subject and isinstance(fact.value, dict) and fact.value.get("relation") in CONVERSIONS
    }
    return frozenset(named | declared)


def bases(facts: Sequence[Fact]) -> frozenset[str] | None:
    """The repos with the base models of all models of the release; None where one's base is elsewhere or not known.

    A repo alone whose name says nothing may be base or trained further (Kimi-K2.5 is), so it proves no base.
    """
    own = _models(facts)
    parents = {one: _parents(facts, one) for one in own}
    stems = {one: _sibling(one, own) for one in own}
    pointed_to = {parent for some in parents.values() for parent in some} | set(stems.values())
    found: set[str] = set()
    for one in own:
        stem = stems[one]
        if parents[one]:
            if not set(parents[one]) <= set(own):
                return None
            found.update(parents[one])
        elif stem is not None:
            found.add(stem)
        elif _BASE.search(one) or (one in pointed_to and not _TRAINED_ON.search(one)):
            found.add(one)
        else:
            return None
    tuned = {one for one in found if parents[one] or stems[one]}  # between the base and what was made from it
    return frozenset(found - tuned) or None


def finals(facts: Sequence[Fact]) -> frozenset[str]:
    """The repos from which nothing else of the release was made: the models that people use."""
    own = _models(facts)
    made_from = {parent for one in own for parent in (*_parents(facts, one), _sibling(one, own))}
    return frozenset(set(own) - made_from)


def _models(facts: Sequence[Fact]) -> list[str]:
    """Repos with weights of their own, in lower case."""
    left_out = conversions(facts)
    return [one.lower() for one in by_subject(facts, "weights") if one and one not in left_out]


def _parents(facts: Sequence[Fact], one: str) -> list[str]:
    declared: JSON = next(
        (fact.value for subject, fact in by_subject(facts, "base_model").items() if (subject or "").lower() == one),
        None,
    )
    ids = declared.get("ids") or [] if isinstance(declared, dict) else []
    return [str(parent).lower() for parent in ids if str(parent).lower() != one]


def _sibling(one: str, own: Sequence[str]) -> str | None:
    """The base that the name of a model trained further points to: X or X-Base for X-Instruct."""
    if not _TRAINED_ON.search(one):
        return None
    stem = _TRAINED_ON.sub("", one)
    named = {_BASE.sub("", other): other for other in own if not _TRAINED_ON.search(other)}
    return named.get(stem)
