"""A small Hub on loopback that serves one model repo, in parts, by a second host as the real one does, with faults."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

REPO = "ibm-granite/granite-4.0-350m"
FIRST, SECOND = "a" * 40, "b" * 40
FILES = {
    "config.json": b'{"model_type": "granite"}',
    "tokenizer.json": b'{"version": "1.0"}',
    "model.safetensors": bytes(range(256)) * 1200,
    "pytorch_model.bin": b"a pickle",
    "modeling_x.py": b"print('code')",
    "README.md": b"# Granite",
    "onnx/model.onnx": b"another format",
    "empty/../../config.json": b"{}",
    "../model.safetensors": b"outside",
    "more/model.safetensors": b"a folder",
}


@dataclass
class WeightsHub:
    """`url` answers the API and redirects big files to `elsewhere`, another port; faults are set by a test."""

    url: str = ""
    elsewhere: str = ""
    revision: str = FIRST
    files: dict[str, bytes] = field(default_factory=lambda: dict(FILES))
    license: str = "apache-2.0"
    ranges: bool = True
    cut_after: int | None = None  # bytes of one answer, then the connection ends
    hang_after: int | None = None  # bytes of one answer, then nothing more comes
    unhashed: str = ""  # a file of which no hash is listed
    sent: dict[str, bytes] = field(default_factory=dict)  # what is sent in place of a file
    answers: dict[str, int] = field(default_factory=dict)  # status by path
    asked: list[tuple[str, str, str | None, str | None]] = field(default_factory=list)  # host, path, range, token
    over: threading.Event = field(default_factory=threading.Event)

    def row(self) -> dict[str, Any]:
        """The repo as the API lists it with ?blobs=true."""
        return {
            "id": REPO,
            "sha": self.revision,
            "cardData": {"license": self.license},
            "siblings": [_sibling(name, body, hashed=name != self.unhashed) for name, body in self.files.items()],
        }

    @property
    def places(self) -> frozenset[str]:
        """Both hosts as TRACKER_ALLOW_HOSTS names them."""
        return frozenset(url.removeprefix("http://") for url in (self.url, self.elsewhere))

    def ranges_of(self, name: str) -> list[str | None]:
        """The ranges that a file's own host was asked for."""
        return [wanted for host, path, wanted, _ in self.asked if host == "elsewhere" and path.endswith(name)]


def _sibling(name: str, body: bytes, *, hashed: bool) -> dict[str, Any]:
    if not hashed:
        return {"rfilename": name, "size": len(body)}
    blob = hashlib.sha1(b"blob %d\0" % len(body) + body).hexdigest()
    large = {"lfs": {"sha256": hashlib.sha256(body).hexdigest(), "size": len(body)}}
    return {"rfilename": name, "size": len(body), "blobId": blob} | (large if "safetensors" in name else {})


@contextmanager
def serve(hub: WeightsHub) -> Iterator[WeightsHub]:
    """The Hub and its second host, each on a port of its own."""
    with _listening(hub, "hub") as hub.url, _listening(hub, "elsewhere") as hub.elsewhere:
        yield hub
        hub.over.set()


@contextmanager
def _listening(hub: WeightsHub, host: str) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            """Says nothing."""

        def do_GET(self) -> None:
            hub.asked.append((host, self.path, self.headers.get("range"), self.headers.get("authorization")))
            if status := hub.answers.get(self.path):
                self._say(status, b"no")
            elif self.path.startswith("/api/models/"):
                self._say(200, json.dumps(hub.row()).encode())
            elif match := re.fullmatch(rf"/{REPO}/resolve/([0-9a-f]+)/(.+)", self.path):
                self._file(match[1], match[2])
            else:
                self._say(404, b"")

        def _file(self, revision: str, name: str) -> None:
            if revision not in (FIRST, SECOND) or name not in hub.files:
                self._say(404, b"")
            elif host == "hub" and name.endswith(".safetensors"):
                self._say(302, b"", {"Location": f"{hub.elsewhere}{self.path}"})
            else:
                self._body(hub.sent.get(name, hub.files[name]))

        def _body(self, body: bytes) -> None:
            start = re.fullmatch(r"bytes=(\d+)-", self.headers.get("range", ""))
            place = int(start[1]) if start and hub.ranges else 0
            part, whole = body[place:], len(body)
            headers = {"Content-Range": f"bytes {place}-{whole - 1}/{whole}"} if start and hub.ranges else {}
            self._say(206 if headers else 200, part, headers)

        def _say(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for key, value in ((headers or {}) | {"Content-Length": str(len(body)), "Connection": "close"}).items():
                self.send_header(key, value)
            self.end_headers()
            limits = [limit for limit in (hub.cut_after, hub.hang_after) if limit is not None]
            self.wfile.write(body[: min(limits)] if limits and host == "elsewhere" else body)
            self.wfile.flush()
            if hub.hang_after is not None and host == "elsewhere":
                hub.over.wait(30)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        hub.over.set()
        server.shutdown()
        server.server_close()
