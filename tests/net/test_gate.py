"""The one door: looked up once, checked, connected to what was checked; and posting through it."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Sequence
from typing import Any

import pytest

from tracker.errors import AddressRefused, Ambiguous, FetchError, Refused
from tracker.net import Gate


class Names:
    """A resolver that gives one prepared answer after the other and counts."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked += 1
        return self.answers[min(self.asked, len(self.answers)) - 1]


def unknown(host: str, port: int) -> Sequence[str]:
    """A resolver that knows nobody."""
    raise socket.gaierror(-2, "Name or service not known")


@pytest.mark.parametrize(
    ("host", "answer"),
    [
        pytest.param("inner.example", ["10.0.0.1"], id="a private answer"),
        pytest.param("mixed.example", ["93.184.215.14", "127.0.0.1"], id="public and private"),
        pytest.param("mapped.example", ["::ffff:127.0.0.1"], id="loopback in v6 form"),
        pytest.param("127.0.0.1", [], id="a literal"),
        pytest.param("::1", [], id="a v6 literal"),
        pytest.param("zone.example", ["fe80::1%eth0"], id="a zone"),
    ],
)
def test_hosts_with_any_private_address_are_refused(host: str, answer: list[str]) -> None:
    """One address that is not public refuses the host, blocking or not."""
    gate = Gate(resolve=Names(answer))
    with pytest.raises(AddressRefused, match="TRACKER_ALLOW_HOSTS"):
        gate.check(host, 443)
    with pytest.raises(AddressRefused):
        asyncio.run(gate.addresses_soon(host, 443))


def test_a_public_host_gives_its_first_address() -> None:
    """Callers that connect themselves get the literal that was checked."""
    assert Gate(resolve=Names(["93.184.215.14", "2606:2800::1"])).check("example.org", 25) == "93.184.215.14"


def test_only_the_named_host_and_port_are_allowed() -> None:
    """An exception is a host as written with its port: no other port, no other spelling."""
    gate = Gate(frozenset({"localhost:8080", "[::1]:25"}), resolve=Names(["127.0.0.1"]))
    assert gate.check("LOCALHOST", 8080) == "127.0.0.1"
    assert gate.check("::1", 25) == "::1"
    for host, port in [("localhost", 8081), ("127.0.0.1", 8080), ("localhost.", 8080), ("::1", 26)]:
        with pytest.raises(AddressRefused):
            gate.check(host, port)


def test_names_that_cannot_be_resolved_are_fetch_errors() -> None:
    """No name, no address and a resolver that hangs are trouble of the host, in words."""
    with pytest.raises(FetchError, match=r"nobody\.example: Name or service not known"):
        Gate(resolve=unknown).check("nobody.example", 443)
    with pytest.raises(FetchError, match="no address"):
        Gate(resolve=Names([])).check("nobody.example", 443)
    with pytest.raises(FetchError, match="not resolved within"):
        Gate(resolve=lambda host, port: __import__("time").sleep(0.3) or ["93.184.215.14"]).check("s.example", 1, 0.05)


def test_a_post_arrives_once_with_its_headers(wire: Any, answer: Any) -> None:
    """Body and headers go out as given; any status is a response; nothing is followed."""
    wire.answers["/hook"] = answer(302, b"moved", "Location: /other", "Retry-After: 7")
    response = Gate(frozenset({wire.place})).post(wire.url("/hook"), body=b'{"a":1}', headers={"X-Sign": "v1,abc"})
    assert (response.status, response.body, response.headers["retry-after"]) == (302, b"moved", "7")
    assert len(wire.requests) == 1
    assert wire.requests[0].endswith(b'\r\n\r\n{"a":1}')
    assert wire.header("x-sign") == "v1,abc"
    assert "hook" not in repr(response)


def test_a_post_looks_the_host_up_once(wire: Any, answer: Any) -> None:
    """A name that turns to another address after the look is not looked at again."""
    wire.answers["/"] = answer(200, b"ok")
    names = Names(["127.0.0.1"], ["127.0.0.2"])
    assert (
        Gate(frozenset({f"hook.example:{wire.port}"}), resolve=names)
        .post(wire.url("/", "hook.example"), body=b"x", headers={})
        .body
        == b"ok"
    )
    assert names.asked == 1
    assert wire.header("host") == f"hook.example:{wire.port}"


def test_an_answer_is_read_up_to_64_kb(wire: Any, answer: Any) -> None:
    """A long answer is cut; its status counts."""
    wire.answers["/"] = answer(200, b"x" * 1_000_000)
    assert len(Gate(frozenset({wire.place})).post(wire.url("/"), body=b"", headers={}).body) <= 65_536


def reset(connection: socket.socket) -> None:
    """Drops the connection so that the other side gets a reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def hang(connection: socket.socket) -> None:
    """Says nothing until the other side gives up."""
    connection.recv(1)


def drip(connection: socket.socket) -> None:
    """One byte of a header now and then: each within any timeout for one read."""
    for _ in range(100):
        connection.sendall(b"H")
        __import__("time").sleep(0.05)


@pytest.mark.parametrize("fault", [reset, hang, drip, lambda connection: None], ids=["reset", "hang", "drip", "close"])
def test_a_lost_answer_is_ambiguous(wire: Any, fault: Any) -> None:
    """Once the request is out, no answer means that it may have been taken; the text holds no secret."""
    wire.answers["/secret"] = fault
    with pytest.raises(Ambiguous, match=r"127\.0\.0\.1: sent, but no answer") as caught:
        Gate(frozenset({wire.place})).post(wire.url("/secret"), body=b"x", headers={}, timeout=0.2)
    assert "secret" not in str(caught.value)


def test_what_was_never_sent_is_refused(wire: Any) -> None:
    """Bad URL, refused address, no name, nobody listening, no TLS, bad header: definitely not sent."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        closed = taken.getsockname()[1]
    allowed = Gate(frozenset({f"127.0.0.1:{closed}", wire.place}))
    wire.answers["/secret"] = hang
    for gate, url in [
        (allowed, "ftp://example.org/secret"),
        (allowed, "http://127.0.0.2/secret"),
        (Gate(resolve=unknown), "https://nobody.example/secret"),
        (allowed, f"http://127.0.0.1:{closed}/secret"),
        (allowed, f"https://{wire.place}/secret"),
    ]:
        with pytest.raises(Refused) as caught:
            gate.post(url, body=b"x", headers={}, timeout=0.3)
        assert "secret" not in str(caught.value)
    with pytest.raises(Refused, match="header x-token") as caught:
        allowed.post(wire.url("/"), body=b"x", headers={"X-Token": "hidden\r\nX: y"})
    assert "hidden" not in str(caught.value)
