"""The one door to the outside: every connection goes to an address that was checked, looked up once."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import ssl
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import TimeoutError as LookupTimeout
from ipaddress import ip_address
from typing import cast

import certifi
import httpcore
import httpx

from tracker.errors import AddressRefused, Ambiguous, FetchError, Refused
from tracker.net.addresses import check_url, is_public, place
from tracker.net.body import Body, Response, text_headers
from tracker.net.lookup import Resolver, lookup, system_addresses
from tracker.net.once import OnceBackend
from tracker.net.trouble import FOREIGN, reason
from tracker.net.wire import AsyncBackend, Transport, core_request, header_bytes

MAX_ANSWER = 65_536  # bytes read of an answer to a post


@functools.cache
def default_tls() -> ssl.SSLContext:
    """Certificates of the machine (OpenSSL itself honors SSL_CERT_FILE); certifi's where the machine shows none."""
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        context.load_verify_locations(certifi.where())
    return context


class Gate:
    """Lets through connections to public addresses and to the operator's own "host:port" entries.

    An entry is matched with the host as the URL writes it. A host is looked up once; where any of its addresses is not
    public it is refused, and what is connected to is the literal that was checked: an answer that changes between
    look and connection changes nothing.
    """

    def __init__(
        self,
        allow_hosts: frozenset[str] = frozenset(),
        *,
        resolve: Resolver = system_addresses,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._allowed = frozenset(entry.strip().lower() for entry in allow_hosts)
        self._resolve = resolve
        self._tls = tls

    def allows(self, host: str, port: int) -> bool:
        """Whether the operator named this host and port."""
        return place(host, port) in self._allowed

    def check(self, host: str, port: int, timeout: float = 20) -> str:
        """The address literal to connect to, for SMTP and SDKs; AddressRefused, or FetchError where DNS fails."""
        return self.addresses(host, port, timeout)[0]

    def addresses(self, host: str, port: int, timeout: float = 20) -> Sequence[str]:
        """All checked literals of a host, blocking; AddressRefused, or FetchError where DNS fails."""
        if _is_literal(host):
            return self._judged(host, port, [host])
        try:
            found = lookup(self._resolve, host, port).result(timeout)
        except LookupTimeout as error:
            raise FetchError(f"{host}: its name was not resolved within {timeout:.3g} s") from error
        except (OSError, ValueError) as error:
            raise FetchError(f"{host}: {reason(error)}") from error
        return self._judged(host, port, found)

    async def addresses_soon(self, host: str, port: int) -> Sequence[str]:
        """The same without blocking; the caller sets the deadline."""
        if _is_literal(host):
            return self._judged(host, port, [host])
        try:
            found = await asyncio.wrap_future(lookup(self._resolve, host, port))
        except (OSError, ValueError) as error:
            raise FetchError(f"{host}: {reason(error)}") from error
        return self._judged(host, port, found)

    def _judged(self, host: str, port: int, found: Sequence[str]) -> Sequence[str]:
        if not found:
            raise FetchError(f"{host}: its name has no address")
        if not self.allows(host, port) and not all(is_public(address) for address in found):
            raise AddressRefused(f"{host}: address not allowed: not public and not in TRACKER_ALLOW_HOSTS")
        return found

    def transport(self) -> httpx.AsyncBaseTransport:
        """An async transport whose connections all pass this gate; it belongs to one event loop."""
        return Transport(AsyncBackend(self.addresses_soon), self._tls or default_tls())

    def post(self, url: str, *, body: bytes, headers: Mapping[str, str], timeout: float = 20) -> Response:
        """Posts once, follows nothing; any HTTP status is a Response (body cut at 64 kB). `timeout` is for all of it.

        Raises Refused where nothing was sent, Ambiguous where the answer was lost after it may have been taken.
        Their texts name the host only: the rest of the URL may be the receiver's secret.
        """
        try:
            parts = check_url(url)
            request = httpx.Request("POST", url, content=body, headers=header_bytes(_posted(headers)))
        except (FetchError, httpx.InvalidURL, ValueError) as error:
            raise Refused(f"not sent: {error}") from error
        host = parts.hostname or ""
        wire = OnceBackend(self.addresses, timeout)
        try:
            with httpcore.ConnectionPool(
                ssl_context=self._tls or default_tls(), max_keepalive_connections=0, network_backend=wire
            ) as pool:
                answer = pool.handle_request(core_request(request))
                try:
                    return _response(host, url, answer)
                finally:
                    answer.close()
        except FetchError as error:
            raise Refused(str(error)) from error
        except FOREIGN as error:
            if wire.sent:
                raise Ambiguous(f"{host}: sent, but no answer: {reason(error)}") from error
            raise Refused(f"{host}: {reason(error)}") from error


def _is_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _posted(headers: Mapping[str, str]) -> dict[str, str]:
    given = {name.lower(): value for name, value in headers.items()}
    return given | {"connection": "close", "accept-encoding": "identity"}


def _response(host: str, url: str, answer: httpcore.Response) -> Response:
    """The status is the answer; a body that is odd, too long or breaks off changes nothing in it."""
    headers = text_headers(answer.headers)
    try:
        body = Body(host, {"content-encoding": headers.get("content-encoding", "")}, MAX_ANSWER)
    except FetchError:
        return Response(answer.status, url, headers, b"")
    with contextlib.suppress(FetchError, *FOREIGN):
        for chunk in cast("Iterable[bytes]", answer.stream):
            body.add(chunk)
    return Response(answer.status, url, headers, body.so_far()[:MAX_ANSWER])
