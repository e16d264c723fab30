"""What goes wrong below us, and how it is said in one line."""

from __future__ import annotations

import os
import socket
import ssl

import anyio
import httpcore
import httpx

FOREIGN = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    httpcore.ConnectionNotAvailable,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
    anyio.BrokenResourceError,
    anyio.ClosedResourceError,
    anyio.EndOfStream,
    OSError,
    ValueError,
)
"""Every exception that a stranger's answer or address can cause in the libraries below us."""


def reason(error: BaseException) -> str:
    """Why it failed, in one short line: the innermost cause that says something."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and len(chain) < 10:
        chain.append(link)
        link = link.__cause__ or link.__context__
    for inner in reversed(chain):
        if isinstance(inner, ssl.SSLCertVerificationError):
            return f"certificate: {inner.verify_message}"
        if isinstance(inner, ssl.SSLError) and inner.reason:
            return f"TLS: {inner.reason.lower().replace('_', ' ')}"
        if isinstance(inner, OSError) and inner.strerror:
            own = isinstance(inner, socket.gaierror) or not inner.errno
            return inner.strerror if own else os.strerror(inner.errno or 0)  # asyncio puts our own address there
    text = next((str(outer) for outer in chain if str(outer)), type(error).__name__)
    return "".join(c if c.isprintable() else " " for c in text)[:200]
