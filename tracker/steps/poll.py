"""Poll: ask every source that is due, and keep what it said together with the memory of the poll."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from tracker.domain import Source
from tracker.errors import FetchError, StoreError, TrackerError
from tracker.net import Net, next_poll
from tracker.pollers import Poll, Poller
from tracker.store import Store, observations, sources

log = structlog.get_logger()

LEASE = timedelta(minutes=15)
"""How long a claimed source stays ours; a poll is over after seconds, or its process has died."""


@dataclass(frozen=True, slots=True)
class Polled:
    """What one round brought."""

    polled: int = 0
    observations: int = 0
    trouble: int = 0


def poll(
    store: Store, net: Net, pollers: Mapping[str, Poller], watched: Sequence[Source], owner: str, now: datetime
) -> Polled:
    """Polls the watched sources that are due at `now`, many at once; each is written in its own transaction."""
    with store.read() as c:
        first = sources.next_due(c)
    if first is None or first > now:
        return Polled()
    with store.write() as c:
        by_name = {source.name: source for source in watched}
        due = sources.claim_due(c, now, owner, LEASE, len(watched), by_name)
    asked = [by_name[name] for name in due]
    if not asked:
        return Polled()
    try:
        rounds = asyncio.run(_ask_all(store, net, pollers, asked, now))
    except BaseException:
        with store.write() as c:
            sources.release(c, owner)  # else each one frees itself with what is written about it
        raise
    quiet = [
        (source.name, next_poll(now, source.every, 0, None, source.name)) for source, found in rounds if found is None
    ]
    if quiet:
        with store.write() as c:
            sources.unchanged(c, quiet, now)
    kept = [found for _, found in rounds if isinstance(found, int)]
    return Polled(len(asked), sum(n for n in kept if n >= 0), sum(n < 0 for n in kept))


def ask_soon(store: Store, watched: Sequence[Source], repo_id: str, now: datetime) -> int:
    """Makes the Hub's source of a repo's owner due at `now`: how many sources. A stranger's word does nothing more.

    An owner whom nobody watches changes nothing, and a source in trouble keeps its own time.
    """
    owner = repo_id.partition("/")[0].casefold()
    own = [one.name for one in watched if one.type == "hub" and (one.organization or "").casefold() == owner]
    if not own:
        return 0
    with store.write() as c:
        well = [name for name in own if not sources.failures(c, name)]
        sources.due_now(c, well, now)
    return len(well)


async def _ask_all(
    store: Store, net: Net, pollers: Mapping[str, Poller], asked: Sequence[Source], now: datetime
) -> list[tuple[Source, int | None]]:
    with store.read() as c:
        memory = sources.memories_of(c, [source.name for source in asked])
    async with net:
        found = await asyncio.gather(
            *(_ask(store, pollers[source.type], source, memory[source.name], now) for source in asked)
        )
    return list(zip(asked, found, strict=True))


async def _ask(store: Store, poller: Poller, source: Source, memory: Mapping[str, str], now: datetime) -> int | None:
    """How many new observations; None where nothing changed; -1 for trouble, which is a row and never travels."""
    try:
        found = await poller.poll(source, memory, now)
        if found.unchanged and not found.memory and not found.trouble:
            return None
        return _keep(store, source, found, now)
    except TrackerError as error:
        return _trouble(store, source, error, now)
    except Exception as error:
        # A publisher's input met a hole in a poller: its source is in trouble, the others must go on.
        log.exception("poll failed", source=source.name)
        return _trouble(store, source, error, now)


def _keep(store: Store, source: Source, found: Poll, now: datetime) -> int:
    """Observations, memory and the next poll in one transaction: a crash before it repeats the whole poll."""
    with store.write() as c:
        new = observations.add(c, found.observations)
        sources.polled(
            c, source.name, now, next_poll(now, source.every, 0, None, source.name), found.memory, found.trouble
        )
    if new or found.trouble:
        log.info("polled", source=source.name, new=new, trouble=found.trouble)
    return new


def _trouble(store: Store, source: Source, error: Exception, now: datetime) -> int:
    retry_at = error.retry_at if isinstance(error, FetchError) else None
    text = str(error) if isinstance(error, TrackerError) else f"{type(error).__name__}: {error}"
    try:
        with store.write() as c:
            failures = sources.failures(c, source.name) + 1
            again = next_poll(now, source.every, failures, retry_at, source.name)
            sources.failed(c, source.name, now, again, text)
    except StoreError as lost:
        log.error("trouble not kept", source=source.name, error=str(lost))
        return -1
    log.warning("trouble", source=source.name, error=text, failures=failures, next_poll=again.isoformat())
    return -1
