"""Releases, events and requests that the tests of the summarizers share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tracker.domain import Answer, Event, EventKind, Fact, Openness, Release, Stage
from tracker.summarizers import Request

NOW = datetime(2025, 4, 5, 19, 0, tzinfo=UTC)


def fact(name: str, value: Any, rank: int = 100) -> Fact:
    return Fact(name=name, value=value, method="metadata", rank=rank, learned_at=NOW)


def event(kind: EventKind, at: datetime = NOW, before: str | None = None, after: str | None = None) -> Event:
    return Event(kind=kind, at=at, seen_at=at, key=str(kind), before=before, after=after)


def release(name: str = "Llama 4 Scout", organization: str = "Meta", **values: Any) -> Release:
    openness = tuple(Openness(dimension, Answer(answer)) for dimension, answer in values.pop("openness", {}).items())
    facts = tuple(fact(key, value) for key, value in values.pop("facts", {}).items())
    base: dict[str, Any] = {"family": None, "stage": Stage.WEIGHTS, "first_seen": NOW - timedelta(days=1)}
    return Release(id="r1", name=name, organization=organization, facts=facts, openness=openness, **(base | values))


def request(text: str = "", language: str = "de", **values: Any) -> Request:
    base: dict[str, Any] = {
        "release": release(),
        "event": event(EventKind.WEIGHTS),
        "text_language": language,
        "teaser": True,
    }
    return Request(language=language, text=text, **(base | values))
