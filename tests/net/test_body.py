"""Bodies stay within bounds, whatever their coding."""

from __future__ import annotations

import gzip
import zlib

import pytest

from tracker.errors import FetchError, TooLarge
from tracker.net.body import Body, text_headers

GZIP = {"content-encoding": "gzip"}


def read(body: bytes, headers: dict[str, str], limit: int = 1000, step: int = 7) -> bytes:
    """Feeds a body in small chunks."""
    reader = Body("example.org", headers, limit)
    for start in range(0, len(body), step):
        reader.add(body[start : start + step])
    return reader.whole()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(b"text", {}, id="plain"),
        pytest.param(b"text", {"content-encoding": "identity"}, id="identity"),
        pytest.param(gzip.compress(b"text"), GZIP, id="gzip"),
        pytest.param(gzip.compress(b"text"), {"content-encoding": "X-GZIP"}, id="gzip by its old name"),
        pytest.param(gzip.compress(b"te") + gzip.compress(b"xt"), GZIP, id="gzip of two members"),
    ],
)
def test_a_body_is_decoded(body: bytes, headers: dict[str, str]) -> None:
    """Plain and gzip bodies come out as they were."""
    assert read(body, headers) == b"text"
    assert read(body, headers, step=100) == b"text"


def test_an_empty_body_may_call_itself_gzip() -> None:
    """A 304 labelled gzip has no body to inflate."""
    assert read(b"", GZIP) == b""


@pytest.mark.parametrize(
    ("body", "headers", "text"),
    [
        pytest.param(b"x", {"content-encoding": "br"}, "coding", id="brotli"),
        pytest.param(b"x", {"content-encoding": "zstd"}, "coding", id="zstd"),
        pytest.param(b"x", {"content-encoding": "deflate"}, "coding", id="deflate"),
        pytest.param(b"x", {"content-encoding": "gzip, gzip"}, "coding", id="gzip twice"),
        pytest.param(gzip.compress(b"text")[:-3], GZIP, "cut off", id="gzip without its end"),
        pytest.param(b"plain text", GZIP, "broken gzip", id="plain text labelled gzip"),
        pytest.param(zlib.compress(b"text"), GZIP, "broken gzip", id="zlib labelled gzip"),
        pytest.param(gzip.compress(b"text") + b"more", GZIP, "broken gzip", id="garbage after gzip"),
        pytest.param(gzip.compress(b"") * 40, GZIP, "members", id="gzip of very many members"),
    ],
)
def test_other_bodies_are_refused(body: bytes, headers: dict[str, str], text: str) -> None:
    """A coding we did not ask for, or a broken one, is an error that names the host."""
    with pytest.raises(FetchError, match=f"example.org: .*{text}"):
        read(body, headers)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(b"x" * 1001, {}, id="plain"),
        pytest.param(gzip.compress(b"x" * 1_000_000), GZIP, id="a bomb"),
        pytest.param(gzip.compress(b"x" * 400) * 3, GZIP, id="a bomb in members"),
        pytest.param(b"", {"content-length": "1001"}, id="announced length"),
        pytest.param(b"", {"content-length": "9" * 30}, id="announced absurd length"),
    ],
)
def test_a_body_over_the_limit_stops_at_it(body: bytes, headers: dict[str, str]) -> None:
    """More than the limit is TooLarge, before more than the limit is held."""
    with pytest.raises(TooLarge, match="over 1000 bytes"):
        read(body, headers, step=100_000)


def test_a_body_of_exactly_the_limit_passes() -> None:
    """The limit itself is allowed, inflated too."""
    assert len(read(gzip.compress(b"x" * 1000), GZIP)) == 1000


def test_headers_keep_every_byte() -> None:
    """Names in lower case, doubles joined, bytes as latin-1."""
    raw = [(b"ETag", b'W/"\xff\xe4"'), (b"Link", b"<a>"), (b"link", b"<b>")]
    assert text_headers(raw) == {"etag": 'W/"\xff\xe4"', "link": "<a>, <b>"}
