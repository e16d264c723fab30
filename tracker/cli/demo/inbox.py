"""Where the demo's messages arrive: the memory of a fake Slack, and a mail server that keeps every letter."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import parse_qsl


@dataclass(frozen=True, slots=True)
class Delivery:
    """One call that Slack accepted: chat.postMessage or chat.update, at the world's time."""

    at: datetime
    method: str
    ts: str  # of the message that was written or edited
    body: dict[str, object]


@dataclass(slots=True)
class Slack:
    """Takes messages, edits them, and shows them again; errors are Slack's own words."""

    clock: Callable[[], datetime]
    deliveries: list[Delivery] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def call(self, method: str, body: dict[str, object], *, authorized: bool) -> dict[str, object]:
        """The answer to one API call."""
        if not authorized:
            return {"ok": False, "error": "not_authed"}
        with self._lock:
            if method == "auth.test":
                return {"ok": True, "team": "demo", "user": "tracker", "user_id": "U0DEMO", "bot_id": "B0DEMO"}
            if method == "chat.postMessage":
                ts = f"{int(self.clock().timestamp())}.{len(self.deliveries) + 1:06d}"
                return self._keep(method, ts, body)
            if method == "chat.update":
                known = any(one.ts == body.get("ts") for one in self.deliveries)
                return (
                    self._keep(method, str(body["ts"]), body) if known else {"ok": False, "error": "message_not_found"}
                )
            if method in ("conversations.history", "conversations.replies"):
                return {"ok": True, "messages": self._shown(method, body), "has_more": False}
        return {"ok": False, "error": "unknown_method"}

    def _keep(self, method: str, ts: str, body: dict[str, object]) -> dict[str, object]:
        self.deliveries.append(Delivery(self.clock(), method, ts, body))
        return {"ok": True, "channel": body.get("channel"), "ts": ts, "message": {**body, "ts": ts}}

    def _shown(self, method: str, query: dict[str, object]) -> list[dict[str, object]]:
        messages: dict[str, dict[str, object]] = {}
        for one in self.deliveries:
            if one.body.get("channel") == query.get("channel"):
                messages[one.ts] = messages.get(one.ts, {}) | one.body | {"ts": one.ts}
        if method == "conversations.replies":
            chosen = [m for m in messages.values() if query.get("ts") in (m["ts"], m.get("thread_ts"))]
        else:
            chosen = [m for m in messages.values() if "thread_ts" not in m or m.get("reply_broadcast")]
        oldest, latest = float(str(query.get("oldest") or 0)), float(str(query.get("latest") or "inf"))
        chosen = [message for message in chosen if oldest <= float(str(message["ts"])) <= latest]
        return sorted(chosen, key=lambda message: str(message["ts"]), reverse=method == "conversations.history")


def slack_arguments(query: str, kind: str, body: bytes) -> dict[str, object]:
    """The arguments of a Slack call, however they came: in the query, as a form, or as JSON."""
    arguments: dict[str, object] = dict(parse_qsl(query))
    if "json" in kind:
        arguments |= json.loads(body or b"{}")
    else:
        arguments |= dict(parse_qsl(body.decode()))
    for key in ("blocks", "metadata"):
        value = arguments.get(key)
        if isinstance(value, str):
            arguments[key] = json.loads(value)
    return arguments


@dataclass(frozen=True, slots=True)
class Mail:
    """One letter as it came over SMTP, at the world's time."""

    at: datetime
    sender: str
    to: tuple[str, ...]
    message: EmailMessage


class Mailbox(socketserver.ThreadingTCPServer):
    """A mail server on 127.0.0.1 that speaks just enough SMTP and delivers into `mails`."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.clock = clock
        self.mails: list[Mail] = []

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.socket.getsockname()[1])


class _Session(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self._say("220 demo ESMTP")
        sender = ""
        to: list[str] = []
        while line := self.rfile.readline(4096):
            verb, _, rest = line.decode(errors="replace").strip().partition(" ")
            match verb.upper():
                case "EHLO":
                    self._say("250-demo\r\n250-8BITMIME\r\n250 SMTPUTF8")
                case "MAIL":
                    sender, to = _address(rest), []
                    self._say("250 OK")
                case "RCPT":
                    to.append(_address(rest))
                    self._say("250 OK")
                case "DATA":
                    self._say("354 end with a dot")
                    self.server.mails.append(Mail(self.server.clock(), sender, tuple(to), self._message()))
                    self._say("250 delivered")
                case "QUIT":
                    self._say("221 bye")
                    return
                case "HELO" | "RSET" | "NOOP":
                    self._say("250 OK")
                case _:
                    self._say("502 not known here")

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def _message(self) -> EmailMessage:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        return message_from_bytes(b"".join(lines), policy=policy.default)


def _address(argument: str) -> str:
    """The address in `FROM:<a@b> …`."""
    return argument.partition("<")[2].partition(">")[0]
