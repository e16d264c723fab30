"""Functions for the sandbox to run: good, costly and bad ones."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import Any

from tracker.errors import ParseError


def measure(data: bytes, factor: int = 1) -> dict[str, Any]:
    """An honest job; its noise must not matter."""
    sys.stdout.write("noise")
    sys.stdout.flush()
    return {"size": len(data) * factor, "pid": os.getpid(), "environment": sorted(os.environ)}


def refuse(data: bytes) -> None:
    """A parser that says why."""
    raise ParseError("it is\nHTML, not a feed")


def fail(data: bytes) -> None:
    """A parser that breaks."""
    raise KeyError("x" * 5000)


def eat(data: bytes) -> None:
    """Too much memory."""
    hold = [bytes(1 << 24)]
    while True:
        hold.append(hold[-1] * 2)


def burn(data: bytes) -> None:
    """Too much processor time."""
    while True:
        pass


def sleep(data: bytes) -> None:
    """Too much time."""
    time.sleep(30)


def nest(data: bytes) -> Any:
    """Too deep."""
    return nest(data)


def die(data: bytes) -> None:
    """The process ends."""
    os._exit(7)


def write(data: bytes) -> None:
    """A file, which a parser has no business with."""
    Path(data.decode()).write_text("x" * 100)


def large(data: bytes) -> str:
    """Too long an answer."""
    return "x" * int(data)


def nan(data: bytes) -> float:
    """No JSON value."""
    return float("nan")


def lies(data: bytes) -> None:
    """Writes nonsense where answers go, and would go on."""
    for number in range(3, 10):
        with contextlib.suppress(OSError):
            os.write(number, b"\xff" * 4096)
    time.sleep(30)
