"""A Hub in a process of its own: lists of recorded repos with pages, keys to choose and a limit of requests."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import socket
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from ground.beside import CONTEXT, Beside

QUOTA, WINDOW = 1000, 300
"""Requests that the Hub allows a free user in so many seconds."""

LARGEST = 1000  # rows of a page


class Hub(Beside):
    """Serves the repos of an archive as those of `organizations` organizations, until it is closed."""

    def __init__(self, archive: Path, organizations: int, most: int | None) -> None:
        listening = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.place = f"127.0.0.1:{listening.getsockname()[1]}"
        self._asked: Synchronized[int] = CONTEXT.Value("q", 0)
        self._left: Synchronized[int] = CONTEXT.Value("q", QUOTA)
        self._repos: Synchronized[int] = CONTEXT.Value("q", -1)
        self._process = CONTEXT.Process(
            target=_serve,
            args=(archive, organizations, most, listening, self._asked, self._left, self._repos),
            daemon=True,
        )
        self._process.start()
        listening.close()
        while self._repos.value < 0 and self._process.is_alive():
            self._process.join(0.1)

    @property
    def repos(self) -> int:
        """How many there are."""
        return self._repos.value

    def next_window(self) -> None:
        """The time of the limit is over: all requests are allowed again."""
        self._left.value = QUOTA


def organization(number: int) -> str:
    """The name of one of them."""
    return f"lab-{number:03}"


def _infos(archive: Path, most: int | None) -> Iterator[dict[str, Any]]:
    with tarfile.open(archive) as tar:
        for number, member in enumerate(one for one in tar if one.isfile()):
            if number == most:
                return
            stream = tar.extractfile(member)
            assert stream is not None
            yield json.load(stream)


def _rows(archive: Path, organizations: int, most: int | None) -> dict[str, list[dict[str, Any]]]:
    """The repos of each organization as today's Hub would show them, last changed first."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for info in _infos(archive, most):
        mark = hashlib.sha256(info["modelId"].encode()).hexdigest()
        owner = organization(int(mark[:8], 16) % organizations)
        name = info["modelId"].replace("/", "-")
        license_ = next((tag.partition(":")[2] for tag in info["tags"] if tag.startswith("license:")), None)
        found[owner.lower()].append(
            {
                **{key: info.get(key) for key in ("sha", "lastModified", "tags", "pipeline_tag", "library_name")},
                "_id": mark[:24],
                "id": f"{owner}/{name if len(name) <= 96 else name[:80] + mark[:16]}",
                "private": False,
                "gated": False,
                "disabled": False,
                "createdAt": "2022-03-02T23:29:04.000Z",
                "cardData": {"license": license_} if license_ else {},
                "siblings": info["siblings"],
            }
        )
    for rows in found.values():
        rows.sort(key=lambda row: (row["lastModified"], row["_id"]), reverse=True)
    return found


def _page(rows: list[dict[str, Any]], query: str, place: str) -> tuple[bytes, str]:
    """A page and the header that leads to the next one."""
    asked = parse_qs(query)
    begin = int(base64.urlsafe_b64decode(asked["cursor"][0])) if "cursor" in asked else 0
    end = begin + min(int(asked["limit"][0]), LARGEST)
    keys = {"_id", "id", *asked["expand"]}
    page = [{key: value for key, value in row.items() if key in keys} for row in rows[begin:end]]
    if end >= len(rows):
        return json.dumps(page).encode(), ""
    pairs = [(key, value) for key, value in parse_qsl(query) if key != "cursor"]
    pairs.append(("cursor", base64.urlsafe_b64encode(str(end).encode()).decode()))
    return json.dumps(page).encode(), f'Link: <http://{place}/api/models?{urlencode(pairs)}>; rel="next"\r\n'


def _serve(
    archive: Path,
    organizations: int,
    most: int | None,
    listening: socket.socket,
    asked: Synchronized[int],
    left: Synchronized[int],
    repos: Synchronized[int],
) -> None:
    found = _rows(archive, organizations, most)
    place = f"127.0.0.1:{listening.getsockname()[1]}"

    def answered(target: str) -> tuple[int, bytes, str]:
        parts = urlsplit(target)
        if left.value <= 0:
            return 429, b"{}", ""
        asked.value += 1
        left.value -= 1
        if parts.path == "/api/models":
            return 200, *_page(found.get(parse_qs(parts.query)["author"][0].lower(), []), parts.query, place)
        return 404, b"{}", ""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                status, body, link = answered(head.split(" ", 2)[1])
                limit = f'RateLimit: "api";r={left.value};t={WINDOW}\r\n'
                policy = f'RateLimit-Policy: "fixed window";"api";q={QUOTA};w={WINDOW}\r\n'
                size = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
                writer.write(f"HTTP/1.1 {status} X\r\n{limit}{policy}{size}{link}\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def forever() -> None:
        await asyncio.start_server(answer, sock=listening)
        repos.value = sum(map(len, found.values()))
        await asyncio.Event().wait()

    asyncio.run(forever())
