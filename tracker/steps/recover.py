"""Recover: give back what a killed process of this machine held; of other machines we wait for the leases to end."""

from __future__ import annotations

import os

from tracker.store import Store, leases, messages, sources


def recover(store: Store, me: str) -> list[str]:
    """Ends the leases of dead owners of this machine; returns who they were. `me` is "machine/process id"."""
    with store.write() as c:
        dead = sorted(owner for owner in leases.owners(c) if is_dead(owner, me))
        for owner in dead:
            sources.release(c, owner)
            messages.release(c, owner)  # taken again, a message is looked for before it is repeated
            leases.drop_all(c, owner)
    return dead


def is_dead(owner: str, me: str) -> bool:
    """Whether an owner of this machine lives no more. One with our own process id is an earlier life of ours."""
    machine, _, number = owner.rpartition("/")
    mine, _, own = me.rpartition("/")
    if machine != mine or not number.isdigit():
        return False
    return number == own or not _lives(int(number))


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's
    return True
