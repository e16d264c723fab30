"""Small values that many tests start from; each takes what the test is about and fills in the rest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tracker.domain import (
    Dossier,
    Event,
    EventKind,
    Fact,
    Finding,
    LinkedRepo,
    Name,
    Observation,
    Release,
    Repo,
    RepoFile,
    Source,
    SourceKind,
    Stage,
)

NOW = datetime(2025, 8, 5, 17, 0, tzinfo=UTC)
COMPLETE = (RepoFile("config.json", 1400), RepoFile("model.safetensors", 4_000_000_000))


def repo(id_: str = "openai/gpt-oss-20b", **values: Any) -> Repo:
    """A free repo with complete weights under Apache-2.0."""
    filled: dict[str, Any] = {
        "uid": f"uid-{id_}",
        "sha": "a" * 40,
        "gated": "no",
        "license": "apache-2.0",
        "files": COMPLETE,
        "pipeline_tag": "text-generation",
    }
    return Repo(id=id_, **(filled | values))


def observation(type_: str = "entry", seen_at: datetime = NOW, **values: Any) -> Observation:
    """Something seen at the source "openai-news"."""
    filled: dict[str, Any] = {
        "source": "openai-news",
        "key": f"key-{seen_at.isoformat()}",
        "title": "Introducing gpt-oss",
        "url": "https://openai.example.org/gpt-oss",
    }
    return Observation(type=type_, seen_at=seen_at, **(filled | values))


def seen_repo(state: Repo, seen_at: datetime = NOW, **values: Any) -> Observation:
    """A repo's state seen at its organization's listing."""
    filled: dict[str, Any] = {"source": f"hub-{state.id.split('/')[0]}", "title": state.id, "repo": state}
    key = f"{state.uid}:{state.sha}:{seen_at.isoformat()}"
    return observation("repo", seen_at, **(filled | {"key": key} | values))


def finding(**values: Any) -> Finding:
    """An English release of OpenAI, surely."""
    filled: dict[str, Any] = {
        "language": "en",
        "is_event": True,
        "kind": "release",
        "confidence": 0.95,
        "organization": "OpenAI",
    }
    return Finding(**(filled | values))


def name(text: str, key: str, family: str | None = None, **values: Any) -> Name:
    """A model name taken apart."""
    return Name(text=text, family=family or text, key=key, **values)


def event(kind: EventKind = EventKind.WEIGHTS, at: datetime = NOW, **values: Any) -> Event:
    """An event seen in the minute it happened."""
    filled: dict[str, Any] = {"key": kind.value, "seen_at": at}
    return Event(kind=kind, at=at, **(filled | values))


def fact(name_: str, value: Any, **values: Any) -> Fact:
    """A fact out of a repo's metadata."""
    filled: dict[str, Any] = {"method": "metadata", "rank": 100, "source": "hub-openai", "learned_at": NOW}
    return Fact(name_, value, **(filled | values))


def release(**values: Any) -> Release:
    """A bare record of OpenAI's gpt-oss."""
    filled: dict[str, Any] = {
        "id": "r1",
        "organization": "OpenAI",
        "name": "gpt-oss",
        "family": "gpt-oss",
        "stage": Stage.SIGNAL,
        "first_seen": NOW,
        "keys": ("gpt-oss",),
    }
    return Release(**(filled | values))


def dossier(**values: Any) -> Dossier:
    """An empty file on a release."""
    filled: dict[str, Any] = {"id": "r1", "created_at": NOW, "baseline": False}
    return Dossier(**(filled | values))


def linked(state: Repo, role: str = "official", first_seen: datetime = NOW) -> LinkedRepo:
    """A repo that belongs to a release."""
    return LinkedRepo(state, role, first_seen)


def source(name_: str = "openai-news", type_: str = "feed", **values: Any) -> Source:
    """An official English feed."""
    filled: dict[str, Any] = {"kind": SourceKind.OFFICIAL, "every": timedelta(minutes=5), "language": "en"}
    return Source(name=name_, type=type_, **(filled | values))
