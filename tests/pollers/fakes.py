"""Fakes for pollers: a network of prepared answers, a Hub of a few repos, and the sandbox's function in place."""

from __future__ import annotations

import asyncio
import importlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tracker.domain import Source
from tracker.errors import BadStatus, ParseError
from tracker.net import Response
from tracker.pollers import Poll, Poller

HUB = "http://127.0.0.1:1"


@dataclass
class FakeNet:
    """Answers by URL or by a function; keeps what was asked, with headers and token."""

    answers: dict[str, Any] = field(default_factory=dict)
    answer: Callable[[str], Any] | None = None
    asked: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    tokens: list[str | None] = field(default_factory=list)

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        token: str | None = None,
        accept: tuple[int, ...] = (200, 304),
        max_body: int | None = None,
    ) -> Response:
        """As tracker.net.Net.get; a value is JSON, bytes a body, a pair or triple adds headers and status."""
        self.asked.append(url)
        self.headers.append(dict(headers or {}))
        self.tokens.append(token)
        found = self.answer(url) if self.answer is not None else self.answers.get(url, (b"not found", {}, 404))
        if isinstance(found, Exception):
            raise found
        body, extra, status, final = (
            (*found, *({}, 200, url)[len(found) - 1 :]) if isinstance(found, tuple) else (found, {}, 200, url)
        )
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        if status not in accept:
            raise BadStatus(f"hub: {status}", status=status, headers=extra, body=data)
        return Response(status, final, extra, data)


class InPlace:
    """A sandbox without a process."""

    def run(self, function: str, data: bytes, /, **arguments: Any) -> Any:
        """Calls "module:name"; what it raises is a ParseError, as from the real one, and what it gives is JSON."""
        module, _, name = function.partition(":")
        try:
            return json.loads(json.dumps(getattr(importlib.import_module(module), name)(data, **arguments)))
        except ValueError as error:
            raise ParseError(str(error)) from error


@dataclass
class Watch:
    """A poller with its memory, as the poll step keeps it: changes are merged, None deletes."""

    poller: Poller
    source: Source
    net: FakeNet
    memory: dict[str, str] = field(default_factory=dict)

    def poll(self, now: datetime) -> Poll:
        """One poll and its memory."""
        found = asyncio.run(self.poller.poll(self.source, self.memory, now))
        for key, value in found.memory.items():
            if value is None:
                self.memory.pop(key, None)
            else:
                self.memory[key] = value
        return found


def row(name: str, uid: str | None = None, **values: Any) -> dict[str, Any]:
    """A repo as the Hub's JSON shows it."""
    filled: dict[str, Any] = {
        "_id": uid or f"uid-{name.rpartition('/')[2]}",
        "id": name,
        "sha": "a" * 40,
        "lastModified": "2025-08-05T16:00:00.000Z",
        "createdAt": "2025-07-20T10:00:00.000Z",
        "gated": False,
        "disabled": False,
        "private": False,
        "tags": ["transformers", "license:apache-2.0", "en"],
        "pipeline_tag": "text-generation",
        "library_name": "transformers",
        "cardData": {"license": "apache-2.0"},
        "siblings": [
            {"rfilename": "README.md", "size": 200},
            {"rfilename": "model.safetensors", "size": 4_000_000_000},
        ],
        "safetensors": {"parameters": {"BF16": 2_000_000_000}, "total": 2_000_000_000},
    }
    return filled | values


MISSING = (b"{}", {"x-error-code": "RepoNotFound"}, 404)
SHUT = (b"{}", {"x-error-message": "Access to this resource is disabled."}, 403)


@dataclass
class FakeHub:
    """Answers like the Hub: `repos` by id; `pages` replaces whole listings; `other` answers of a path come first."""

    repos: dict[str, dict[str, Any]] = field(default_factory=dict)
    size: int = 100  # rows a page
    other: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, uid: str | None = None, **values: Any) -> None:
        """A repo, or another state of it."""
        self.repos[name] = row(name, uid, **values)

    def __call__(self, url: str) -> Any:
        """The answer to a URL."""
        parts = urlsplit(url)
        query = parse_qs(parts.query)
        path = parts.path + (f"#{query['page'][0]}" if "page" in query else "")
        if path in self.other:
            found = self.other[path]
            return found(url) if callable(found) else found
        if parts.path == "/api/models":
            return self.listing(query, int(query.get("page", ["1"])[0]))
        if parts.path.startswith("/api/models/"):
            name = parts.path.removeprefix("/api/models/")
            return (self.repos[name], self.headers) if name in self.repos else MISSING
        if parts.path.endswith("/overview"):
            return {"numModels": len(self.repos)}
        if parts.path == "/api/collections":
            return []
        if "/resolve/" in parts.path:
            return f"---\nlicense: x\n---\n# {parts.path.split('/resolve/')[0][1:]}\n".encode()
        return (b"", {}, 404)

    def listing(self, query: dict[str, list[str]], page: int = 1) -> Any:
        """A page of the listing."""
        size = min(self.size, int(query["limit"][0]))
        keys = {"_id", "id", *query["expand"]}
        rows = [{key: value for key, value in one.items() if key in keys} for one in self.repos.values()]
        expand = "".join(f"&expand={key}" for key in query["expand"])
        more = page * size < len(rows)
        link = f'<{HUB}/api/models?author=lab&limit={size}&page={page + 1}{expand}>; rel="next"'
        return rows[(page - 1) * size : page * size], self.headers | ({"link": link} if more else {})
