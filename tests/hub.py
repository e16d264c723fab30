"""A small Hub with whole lists in pages, single repos and their texts: as a transport, or listening on loopback."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import httpx

from tests.pollers.fakes import row

Answer = tuple[int, dict[str, str], Any]
FILES = ("README.md", "config.json", "model.safetensors")
MISSING: Answer = (404, {"X-Error-Code": "RepoNotFound"}, {"error": "Repository not found"})


@dataclass
class Hub:
    """`repos` by name, `moved` by old name; `faults` are answers to the listings of these numbers, from 1 on."""

    url: str = "http://127.0.0.1:1"
    size: int = 2  # repos of a page
    repos: dict[str, dict[str, Any]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    faults: dict[int, Answer] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)  # of every listing
    asked: list[str] = field(default_factory=list)
    listings: int = 0

    def add(self, *names: str, **values: Any) -> None:
        """Complete repos, each made and changed a day later than the one before."""
        for name in names:
            day = f"2025-{1 + len(self.repos) // 28:02}-{1 + len(self.repos) % 28:02}T12:00:00.000Z"
            dates = {"createdAt": day, "lastModified": day}
            self.repos[name] = row(name, **(dates | {"siblings": [{"rfilename": file} for file in FILES]} | values))

    def answer(self, target: str) -> Answer:
        """The answer to a path with its query."""
        self.asked.append(target)
        parts = urlsplit(target)
        path, query = unquote(parts.path), parse_qs(parts.query)
        if path == "/api/models":
            self.listings += 1
            return self.faults.get(self.listings) or self._page(query)
        if match := re.fullmatch(r"/api/models/([^/]+/[^/]+)", path):
            if match[1] in self.moved:
                return 307, {"Location": f"/api/models/{self.moved[match[1]]}"}, None
            return (200, {}, self.repos[match[1]]) if match[1] in self.repos else MISSING
        if match := re.fullmatch(r"/api/organizations/([^/]+)/overview", path):
            number = sum(name.startswith(f"{match[1]}/") for name in self.repos)
            return (200, {}, {"numModels": number}) if number else (404, {}, {"error": "not found"})
        if match := re.fullmatch(r"/([^/]+/[^/]+)/resolve/[^/]+/README.md", path):
            return 200, {}, f"# {match[1]}\n"
        return 404, {}, {"error": "not found"}

    def _page(self, query: dict[str, list[str]]) -> Answer:
        author = query["author"][0]
        rows = [one for name, one in self.repos.items() if name.startswith(f"{author}/")]
        rows.sort(key=lambda one: str(one[query["sort"][0]]), reverse=True)
        size, at = min(self.size, int(query["limit"][0])), int(query.get("cursor", ["0"])[0])
        keys = {"_id", "id", *query["expand"]}
        shown = [{key: value for key, value in one.items() if key in keys} for one in rows[at : at + size]]
        pairs = [f"{key}={value}" for key, values in query.items() if key != "cursor" for value in values]
        link = f'<{self.url}/api/models?{"&".join([*pairs, f"cursor={at + size}"])}>; rel="next"'
        return 200, self.headers | ({"Link": link} if at + size < len(rows) else {}), shown

    def transport(self) -> httpx.MockTransport:
        """The Hub without a network."""

        def handle(request: httpx.Request) -> httpx.Response:
            status, headers, body = self.answer(request.url.raw_path.decode())
            return httpx.Response(status, headers=headers, content=encoded(body))

        return httpx.MockTransport(handle)


def encoded(body: Any) -> bytes:
    """JSON, or text as it is."""
    return body.encode() if isinstance(body, str) else json.dumps(body).encode()


@contextmanager
def serve(hub: Hub) -> Iterator[Hub]:
    """The Hub on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            """Says nothing."""

        def do_GET(self) -> None:
            status, headers, body = hub.answer(self.path)
            content = encoded(body)
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(content))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
