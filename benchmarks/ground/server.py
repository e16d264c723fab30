"""A small HTTP server in a process of its own; each source gets a port, because each is a host of its own."""

from __future__ import annotations

import asyncio
import hashlib
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized

from ground.beside import CONTEXT, Beside

STEADY, UNCHANGED = 0, 1
"""Answers to known validators: 304; or the same body with 200 and no validators, as many servers do."""


@dataclass(frozen=True)
class Page:
    """What a path answers with. `tagged`: it has an ETag, and 304 for those who know it."""

    body: bytes
    kind: str = "application/xml; charset=utf-8"
    tagged: bool = True


class Server(Beside):
    """Serves `pages` by path (up to the first &) on `ports` ports of 127.0.0.1 until it is closed."""

    def __init__(self, pages: Mapping[str, Page], ports: int) -> None:
        listening = [socket.create_server(("127.0.0.1", 0), backlog=256) for _ in range(ports)]
        self.ports: list[int] = [one.getsockname()[1] for one in listening]
        self._mode: Synchronized[int] = CONTEXT.Value("i", STEADY)
        self._asked: Synchronized[int] = CONTEXT.Value("q", 0)
        self._process = CONTEXT.Process(
            target=_serve, args=(dict(pages), listening, self._mode, self._asked), daemon=True
        )
        self._process.start()
        for one in listening:
            one.close()

    @property
    def hosts(self) -> list[str]:
        """All "host:port"."""
        return [f"127.0.0.1:{port}" for port in self.ports]

    def behave(self, mode: int) -> None:
        """From now on: STEADY or UNCHANGED."""
        self._mode.value = mode


def _serve(
    pages: Mapping[str, Page], listening: Sequence[socket.socket], mode: Synchronized[int], asked: Synchronized[int]
) -> None:
    answers = {path: _answers(page) for path, page in pages.items()}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                asked.value += 1
                path = head.split(" ", 2)[1].partition("&")[0]
                tag, whole, bare, same = answers.get(path, ("", _MISSING, _MISSING, _MISSING))
                if mode.value == UNCHANGED:
                    writer.write(bare)
                else:
                    writer.write(same if tag and tag in head else whole)
                await writer.drain()
                if "\nconnection: close" in head.lower():
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def forever() -> None:
        for one in listening:
            await asyncio.start_server(answer, sock=one)
        await asyncio.Event().wait()

    asyncio.run(forever())


_MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def _answers(page: Page) -> tuple[str, bytes, bytes, bytes]:
    """The ETag, the answer with it, the answer without it, and the 304."""
    tag = f'"{hashlib.sha256(page.body).hexdigest()[:20]}"' if page.tagged else ""
    etag = f"ETag: {tag}\r\n" if tag else ""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {page.kind}\r\nContent-Length: {len(page.body)}\r\n"
    same = f"HTTP/1.1 304 Not Modified\r\n{etag}\r\n"
    return tag, f"{head}{etag}\r\n".encode() + page.body, f"{head}\r\n".encode() + page.body, same.encode()
