"""The Hub's poller against the shared world: a fake Hub with bad weather, over HTTP, tick by tick."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.samples import source
from tracker.domain import Observation
from tracker.errors import FetchError, ParseError
from tracker.net import Net, Sandbox
from tracker.pollers import Tools
from tracker.pollers.hub import HubPoller


@contextmanager
def played(shared: Path, scenario: str) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """The world's URL, the world, and the scenario."""
    path = shared / "world" / "world.py"
    spec = importlib.util.spec_from_file_location("shared_world", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["shared_world"] = module
    spec.loader.exec_module(module)
    plan = module.load(scenario)
    server, world = module.serve(plan)
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", world, plan
    finally:
        server.shutdown()
        server.server_close()
        del sys.modules["shared_world"]


async def watch(
    url: str, world: Any, organization: str, moments: list[datetime]
) -> tuple[list[Observation], list[str]]:
    """All observations and troubles of polls at these moments."""
    place = url.removeprefix("http://")
    seen: list[Observation] = []
    trouble: list[str] = []
    memory: dict[str, str] = {}
    watched = source(f"hub-{organization}", "hub", organization=organization)
    with Sandbox() as sandbox:
        net = Net(allow_hosts=frozenset({place}), now=lambda: world.now, pause=0)
        poller = HubPoller(Tools(net=net, sandbox=sandbox, hub_url=url))
        async with net:
            for now in moments:
                world.advance(now)
                try:
                    found = await poller.poll(watched, dict(memory), now)
                except (FetchError, ParseError) as error:
                    trouble.append(str(error))
                    continue
                seen += found.observations
                memory = {key: value for key, value in (memory | dict(found.memory)).items() if value is not None}
                trouble += [found.trouble] if found.trouble else []
    return seen, trouble


def every(start: datetime, end: datetime, step: timedelta) -> list[datetime]:
    """Moments from start to end."""
    return [start + n * step for n in range(int((end - start) / step) + 1)]


STORMS = [
    pytest.param("alpine-ai", "Alpine-LM-3B", 5, 3, id="published while the Hub refuses with 429"),
    pytest.param("baltic-ai", "Baltic-LM-4B", 8, 3.5, id="published between 503, HTML and a failing second page"),
    pytest.param("coral-ai", "Coral-LM-5B", 12, 2.5, id="published while listings lag half an hour behind"),
    pytest.param("delta-ai", "Delta-LM-6B", 15, 2.5, id="published between malformed rows and empty pages"),
    pytest.param("coral-ai", "Coral-LM-5B", 0, 24, marks=pytest.mark.slow, id="a whole day of everything"),
]


@pytest.mark.shared
@pytest.mark.parametrize(("organization", "name", "hour", "hours"), STORMS)
def test_bad_weather_hides_nothing_and_invents_nothing(
    shared: Path, organization: str, name: str, hour: float, hours: float
) -> None:
    """Through hours of faults, the one new repo is told once, and none of the hundreds of old ones is told at all."""
    with played(shared, "hub-weather") as (url, world, _):
        start = world.now + timedelta(hours=hour)
        moments = every(start, start + timedelta(hours=hours), timedelta(minutes=10))
        seen, trouble = asyncio.run(watch(url, world, organization, moments))
        downloads = [row for row in world.log if "weights_downloaded" in row]

    fresh = [one for one in seen if not one.baseline]
    assert [one.title for one in fresh] == [f"{organization}/{name}"]
    assert fresh[0].repo is not None
    assert not fresh[0].repo.gone
    assert fresh[0].repo.license == "apache-2.0"
    assert fresh[0].repo.card
    assert len([one for one in seen if one.baseline]) > 100
    assert trouble
    assert downloads == []


@pytest.mark.shared
@pytest.mark.parametrize(
    "minutes",
    [
        pytest.param(10, marks=pytest.mark.slow, id="every 10 minutes"),
        pytest.param(30, id="every 30 minutes"),
        pytest.param(120, id="every 2 hours"),
    ],
)
def test_changes_are_told_once_at_any_pace(shared: Path, minutes: int) -> None:
    """Relicensing, a gate on and off, a short absence, a deletion and a rename: each is told once, however we look."""
    with played(shared, "license-drift") as (url, world, _):
        start = world.now + timedelta(hours=30)
        moments = every(start, start + timedelta(days=5), timedelta(minutes=minutes))
        seen, _ = asyncio.run(watch(url, world, "nordlab", moments))

    fresh = [one.repo for one in seen if not one.baseline and one.repo is not None]
    states: dict[str, list[tuple[Any, ...]]] = {}
    for one in fresh:
        states.setdefault(one.uid, []).append((one.sha, one.gated, one.gone, one.disabled, one.id))
    assert all(before != after for told in states.values() for before, after in pairwise(told))
    assert [repo.id for repo in fresh if repo.gone] == ["nordlab/Skerry-3B"]
    assert [(repo.renamed_from, repo.id) for repo in fresh if repo.renamed_from] == [
        ("nordlab/Isle-1B", "nordlab/Isle-1.0B")
    ]
    assert [repo.license for repo in fresh if repo.id == "nordlab/Fjord-13B"][-1] == "cc-by-nc-4.0"
    gates = [repo.gated for repo in fresh if repo.id == "nordlab/Fjord-70B"]
    assert [gate for gate, _ in groupby(gates)] == ["no", "manual", "no"]
