"""Names to addresses, in threads that nobody waits for."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TypeAlias

Resolver: TypeAlias = Callable[[str, int], Sequence[str]]
"""Host and port to address literals, in the order to try them; OSError where there are none."""


def system_addresses(host: str, port: int) -> list[str]:
    """The system's resolver; blocks."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def lookup(resolve: Resolver, host: str, port: int) -> Future[Sequence[str]]:
    """Resolves in a thread of its own that nobody waits for at exit: the system's resolver knows no deadline."""
    future: Future[Sequence[str]] = Future()
    future.set_running_or_notify_cancel()

    def work() -> None:
        try:
            future.set_result(resolve(host, port))
        except (OSError, ValueError) as error:
            future.set_exception(error)

    threading.Thread(target=work, name="lookup", daemon=True).start()
    return future
