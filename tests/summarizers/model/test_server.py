"""A language model behind a server of this machine: asked politely, believed little, and nowhere else."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from tests.summarizers.model.talker import Talker, talking
from tracker.errors import ConfigError, SummarizerError
from tracker.summarizers.model import Question
from tracker.summarizers.model.server import Server, base_of

ASKED = Question("de", 30, "Nordlicht 7B", "Nordlicht Labs releases Nordlicht 7B.", "en")


@pytest.fixture
def chat() -> Iterator[Talker]:
    """The server, listening."""
    with talking() as made:
        yield made


def test_a_chat_answers(chat: Talker) -> None:
    """System and user turn go out at temperature 0 and without streaming; the answer comes back tidied."""
    chat.says("<think>Hm.</think> Das Modell liest Deutsch. Und es bri")
    made = Server(f"{chat.url}/v1/", "small")
    (answer,) = made.ask([ASKED])
    path, headers, body = chat.asked[0]

    assert (answer.text, answer.seen) == ("Das Modell liest Deutsch.", ASKED.seen)
    assert (path, body["model"], body["temperature"], body["stream"]) == ("/v1/chat/completions", "small", 0, False)
    assert [turn["role"] for turn in body["messages"]] == ["system", "user"]
    assert not {"authorization", "cookie"} & {name.lower() for name in headers}
    assert made.id == f"small@{chat.url.removeprefix('http://')}"


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        pytest.param(500, b"out of memory", "answered 500", id="an error"),
        pytest.param(404, b"{}", "answered 404", id="no such model"),
        pytest.param(200, b"<html>", "not that of a chat", id="a web page"),
        pytest.param(200, b"[" * 50_000, "not that of a chat", id="nested too deeply"),
        pytest.param(200, b"{}", "not that of a chat", id="no choices"),
        pytest.param(200, b'{"choices": []}', "not that of a chat", id="an empty list"),
        pytest.param(200, b'{"choices": [{"message": {"content": null}}]}', "has no text", id="no text"),
        pytest.param(200, b'{"choices": "' + b"x" * 200_000, "not that of a chat", id="too long"),
    ],
)
def test_nonsense_is_no_answer(chat: Talker, status: int, body: bytes, said: str) -> None:
    """Whatever it says, there is one error and no traceback."""
    chat.status, chat.body = status, body
    with pytest.raises(SummarizerError, match=said):
        Server(chat.url, "small").ask([ASKED])


def test_a_redirect_is_not_followed(chat: Talker) -> None:
    """Nothing leads away from this machine."""
    chat.status, chat.headers = 307, {"Location": "http://198.51.100.7/v1/chat/completions"}
    with pytest.raises(SummarizerError, match="answered 307"):
        Server(chat.url, "small").ask([ASKED])
    assert len(chat.asked) == 1


def test_a_proxy_of_the_environment_is_not_used(chat: Talker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts go to this machine, whatever the environment names as a proxy."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    chat.says("Das Modell liest Deutsch.")

    assert Server(chat.url, "small").ask([ASKED])[0].text


def test_a_silent_server_costs_its_time_and_no_more(chat: Talker) -> None:
    """After its seconds the question ends."""
    chat.silent = threading.Event()
    with pytest.raises(SummarizerError, match="sent, but no answer: timed out"):
        Server(chat.url, "small", seconds=0.3).ask([ASKED])


def test_where_nobody_listens_there_is_one_error() -> None:
    """A server that does not run is named."""
    with pytest.raises(SummarizerError, match=r"small@127\.0\.0\.1:9"):
        Server("http://127.0.0.1:9/v1", "small").ask([ASKED])


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
        ("http://localhost:11434/v1/", "http://127.0.0.1:11434/v1"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
        ("http://127.0.0.1", "http://127.0.0.1:80"),
    ],
)
def test_this_machine_is_asked_by_its_number(url: str, base: str) -> None:
    """Loopback addresses are taken; a name is not looked up."""
    assert base_of(url) == base


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://192.168.1.5:8080/v1", id="a neighbor"),
        pytest.param("https://api.example.com/v1", id="a service"),
        pytest.param("http://localhost.example.com/v1", id="a name that looks local"),
        pytest.param("http://127.0.0.1.example.com/v1", id="a number inside of a name"),
        pytest.param("http://user@127.0.0.1/v1", id="a user"),
        pytest.param("http://2130706433/v1", id="a number without dots"),
        pytest.param("http://0.0.0.0:8080/v1", id="all addresses"),
        pytest.param("http://127.0.0.1:8080/v1?key=1", id="a query"),
        pytest.param("file://127.0.0.1/v1", id="a file"),
        pytest.param("http://", id="nothing"),
    ],
)
def test_another_machine_is_refused(url: str) -> None:
    """What is not this machine beyond doubt is a wrong setting."""
    with pytest.raises(ConfigError, match="must be on this machine"):
        base_of(url)
