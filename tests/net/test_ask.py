"""What goes along to the next hop, and what does not."""

from __future__ import annotations

import pytest

from tracker.errors import AddressRefused, FetchError
from tracker.net.addresses import check_url
from tracker.net.ask import Ask, next_hop, usable_headers


def ask(url: str = "https://example.org/a/feed", **headers: str) -> Ask:
    """A hop with the caller's headers."""
    return Ask(url, check_url(url), headers, (200,), 1000, 20.0)


@pytest.mark.parametrize(
    ("location", "url"),
    [
        pytest.param("https://other.example/x", "https://other.example/x", id="absolute"),
        pytest.param("/x", "https://example.org/x", id="from the root"),
        pytest.param("../b", "https://example.org/b", id="relative"),
        pytest.param("?page=2", "https://example.org/a/feed?page=2", id="only a query"),
        pytest.param("//other.example/x", "https://other.example/x", id="without a scheme"),
        pytest.param("/x#part", "https://example.org/x", id="a fragment stays behind"),
        pytest.param("/caf\xc3\xa9", "https://example.org/café", id="UTF-8"),
        pytest.param("/caf\xe9", "https://example.org/café", id="latin-1"),
    ],
)
def test_redirects_lead_to(location: str, url: str) -> None:
    """A Location is joined with where we are."""
    assert next_hop(ask(), 302, location).url == url


@pytest.mark.parametrize(
    "location",
    [
        "",
        "  ",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//user@example.org/",
        "/x\ty",
        "\\\\example.org\\x",
        "//[::1",
    ],
    ids=["empty", "blank", "a file", "a script", "user info", "a tab", "backslashes", "an open bracket"],
)
def test_odd_redirects_are_refused(location: str) -> None:
    """A Location is judged like any URL, before it is joined."""
    with pytest.raises(FetchError):
        next_hop(ask(), 302, location)


@pytest.mark.parametrize(
    ("location", "kept"),
    [
        pytest.param("/x", True, id="the same origin"),
        pytest.param("https://EXAMPLE.org:443/x", True, id="the same origin in other words"),
        pytest.param("https://example.org:8443/x", False, id="another port"),
        pytest.param("https://www.example.org/x", False, id="a subdomain"),
        pytest.param("https://other.example/x", False, id="another host"),
    ],
)
def test_only_the_same_origin_gets_our_headers(location: str, kept: bool) -> None:
    """Credentials and validators stay at their origin; Accept goes along."""
    before = ask(**{"accept": "text/xml", "authorization": "Bearer t", "if-none-match": '"x"'})
    after = next_hop(before, 302, location).headers
    assert after == (before.headers if kept else {"accept": "text/xml"})


def test_credentials_never_leave_https() -> None:
    """A redirect from https to http with credentials is refused; without them it is followed."""
    with pytest.raises(FetchError, match="from https to http"):
        next_hop(ask(authorization="Bearer t"), 302, "http://example.org/")
    assert next_hop(ask(), 302, "http://example.org/").url == "http://example.org/"


def test_an_odd_redirect_names_no_target() -> None:
    """The error says that the address is refused, not what it was."""
    with pytest.raises(AddressRefused) as caught:
        next_hop(ask(), 302, "gopher://inner.example/secret")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        pytest.param('W/"a,b\\"', True, id="opaque"),
        pytest.param("unquoted", True, id="without quotes"),
        pytest.param('"\xff\xe4"', True, id="bytes beyond ASCII"),
        pytest.param('"a\x01b"', False, id="a control character"),
        pytest.param('"a\r\nX: y"', False, id="a line end"),
        pytest.param("x" * 65_536, False, id="very long"),
        pytest.param('"\u2026"', False, id="not a byte"),
        pytest.param("", False, id="empty"),
    ],
)
def test_only_validators_that_can_be_sent_are_sent(value: str, sent: bool) -> None:
    """A validator is sent as it came or not at all."""
    assert usable_headers({"If-None-Match": value}, None) == ({"if-none-match": value} if sent else {})


def test_our_own_headers_cannot_be_overridden() -> None:
    """Host, cookies, coding, connection and the name we go by are not the caller's."""
    given = {"Host": "x", "Cookie": "x", "Accept-Encoding": "br", "Connection": "keep-alive", "User-Agent": "x"}
    assert usable_headers(given, "t") == {"authorization": "Bearer t"}
