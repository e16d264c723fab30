"""Is a repo its owner's release, a conversion that belongs to one, somebody's derivative, or only a trace?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.analysis.keys import FORMATS
from tracker.domain import Repo

TRACES = re.compile(r"(^|[-_/])(tiny-random|internal-testing|testing|test|dummy|debug|tmp)([-_]|$)", re.IGNORECASE)
"""Names that labs use for their own trials: held, never told (sources: rule order 5)."""

CONVERSIONS = ("quantized", "adapter", "merge")


@dataclass(frozen=True, slots=True)
class Part:
    """What a repo is: `role` release | conversion | variant | derivative | trace, and the parents that it names."""

    role: str
    parents: tuple[str, ...] = ()
    reason: str = ""


def part(repo: Repo) -> Part:
    """The role of a repo by its declared parents, then by its name; rules in the order of the first that fits."""
    owner, _, name = repo.id.partition("/")
    parents = tuple(parent for parent in repo.base_models if "/" in parent and parent.lower() != repo.id.lower())
    own = tuple(parent for parent in parents if parent.split("/")[0].lower() == owner.lower())
    if TRACES.search(name):
        return Part("trace", parents, f"{name} is a trial by its name")
    if parents and not own:
        return Part("derivative", parents, f"made from {parents[0]} of another owner")
    if own and repo.relation in CONVERSIONS:
        return Part("conversion", own, f"{repo.relation} from {own[0]}")
    if own and FORMATS.search(name):
        return Part("conversion", own, f"{own[0]} in another format")
    if own:
        return Part("variant", own, f"trained further from {own[0]}")
    if FORMATS.search(name):
        return Part("conversion", (FORMATS.sub("", repo.id),), f"{name} is named as a conversion")
    return Part("release", (), "no parent is declared")
