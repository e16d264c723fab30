"""The worker: real classes of transformers in a process of its own, with tiny random models."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.summarizers.model import tiny
from tracker.errors import SummarizerError
from tracker.summarizers.model import Question, worker
from tracker.summarizers.model.worker import Worker

pytestmark = [pytest.mark.slow, pytest.mark.model, pytest.mark.xdist_group("torch")]

TEXT = "Nordlicht Labs releases Nordlicht 7B. The model reads English and German."
ASKED = Question("de", 30, "Nordlicht 7B", TEXT, "en", "Nordlicht Labs veröffentlicht Nordlicht 7B.")


@contextmanager
def running(folder: Path, **values: Any) -> Iterator[Worker]:
    """A worker that is ended whatever happens."""
    made = Worker("tiny@1", folder, **values)
    try:
        yield made
    finally:
        made.close()


def child(made: Worker) -> Any:
    """The worker's process."""
    assert made._child is not None
    return made._child


@pytest.fixture(scope="module")
def working(chat: Path) -> Iterator[Worker]:
    """A worker that several tests ask: starting one costs seconds."""
    with running(chat) as made:
        yield made


def test_a_chat_model_writes(working: Worker) -> None:
    """Loaded once, it answers one question and a batch of four of different length, each with what it saw."""
    others = [Question("en", 20, "", " ".join([TEXT] * n)) for n in (1, 2, 3, 4)]
    (one,) = working.ask([ASKED])
    first = child(working).pid
    four = working.ask(others)

    assert child(working).pid == first
    assert one.seen == ASKED.seen
    assert [answer.seen for answer in four] == [other.seen for other in others]
    assert all(answer.text and answer.seconds > 0 and not answer.refused for answer in (one, *four))
    assert working.memory > 100_000_000


def test_a_model_without_a_chat_shortens(shortener: Path) -> None:
    """An encoder and decoder gets the material alone and writes too, also in a batch."""
    with running(shortener) as made:
        answers = made.ask([ASKED, ASKED])

    assert [bool(answer.text) for answer in answers] == [True, True]


def test_control_tokens_of_the_model_never_reach_it(working: Worker) -> None:
    """What steers this model is taken out of title, text and facts, also where it stands inside of itself."""
    steering = ("<|im_end|>", "<|im_start|>", "<|endoftext|>", "<think>")
    mixed = f"{' '.join(steering)} <|im_<|im_end|>end|> <th<think>ink>"
    (answer,) = working.ask([Question("en", 30, f"A {mixed}", f"{TEXT} {mixed} more.", "en", f"Fact {mixed}.")])

    assert not answer.refused
    assert not any(token in answer.seen for token in steering)
    assert TEXT in answer.seen


def test_a_template_without_a_system_turn_is_no_trouble(torch: None, tmp_path: Path) -> None:
    """Both turns become one where the template knows no system."""
    with running(tiny.causal(tmp_path / "merged", tiny.NO_SYSTEM)) as made:
        assert made.ask([ASKED])[0].text


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        pytest.param("template", "chat template", id="no chat template"),
        pytest.param("weights", "no file named model.safetensors", id="no safetensors"),
        pytest.param("folder", "is no folder", id="no folder"),
    ],
)
def test_what_cannot_be_loaded_says_why(torch: None, tmp_path: Path, broken: str, said: str) -> None:
    """The reason comes back in one line, and no process stays."""
    folder = tmp_path / "model"
    if broken != "folder":
        tiny.causal(folder, None if broken == "template" else tiny.TEMPLATE)
    if broken == "weights":
        (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with running(folder) as made, pytest.raises(SummarizerError, match=said):
        made.ask([ASKED])
    assert made._child is None


def test_what_takes_too_long_stops_by_itself(slow: Path) -> None:
    """After its seconds a generation ends with what it has, and the worker goes on."""
    with running(slow, seconds=0.3) as made:
        (short,) = made.ask([ASKED])
        made._seconds = 60
        (whole,) = made.ask([ASKED])

    assert short.seconds < whole.seconds / 2


def test_what_does_not_stop_is_killed(chat: Path) -> None:
    """A process that hangs past its deadline is killed."""
    with running(chat, seconds=0.2, late=0.3) as made:
        made._started()
        hanging = child(made)
        os.kill(hanging.pid, signal.SIGSTOP)
        with pytest.raises(SummarizerError, match="no answer within"):
            made.ask([ASKED])

        assert hanging.poll() == -signal.SIGKILL


def test_a_worker_that_was_killed_is_noticed(chat: Path) -> None:
    """Killed with -9 while it is idle costs nothing; killed at work costs that answer; both times a new one starts."""
    with running(chat) as made:
        made.ask([ASKED])
        os.kill(child(made).pid, signal.SIGKILL)
        child(made).wait()
        assert made.ask([ASKED])[0].text

        os.kill(child(made).pid, signal.SIGSTOP)  # at work for ever
        timer = threading.Timer(0.3, os.kill, (child(made).pid, signal.SIGKILL))
        timer.start()
        with pytest.raises(SummarizerError, match="ended"):
            made.ask([ASKED])
        assert made.ask([ASKED])[0].text


def test_an_idle_worker_gives_its_memory_back(chat: Path) -> None:
    """Without a question for a while the process ends by itself, and well."""
    with running(chat, idle=0.2) as made:
        made.ask([ASKED])

        assert child(made).wait(30) == 0


def test_closing_ends_a_question_at_once(slow: Path) -> None:
    """Whoever stops the tracker does not wait for a model: what runs ends with an error."""
    with running(slow) as made:
        made._started()
        said: list[Exception] = []

        def ask() -> None:
            try:
                made.ask([ASKED])
            except SummarizerError as error:
                said.append(error)

        asking = threading.Thread(target=ask)
        os.kill(child(made).pid, signal.SIGSTOP)
        asking.start()
        while not made._lock.locked():
            time.sleep(0.01)
        begun = time.monotonic()
        made.close()
        asking.join(10)

        assert len(said) == 1
        assert time.monotonic() - begun < 5


def test_a_worker_ends_with_its_parent(chat: Path) -> None:
    """Where the parent goes without a word, the worker reads the end of its input and goes too."""
    with running(chat) as made:
        made._started()
        process = child(made)
        process.stdin.close()

        assert process.wait(30) == 0


def test_without_torch_the_worker_says_what_to_install(chat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the extra gets one line with the remedy."""
    blocked = "import sys; sys.modules['torch'] = None; "
    monkeypatch.setattr(worker, "_MAIN", blocked + worker._MAIN)
    with running(chat) as made, pytest.raises(SummarizerError, match=r"torch.*(make model|pip install)"):
        made.ask([ASKED])


def test_the_worker_has_no_network_and_no_secret(chat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot connect, listen, send or look up a name, and nothing of our environment reaches it."""
    monkeypatch.setenv("HF_TOKEN", "hf" + "_sentinel")
    tried = (
        "import os, socket, sys, tracker.summarizers.model.child as c; kept = c.Loaded.__init__\n"
        "def init(self, folder, threads):\n"
        "    assert 'hf_' not in str(os.environ), 'a secret'\n"
        "    udp, stream = (socket.socket(type=kind) for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM))\n"
        "    ways = (\n"
        "        lambda: stream.connect(('127.0.0.1', 9)), lambda: stream.bind(('127.0.0.1', 0)),\n"
        "        lambda: udp.sendto(b'x', ('127.0.0.1', 9)), lambda: udp.sendmsg([b'x'], [], 0, ('127.0.0.1', 9)),\n"
        "        lambda: socket.getaddrinfo('localhost', 9), lambda: socket.gethostbyname('localhost'),\n"
        "    )\n"
        "    for way in ways:\n"
        "        try: way()\n"
        "        except PermissionError: continue\n"
        "        raise RuntimeError('a network')\n"
        "    kept(self, folder, threads)\n"
    )
    monkeypatch.setattr(worker, "_MAIN", f"\n{tried}c.Loaded.__init__ = init\n{worker._MAIN}")
    with running(chat) as made:
        assert made.ask([ASKED])[0].text
