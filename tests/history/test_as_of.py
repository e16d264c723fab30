"""Whatever came in, in whatever order: what was known on a day can be asked for ever, and nothing more."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.samples import NOW, observation, repo, seen_repo, source
from tracker import analysis, steps
from tracker.domain import Observation, RepoFile, SourceKind
from tracker.history import Query, ask, row
from tracker.store import Store, observations

SOURCES = {
    "openai-news": source(organization="openai"),
    "presse": source("presse", kind=SourceKind.PRESS, language="de"),
    "hub-openai": source("hub-openai", "hub", organization="openai", title="OpenAI"),
}
KNOWN = analysis.known(SOURCES.values())
REPO = repo("openai/gpt-oss-120b", parameters=116_800_000_000)
SMALL = repo("openai/gpt-oss-20b", parameters=20_900_000_000)
GONE = seen_repo(replace(REPO, sha="4" * 40, gone=True))
POOL = (
    observation(key="plan", title="Planning an open-weight language model", text="Our first one since GPT-2."),
    observation(key="intro", title="Introducing gpt-oss", text="Open weights under Apache 2.0, out now."),
    observation(source="presse", key="leak", title="Leak: gpt-oss-120b", text="OpenAIs Repo war kurz zu sehen."),
    observation(source="presse", key="delay", title="OpenAI verschiebt sein offenes Modell", text="Es kommt später."),
    seen_repo(replace(REPO, files=(RepoFile("README.md", 900),), sha="1" * 40)),
    seen_repo(REPO),
    seen_repo(replace(REPO, sha="2" * 40, license="mit")),
    seen_repo(replace(REPO, sha="3" * 40, gated="manual")),
    seen_repo(SMALL, baseline=True),
    seen_repo(replace(SMALL, sha="5" * 40)),
)


def live(store: Store, seen: Sequence[Observation]) -> list[tuple[datetime, list[dict[str, Any]]]]:
    """One observation a minute through the real steps; what history answered after each."""
    answers = []
    for minute, one in enumerate(seen):
        now = NOW + timedelta(minutes=minute)
        with store.write() as c:
            observations.add(c, [replace(one, seen_at=now, key=f"{one.key}-{minute}")])
        steps.analyze(store, KNOWN, SOURCES, now)
        steps.summarize(store, ["en"], SOURCES, now)
        answers.append((now, [row(record) for record in ask(store)]))
    return answers


@settings(max_examples=12, deadline=None, derandomize=True)
@given(seen=st.lists(st.sampled_from(POOL), min_size=1, max_size=5))
@example(seen=[POOL[0], POOL[3], POOL[2], POOL[5], POOL[1]])
@example(seen=[POOL[8], POOL[5], POOL[6], POOL[7], POOL[1]])
def test_what_was_known_is_known_for_ever(sqlite_template: Path, seen: list[Observation]) -> None:
    """Asked as of a moment, history gives the answer that it gave then: nothing learned later is in it."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{shutil.copy(sqlite_template, Path(folder) / 'tracker.db')}")
        for at, answer in live(store, seen):
            records = ask(store, Query(as_of=at))

            assert [row(record) for record in records] == answer
            for record in records:
                assert all(event.seen_at <= at for event in record.events)
                assert all(fact.learned_at is not None and fact.learned_at <= at for fact in record.facts)
                assert all(one.seen_at <= at for one in record.evidence)
        assert ask(store) == ask(store, Query(as_of=NOW + timedelta(days=1)))
        store.close()


def test_a_repo_that_vanished_later_was_there(sqlite_store: Store) -> None:
    """As of a moment before a repo vanished, openness is judged by the repo that was there."""
    at, answer = live(sqlite_store, [POOL[5], GONE])[0]

    assert [row(record) for record in ask(sqlite_store, Query(as_of=at))] == answer
