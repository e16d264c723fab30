"""Receivers on loopback: a fake Slack that follows a plan, and a real SMTP server that remembers."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest

from tracker.net import Gate
from tracker.notifiers import Lines

TOKEN = "xoxb-SENTINEL-token"
Answer = tuple[int, dict[str, str], bytes] | str  # or "reset", "reset_after"


@dataclass
class FakeSlack:
    """Answers by plan, one step a request, "ok" after that; keeps what it accepted."""

    port: int = 0
    plan: list[Answer] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    accepted: list[dict[str, Any]] = field(default_factory=list)
    tokens: list[str | None] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The base URL of its API."""
        return f"http://127.0.0.1:{self.port}/api/"

    @property
    def hook(self) -> str:
        """The URL of its incoming webhook; its path is a secret."""
        return f"http://127.0.0.1:{self.port}/services/T0/B0/SENTINEL"

    def lines(self, **values: Any) -> Lines:
        """Lines that lead to it."""
        filled: dict[str, Any] = {"gate": Gate(frozenset({f"127.0.0.1:{self.port}"})), "slack_api_url": self.url}
        return Lines(**(filled | {"slack_bot_token": TOKEN} | values))

    def refuse(self, *codes: str) -> None:
        """Plans answers with ok: false."""
        self.plan += [(200, {}, json.dumps({"ok": False, "error": code}).encode()) for code in codes]

    def accept(self, method: str, body: dict[str, Any]) -> dict[str, Any]:
        """What Slack would do: give a post its ts, find a message to edit, list the newest."""
        if method == "conversations.history":
            return {"ok": True, "messages": self.accepted[::-1]}
        ts = body.get("ts") or f"1754413200.{len(self.accepted):06}"
        known = next((one for one in self.accepted if one["ts"] == ts), None)
        if method == "chat.update":
            if known is None:
                return {"ok": False, "error": "message_not_found"}
            known |= body
        else:
            self.accepted.append(body | {"ts": ts})
        return {"ok": True, "channel": body.get("channel"), "ts": ts}


class _Handler(BaseHTTPRequestHandler):
    slack: FakeSlack

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        is_json = "json" in (self.headers.get("Content-Type") or "")
        body = json.loads(raw) if is_json else {name: found[0] for name, found in parse_qs(raw.decode()).items()}
        method = self.path.rsplit("/", 1)[-1]
        slack = self.slack
        slack.calls.append((method, body))
        slack.tokens.append(self.headers.get("Authorization"))
        step: Answer = slack.plan.pop(0) if slack.plan and method != "conversations.history" else "ok"
        if step == "reset_after":
            slack.accept(method, body)
        if isinstance(step, str) and step.startswith("reset"):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            return
        if isinstance(step, tuple):
            status, headers, said = step
        elif self.path.startswith("/services/"):
            slack.accept("hook", body)
            status, headers, said = 200, {}, b"ok"
        else:
            status, headers, said = 200, {}, json.dumps(slack.accept(method, body)).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *args: Any) -> None:
        pass


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # a connection that the plan reset


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """A fake Slack on loopback."""
    fake = FakeSlack()
    handler = type("Handler", (_Handler,), {"slack": fake})
    with _Quiet(("127.0.0.1", 0), handler) as server:
        fake.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield fake
        server.shutdown()
        thread.join()


@pytest.fixture
def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def script() -> Iterator[Callable[[list[str]], int]]:
    """Starts a mail server that says the given lines, one after each line it hears ("drop" ends); returns its port."""
    listeners: list[socket.socket] = []

    def start(lines: list[str]) -> int:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        threading.Thread(target=_talk, args=(listener, lines), daemon=True).start()
        port: int = listener.getsockname()[1]
        return port

    yield start
    for listener in listeners:
        listener.close()


def _talk(listener: socket.socket, lines: list[str]) -> None:
    connection, _ = listener.accept()
    with connection, connection.makefile("rb") as heard:
        for number, line in enumerate(lines):
            if line == "drop":
                return
            if number and lines[number - 1].startswith("354"):
                while heard.readline() not in (b".\r\n", b""):
                    pass
            elif number:
                heard.readline()
            if line == "hang up":
                return
            connection.sendall(line.encode() + b"\r\n")
        heard.read(1)
