"""Which addresses and URLs we talk to at all: pure rules, no lookup and no connection."""

from __future__ import annotations

import unicodedata
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from tracker.errors import AddressRefused

MAX_URL = 4096

# The IANA special-purpose registries (www.iana.org/assignments/iana-ipv4-special-registry and …ipv6…), written out
# because ipaddress.is_global differs between Python releases. The few public exceptions inside a range are refused too.
_SPECIAL_4 = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by carriers
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, cloud metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays, deprecated
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_UNICAST_6 = IPv6Network("2000::/3")  # all that is handed out; everything else is special
_SPECIAL_6 = tuple(
    IPv6Network(text)
    for text in (
        "2001::/23",  # protocol assignments: Teredo, benchmarking, ORCHID
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")  # the local-use 64:ff9b:1::/48 is not global and stays refused
_SIX_TO_FOUR = IPv6Network("2002::/16")


def is_public(ip: str) -> bool:
    """Whether an address literal is one of the public internet, also where an IPv4 address is wrapped in it."""
    try:
        address = ip_address(ip)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return _is_public_4(address)
    if address.scope_id is not None:
        return False
    wrapped = _wrapped(address)
    if wrapped is not None:
        return _is_public_4(wrapped)
    return address in _UNICAST_6 and not any(address in net for net in _SPECIAL_6) and _agreed(address)


def _is_public_4(address: IPv4Address) -> bool:
    return not any(address in net for net in _SPECIAL_4) and _agreed(address)


def _agreed(address: IPv4Address | IPv6Address) -> bool:
    """The standard library as a second lock: it learns of new special ranges with Python's releases."""
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _SIX_TO_FOUR:
        return IPv4Address(int(address) >> 80 & 0xFFFFFFFF)
    return None


def check_text(url: str) -> None:
    """AddressRefused where a URL, also a relative one, is too long or has characters that parsers disagree on."""
    if len(url) > MAX_URL:
        raise AddressRefused(f"address not allowed: longer than {MAX_URL} characters")
    if "\\" in url or url != url.strip() or any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in url):
        raise AddressRefused("address not allowed: a backslash, control character or space around it")


def check_url(url: str) -> SplitResult:
    """The parts of an http(s) URL that we may ask; AddressRefused where it is odd. The text never repeats the URL.

    Parsers disagree on backslashes, control characters and user info, so that one would check a host and another
    would connect to a different one; none of these occurs in an honest feed address.
    """
    check_text(url)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise AddressRefused("address not allowed: not a valid URL") from error
    if parts.scheme not in {"http", "https"}:
        raise AddressRefused("address not allowed: only http and https")
    if "@" in parts.netloc:
        raise AddressRefused("address not allowed: a user name in the URL")
    if not host or "%" in host or any(c.isspace() for c in parts.netloc):
        raise AddressRefused("address not allowed: no valid host")
    if port == 0 or parts.netloc.endswith(":"):
        raise AddressRefused("address not allowed: no valid port")
    return parts


def place_of(parts: SplitResult) -> str:
    """The "host:port" that a URL speaks to, as TRACKER_ALLOW_HOSTS writes it: lower case, IPv6 in brackets."""
    return place(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))


def place(host: str, port: int) -> str:
    """Host and port as one text: "huggingface.co:443", "[::1]:8080"."""
    host = host.lower()
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
