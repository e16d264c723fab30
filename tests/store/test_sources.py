"""Sources: due, leased, failing, remembered."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tracker.domain import Observation, Source, SourceHealth, SourceKind
from tracker.store import Store, observations, sources

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def source(name: str, title: str = "") -> Source:
    """A feed of this name."""
    return Source(name, "feed", SourceKind.PRESS, HOUR, url=f"https://{name}.example/feed", title=title)


@pytest.fixture
def watched(store: Store, now: datetime) -> Store:
    """A store that watches three sources, all due."""
    with store.write() as c:
        sources.remember(c, [source("a"), source("b"), source("c")], now)
    return store


def test_new_sources_are_due_and_leased_once(watched: Store, now: datetime) -> None:
    """What is claimed is nobody else's until the lease ends."""
    with watched.write() as c:
        assert sources.claim_due(c, now, "me", MINUTE, 2) == ["a", "b"]
        assert sources.claim_due(c, now, "you", MINUTE, 9) == ["c"]
        assert sources.claim_due(c, now, "you", MINUTE, 9) == []
        assert sources.claim_due(c, now + MINUTE, "you", MINUTE, 9) == ["a", "b", "c"]


def test_a_lease_of_a_wrong_clock_ends(watched: Store, now: datetime) -> None:
    """A lease that ends more than a day ahead does not count."""
    with watched.write() as c:
        sources.claim_due(c, now + timedelta(days=400), "me", MINUTE, 9)
        assert sources.claim_due(c, now, "you", MINUTE, 9) == ["a", "b", "c"]


def test_the_longest_due_comes_first(watched: Store, now: datetime) -> None:
    """Sources are claimed in the order in which they became due."""
    with watched.write() as c:
        sources.polled(c, "a", now, now + 3 * MINUTE, {})
        sources.polled(c, "b", now, now + 1 * MINUTE, {})
        sources.polled(c, "c", now, now + 2 * MINUTE, {})
        assert sources.claim_due(c, now + 2 * MINUTE, "me", MINUTE, 9) == ["b", "c"]


def test_release_ends_the_leases_of_one_owner(watched: Store, now: datetime) -> None:
    """Who stops gives back what it claimed, and only that."""
    with watched.write() as c:
        sources.claim_due(c, now, "me", MINUTE, 1)
        sources.claim_due(c, now, "you", MINUTE, 1)
        sources.release(c, "me")
        assert sources.claim_due(c, now, "them", MINUTE, 9) == ["a", "c"]


def test_memory_changes(watched: Store, now: datetime) -> None:
    """A poll changes what it names: new keys, changed ones, None deletes; the rest and other sources stay."""
    with watched.write() as c:
        assert sources.memories_of(c, ["a"])["a"] == {}
        sources.polled(c, "a", now, now + HOUR, {"etag": '"1"', "last": "x", "page": "1"})
        sources.polled(c, "b", now, now + HOUR, {"etag": '"b"'})
        sources.polled(c, "a", now, now + HOUR, {"etag": '"2"', "last": None, "missing": None})
    with watched.read() as c:
        assert sources.memories_of(c, ["a"])["a"] == {"etag": '"2"', "page": "1"}
        assert sources.memories_of(c, ["b"])["b"] == {"etag": '"b"'}


def test_much_memory(watched: Store, now: datetime) -> None:
    """Thousands of keys, as of a Hub organization, are written and deleted at once."""
    many = {f"repo:{number}": "x" for number in range(3000)}
    with watched.write() as c:
        sources.polled(c, "a", now, now + HOUR, many)
        assert sources.memories_of(c, ["a"])["a"] == many
        sources.polled(c, "a", now, now + HOUR, dict.fromkeys(many))
        assert sources.memories_of(c, ["a"])["a"] == {}


def test_a_success_forgets_failures(watched: Store, now: datetime) -> None:
    """Failures are counted in a row; memory survives them, and a good answer ends them with the lease."""
    with watched.write() as c:
        sources.polled(c, "a", now, now, {"etag": "1"})
        assert [sources.failed(c, "a", now, now, "a: 503") for _ in range(3)] == [1, 2, 3]
        assert sources.failures(c, "a") == 3
        assert sources.memories_of(c, ["a"])["a"] == {"etag": "1"}
        sources.claim_due(c, now, "me", MINUTE, 9)
        sources.polled(c, "a", now, now, {}, trouble="page 2: 503")
        assert sources.failures(c, "a") == 0
        assert sources.claim_due(c, now, "you", MINUTE, 9) == ["a"]
        assert sources.health(c)[0].trouble == "page 2: 503"
        assert sources.failures(c, "nobody") == 0


def test_a_failure_ends_the_lease(watched: Store, now: datetime) -> None:
    """A failed source is claimed again at its next try, not at the end of its lease."""
    with watched.write() as c:
        sources.claim_due(c, now, "me", HOUR, 1)
        sources.failed(c, "a", now, now + MINUTE, "a: 503")
        assert "a" in sources.claim_due(c, now + MINUTE, "you", HOUR, 9)


def test_unchanged_sources_in_one_go(watched: Store, now: datetime) -> None:
    """Answers of 304 set the next poll of each, end leases, failures and trouble, and count as contact."""
    with watched.write() as c:
        sources.failed(c, "a", now, now, "a: 503")
        sources.claim_due(c, now, "me", HOUR, 9)
        sources.unchanged(c, [("a", now + MINUTE), ("b", now + HOUR)], now)
        sources.unchanged(c, [], now)
        health = {one.name: one for one in sources.health(c)}
        assert (health["a"].next_poll, health["a"].failures, health["a"].trouble) == (now + MINUTE, 0, None)
        assert health["a"].last_success == health["b"].last_success == now
        assert health["c"].last_success is None
        assert sorted(sources.claim_due(c, now + HOUR, "you", HOUR, 9)) == ["a", "b", "c"]


def test_the_next_due_time(watched: Store, now: datetime) -> None:
    """It is the earliest next poll, or the end of a lease where one holds it; None without sources."""
    with watched.write() as c:
        assert sources.next_due(c) == now
        for name in "abc":
            sources.polled(c, name, now, now + HOUR, {})
        assert sources.next_due(c) == now + HOUR
        sources.due_now(c, ["b"], now)
        assert sources.next_due(c) == now
        sources.claim_due(c, now, "me", MINUTE, 1)
        assert sources.next_due(c) == now + MINUTE
        sources.remember(c, [], now)
        assert sources.next_due(c) is None


def test_due_now(watched: Store, now: datetime) -> None:
    """All sources, or the named ones, are made due."""
    with watched.write() as c:
        sources.unchanged(c, [(name, now + HOUR) for name in "abc"], now)
        sources.due_now(c, ["c"], now)
        assert sources.claim_due(c, now, "me", MINUTE, 9) == ["c"]
        sources.due_now(c, None, now)
        assert sources.claim_due(c, now, "you", MINUTE, 9) == ["a", "b"]


def test_a_removed_source_rests(watched: Store, now: datetime) -> None:
    """What is no longer in sources.toml is not polled nor shown; back again it has its memory and its time."""
    with watched.write() as c:
        sources.polled(c, "a", now, now + HOUR, {"etag": "1"})
        sources.remember(c, [source("b", title="Bee")], now)
        assert [one.label for one in sources.health(c)] == ["Bee"]
        assert sources.claim_due(c, now + HOUR, "me", MINUTE, 9) == ["b"]
        sources.remember(c, [source("a"), source("b")], now + HOUR)
        assert sources.memories_of(c, ["a"])["a"] == {"etag": "1"}
        assert sources.health(c)[0].next_poll == now + HOUR


def test_health(watched: Store, now: datetime) -> None:
    """Each source by name, with its times, trouble and the number of its observations."""
    seen = Observation("b", "1", "entry", now, "A title")
    with watched.write() as c:
        observations.add(c, [seen, replace(seen, key="2")])
        sources.polled(c, "b", now, now + HOUR, {})
        sources.failed(c, "b", now + HOUR, now + 2 * HOUR, "b: 503")
        first, second, third = sources.health(c)
    assert first == SourceHealth("a", "a", "feed", "press", next_poll=now)
    assert second == SourceHealth("b", "b", "feed", "press", now, now + HOUR, now + 2 * HOUR, 1, "b: 503", 2)
    assert third.name == "c"


def test_two_processes_never_claim_the_same(store: Store, now: datetime) -> None:
    """Four connections that claim at the same time get every source exactly once."""
    names = [f"s{number:03}" for number in range(80)]
    with store.write() as c:
        sources.remember(c, [source(name) for name in names], now)
    claimed: list[str] = []
    start = threading.Barrier(4)

    def work(owner: str) -> None:
        start.wait(10)
        while True:
            with store.write() as c:
                got = sources.claim_due(c, now, owner, HOUR, 3)
            if not got:
                return
            claimed.extend(got)

    threads = [threading.Thread(target=work, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(claimed) == names
