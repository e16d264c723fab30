"""Fakes for pollers: a network of prepared answers, and the sandbox's function called in place."""

from __future__ import annotations

import asyncio
import importlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from tracker.domain import Source
from tracker.errors import BadStatus, FetchError, ParseError
from tracker.net import Response
from tracker.pollers import Poll, Poller, Tools

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


@pytest.fixture
def net() -> FakeNet:
    """A network where nothing is."""
    return FakeNet()


@pytest.fixture
def make_tools(net: FakeNet) -> Callable[..., Tools]:
    """Tools over the fake network."""
    return lambda **values: Tools(net=net, sandbox=InPlace(), hub_url=HUB, **values)  # type: ignore[arg-type]


@pytest.fixture
def watch(net: FakeNet, make_tools: Callable[..., Tools]) -> Callable[..., Watch]:
    """A poller over the fake network."""
    return lambda make, source, **values: Watch(make(make_tools(**values)), source, net)


@pytest.fixture
def down() -> FetchError:
    """A host that does not answer."""
    return FetchError("hub: no complete answer within 20 s")
