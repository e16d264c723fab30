"""Downloads: into a file, on from where it stands, and nothing but what was asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

import tracker.net.download as downloads
from tests.net.conftest import Wire
from tests.samples import NOW
from tracker.errors import AddressRefused, BadStatus, FetchError
from tracker.net import Net

BODY = bytes(range(200))
Make = Callable[..., bytes]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two tries nobody waits."""
    monkeypatch.setattr(downloads, "PAUSE", 0.0)


def got(wire: Wire, file: Path, *, allowed: bool = True) -> list[int]:
    """Downloads BODY's length from /file; the bytes that were there after each piece."""
    told: list[int] = []

    async def run() -> None:
        async with Net(allow_hosts=frozenset({wire.place} if allowed else ()), now=lambda: NOW, pause=0) as net:
            await downloads.download(net, wire.url("/file"), file, len(BODY), told=told.append)

    asyncio.run(run())
    return told


def part(answer: Make, start: int) -> bytes:
    """The rest of BODY from a place on, as a server gives it."""
    return answer(206, BODY[start:], f"Content-Range: bytes {start}-199/200")


@pytest.mark.parametrize("there", [0, 1, 120, 199])
def test_it_goes_on_where_the_file_stands(wire: Wire, answer: Make, tmp_path: Path, there: int) -> None:
    """Only the rest is asked for, uncompressed, and the file ends whole."""
    file = tmp_path / "file"
    file.write_bytes(BODY[:there])
    wire.answers["/file"] = part(answer, there)

    assert got(wire, file)[-1] == 200
    assert file.read_bytes() == BODY
    assert (wire.header("range"), wire.header("accept-encoding")) == (f"bytes={there}-", "identity")


def test_a_whole_file_is_not_asked_for(wire: Wire, tmp_path: Path) -> None:
    """What has its length is left to whoever checks it."""
    (tmp_path / "file").write_bytes(BODY)

    assert got(wire, tmp_path / "file") == []
    assert wire.requests == []


def test_a_file_that_is_too_long_begins_anew(wire: Wire, answer: Make, tmp_path: Path) -> None:
    """What is longer than it may be is none of this file's."""
    (tmp_path / "file").write_bytes(BODY + b"more")
    wire.answers["/file"] = part(answer, 0)
    got(wire, tmp_path / "file")

    assert (tmp_path / "file").read_bytes() == BODY


@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        pytest.param(206, ("Content-Range: bytes 5-199/200",), "another part", id="another part than asked for"),
        pytest.param(206, (), "another part", id="a part that is not named"),
        pytest.param(200, ("Content-Encoding: gzip",), "a coding", id="a coding that nobody asked for"),
        pytest.param(503, (), "503", id="a server that is busy for too long"),
    ],
)
def test_what_was_not_asked_for_is_not_written(
    wire: Wire, answer: Make, tmp_path: Path, status: int, headers: tuple[str, ...], said: str
) -> None:
    """After some tries it ends, and what was there is there still."""
    file = tmp_path / "file"
    file.write_bytes(BODY[:10])
    wire.answers["/file"] = answer(status, BODY, *headers)
    with pytest.raises(FetchError, match=said):
        got(wire, file)

    assert len(wire.requests) == downloads.TRIES
    assert file.read_bytes() == BODY[:10]


def test_a_definite_no_is_not_asked_twice(wire: Wire, answer: Make, tmp_path: Path) -> None:
    """A missing or closed file ends at once."""
    wire.answers["/file"] = answer(404)
    with pytest.raises(BadStatus):
        got(wire, tmp_path / "file")

    assert len(wire.requests) == 1


def test_a_beginning_that_is_not_theirs_is_forgotten(wire: Wire, answer: Make, tmp_path: Path) -> None:
    """Where the server knows no such part the file begins anew."""
    file = tmp_path / "file"
    file.write_bytes(BODY[:50])
    wire.answers["/file"] = answer(416)
    with pytest.raises(BadStatus):
        got(wire, file)

    assert [wire.header("range", 0), wire.header("range", 1)] == ["bytes=50-", "bytes=0-"]


def test_an_address_that_is_not_public_is_refused(wire: Wire, tmp_path: Path) -> None:
    """The same rules hold as for any other get."""
    with pytest.raises(AddressRefused):
        got(wire, tmp_path / "file", allowed=False)
    assert wire.requests == []
