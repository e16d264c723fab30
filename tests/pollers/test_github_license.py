"""The license of a repository on GitHub: when it is asked for, and what is told of it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.pollers.fakes import InPlace
from tests.samples import source
from tracker.analysis.examine import examine
from tracker.analysis.known import known
from tracker.domain import Observation
from tracker.net import Net
from tracker.pollers import Poll, Tools
from tracker.pollers.github import GithubPoller
from tracker.pollers.github_rows import parse_license

WATCHED = source("github-gpt-oss", "github", repository="openai/gpt-oss")
HOUR = timedelta(hours=1)


def repository(license_: Any, **values: Any) -> httpx.Response:
    """GitHub's answer about a repository, with an ETag."""
    row = {"full_name": "openai/gpt-oss", "license": license_} | values
    return httpx.Response(200, json=row, headers={"etag": '"1"'})


def spdx(license_id: Any) -> httpx.Response:
    """The same, with a license by its id."""
    return repository({"key": "x", "spdx_id": license_id})


@dataclass
class GitHub:
    """GitHub with a repository without releases, and a poller that watches it with its memory."""

    token: str | None = "secret"
    answer: httpx.Response | Exception = field(default_factory=lambda: spdx("Apache-2.0"))
    asked: list[httpx.Request] = field(default_factory=list)
    memory: dict[str, str] = field(default_factory=dict)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """No releases; the prepared answer about the repository, which may have moved."""
        if request.url.path.endswith("/releases"):
            return httpx.Response(200, json=[])
        if request.url.path.endswith("/releases.atom"):
            return httpx.Response(200, text="<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title></feed>")
        self.asked.append(request)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def poll(self, now: datetime) -> Poll:
        """One poll, as the poll step makes and keeps it."""

        async def ask() -> Poll:
            async with Net(
                allow_hosts=frozenset(), now=lambda: now, pause=0.0, transport=httpx.MockTransport(self)
            ) as net:
                tools = Tools(net=net, sandbox=InPlace(), github_token=self.token)  # type: ignore[arg-type]
                return await GithubPoller(tools).poll(WATCHED, dict(self.memory), now)

        found = asyncio.run(ask())
        kept = {**self.memory, **found.memory}
        self.memory = {key: value for key, value in kept.items() if value is not None}
        return found


def test_the_license_is_told_once(now: datetime) -> None:
    """It is asked with the token and GitHub's version; the first time it is history; no release has such a key."""
    github = GitHub()
    [seen] = github.poll(now).observations

    assert (seen.type, seen.title, seen.baseline) == ("github", "openai/gpt-oss: license Apache-2.0", True)
    assert seen.url == "https://github.com/openai/gpt-oss"
    assert seen.key.startswith("license:Apache-2.0:")
    [request] = github.asked
    assert str(request.url) == "https://api.github.com/repos/openai/gpt-oss"
    assert request.headers["authorization"] == "Bearer secret"
    assert request.headers["x-github-api-version"] == "2022-11-28"


def test_without_a_token_it_is_not_asked(now: datetime) -> None:
    """Sixty questions an hour are too few for it."""
    github = GitHub(token=None)

    assert github.poll(now).observations == ()
    assert github.asked == []


def test_it_is_asked_once_a_day(now: datetime) -> None:
    """The next day with the ETag; that nothing changed tells nothing."""
    github = GitHub()
    github.poll(now)
    quiet = [github.poll(now + hours * HOUR) for hours in (1, 23)]
    github.answer = httpx.Response(304)
    later = github.poll(now + 25 * HOUR)
    github.poll(now + 26 * HOUR)

    assert [one.unchanged for one in quiet] == [True, True]
    assert (later.observations, later.unchanged, later.trouble) == ((), True, None)
    assert [request.headers.get("if-none-match") for request in github.asked] == [None, '"1"']


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        pytest.param(["MIT", "MIT"], ["MIT"], id="the same license is told once"),
        pytest.param(["MIT", "Apache-2.0", "MIT"], ["MIT", "Apache-2.0", "MIT"], id="each change is told, also back"),
        pytest.param([None, None, "MIT"], ["MIT"], id="none at first is nothing"),
        pytest.param(["NOASSERTION", "MIT"], ["MIT"], id="one that GitHub does not recognize is none"),
        pytest.param(["MIT", "NOASSERTION"], ["MIT", "none"], id="one that is not recognized any more is told"),
    ],
)
def test_what_is_new_is_told(answers: list[str | None], told: list[str], now: datetime) -> None:
    """An observation for each new value, the first license as history, each with a key of its own."""
    github = GitHub()
    seen: list[Observation] = []
    for day, answer in enumerate(answers):
        github.answer = spdx(answer)
        seen += github.poll(now + day * timedelta(days=1)).observations

    assert [one.key.split(":")[1] for one in seen] == told
    assert len({one.key for one in seen}) == len(seen)
    assert not any(one.baseline for one in seen[1:])


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(httpx.Response(500), id="an error"),
        pytest.param(httpx.Response(404), id="not found"),
        pytest.param(httpx.Response(403, headers={"x-ratelimit-remaining": "0"}), id="an exhausted limit"),
        pytest.param(httpx.Response(301, headers={"location": "http://10.0.0.1/"}), id="a redirect into the dark"),
        pytest.param(httpx.Response(200, text="<html>"), id="no JSON"),
        pytest.param(httpx.Response(200, json={"message": "Moved Permanently"}), id="no repository"),
        pytest.param(httpx.ConnectError("refused"), id="silence"),
    ],
)
def test_a_failure_changes_nothing(answer: httpx.Response | Exception, now: datetime) -> None:
    """The known license stays, the source is well, and it is asked again a day later."""
    github = GitHub()
    github.poll(now)
    github.answer = answer
    failed = github.poll(now + 24 * HOUR)
    github.poll(now + 25 * HOUR)

    assert (failed.observations, failed.trouble) == ((), None)
    assert (github.memory["license"], github.memory["license_etag"]) == ("Apache-2.0", '"1"')
    github.answer = spdx("MIT")
    assert len(github.poll(now + 48 * HOUR).observations) == 1


def test_a_renamed_repository_is_followed(now: datetime) -> None:
    """GitHub answers the old name with a redirect to the repository's number."""
    github = GitHub()

    def moved(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/repos/openai/gpt-oss":
            return httpx.Response(301, headers={"location": "https://api.github.com/repositories/7"})
        return GitHub.__call__(github, request)

    async def ask() -> Poll:
        async with Net(
            allow_hosts=frozenset(), now=lambda: now, pause=0.0, transport=httpx.MockTransport(moved)
        ) as net:
            tools = Tools(net=net, sandbox=InPlace(), github_token="secret")  # type: ignore[arg-type]
            return await GithubPoller(tools).poll(WATCHED, {}, now)

    assert [one.title for one in asyncio.run(ask()).observations] == ["openai/gpt-oss: license Apache-2.0"]


@pytest.mark.parametrize(
    ("license_", "found"),
    [
        pytest.param({"spdx_id": "BSD-3-Clause"}, "BSD-3-Clause", id="an id"),
        pytest.param({"spdx_id": "NOASSERTION"}, None, id="a text that GitHub does not know"),
        pytest.param({"spdx_id": "MIT: yes"}, None, id="no id"),
        pytest.param({"spdx_id": 7}, None, id="a number"),
        pytest.param({"key": "mit"}, None, id="no SPDX id"),
        pytest.param(None, None, id="no license"),
        pytest.param(["MIT"], None, id="a list"),
    ],
)
def test_odd_licenses_are_none(license_: Any, found: str | None) -> None:
    """Only an SPDX id is a license."""
    assert parse_license(json.dumps({"full_name": "a/b", "license": license_}).encode()) == found


def test_what_is_told_is_understood(now: datetime) -> None:
    """Examining recognizes the poller's observation and gives the fact."""
    [seen] = GitHub(answer=spdx("BSD-3-Clause")).poll(now).observations
    [fact] = examine(seen, WATCHED, known()).facts

    assert (fact.name, fact.value) == ("license_github", {"id": "bsd-3-clause", "repository": "openai/gpt-oss"})
