"""How open a release is by what others tell of it: an index that rated it, the catalog."""

from __future__ import annotations

from typing import Any

import pytest

from tests.samples import fact
from tracker.analysis.openness import assess
from tracker.domain import CATALOG, Answer

RATED = [
    ("the index says closed where the Hub says MIT", "mit", "closed", Answer.PARTIAL),
    ("the index says partial: for it code and data count too", "mit", "partial", Answer.YES),
    ("the index says open where the license is not", "cc-by-nc-4.0", "open", Answer.NO),
]


@pytest.mark.parametrize(("license_", "published", "answer"), [c[1:] for c in RATED], ids=[c[0] for c in RATED])
def test_a_published_closed_is_no_plain_yes(license_: str, published: str, answer: Answer) -> None:
    """What the European index calls closed is a contradiction to show; it never opens anything."""
    rating = {"index": "osai", "subject": "x", "date": "2026-06-12", "values": {"licenses": published}}
    facts = (
        fact("license", {"id": license_, "name": None}, subject="acme/x"),
        fact("rating", rating, subject="rating/osai", source=CATALOG, rank=50, method="table"),
    )
    found = {one.dimension: one for one in assess(facts, has_official_repo=True)}

    assert found["license"].value is answer
    assert ("closed" in (found["license"].quote or "")) == (answer is Answer.PARTIAL)


TOLD = [
    ("the catalog knows that nobody must ask", {"gated": "no"}, True, Answer.YES),
    ("the catalog knows of a gate", {"gated": "manual"}, True, Answer.PARTIAL),
    ("the catalog does not say how one gets at them", {}, True, Answer.UNKNOWN),
    ("all repos that were seen are gone", {"gated": "no"}, False, Answer.UNKNOWN),
]


@pytest.mark.parametrize(("said", "official", "answer"), [c[1:] for c in TOLD], ids=[c[0] for c in TOLD])
def test_weights_that_the_catalog_tells_of(said: dict[str, str], official: bool, answer: Answer) -> None:
    """Nobody looked at the files, so they are free only where the source says so."""
    told: dict[str, Any] = {"source": CATALOG, "rank": 50, "method": "table"}
    facts = [fact("weights", {"state": "complete", "reason": "out"}, **told)]
    facts += [fact(name, value, **told) for name, value in said.items()]
    facts += [] if official else [fact("weights", {"state": "none", "reason": "gone"}, subject="acme/x")]

    assert assess(facts, has_official_repo=official)[0].value is answer
