"""Poll: a stranger's "look at this repo now" makes its owner's source due, and nothing more."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.samples import source
from tracker.steps.poll import ask_soon
from tracker.store import Store, sources

WATCHED = (
    source("hub-lab", "hub", organization="Lab"),
    source("hub-other", "hub", organization="other"),
    source("lab-news", "feed", organization="lab", url="https://lab.example.org/feed"),
    source("hub-trending", "trending"),
)
LATER = timedelta(minutes=5)


@pytest.fixture
def rested(sqlite_store: Store, now: datetime) -> Store:
    """All sources were asked just now; the other lab's did not answer."""
    with sqlite_store.write() as c:
        sources.remember(c, WATCHED, now)
        for one in WATCHED:
            sources.polled(c, one.name, now, now + LATER, {})
        sources.failed(c, "hub-other", now, now + LATER, "hub: 503")
    return sqlite_store


@pytest.mark.parametrize(
    ("repo", "due"),
    [
        pytest.param("lab/model", ["hub-lab"], id="a watched owner, in whatever letters"),
        pytest.param("other/model", [], id="a source in trouble keeps its own time"),
        pytest.param("stranger/model", [], id="an owner whom nobody watches"),
        pytest.param("", [], id="nothing"),
        pytest.param("../../lab", [], id="no repo at all"),
    ],
)
def test_a_hint_makes_the_owner_s_source_due(rested: Store, now: datetime, repo: str, due: list[str]) -> None:
    """Only the Hub's source of that owner is asked at the next tick, and it is said how many are."""
    soon = now + timedelta(minutes=1)

    assert ask_soon(rested, WATCHED, repo, soon) == len(due)
    with rested.write() as c:
        assert sources.claim_due(c, soon, "me", LATER, 10) == due
