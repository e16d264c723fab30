"""What a killed process held is free again when the next one starts."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from tests.samples import NOW, source
from tracker.steps import recover
from tracker.steps.recover import is_dead
from tracker.store import Store, leases, messages, sources


@pytest.fixture(name="ended", scope="module")
def _ended() -> int:
    """The id of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_who_is_dead(ended: int) -> None:
    """Only processes of this machine can be known to be dead; our own id belonged to an earlier life."""
    me = "here/12"

    assert is_dead(f"here/{ended}", me)
    assert is_dead("here/12", me)
    assert not is_dead(f"here/{os.getpid()}", me)
    assert not is_dead(f"elsewhere/{ended}", me)
    assert not is_dead("here", me)


def test_a_dead_process_holds_nothing(store: Store, ended: int) -> None:
    """Its sources are due again, its message is looked for and sent, its lock is open; a living one keeps its own."""
    dead, living, lease = f"here/{ended}", f"here/{os.getpid()}", timedelta(minutes=5)
    with store.write() as c:
        sources.remember(c, [source("a"), source("b")], NOW)
        assert len(sources.claim_due(c, NOW, dead, lease, 1)) == 1
        assert len(sources.claim_due(c, NOW, living, lease, 1)) == 1
        messages.add(c, "k", "alerts", "note", NOW)
        messages.claim(c, NOW, dead, lease, ["alerts"], 9)
        leases.take(c, "run", dead, NOW + lease, NOW)

    assert recover(store, "here/1") == [dead]
    with store.write() as c:
        assert len(sources.claim_due(c, NOW, "here/1", lease, 9)) == 1
        assert [one.state for one in messages.claim(c, NOW, "here/1", lease, ["alerts"], 9)] == ["sending"]
        assert leases.take(c, "run", "here/1", NOW + lease, NOW)
