"""A fake Hub: repos as the sum of their changes up to a moment, shown as the Hub's API and files show them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from tracker.cli.demo.plot import Change


@dataclass(slots=True)
class State:
    """A repo at a moment; `commits` counts the changes of its content."""

    id: str
    created: datetime
    modified: datetime
    card: dict[str, object] = field(default_factory=dict)
    readme: str = ""
    files: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    parameters: int | None = None
    private: bool = False
    gated: str | bool = False
    deleted: bool = False
    commits: int = 0

    @property
    def uid(self) -> str:
        """The Hub's `_id`: 24 hex digits that stay for ever."""
        return hashlib.sha256(self.id.encode()).hexdigest()[:24]

    @property
    def sha(self) -> str:
        """The commit that main points at."""
        return hashlib.sha256(f"{self.id}/{self.commits}".encode()).hexdigest()[:40]

    @property
    def public(self) -> bool:
        """Whether a stranger sees it."""
        return not (self.private or self.deleted)

    def sizes(self) -> dict[str, int]:
        """Every file with its size in bytes."""
        small = {name: len(text.encode()) for name, text in self.texts.items()}
        return {"README.md": len(self.file("README.md") or ""), **small, **self.files}

    def file(self, name: str) -> str | None:
        """The text of a small file; None where there is none, "" for weights, which nobody may want here."""
        if name == "README.md":
            rows = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in self.card.items())
            return f"---\n{rows}---\n{self.readme}"
        if name in self.texts:
            return self.texts[name]
        return "" if name in self.files else None


def repos(changes: Iterable[Change], now: datetime) -> dict[str, State]:
    """All repos by id as they are at `now`, also private and deleted ones. Changes come by time."""
    found: dict[str, State] = {}
    for change in changes:
        if change.at > now:
            break
        repo = found.setdefault(change.repo, State(change.repo, created=change.at, modified=change.at))
        repo.card.update(change.card)
        repo.files.update(change.files)
        repo.texts.update(change.texts)
        repo.readme = repo.readme if change.readme is None else change.readme
        repo.parameters = repo.parameters if change.parameters is None else change.parameters
        repo.private = repo.private if change.private is None else change.private
        repo.gated = repo.gated if change.gated is None else change.gated
        repo.deleted = repo.deleted if change.deleted is None else change.deleted
        if change.card or change.files or change.texts or change.readme is not None:
            repo.commits += 1
            repo.modified = change.at
    return found


def row(repo: State, *, expand: Iterable[str] = (), full: bool = False, blobs: bool = False) -> dict[str, object]:
    """A repo as /api/models shows it; with `expand` only the id and what was asked for."""
    siblings: list[dict[str, object]] = [
        {"rfilename": name, "size": size} if blobs else {"rfilename": name}
        for name, size in sorted(repo.sizes().items())
    ]
    shown: dict[str, object] = {
        "author": repo.id.split("/")[0],
        "cardData": repo.card,
        "createdAt": _iso(repo.created),
        "disabled": False,
        "downloads": 0,
        "gated": repo.gated,
        "lastModified": _iso(repo.modified),
        "library_name": "transformers",
        "likes": 0,
        "pipeline_tag": repo.card.get("pipeline_tag", "text-generation"),
        "private": repo.private,
        "sha": repo.sha,
        "siblings": siblings,
        "tags": _tags(repo),
        "usedStorage": sum(repo.files.values()),
    }
    if repo.parameters is not None:
        shown["safetensors"] = {"parameters": {"BF16": repo.parameters}, "total": repo.parameters}
    wished = set(expand)
    if not wished and not full:
        wished = {"createdAt", "downloads", "library_name", "likes", "pipeline_tag", "private", "tags"}
    return {"_id": repo.uid, "id": repo.id, "modelId": repo.id} | {
        key: value for key, value in shown.items() if not wished or key in wished
    }


def _tags(repo: State) -> list[str]:
    tags = ["transformers", "safetensors", str(repo.card.get("pipeline_tag", "text-generation"))]
    if "license" in repo.card:
        tags.append(f"license:{repo.card['license']}")
    for base in _list(repo.card.get("base_model")):
        tags.append(f"base_model:{base}")
        if "base_model_relation" in repo.card:
            tags.append(f"base_model:{repo.card['base_model_relation']}:{base}")
    return [*tags, *_list(repo.card.get("language")), "region:us"]


def _list(value: object) -> list[str]:
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")
