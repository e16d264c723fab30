"""What a document costs is bounded, whatever it is."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.errors import ParseError
from tracker.net import Sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """A sandbox with small bounds that finds the jobs beside this file."""
    with (
        pytest.MonkeyPatch.context() as patch,
        Sandbox(memory=1 << 29, cpu=1, wall=5.0, result=100_000, prefix="sandbox_jobs:") as sandbox,
    ):
        patch.syspath_prepend(str(Path(__file__).with_name("jobs")))
        yield sandbox


def test_a_job_gets_bytes_and_arguments_and_answers_json(sandbox: Sandbox) -> None:
    """Data and arguments arrive, the answer comes back, and what the job prints does not disturb it."""
    assert sandbox.run("sandbox_jobs:measure", bytes(3_000_000), factor=2)["size"] == 6_000_000
    assert sandbox.run("sandbox_jobs:measure", b"")["size"] == 0


def test_one_child_serves_many_jobs(sandbox: Sandbox) -> None:
    """The process is reused, also after a parser said no."""
    first = sandbox.run("sandbox_jobs:measure", b"")["pid"]
    with pytest.raises(ParseError, match=r"^it is HTML, not a feed$"):
        sandbox.run("sandbox_jobs:refuse", b"")
    assert sandbox.run("sandbox_jobs:measure", b"")["pid"] == first != os.getpid()


def test_the_child_knows_no_secret(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of our environment is in the child's."""
    monkeypatch.setenv("TRACKER_HF_TOKEN", "hf_x")
    sandbox.close()
    assert set(sandbox.run("sandbox_jobs:measure", b"")["environment"]) <= {"LANG", "LC_CTYPE", "PYTHONUTF8"}


@pytest.mark.parametrize(
    ("job", "data", "text"),
    [
        pytest.param("fail", b"", "^KeyError: .{10,300}$", id="an exception"),
        pytest.param("eat", b"", "memory", id="too much memory"),
        pytest.param("burn", b"", "processor time", id="too much processor time"),
        pytest.param("nest", b"", "RecursionError", id="too deep"),
        pytest.param("die", b"", r"ended \(7\)", id="the process ends"),
        pytest.param("large", b"200000", "over 100000 bytes", id="too long an answer"),
        pytest.param("nan", b"", "ValueError", id="an answer that is not JSON"),
        pytest.param("lies", b"", "ended", id="nonsense as an answer"),
        pytest.param("missing", b"", "AttributeError", id="no such function"),
    ],
)
def test_a_bad_job_is_a_parse_error_and_the_next_one_works(sandbox: Sandbox, job: str, data: bytes, text: str) -> None:
    """Whatever a document does to the process, it is one line of trouble, and the next document is read."""
    with pytest.raises(ParseError, match=text):
        sandbox.run(f"sandbox_jobs:{job}", data)
    assert sandbox.run("sandbox_jobs:measure", b"abc")["size"] == 3


def test_a_job_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parent does not wait longer than it said."""
    monkeypatch.syspath_prepend(str(Path(__file__).with_name("jobs")))
    with Sandbox(wall=0.5, prefix="sandbox_jobs:") as sandbox:
        begun = time.monotonic()
        with pytest.raises(ParseError, match=r"more than 0\.5 s"):
            sandbox.run("sandbox_jobs:sleep", b"")
        assert time.monotonic() - begun < 3


def test_no_file_is_written(sandbox: Sandbox, tmp_path: Path) -> None:
    """A document cannot make its parser write to disk."""
    with pytest.raises(ParseError, match="File too large"):
        sandbox.run("sandbox_jobs:write", str(tmp_path / "x").encode())
    assert not (tmp_path / "x").exists() or not (tmp_path / "x").read_bytes()


def test_threads_take_turns(sandbox: Sandbox) -> None:
    """Jobs from several threads each get their own answer."""
    sizes: list[int] = []
    threads = [
        threading.Thread(target=lambda n=n: sizes.append(sandbox.run("sandbox_jobs:measure", b"x" * n)["size"] - n))
        for n in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sizes == [0] * 20


def test_it_can_be_closed_and_used_again(sandbox: Sandbox) -> None:
    """Closing ends the child; a later job starts another."""
    first = sandbox.run("sandbox_jobs:measure", b"")["pid"]
    sandbox.close()
    sandbox.close()
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    assert sandbox.run("sandbox_jobs:measure", b"")["pid"] != first


def test_only_our_functions_are_run() -> None:
    """A name from outside never becomes a call."""
    with Sandbox() as sandbox, pytest.raises(ValueError, match="not a function of ours"):
        sandbox.run("os:system", b"")


def test_our_package_is_found_in_the_child() -> None:
    """The child imports the package from where we run it."""
    with Sandbox() as sandbox, pytest.raises(ParseError, match="AttributeError"):
        sandbox.run("tracker.net.addresses:missing", b"")
