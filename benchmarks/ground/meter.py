"""What a process and its children cost: processor seconds, resident memory, and how figures are printed."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Cost:
    """Seconds between the begin and the end of a `measured` block; `cpu` is user and system, with children."""

    cpu: float = 0.0
    wall: float = 0.0

    def __iadd__(self, other: Cost) -> Self:
        self.cpu, self.wall = self.cpu + other.cpu, self.wall + other.wall
        return self


@contextmanager
def measured(*, without: tuple[int, ...] = ()) -> Iterator[Cost]:
    """What happens inside is counted; processes `without`, such as a server, are left out while they live."""
    cost = Cost()
    cpu, wall = _cpu(without), time.perf_counter()
    try:
        yield cost
    finally:
        cost.cpu, cost.wall = _cpu(without) - cpu, time.perf_counter() - wall


def _cpu(without: tuple[int, ...]) -> float:
    own, dead = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = own.ru_utime + own.ru_stime + dead.ru_utime + dead.ru_stime
    return ended + sum(_cpu_of(child) for child in children(without=without))


def _cpu_of(process: int) -> float:
    """Of a living process; 0 where the system has no /proc."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def children(*, without: tuple[int, ...] = ()) -> list[int]:
    """The living children of this process."""
    found = set()
    for path in Path("/proc/self/task").glob("*/children"):
        found |= {int(one) for one in path.read_text(encoding="utf-8").split()}
    return sorted(found - set(without))


def resident(process: int | str = "self") -> float:
    """Resident memory in MiB; 0 where the system has no /proc."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), 0.0)


def say(name: str, value: float, unit: str = "", digits: int = 1) -> None:
    """One figure on one line."""
    print(f"{name:<44}{value:>12,.{digits}f} {unit}".rstrip(), flush=True)
