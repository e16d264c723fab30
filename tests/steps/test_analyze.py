"""From observations to releases, facts and events: the heart of the flow on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.samples import NOW, observation, repo, seen_repo, source
from tracker import analysis
from tracker.domain import Observation, Release, Repo, RepoFile, SourceKind, Stage
from tracker.steps import analyze
from tracker.store import Store, observations, releases

SOURCES = {
    "openai-news": source(organization="openai"),
    "presse": source("presse", kind=SourceKind.PRESS, language="de"),
    "hub-openai": source("hub-openai", "hub", organization="openai", title="OpenAI"),
}
SPRING = datetime.fromisoformat("2025-03-31T17:15:00+00:00")


def examined(store: Store, seen: Sequence[Observation]) -> list[Release]:
    """Feeds observations through the step one after the other, as ticks would, and returns all records."""
    for one in seen:
        with store.write() as c:
            observations.add(c, [one])
        analyze(store, analysis.known(SOURCES.values()), SOURCES, one.seen_at)
    with store.read() as c:
        return [analysis.build(dossier) for dossier in releases.dossiers(c, None)]


def post(text: str, at: datetime, teaser: str = "", name: str = "openai-news", **values: object) -> Observation:
    """A feed entry."""
    return observation(source=name, key=text, title=text, text=teaser, seen_at=at, published_at=at, url=None, **values)


PLAN = post(
    "Planning an open-weight language model",
    SPRING,
    "We plan to release our first open-weight language model since GPT-2 in the coming months.",
)
DELAY = post(
    "OpenAI verschiebt sein offenes Modell",
    SPRING + timedelta(days=72),
    "Das angekündigte Open-Weight-Modell kommt später im Sommer.",
    "presse",
)
LEAK = post(
    "Leak hints at OpenAI's open model",
    NOW - timedelta(days=4),
    "A repository named gpt-oss-120b was seen for an hour.",
    "presse",
)
CARD = "# gpt-oss-120b\n117B parameters, 5.1B active, context 131,072 tokens. The training data is not published.\n"
BIG = seen_repo(repo("openai/gpt-oss-120b", parameters=116_800_000_000, card=CARD))
SMALL = seen_repo(repo("openai/gpt-oss-20b", parameters=20_900_000_000))
INTRO = post(
    "Introducing gpt-oss",
    NOW + timedelta(minutes=1),
    "Two open-weight models under Apache 2.0. The weights can be downloaded now.",
)


def test_the_story_of_gpt_oss_is_one_release(store: Store) -> None:
    """Announced without a name, delayed, leaked, out: one record with one event of each kind."""
    found = examined(store, [PLAN, DELAY, LEAK, BIG, SMALL, INTRO])

    assert len(found) == 1
    record = found[0]
    assert [event.kind.value for event in record.events] == ["announced", "delayed", "signal", "weights"]
    assert (record.name, record.organization, record.stage) == ("gpt-oss", "OpenAI", Stage.WEIGHTS)
    assert record.chosen["parameters_total"].value == 117_000_000_000
    assert record.chosen["license"].value["id"] == "apache-2.0"
    assert record.chosen["training_data"].value["value"] == "no"
    assert {linked.repo.id for linked in record.repos} == {"openai/gpt-oss-120b", "openai/gpt-oss-20b"}


def test_examining_again_changes_nothing(store: Store) -> None:
    """The same observations from a second poll make no second event."""
    first = examined(store, [PLAN, BIG])
    again = examined(store, [PLAN, BIG])

    assert first == again


def test_the_post_before_the_repo_is_the_same_release(store: Store) -> None:
    """Whichever source is first, there is one record."""
    found = examined(store, [replace(INTRO, seen_at=NOW - timedelta(minutes=1)), BIG])

    assert [[event.kind.value for event in one.events] for one in found] == [["announced", "weights"]]


def test_news_without_weights_start_nothing(store: Store) -> None:
    """An API-only model and a funding story are no releases."""
    api = post("New audio models in the API", NOW, "Speech models for developers, available through the API.")
    money = post("OpenAI raises another round", NOW, "The company says it will spend the money on compute.", "presse")

    assert examined(store, [api, money]) == []


def test_what_was_there_at_first_contact_is_history(store: Store) -> None:
    """A repo seen at the baseline has a record, marked as such, and only later events are live."""
    old = replace(BIG, baseline=True)
    assert BIG.repo is not None
    changed = seen_repo(replace(BIG.repo, license="mit", sha="b" * 40), NOW + timedelta(days=1))
    found = examined(store, [old, changed])

    assert [one.baseline for one in found] == [True]
    assert [(event.kind.value, event.baseline) for event in found[0].events] == [
        ("weights", True),
        ("relicensed", False),
    ]


def test_another_owners_copy_is_a_derivative(store: Store) -> None:
    """A re-upload joins the record as a derivative and makes no event."""
    copy = repo("quants/gpt-oss-20b-GGUF", base_models=("openai/gpt-oss-20b",), relation="quantized", license="other")
    found = examined(store, [SMALL, seen_repo(copy, NOW + timedelta(minutes=3))])

    assert [(linked.repo.id, linked.role) for linked in found[0].repos] == [
        ("openai/gpt-oss-20b", "official"),
        ("quants/gpt-oss-20b-GGUF", "derivative"),
    ]
    assert [event.kind.value for event in found[0].events] == ["weights"]
    assert found[0].chosen["license"].value["id"] == "apache-2.0"


def shards(number: int) -> Repo:
    """A repo whose first `number` of three shards have arrived."""
    there = tuple(RepoFile(f"model-0000{n + 1}-of-00003.safetensors", 4_000_000_000) for n in range(number))
    return repo(files=(RepoFile("config.json", 900), RepoFile("model.safetensors.index.json", 9000), *there))


def test_weights_are_out_when_the_last_shard_is_there(store: Store) -> None:
    """Visible first, weights at the minute of the last shard."""
    seen = [seen_repo(shards(number), NOW + timedelta(minutes=number)) for number in range(4)]
    found = examined(store, seen)

    assert [(event.kind.value, event.at) for event in found[0].events] == [
        ("visible", NOW),
        ("weights", NOW + timedelta(minutes=3)),
    ]


def test_a_row_that_cannot_be_examined_does_not_stop_the_others(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hole in the analysis costs one row and is kept with it."""
    broken = observation(key="broken", title="\ud800" * 3)

    def examine(seen: Observation, *rest: object) -> object:
        if seen.key == "broken":
            raise RecursionError("too deep")
        return original(seen, *rest)  # type: ignore[arg-type]

    original = analysis.examine
    monkeypatch.setattr(analysis, "examine", examine)
    found = examined(store, [replace(broken, title="x"), BIG])

    assert [one.name for one in found] == ["gpt-oss"]


def test_a_repo_that_was_closed_before_we_saw_it_is_no_news(store: Store) -> None:
    """Nobody was told of it, so nobody needs to hear that it is disabled."""
    assert examined(store, [seen_repo(repo("acme/Alpha-7B", disabled=True))]) == []
