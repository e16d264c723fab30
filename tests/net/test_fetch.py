"""A get with all its bounds, against a real server on loopback."""

from __future__ import annotations

import asyncio
import gzip
import socket
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tracker.errors import AddressRefused, BadStatus, FetchError, TooLarge
from tracker.net import Net, Response

NOW = datetime(2031, 1, 1, tzinfo=UTC)  # a replay's clock, years away from the machine's


def open_net(wire: Any, **options: Any) -> Net:
    """A net that may talk to the scripted server under some names."""
    places = {f"{host}:{wire.port}" for host in ("127.0.0.1", "localhost", "feed.example", "other.example")}
    settings = {"allow_hosts": frozenset(places), "now": lambda: NOW, "resolve": lambda host, port: ["127.0.0.1"]}
    return Net(**{**settings, **options})


def get(net: Net, url: str, **options: Any) -> Response:
    """One get in an event loop of its own, as a tick does it."""

    async def once() -> Response:
        async with net:
            return await net.get(url, **options)

    return asyncio.run(once())


def test_a_document_arrives(wire: Any, answer: Any) -> None:
    """Status, headers, inflated body and URL come back; what we send is honest and small."""
    wire.answers["/feed?a=1"] = answer(200, gzip.compress(b"<rss/>"), "Content-Encoding: gzip", 'ETag: "x"')
    net = open_net(wire, contact="https://example.org/about")
    response = get(net, wire.url("/feed?a=1#part"), headers={"Accept": "text/xml"})
    assert (response.status, response.body, response.headers["etag"]) == (200, b"<rss/>", '"x"')
    assert wire.header("accept") == "text/xml"
    assert wire.header("accept-encoding") == "gzip"
    assert wire.header("connection") == "close"
    assert (wire.header("user-agent") or "").startswith("open-weights-tracker/")
    assert (wire.header("user-agent") or "").endswith(" (+https://example.org/about)")
    assert wire.header("cookie") is None


def test_validators_go_back_byte_for_byte(wire: Any, answer: Any) -> None:
    """What a server gave as a validator comes back to it as the same bytes, and 304 is an answer."""
    odd = 'W/"a,b\\" \xff\xe4'
    wire.answers["/"] = answer(200, b"x", f"ETag: {odd}", "Last-Modified: yesterday-ish")
    net = open_net(wire)
    first = get(net, wire.url("/"))
    wire.answers["/"] = answer(304, b"a body that must not be here")
    given = {"If-None-Match": first.headers["etag"], "If-Modified-Since": first.headers["last-modified"]}
    assert get(net, wire.url("/"), headers=given).status == 304
    assert b"if-none-match: " + odd.encode("latin-1") + b"\r\n" in wire.requests[1]
    assert wire.header("if-modified-since") == "yesterday-ish"
    wire.answers["/"] = answer(200, b"next")
    assert get(net, wire.url("/")).body == b"next"


def test_cookies_are_not_kept(wire: Any, answer: Any) -> None:
    """A cookie that a server sets is never sent."""
    wire.answers["/"] = answer(200, b"", "Set-Cookie: a=b; Path=/")
    net = open_net(wire)
    get(net, wire.url("/"))
    get(net, wire.url("/"))
    assert wire.header("cookie") is None


def test_redirects_are_followed_and_lose_our_headers_elsewhere(wire: Any, answer: Any) -> None:
    """The token goes to its origin only; the response names where it came from."""
    wire.answers["/a"] = answer(307, b"", "Location: /b")
    wire.answers["/b"] = answer(302, b"", f"Location: {wire.url('/c', 'other.example')}")
    wire.answers["/c"] = answer(200, b"done")
    response = get(open_net(wire), wire.url("/a"), token="hf_x", headers={"If-None-Match": "x"})
    assert (response.body, response.url) == (b"done", wire.url("/c", "other.example"))
    assert [wire.header("authorization", n) for n in range(3)] == ["Bearer hf_x", "Bearer hf_x", None]
    assert [wire.header("if-none-match", n) for n in range(3)] == ["x", "x", None]


def test_redirects_end_after_five(wire: Any, answer: Any) -> None:
    """A redirect to itself is asked six times and no more."""
    wire.answers["/"] = answer(301, b"", "Location: /")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        get(open_net(wire), wire.url("/"))
    assert len(wire.requests) == 6


def test_a_wished_redirect_is_an_answer(wire: Any, answer: Any) -> None:
    """Who accepts 302 gets it."""
    wire.answers["/"] = answer(302, b"", "Location: /b")
    assert get(open_net(wire), wire.url("/"), accept=(200, 302)).headers["location"] == "/b"


def test_every_hop_passes_the_gate(wire: Any, answer: Any) -> None:
    """A redirect to an address that is not public is refused before anything is sent there."""
    wire.answers["/"] = answer(302, b"", f"Location: http://inner.example:{wire.port}/secret")
    with pytest.raises(AddressRefused, match="address not allowed"):
        get(open_net(wire), wire.url("/"))
    assert len(wire.requests) == 1


def test_a_name_is_looked_up_once_per_request(wire: Any, answer: Any) -> None:
    """An answer that turns private after the look is never asked for."""
    answers: list[Sequence[str]] = [["127.0.0.1"], ["127.0.0.2"]]
    wire.answers["/"] = answer(200, b"x")
    assert get(open_net(wire, resolve=lambda h, p: answers.pop(0)), wire.url("/", "feed.example")).body == b"x"
    assert len(answers) == 1


def test_an_address_that_is_dead_is_skipped(wire: Any, answer: Any) -> None:
    """The next address of a host is tried."""
    wire.answers["/"] = answer(200, b"x")
    net = open_net(wire, resolve=lambda h, p: ["127.0.0.3", "127.0.0.1"])
    assert get(net, wire.url("/", "feed.example")).body == b"x"


def test_tokens_need_https_or_an_own_host() -> None:
    """A token is not sent in the clear to a stranger."""
    net = Net(allow_hosts=frozenset(), now=lambda: NOW, resolve=lambda h, p: ["93.184.215.14"])
    with pytest.raises(AddressRefused, match="only over https"):
        get(net, "http://example.org/", token="hf_x")


def test_a_header_that_cannot_be_sent_is_not_quoted(wire: Any) -> None:
    """A token with a line end is an error without the token in it."""
    with pytest.raises(FetchError, match="authorization") as caught:
        get(open_net(wire), wire.url("/"), token="hf_secret\n")
    assert "hf_secret" not in str(caught.value)
    assert wire.requests == []


def test_other_statuses_say_all(wire: Any, answer: Any) -> None:
    """BadStatus has status, headers, body and the time the server named, by our clock."""
    wire.answers["/"] = answer(503, gzip.compress(b"later"), "Content-Encoding: gzip", "Retry-After: 7", "X-Why: Load")
    with pytest.raises(BadStatus, match=r"127\.0\.0\.1: 503") as caught:
        get(open_net(wire), wire.url("/"))
    error = caught.value
    assert (error.status, error.body, error.headers["x-why"]) == (503, b"later", "Load")
    assert error.retry_at == NOW + timedelta(seconds=7)


@pytest.mark.parametrize(
    ("headers", "body", "length"),
    [
        pytest.param([], b"x" * 200_000, 65_536, id="long"),
        pytest.param(["Content-Encoding: br"], b"x", 0, id="in another coding"),
        pytest.param(["Content-Encoding: gzip"], b"plain", 0, id="broken"),
    ],
)
def test_the_body_of_an_error_never_hides_its_status(
    wire: Any, answer: Any, headers: list[str], body: bytes, length: int
) -> None:
    """An error page is read as far as it can be."""
    wire.answers["/"] = answer(404, body, *headers)
    with pytest.raises(BadStatus) as caught:
        get(open_net(wire), wire.url("/"))
    assert (caught.value.status, len(caught.value.body)) == (404, length)


def test_a_host_that_asks_for_peace_gets_it(wire: Any, answer: Any) -> None:
    """After a 429 no request goes to that host until the time it named, also in the next tick; others are asked."""
    moment = [NOW]
    net = open_net(wire, now=lambda: moment[0])
    wire.answers["/"] = answer(429, b"", 'RateLimit: "api";r=0;t=9')
    wire.answers["/ok"] = answer(200, b"ok")
    with pytest.raises(BadStatus):
        get(net, wire.url("/"))
    with pytest.raises(FetchError, match="not asked again before") as caught:
        get(net, wire.url("/ok"))
    assert caught.value.retry_at == NOW + timedelta(seconds=9)
    assert get(net, wire.url("/ok", "other.example")).body == b"ok"
    assert len(wire.requests) == 2
    moment[0] += timedelta(seconds=9)
    assert get(net, wire.url("/ok")).body == b"ok"


def drip(connection: socket.socket) -> None:
    """A body of one byte now and then: each within any timeout for one read."""
    connection.sendall(b"HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(60):
        connection.sendall(b"x")
        time.sleep(0.05)


def endless(connection: socket.socket) -> None:
    """A body without an end."""
    connection.sendall(b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")


def test_the_deadline_is_for_the_whole_get(wire: Any) -> None:
    """A dripping body ends at the total deadline, and the error says so."""
    wire.answers["/"] = drip
    begun = time.monotonic()
    with pytest.raises(FetchError, match=r"127\.0\.0\.1: no complete answer within 0\.3 s"):
        get(open_net(wire, deadline=0.3), wire.url("/"))
    assert time.monotonic() - begun < 1.5


def test_the_deadline_covers_a_lookup(wire: Any) -> None:
    """A resolver that hangs delays nobody beyond the deadline, not even the end of the loop."""
    begun = time.monotonic()
    net = open_net(wire, deadline=0.1, resolve=lambda h, p: time.sleep(1) or ["127.0.0.1"])
    with pytest.raises(FetchError, match="within"):
        get(net, wire.url("/", "feed.example"))
    assert time.monotonic() - begun < 0.8


def test_a_body_ends_at_the_limit(wire: Any) -> None:
    """Endless bodies stop at the limit of the net or of the call."""
    wire.answers["/"] = endless
    with pytest.raises(TooLarge):
        get(open_net(wire, max_body=100_000), wire.url("/"))
    with pytest.raises(TooLarge, match="over 10 bytes"):
        get(open_net(wire), wire.url("/"), max_body=10)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(b"HTTP/1.1 200 X\r\nContent-Length: 10\r\n\r\nabc", id="cut off"),
        pytest.param(b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", id="bad chunk"),
        pytest.param(b"HTTP/1.1 abc\r\n\r\n", id="bad status line"),
        pytest.param(b"\x00\x01\x02", id="no HTTP"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"HTTP/1.1 302 X\r\nContent-Length: 0\r\n\r\n", id="a redirect to nowhere"),
    ],
)
def test_garbage_is_a_fetch_error(wire: Any, given: bytes) -> None:
    """Whatever a server sends, trouble is a FetchError that names the host."""
    wire.answers["/"] = given
    with pytest.raises(FetchError, match=r"^127\.0\.0\.1: .{3,}"):
        get(open_net(wire), wire.url("/"))


def test_nobody_listening_is_said_plainly() -> None:
    """The reason is the system's, not the library's."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        place = f"127.0.0.1:{taken.getsockname()[1]}"
    with pytest.raises(FetchError, match=r"127\.0\.0\.1: Connection refused"):
        get(Net(allow_hosts=frozenset({place}), now=lambda: NOW), f"http://{place}/")


def test_being_stopped_is_not_trouble(wire: Any) -> None:
    """A cancelled get passes the cancellation on."""
    wire.answers["/"] = drip

    async def stop() -> None:
        async with open_net(wire) as net:
            task = asyncio.create_task(net.get(wire.url("/")))
            await asyncio.sleep(0.05)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(stop())


def test_a_net_is_used_open_and_once() -> None:
    """Outside `async with`, or opened twice, it says so."""
    net = Net(allow_hosts=frozenset(), now=lambda: NOW)

    async def misuse() -> None:
        with pytest.raises(RuntimeError, match="async with"):
            await net.get("https://example.org/")
        async with net:
            with pytest.raises(RuntimeError, match="already open"):
                await net.__aenter__()

    asyncio.run(misuse())


def test_a_stand_in_for_the_wire(answer: Any) -> None:
    """Tests of pollers need no server: a transport of httpx takes the wire's place."""

    def give(request: httpx.Request) -> httpx.Response:
        headers: Mapping[str, str] = {"ETag": "x"}
        return httpx.Response(200, headers=headers, content=request.url.path.encode())

    net = Net(allow_hosts=frozenset(), now=lambda: NOW, pause=0, transport=httpx.MockTransport(give))
    assert get(net, "https://example.org/feed").body == b"/feed"
    assert get(net, "https://example.org/feed").headers["etag"] == "x"


def test_environment_proxies_are_not_asked(wire: Any, answer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy in the environment would connect where it likes, past the gate."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    wire.answers["/"] = answer(200, b"x")
    assert get(open_net(wire), wire.url("/")).body == b"x"
