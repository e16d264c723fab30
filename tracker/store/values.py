"""Repo, Fact and Finding as JSON and back; keys that are unknown are passed over, missing ones take their defaults."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from tracker.domain import JSON, Fact, Finding, Name, Repo, RepoFile

TUPLES = {"tags", "languages", "datasets", "base_models", "repos", "reasons", "shards", "collections", "card_license"}
MOMENTS = {"created_at", "modified_at", "learned_at"}


def to_json(value: Repo | Fact | Finding | Name | RepoFile) -> dict[str, JSON]:
    """Every field under its name; times as ISO text in UTC, tuples as lists."""
    return {field.name: _encode(getattr(value, field.name)) for field in fields(value)}


def repo_from_json(data: Mapping[str, JSON]) -> Repo:
    """The repo that `to_json` took apart."""
    values = _known(Repo, data)
    files = values.get("files")
    if files is not None:
        values["files"] = tuple(RepoFile(**_known(RepoFile, file)) for file in files)
    return Repo(**values)


def fact_from_json(data: Mapping[str, JSON]) -> Fact:
    """The fact that `to_json` took apart."""
    return Fact(**_known(Fact, data))


def finding_from_json(data: Mapping[str, JSON]) -> Finding:
    """The finding that `to_json` took apart."""
    values = _known(Finding, data)
    values["names"] = tuple(Name(**_known(Name, name)) for name in values.get("names", ()))
    values["facts"] = tuple(fact_from_json(fact) for fact in values.get("facts", ()))
    return Finding(**values)


def content_hash(title: str, text: str, url: str | None) -> str:
    """What decides whether an observation was changed at its source: sha256 of title, text and link."""
    return hashlib.sha256("\0".join((title, text, url or "")).encode("utf-8", "ignore")).hexdigest()


def _encode(value: Any) -> JSON:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case Repo() | Fact() | Finding() | Name() | RepoFile():
            return to_json(value)
        case tuple() | list():
            return [_encode(one) for one in value]
    return value


def _known(kind: type, data: Mapping[str, JSON]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: _decode(name, value) for name, value in data.items() if name in names}


def _decode(name: str, value: JSON) -> Any:
    if name in MOMENTS and value is not None:
        return datetime.fromisoformat(value)
    return tuple(value) if name in TUPLES and value is not None else value
