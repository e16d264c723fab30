"""The parent's side of the worker: a process of its own for the model, one request at a time, killed when late."""

from __future__ import annotations

import contextlib
import json
import secrets
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tracker.domain import JSON
from tracker.errors import SummarizerError
from tracker.net import process
from tracker.summarizers.model.answers import Answer, Question, tidy

LOADING = 300.0  # seconds; a disk may be slow
LATE = 30.0  # seconds after its time in which a generation may still end by itself: a prefill cannot be interrupted
IDLE = 300.0  # seconds without a request, then the memory is given back
ANSWER = 1_000_000  # bytes
BATCH = 4

_MAIN = "from tracker.summarizers.model.child import main"


class Worker:
    """A model of a folder, asked from any thread. `seconds` is what one question may take, a batch that many times.

    The process is started by the first question, with a clean environment: no secret, no name of the Hub, no network.
    """

    batch = BATCH

    def __init__(
        self,
        id: str,  # noqa: A002 - the word of the domain
        folder: Path,
        *,
        threads: int = 1,
        seconds: float = 60.0,
        late: float = LATE,
        idle: float = IDLE,
    ) -> None:
        self.id = id
        self.longest = LOADING + BATCH * seconds + late
        self.memory = 0  # bytes, the most that the process ever had
        self._folder = folder
        self._threads = threads
        self._seconds = seconds
        self._late = late
        self._idle = idle
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """One answer for each; SummarizerError where the process failed, died, was late or was closed."""
        time = self._seconds * len(questions)
        request = {
            "questions": [asdict(one) for one in questions],
            "marks": [secrets.token_hex(6) for _ in questions],
            "seconds": time,
        }
        with self._lock:
            child = self._started()
            said = self._exchange(child, request, time + self._late)
        try:
            seconds = float(said["seconds"]) / len(questions)
            self.memory = int(said["memory"])
            return [
                Answer(tidy(one["text"], asked.words), str(one["seen"]), seconds, str(one["refused"]))
                for asked, one in zip(questions, said["answers"], strict=True)
            ]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise SummarizerError(f"{self.id}: the worker answered nonsense") from error

    def _started(self) -> subprocess.Popen[bytes]:
        """The process with its model loaded; a new one where the last ended, idle or by a signal."""
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._reap()
        arguments = [str(self._folder.absolute()), self._threads, self._idle]
        try:
            self._child = child = process.start(_MAIN, arguments, self._environment())
        except OSError as error:
            raise SummarizerError(f"{self.id}: no process for it: {error.strerror}") from error
        try:
            self.memory = int(self._exchange(child, None, LOADING).get("memory", 0))
        except SummarizerError:
            self._reap()
            raise
        return child

    def _environment(self) -> dict[str, str]:
        """What keeps the libraries quiet, offline and to their threads; nothing else is handed on."""
        threads = str(self._threads)
        quiet = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "HF_HUB_DISABLE_PROGRESS_BARS")
        return {
            "TOKENIZERS_PARALLELISM": "false",
            "OMP_NUM_THREADS": threads,
            "MKL_NUM_THREADS": threads,
            **dict.fromkeys(quiet, "1"),
        }

    def _exchange(self, child: subprocess.Popen[bytes], request: JSON | None, seconds: float) -> dict[str, JSON]:
        """Sends a request, or only listens, and reads one answer within the seconds."""
        frames = [] if request is None else [json.dumps(request).encode("ascii")]
        body, late = process.exchange(child, frames, seconds, ANSWER)
        said = _parsed(body)
        if said is not None and "trouble" not in said:
            return said
        if said is None:
            code = self._reap()
            why = f"no answer within {seconds:g} s" if late else f"the worker ended ({code})"
            raise SummarizerError(f"{self.id}: {why}")
        raise SummarizerError(f"{self.id}: {said['trouble']}")

    def _reap(self) -> int:
        """Ends the process for good; its exit code, negative for a signal."""
        child, self._child = self._child, None
        if child is None:
            return 0
        child.kill()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        return child.wait()

    def close(self) -> None:
        """Ends the process at once: an ask that waits for it in another thread fails, a later one starts anew."""
        child = self._child
        if child is not None:
            child.kill()  # whoever waits for its answer reads the end of it and reaps
        with self._lock:
            self._reap()


def _parsed(body: bytes | None) -> dict[str, JSON] | None:
    try:
        said = json.loads(body) if body else None
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None
