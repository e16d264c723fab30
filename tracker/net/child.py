"""The child process that reads strangers' bytes: one job after the other from stdin, limits set before each."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import struct
import sys
from typing import IO

from tracker.domain import JSON
from tracker.errors import TrackerError

LENGTH = struct.Struct(">Q")
GOES_ON, ENDS = b"+", b"-"  # begins an answer: whether the process takes another job


def read_exactly(stream: IO[bytes], size: int) -> bytes:
    """`size` bytes; fewer where the stream ends before."""
    pieces = bytearray()
    while len(pieces) < size and (piece := stream.read(min(size - len(pieces), 1 << 20))):
        pieces += piece
    return bytes(pieces)


def read_frame(stream: IO[bytes], limit: int | None = None) -> bytes | None:
    """Length (8 bytes, big-endian) and that many bytes; None where the stream ends or the length is over `limit`."""
    head = read_exactly(stream, LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    if limit is not None and size > limit:
        return None
    body = read_exactly(stream, size)
    return body if len(body) == size else None


def write_frame(stream: IO[bytes], body: bytes) -> None:
    """The counterpart of read_frame."""
    stream.write(LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def limit_memory(size: int) -> None:
    """Address space in bytes; also no core dumps and no written files. Nothing where the platform has no limits."""
    try:
        import resource
    except ImportError:
        return
    for kind, value in ((resource.RLIMIT_AS, size), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)):
        with contextlib.suppress(ValueError, OSError):  # a platform may know a limit and yet not take it
            resource.setrlimit(kind, (value, value))


def limit_cpu(seconds: int) -> None:
    """Processor seconds from now on; the soft limit moves, because it counts from the start of the process."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def do(function: str, data: bytes, arguments: dict[str, JSON], limit: int) -> tuple[bytes, bool]:
    """Calls "package.module:name"; the answer as JSON bytes, and whether the process is fit for another job."""
    try:
        module, _, name = function.partition(":")
        answer = getattr(importlib.import_module(module), name)(data, **arguments)
        body = json.dumps({"answer": answer}, allow_nan=False).encode("ascii")
        if len(body) > limit:
            return _trouble(f"its result is over {limit} bytes"), True
        return body, True
    except TrackerError as error:
        return _trouble(str(error)), True
    except MemoryError:
        return _trouble("it needs more memory than we give"), False
    except Exception as error:  # noqa: BLE001 - a parser may raise anything at all on hostile input
        return _trouble(f"{type(error).__name__}: {error}"), not isinstance(error, RecursionError)


def _trouble(text: str) -> bytes:
    line = "".join(c if c.isprintable() else " " for c in text[:1000])
    return json.dumps({"trouble": " ".join(line.split())[:300]}).encode("ascii")


def main(memory: int, cpu: int, limit: int) -> None:
    """Serves jobs until stdin closes. Nothing that a parser prints can reach the answers."""
    jobs = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit_memory(memory)
    while (head := read_frame(jobs)) is not None and (data := read_frame(jobs)) is not None:
        limit_cpu(cpu)
        job = json.loads(head)
        body, fit = do(job["function"], data, job["arguments"], limit)
        del data
        write_frame(answers, (GOES_ON if fit else ENDS) + body)
        if not fit:
            return
