"""A server on loopback that answers a chat as it is told and keeps what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Talker:
    """`says` sets the next answers; `silent` keeps it from answering until it is set."""

    def __init__(self) -> None:
        self.status = 200
        self.body = b""
        self.headers: dict[str, str] = {}
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.silent: threading.Event | None = None
        self.url = ""

    def says(self, content: object) -> None:
        """The next answers, as OpenAI's API gives them."""
        self.body = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


@contextmanager
def talking() -> Iterator[Talker]:
    """The server on a port of its own."""
    made = Talker()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Says nothing."""

        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["content-length"]))
            made.asked.append((self.path, dict(self.headers.items()), json.loads(content)))
            if made.silent is not None:
                made.silent.wait(20)
                return
            self.send_response(made.status)
            for name, value in (made.headers | {"Content-Length": str(len(made.body))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(made.body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    made.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield made
    finally:
        if made.silent is not None:
            made.silent.set()
        server.shutdown()
        server.server_close()
