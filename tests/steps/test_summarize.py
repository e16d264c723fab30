"""Summarize: which text the summary of an event is drawn from."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.samples import NOW, event, fact, linked, release, repo, source
from tracker.domain import Event, EventKind, Evidence, SourceKind
from tracker.steps.summarize import best_text

BIG, SMALL = "openai/gpt-oss-120b", "openai/gpt-oss-20b"
WATCHED = {
    "openai-news": source(),
    "golem-de": source("golem-de", kind=SourceKind.PRESS),
    "hub-openai": source("hub-openai", "hub"),
}


def seen(name: str, title: str, hours: float = 0, **values: Any) -> Evidence:
    """A text, seen hours after the weights."""
    filled: dict[str, Any] = {"language": "en", "kind": SourceKind.OFFICIAL, "text": f"Text of {title}."}
    url = f"https://{name}.example.org/{title.replace(' ', '-')}"
    return Evidence(name, title, url, seen_at=NOW + timedelta(hours=hours), **(filled | values))


DELAY = seen("openai-news", "Delayed until later this summer", -56 * 24)
DELAYED = event(EventKind.DELAYED, DELAY.seen_at, source="openai-news", detail=DELAY.title, evidence=DELAY.url)
NEWS = seen("openai-news", "Introducing gpt-oss", 0.1)
PRESS = seen("golem-de", "OpenAI ist offen", 1, language="de", kind=SourceKind.PRESS)
CARD, SMALL_CARD = seen("hub-openai", BIG), seen("hub-openai", SMALL, -0.01)
WEIGHTS = event(
    detail=f"{SMALL}: 1 of 1 shards", source="hub-openai", evidence=f"https://huggingface.co/{SMALL}/tree/aa"
)
GATED = event(EventKind.GATED, detail=BIG, source="hub-openai", before="no", after="manual")

CASES: dict[str, tuple[Event, str, tuple[Evidence, ...], Evidence | None]] = {
    "weights: the card of the size that stands for the release": (
        WEIGHTS,
        "de",
        (DELAY, SMALL_CARD, CARD, NEWS, PRESS),
        CARD,
    ),
    "no card: the official post of the day": (WEIGHTS, "en", (DELAY, NEWS, PRESS), NEWS),
    "no card: a report in the wanted language before the official post": (WEIGHTS, "de", (NEWS, PRESS), PRESS),
    "never the text of another event, however near": (
        WEIGHTS,
        "en",
        (seen("openai-news", DELAY.title, -2),),
        None,
    ),
    "never an older text": (WEIGHTS, "en", (DELAY, seen("openai-news", "Old", -30)), None),
    "a delay: its own post, not the other one of the day": (
        DELAYED,
        "en",
        (DELAY, seen("openai-news", "A longer post about something else", -56 * 24 + 1)),
        DELAY,
    ),
    "an old state of the card is not the event's": (
        WEIGHTS,
        "en",
        (seen("hub-openai", SMALL, -80),),
        None,
    ),
    "a gate: the card says nothing of it": (GATED, "en", (CARD,), None),
    "a gate: a post of the day does": (GATED, "en", (CARD, NEWS), NEWS),
    "what has no text gives none": (WEIGHTS, "en", (seen("hub-openai", SMALL, text=""),), None),
}


@pytest.mark.parametrize(("told", "language", "evidence", "wanted"), CASES.values(), ids=CASES.keys())
def test_draws_from_the_event_s_own_text(
    told: Event, language: str, evidence: tuple[Evidence, ...], wanted: Evidence | None
) -> None:
    """The event's own observation first, then a text of the same day; never one of another time or event."""
    record = release(
        repos=(linked(repo(SMALL)), linked(repo(BIG))),
        events=(DELAYED, WEIGHTS, GATED),
        chosen={"parameters_total": fact("parameters_total", 117e9, subject=BIG)},
        evidence=evidence,
    )
    assert best_text(record, language, told, WATCHED) == wanted
