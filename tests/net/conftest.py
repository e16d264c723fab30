"""A server on loopback that answers with the bytes a test gave it and keeps the requests it got."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

Answer = bytes | Callable[[socket.socket], None]


def answer(status: int, body: bytes = b"", *headers: str) -> bytes:
    """A whole HTTP answer with a right length."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


@dataclass
class Wire:
    """The scripted server: `answers` by path; `requests` as raw bytes, with the monotonic time each came and ended."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[bytes] = field(default_factory=list)
    spans: list[tuple[float, float]] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def header(self, name: str, request: int = -1) -> str | None:
        """A header of a request it got, None where it was not sent."""
        for line in self.requests[request].split(b"\r\n\r\n")[0].split(b"\r\n")[1:]:
            key, _, value = line.partition(b": ")
            if key.lower() == name.encode():
                return value.decode("latin-1")
        return None

    def serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(5)
            begun, data = time.monotonic(), b""
            while b"\r\n\r\n" not in data and (piece := connection.recv(65536)):
                data += piece
            head, _, body = data.partition(b"\r\n\r\n")
            length = next(
                (int(x.split(b":")[1]) for x in head.split(b"\r\n") if x.lower().startswith(b"content-length")), 0
            )
            while len(body) < length and (piece := connection.recv(65536)):
                body += piece
                data += piece
            if not data:
                return
            self.requests.append(data)
            path = data.split(b" ")[1].decode("latin-1")
            given = self.answers.get(path, answer(404))
            try:
                if callable(given):
                    given(connection)
                else:
                    connection.sendall(given)
            finally:
                self.spans.append((begun, time.monotonic()))


@pytest.fixture
def wire() -> Iterator[Wire]:
    """The scripted server, listening."""
    wire = Wire()
    with socket.create_server(("127.0.0.1", 0)) as server:
        wire.port = server.getsockname()[1]
        over = threading.Event()

        def accept() -> None:
            while True:
                connection, _ = server.accept()
                if over.is_set():
                    connection.close()
                    return
                threading.Thread(target=wire.serve, args=(connection,), daemon=True).start()

        thread = threading.Thread(target=accept)
        thread.start()
        yield wire
        over.set()
        socket.create_connection(("127.0.0.1", wire.port)).close()
        thread.join()


@pytest.fixture(name="answer")
def answer_fixture() -> Callable[..., bytes]:
    """How tests write a whole HTTP answer."""
    return answer
