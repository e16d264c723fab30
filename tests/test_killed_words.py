"""Kill -9 while a page is read and a language model says it anew: told once, and the words come all the same."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.crash import Tracker
from tests.publisher import Publisher, publishing
from tests.test_river import payload
from tracker import history
from tracker.cli.demo.plot import Story
from tracker.cli.demo.world import CHANNELS, start
from tracker.store import Store

BEGIN = datetime(2025, 8, 5, 17, 0, tzinfo=UTC)
STORY = Story(moments=(BEGIN,), feeds=(), owners=(), changes=())
OLD = (BEGIN - timedelta(days=3), "Our new office in the north", "We have moved.", ("The office is near the sea.",))
NEWS = (
    BEGIN + timedelta(minutes=10),
    "Lab releases Alder-7B with open weights under Apache 2.0",
    "Today we release Alder-7B, our open-weight model […]",
    (
        "Today we release Alder-7B, a language model with open weights under the Apache 2.0 license.",
        "Alder-7B was trained on 3 trillion tokens of German and English text; its context window is 32,768 tokens.",
        "The weights can be downloaded from the Hub, and the code stands beside them for everybody who builds.",
    ),
)
SAYS = "Alder-7B was trained on 3 trillion tokens of German and English text."
MINUTES = (0, 10, 11, 22, 33)

STRIDE = 4
"""Every how many-th point is killed at here; `python -m benchmarks.crashes --play words --every 1` takes them all."""


@dataclass
class Outcome:
    """What was posted when, what readers see in the end, what is remembered, and where one can kill."""

    posts: list[tuple[datetime, str]]
    shown: list[str]
    rows: list[Any]
    points: range
    crucial: list[int]  # of the points those around commits and sends

    def same(self, other: Outcome) -> bool:
        """Whether it came to the same; an edit may come a minute earlier or twice."""
        return (self.posts, self.shown, self.rows) == (other.posts, other.shown, other.rows)


def perform(folder: Path, template: Path, kill_at: int | None = None) -> Outcome:
    """Plays it; a tracker that dies is started again at the same moment, as its supervisor would."""
    with start(STORY) as world, publishing(Publisher(SAYS, [OLD])) as lab:
        environment = world.environment(folder)
        shutil.copy(template, folder / "tracker.db")
        source = {"name": "lab-blog", "type": "feed", "url": f"{lab.url}/feed", "title": "Lab", "organization": "lab"}
        rows = (source | {"language": "en", "kind": "official", "every": "5m"}).items()
        text = "[[source]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in rows)
        (folder / "sources.toml").write_text(text + CHANNELS, encoding="utf-8")
        environment |= {
            "TRACKER_ALLOW_HOSTS": f"{environment['TRACKER_ALLOW_HOSTS']},{lab.host}",
            "TRACKER_SUMMARIZER": f"{lab.url}/v1",
            "TRACKER_SUMMARIZER_MODEL": "small",
        }
        tracker, before = Tracker(environment, kill_at), 0
        for minute in MINUTES:
            world.now = BEGIN + timedelta(minutes=minute)
            if minute == MINUTES[1]:
                lab.posts.append(NEWS)
                before = tracker.points
            if tracker.tick() is None:
                tracker.end()
                tracker = Tracker(environment)
                assert tracker.tick() is not None
        tracker.end()
        points = range(before + 1, tracker.points + 1)
        around = {point for commit in tracker.commits for point in (commit, commit + 1)} | set(tracker.sends)
        told = [(one.at, one.method, payload(one.body)) for one in world.slack]
        latest = {one.ts: json.dumps(one.body["blocks"]).replace(lab.url, "") for one in world.slack}
        kept = remembered(folder, lab)
    return Outcome(
        posts=[(at, str(said.get("event"))) for at, method, said in told if method == "chat.postMessage"],
        shown=list(latest.values()),
        rows=kept,
        points=points,
        crucial=sorted(around & set(points)),
    )


def remembered(folder: Path, lab: Publisher) -> list[Any]:
    """History as it is exported, without the port that the publisher listened at."""
    store = Store(f"sqlite:///{folder / 'tracker.db'}")
    try:
        return [json.loads(json.dumps(history.row(one)).replace(lab.url, "")) for one in history.ask(store)]
    finally:
        store.close()


@pytest.fixture(name="whole", scope="module")
def _whole(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Outcome:
    """What comes of it when nobody disturbs it."""
    return perform(tmp_path_factory.mktemp("words"), sqlite_template)


def test_the_page_and_the_model_s_words_reach_the_message(whole: Outcome) -> None:
    """Undisturbed: told once within the minute, then edited to the model's words; the page's facts are kept."""
    assert whole.posts == [(BEGIN, "None"), (BEGIN + timedelta(minutes=10), "announced")]
    assert f"Machine summary: {SAYS}" in whole.shown[1]
    (row,) = whole.rows
    assert row["context_tokens"] == 32768


@pytest.mark.slow
def test_killed_in_the_middle(whole: Outcome, tmp_path: Path, sqlite_template: Path) -> None:
    """Before, between and after any of its commits: what is told and remembered is what it would have been."""
    assert whole.crucial
    for kill_at in whole.crucial[::STRIDE]:
        found = perform(tmp_path / str(kill_at), sqlite_template, kill_at)

        assert found.posts == whole.posts, f"killed at point {kill_at}"
        assert found.shown == whole.shown, f"killed at point {kill_at}"
        assert found.rows == whole.rows, f"killed at point {kill_at}"
