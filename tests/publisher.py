"""A publisher on loopback with a feed and the pages behind it, and beside it a language model's server."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.pages import html


@dataclass
class Publisher:
    """`posts` are (when, title, teaser, paragraphs), newest last; `says` is what the model writes to all."""

    says: str = ""
    posts: list[tuple[datetime, str, str, tuple[str, ...]]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    @property
    def host(self) -> str:
        """As TRACKER_ALLOW_HOSTS names it."""
        return self.url.removeprefix("http://")

    def answer(self, path: str) -> tuple[str, bytes] | None:
        """Type and body of what is there."""
        self.asked.append(path)
        if path == "/feed":
            return "application/atom+xml", self._feed().encode()
        if path.endswith("/chat/completions"):
            said = {"choices": [{"message": {"role": "assistant", "content": self.says}}]}
            return "application/json", json.dumps(said).encode()
        number = path.removeprefix("/posts/")
        if number.isdigit() and int(number) < len(self.posts):
            _, title, _, paragraphs = self.posts[int(number)]
            return "text/html; charset=utf-8", html(title, *paragraphs)
        return None

    def _feed(self) -> str:
        entries = "".join(
            f"<entry><id>urn:post:{number}</id><title>{escape(title)}</title><updated>{at.isoformat()}</updated>"
            f"<link href='{self.url}/posts/{number}'/><summary>{escape(teaser)}</summary></entry>"
            for number, (at, title, teaser, _) in reversed(list(enumerate(self.posts)))
        )
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Lab</title><id>urn:lab</id>{entries}</feed>"


@contextmanager
def publishing(made: Publisher) -> Iterator[Publisher]:
    """The server on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Says nothing."""

        def do_GET(self) -> None:
            found = made.answer(self.path)
            kind, body = found or ("text/plain", b"")
            self.send_response(200 if found else 404)
            for name, value in (("Content-Type", kind), ("Content-Length", str(len(body)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.do_GET()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    made.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
