"""The address and URL rules, range by range."""

from __future__ import annotations

import pytest

from tracker.errors import AddressRefused
from tracker.net.addresses import check_url, is_public, place_of

PUBLIC = {
    "an ordinary v4 address": "93.184.215.14",
    "just below 10/8": "9.255.255.255",
    "just above 10/8": "11.0.0.0",
    "just below the carriers' range": "100.63.255.255",
    "just above the carriers' range": "100.128.0.0",
    "just below 172.16/12": "172.15.255.255",
    "just above 172.16/12": "172.32.0.0",
    "just below multicast": "223.255.255.255",
    "just below benchmarking": "198.17.255.255",
    "just above benchmarking": "198.20.0.0",
    "an ordinary v6 address": "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
    "another registry's v6 address": "2a00:1450:4001:81b::200e",
    "v4 in v6 form": "::ffff:93.184.215.14",
    "v4 behind NAT64": "64:ff9b::5db8:d70e",
    "v4 behind 6to4": "2002:5db8:d70e::1",
    "just above the protocol assignments": "2001:200::1",
}
NOT_PUBLIC = {
    "this host": "0.0.0.0",
    "this network": "0.255.255.255",
    "10/8 begins": "10.0.0.0",
    "10/8 ends": "10.255.255.255",
    "carriers' range begins": "100.64.0.0",
    "carriers' range ends": "100.127.255.255",
    "loopback": "127.0.0.1",
    "loopback ends": "127.255.255.255",
    "link-local": "169.254.0.1",
    "cloud metadata": "169.254.169.254",
    "172.16/12 begins": "172.16.0.0",
    "172.16/12 ends": "172.31.255.255",
    "protocol assignments": "192.0.0.8",
    "documentation 1": "192.0.2.1",
    "documentation 2": "198.51.100.7",
    "documentation 3": "203.0.113.9",
    "6to4 relays": "192.88.99.1",
    "192.168/16": "192.168.1.1",
    "benchmarking begins": "198.18.0.0",
    "benchmarking ends": "198.19.255.255",
    "multicast begins": "224.0.0.1",
    "multicast ends": "239.255.255.255",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "v6 unspecified": "::",
    "v6 loopback": "::1",
    "v4-compatible, private": "::7f00:1",
    "v4-compatible, public": "::5db8:d70e",
    "mapped loopback": "::ffff:127.0.0.1",
    "mapped loopback in hex": "::ffff:7f00:1",
    "mapped metadata": "::ffff:169.254.169.254",
    "translated v4 (SIIT)": "::ffff:0:5db8:d70e",
    "NAT64 of loopback": "64:ff9b::7f00:1",
    "NAT64 of 10/8": "64:ff9b::a00:1",
    "local-use NAT64 of a private address": "64:ff9b:1::a00:1",
    "local-use NAT64 of a public address": "64:ff9b:1::5db8:d70e",
    "discard only": "100::1",
    "Teredo": "2001::7f00:1",
    "Teredo with a public server": "2001:0:5db8:d70e::1",
    "v6 benchmarking": "2001:2::1",
    "ORCHID": "2001:10::1",
    "ORCHID 2": "2001:20::1",
    "v6 documentation": "2001:db8::1",
    "v6 documentation 2": "3fff::1",
    "6to4 of loopback": "2002:7f00:1::",
    "6to4 of 192.168/16": "2002:c0a8:101::1",
    "segment routing": "5f00::1",
    "unique local": "fc00::1",
    "unique local, cloud metadata": "fd00:ec2::254",
    "v6 link-local": "fe80::1",
    "v6 link-local with a zone": "fe80::1%lo",
    "a public address with a zone": "2606:2800::1%eth0",
    "site-local": "fec0::1",
    "v6 multicast": "ff02::1",
    "not yet handed out": "4000::1",
    "no address": "localhost",
    "octal": "0177.0.0.1",
    "decimal": "2130706433",
    "empty": "",
}


@pytest.mark.parametrize("ip", PUBLIC.values(), ids=PUBLIC.keys())
def test_public_addresses_are_let_through(ip: str) -> None:
    """What the world can reach, we may reach."""
    assert is_public(ip)


@pytest.mark.parametrize("ip", NOT_PUBLIC.values(), ids=NOT_PUBLIC.keys())
def test_special_addresses_are_refused(ip: str) -> None:
    """No address of a special range passes, wrapped or not."""
    assert not is_public(ip)


ODD = {
    "a file": "file:///etc/passwd",
    "no scheme": "//example.org/",
    "ftp": "ftp://example.org/x",
    "a script": "javascript:alert(1)",
    "data": "data:text/plain,x",
    "a unix socket": "http+unix://%2Fvar%2Frun%2Fdocker.sock/info",
    "a backslash": "http://127.0.0.1\\@example.org/",
    "a tab": "http://exa\tmple.org/",
    "a line end": "http://example.org/\r\nX: y",
    "NUL": "http://example.org/\0",
    "a C1 control": "http://example.org/\x85",
    "a surrogate": "http://example.org/\ud800",
    "a space before": " http://example.org/",
    "a space in the host": "http://exa mple.org/",
    "user info": "http://user@example.org/",
    "user and password": "http://a:b@example.org/",
    "empty user info": "http://@example.org/",
    "no host": "http:///x",
    "only a port": "http://:80/",
    "a port too high": "http://example.org:65536/",
    "port zero": "http://example.org:0/",
    "an empty port": "http://example.org:/",
    "a port that is a word": "http://example.org:http/",
    "a zone": "http://[fe80::1%25lo]/",
    "a percent in the host": "http://127%2e0.0.1/",
    "an open bracket": "http://[::1/",
    "very long": "http://example.org/" + "x" * 4096,
}


@pytest.mark.parametrize("url", ODD.values(), ids=ODD.keys())
def test_odd_urls_are_refused_without_being_repeated(url: str) -> None:
    """A URL that parsers may disagree on is refused, and the text gives nothing of it away."""
    with pytest.raises(AddressRefused, match="address not allowed") as caught:
        check_url(url)
    assert "example" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        pytest.param("https://Example.ORG/feed?x=1", "example.org:443", id="https has port 443"),
        pytest.param("http://example.org/a b", "example.org:80", id="a space in the path is only untidy"),
        pytest.param("http://[::1]:8080/", "[::1]:8080", id="IPv6 stays in brackets"),
        pytest.param("https://münchen.example/", "münchen.example:443", id="a host may have umlauts"),
    ],
)
def test_honest_urls_pass(url: str, place: str) -> None:
    """An honest URL passes and says which host and port it speaks to."""
    assert place_of(check_url(url)) == place
