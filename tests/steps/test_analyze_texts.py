"""Texts that speak of several releases, and texts whose sources write them anew, through the step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.samples import NOW, repo, seen_repo
from tests.steps.test_analyze import SOURCES, examined, post
from tracker import analysis
from tracker.domain import Observation, Release, RepoFile
from tracker.steps import analyze
from tracker.store import Store, observations, releases

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
EMPTY = (RepoFile("README.md", 300),)
SMALL = seen_repo(repo("openai/gpt-oss-20b", files=EMPTY))
GUARD = seen_repo(repo("openai/gpt-oss-guard-20b", files=EMPTY), NOW + HOUR)
BOTH = post(
    "OpenAI: gpt-oss und gpt-oss-guard sind da",
    NOW + 2 * HOUR,
    "Beide Open-Weight-Modelle stehen unter der Apache-Lizenz zum Download bereit.",
    "presse",
)


def kinds(record: Release) -> list[str]:
    """The kinds of its events."""
    return [event.kind.value for event in record.events]


def test_a_title_about_two_releases_is_news_of_both(store: Store) -> None:
    """Each has the event and the text once, however often the step runs."""
    found = examined(store, [SMALL, GUARD, BOTH, BOTH])

    assert sorted(one.name for one in found) == ["gpt-oss", "gpt-oss-guard"]
    assert [kinds(one) for one in found] == [["visible", "announced"]] * 2
    assert [[told.title for told in one.evidence if told.source == "presse"] for one in found] == [[BOTH.title]] * 2


@pytest.mark.parametrize(
    ("title", "corroborates"),
    [
        ("OpenAI frees gpt-oss and updates gpt-oss-guard", True),
        ("OpenAI frees gpt-oss, better than gpt-oss-guard", False),
    ],
    ids=["two things in one text", "a yardstick"],
)
def test_a_text_corroborates_what_it_names(store: Store, title: str, corroborates: bool) -> None:
    """It is evidence of another release without being an event of it; what is only compared with is nothing."""
    text = post(title, NOW + 2 * HOUR, "The open-weight model can be downloaded from Hugging Face.", "presse")
    main, other = examined(store, [SMALL, GUARD, text])

    assert [one.source for one in main.evidence] == ["hub-openai", "presse"]
    assert ("presse" in [one.source for one in other.evidence]) is corroborates
    assert kinds(other) == ["visible"]


PLANS = post(
    "OpenAI makes plans for the autumn",
    NOW,
    "A talk about compute and hiring.",
    "presse",
)
RELEASES = replace(
    PLANS,
    title="OpenAI releases the weights of gpt-oss",
    text="The open-weight model can be downloaded from Hugging Face under Apache 2.0.",
    seen_at=NOW + 2 * HOUR,
)


def polled(store: Store, seen: Sequence[Observation], later: timedelta = timedelta(0)) -> list[Release]:
    """All records after each observation was seen and the step ran, some time later."""
    for one in seen:
        with store.write() as c:
            observations.add(c, [one])
        analyze(store, analysis.known(SOURCES.values()), SOURCES, one.seen_at + later)
    with store.read() as c:
        return [analysis.build(dossier) for dossier in releases.dossiers(c, None)]


def test_a_text_that_becomes_news_is_news_once(store: Store) -> None:
    """What a source makes of a known entry is examined with its new words, at the time when they were seen."""
    again = replace(RELEASES, title=f"{RELEASES.title} today", seen_at=NOW + 9 * HOUR)
    found = polled(store, [PLANS, RELEASES, RELEASES, again])

    assert [(event.kind.value, event.seen_at) for one in found for event in one.events] == [
        ("announced", RELEASES.seen_at)
    ]
    with store.read() as c:
        assert releases.dossiers(c, None, NOW + HOUR) == []


def test_an_event_stays_when_its_text_is_taken_back(store: Store) -> None:
    """What was told cannot be untold by another wording; the release keeps text and event."""
    (found,) = polled(store, [replace(RELEASES, seen_at=NOW), replace(PLANS, seen_at=NOW + 2 * HOUR)])

    assert kinds(found) == ["announced"]
    assert [one.title for one in found.evidence] == [RELEASES.title]


def test_an_event_is_not_told_again_by_a_new_wording(store: Store) -> None:
    """A correction of an announcement or a delay is no second one."""
    late = post("OpenAI verschiebt gpt-oss", NOW + HOUR, "Das Open-Weight-Modell kommt später.", "presse")
    first = post("OpenAI plans gpt-oss", NOW, "OpenAI will release its open-weight model gpt-oss in summer.")
    seen = [first, late, replace(late, title="OpenAI verschiebt gpt-oss erneut", seen_at=NOW + DAY)]
    (found,) = polled(store, seen)

    assert kinds(found) == ["announced", "delayed"]
