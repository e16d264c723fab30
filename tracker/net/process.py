"""A Python process of our own beside us: a clean environment, frames through its pipes, killed when it is late."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import tracker
from tracker.domain import JSON
from tracker.net.child import read_frame, write_frame

ENVIRONMENT = {"LANG": "C.UTF-8", "PYTHONUTF8": "1"}
"""All that a process knows of ours, so no secret."""


def start(main: str, arguments: Sequence[JSON], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Calls `main`, which an import statement brings, with plain values; OSError where the machine has no room."""
    code = f"import sys; sys.path[:] = sys.argv[1:]; {main}; main(*{list(arguments)!r})"
    path = [str(Path(tracker.__file__).parent.parent), *(str(Path(entry).absolute()) for entry in sys.path if entry)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
        [sys.executable, "-I", "-B", "-c", code, *dict.fromkeys(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**ENVIRONMENT, **environment},
        start_new_session=True,  # Ctrl-C is for us; we end it
    )


def exchange(
    child: subprocess.Popen[bytes], frames: Sequence[bytes], seconds: float, limit: int
) -> tuple[bytes | None, bool]:
    """Sends frames and reads one of `limit` bytes at most; None where none came. Whether it was killed: too late."""
    assert child.stdin is not None
    assert child.stdout is not None
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    body = None
    try:
        for frame in frames:
            write_frame(child.stdin, frame)
        body = read_frame(child.stdout, limit)
    except (OSError, ValueError):
        pass  # it died while we wrote, or another thread closed its pipes
    finally:
        timer.cancel()
    return body, late.is_set()
