"""Which release a text speaks of, where its names alone do not tell: who is late, on which page, about which paper."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.samples import NOW, event, finding, linked, name, observation, release, repo
from tracker.analysis.cluster import match_entry
from tracker.analysis.judge import judge, links_of, lookup
from tracker.domain import EventKind, Evidence, Release, SourceKind, Stage

DAY = timedelta(days=1)
BARE = name("Zaunkönig", "zaunkoenig")
THREE = name("Zaunkönig 3", "zaunkoenig-3", "Zaunkönig", version="3")
FOUR = name("Zaunkönig 4", "zaunkoenig-4", "Zaunkönig", version="4")


def announced(key: str = "zaunkoenig-3", family: str | None = "Zaunkönig", days: int = 120, **values: Any) -> Release:
    """Helios announced a model by its name, some months ago; nothing of it is out."""
    at = NOW - days * DAY
    filled: dict[str, Any] = {"id": key, "family": family, "keys": (key,), "stage": Stage.ANNOUNCED}
    filled |= {"organization": "Helios AI", "events": (event(EventKind.ANNOUNCED, at),), "first_seen": at}
    return release(**(filled | values))


def told(candidates: list[Release], *names: Any, links: tuple[str, ...] = (), **values: Any) -> str | None:
    """The id of the release that a press text of Helios is about."""
    said = finding(**({"organization": "Helios AI", "names": names, "kind": "delay"} | values))
    found = match_entry(said, candidates, NOW, SourceKind.PRESS, links)
    return found.release.id if found.release is not None else None


OUT = announced("zaunkoenig-2", stage=Stage.WEIGHTS, repos=(linked(repo("helios-ai/Zaunkoenig-2")),))
ROBIN = announced("robin-5", "Robin")
DELAYS = [
    ("the only model that is awaited", [announced(), OUT], (), "zaunkoenig-3"),
    ("two that are awaited", [announced(), ROBIN], (), None),
    ("the family's name tells which", [announced(), ROBIN], (BARE,), "zaunkoenig-3"),
    ("a version of a family that was announced bare", [announced("zaunkoenig")], (THREE,), "zaunkoenig"),
    ("another version", [announced()], (FOUR,), None),
    ("announced more than a year ago", [announced(days=400)], (), None),
    ("what is out can be late no more", [OUT], (), None),
]


@pytest.mark.parametrize(("known", "names", "expected"), [c[1:] for c in DELAYS], ids=[c[0] for c in DELAYS])
def test_what_is_late(known: list[Release], names: Any, expected: str | None) -> None:
    """A delay is that of the one model that its publisher announced and has not brought out."""
    assert told(known, *names) == expected
    assert told(known[::-1], *names) == expected


def test_what_is_late_is_looked_for_far_back() -> None:
    """Keys of a whole year lead to what was announced then; other texts ask for two months."""
    for kind, far in (("delay", True), ("release", False)):
        keys = lookup(observation(), finding(kind=kind), NOW).keys
        assert (f"organization:openai:{NOW - 300 * DAY:%Y-%m}" in keys) is far
        assert f"organization:openai:{NOW:%Y-%m}" in keys


def seen(url: str, at: datetime = NOW - DAY) -> Evidence:
    """A post about a release."""
    return Evidence("helios-blog", "A post", url, "en", at, SourceKind.OFFICIAL)


PAGE = "page:helios.example/zaunkoenig"
PAGED = announced(days=6, evidence=(seen("https://www.helios.example/zaunkoenig/?from=feed"),))
OTHER = announced("robin-5", "Robin", days=6, evidence=(seen("https://helios.example/zaunkoenig"),))
OLD = announced(days=60, evidence=PAGED.evidence)
PAPER = announced(days=6, repos=(linked(repo("helios-ai/Zaunkoenig-3", tags=("arxiv:2508.00001",))),))
LINKS = [
    ("the same page", [PAGED], (), (PAGE,), "zaunkoenig-3"),
    ("the paper of its repo", [PAPER], (), ("arxiv:2508.00001",), "zaunkoenig-3"),
    ("another paper", [PAPER], (), ("arxiv:2508.00002",), None),
    ("a page that speaks of two", [PAGED, OTHER], (), (PAGE,), None),
    ("a page that was used two months ago", [OLD], (), (PAGE,), None),
    ("a name with a version goes before the page", [PAGED], (FOUR,), (PAGE,), None),
]


@pytest.mark.parametrize(("known", "names", "links", "expected"), [c[1:] for c in LINKS], ids=[c[0] for c in LINKS])
def test_what_is_linked(known: list[Release], names: Any, links: tuple[str, ...], expected: str | None) -> None:
    """A text without a name is about the release on its page, where that is one release of these weeks."""
    assert told(known, *names, links=links, kind="update") == expected


def test_who_introduces_a_model_does_not_speak_of_the_one_named_later() -> None:
    """News of a Zaunkönig 4 that follows Zaunkönig 3 is news of a release that nobody knows yet."""
    assert told([announced()], FOUR, THREE, kind="release") is None
    assert told([announced()], THREE, FOUR, kind="release") == "zaunkoenig-3"
    assert told([announced()], name("Synthetic", "synthetic"), THREE, kind="release") == "zaunkoenig-3"
    assert told([announced()], FOUR, THREE, kind="evaluation_experience", is_event=False) == "zaunkoenig-3"


def test_the_links_of_a_text() -> None:
    """Its page and its only paper; a list of papers is about none of them."""
    one = observation(text="See arXiv:2508.00001 and https://arxiv.org/abs/2508.00001v2.")
    assert links_of(one) == ("page:openai.example.org/gpt-oss", "arxiv:2508.00001")
    assert links_of(observation(text="arXiv:2508.00001, arXiv:2508.00002", url="https://x.example/")) == ()
    assert set(links_of(one)) <= set(lookup(one, finding(), NOW).keys)


def test_a_text_is_found_by_its_links_later() -> None:
    """What starts a record, and what tells of one, leaves its page as a key; what is about nothing leaves none."""
    said = finding(organization="Helios AI", names=(THREE,), kind="announcement")
    page = "page:openai.example.org/gpt-oss"
    assert page in judge(observation(), None, said, [], NOW).keys
    assert page in judge(observation(), None, said, [announced()], NOW).keys
    assert judge(observation(), None, finding(is_event=False), [], NOW).keys == ()
