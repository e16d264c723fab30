"""One request per host at a time, with a pause; a silent host gets a rest."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from tracker.errors import FetchError
from tracker.net.fetch import Net
from tracker.net.turns import Turns

NOW = datetime(2025, 8, 5, 17, 0, tzinfo=UTC)


def turns(pause: float = 0.0, own: frozenset[str] = frozenset(), moment: list[datetime] | None = None) -> Turns:
    """Turns on a clock that stands where `moment` says."""
    return Turns(pause, own, lambda: (moment or [NOW])[0])


async def spans(place_list: list[str], turns: Turns) -> list[tuple[float, float]]:
    """When each turn began and ended, all asked for at once."""
    clock = asyncio.get_running_loop().time
    turns.begin()

    async def one(place: str) -> tuple[float, float]:
        async with turns.turn(place):
            begun = clock()
            await asyncio.sleep(0.01)
            return begun, clock()

    return sorted(await asyncio.gather(*(one(place) for place in place_list)))


def test_a_host_has_one_turn_at_a_time_with_a_pause() -> None:
    """Two turns at a host never overlap and keep the pause between them."""
    times = asyncio.run(spans(["a:443"] * 3, turns(pause=0.05)))
    assert all(later[0] - earlier[1] >= 0.05 for earlier, later in pairwise(times))


def test_hosts_do_not_wait_for_each_other() -> None:
    """Different hosts have their turns together."""
    times = asyncio.run(spans(["a:443", "b:443", "c:443"], turns(pause=5)))
    assert times[-1][0] < times[0][1]


def test_an_own_host_gets_no_pause() -> None:
    """The operator's own places are asked without a pause, still one by one."""
    times = asyncio.run(spans(["a:80"] * 4, turns(pause=5, own=frozenset({"a:80"}))))
    assert times[-1][1] - times[0][0] < 2
    assert all(later[0] >= earlier[1] for earlier, later in pairwise(times))


def test_the_pause_holds_across_ticks() -> None:
    """A new event loop remembers when the host was asked last."""
    keeper = turns(pause=0.08)
    first = asyncio.run(spans(["a:443"], keeper))
    second = asyncio.run(spans(["a:443"], keeper))
    assert second[0][0] - first[0][1] >= 0.08


async def ask(turns: Turns, place: str = "a:443") -> None:
    turns.begin()
    async with turns.turn(place):
        pass


def test_a_host_without_answers_gets_a_growing_rest() -> None:
    """After three silences in a row the host rests, longer each time; one answer ends it."""
    moment = [NOW]
    keeper = turns(moment=moment)
    for _ in range(2):
        keeper.silent("a:443")
    asyncio.run(ask(keeper))
    for minutes in (1, 2, 4):
        keeper.silent("a:443")
        with pytest.raises(FetchError) as caught:
            asyncio.run(ask(keeper))
        assert caught.value.retry_at == moment[0] + timedelta(minutes=minutes)
        moment[0] += timedelta(minutes=minutes)
        asyncio.run(ask(keeper))
    keeper.answered("a:443")
    keeper.silent("a:443")
    asyncio.run(ask(keeper))


def test_an_own_host_never_rests() -> None:
    """A replay's server may be as silent as it likes."""
    keeper = turns(own=frozenset({"a:443"}))
    for _ in range(9):
        keeper.silent("a:443")
    asyncio.run(ask(keeper))


def test_a_clock_set_back_blocks_nobody_for_ever() -> None:
    """A time more than a day ahead is no time that a server named."""
    moment = [NOW]
    keeper = turns(moment=moment)
    keeper.block("a:443", NOW + timedelta(hours=1))
    moment[0] -= timedelta(days=400)
    asyncio.run(ask(keeper))


def test_waiting_for_a_turn_costs_no_deadline(wire: Any, answer: Any) -> None:
    """Ten gets to one slow host all succeed though together they take longer than a deadline."""

    def slowly(connection: Any) -> None:
        __import__("time").sleep(0.05)
        connection.sendall(answer(200, b"x"))

    wire.answers["/"] = slowly

    async def all_at_once() -> None:
        async with Net(allow_hosts=frozenset({wire.place}), now=lambda: NOW, deadline=0.35) as net:
            await asyncio.gather(*(net.get(wire.url("/")) for _ in range(10)))

    asyncio.run(all_at_once())
    times = sorted(wire.spans)
    assert all(later[0] >= earlier[0] + 0.05 for earlier, later in pairwise(times))
