"""The hostile corpus through Net.get: nothing reaches the inside, nothing takes longer than it may."""

from __future__ import annotations

import asyncio
import csv
import json
import os
import resource
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import BadStatus, FetchError
from tracker.net import Net
from tracker.net.gate import default_tls

HOSTILE = Path(__file__).resolve().parents[2].parent / "shared" / "hostile"
GROUPS = (
    "ssrf-",
    "redir-",
    "gzip-",
    "bomb-",
    "size-",
    "tr-",
    "tls-",
    "http-",
    "xml-",
    "hub-page-",
    "hub-429",
    "hub-redirect",
)
DEADLINE = 4.0
pytestmark = [pytest.mark.shared, pytest.mark.slow]

GOOD = {  # what must arrive, so that the bounds are not met by refusing all
    "gzip-good": 200,
    "tr-close-delimited": 200,
    "http-301": 200,
    "http-302-relative": 200,
    "http-302-scheme-relative": 200,
    "http-vary-ua": 200,
    "http-304-with-body": 304,
    "http-etag-64k": 200,
    "redir-auth-cross-host": None,
}


@pytest.fixture(scope="module")
def ports() -> Iterator[dict[str, int]]:
    """The hostile server on free ports; it ends by itself too."""
    server = HOSTILE / "server.py"
    if not server.is_file():
        pytest.skip(f"the hostile corpus is not at {HOSTILE}")
    command = [sys.executable, "-B", str(server), "--port", "0", "--max-seconds", "120", "--case-seconds", "6"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=dict(os.environ)) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
        process.kill()


def ask(ports: dict[str, int], path: str) -> Any:
    """What the server noted down."""
    with urllib.request.urlopen(f"http://127.0.0.1:{ports['main']}{path}", timeout=10) as answer:
        return json.load(answer)


def cases() -> list[str]:
    """The served cases of our groups."""
    with (HOSTILE / "CASES.tsv").open(encoding="utf-8") as lines:
        return [row["id"] for row in csv.DictReader(lines, delimiter="\t") if row["id"].startswith(GROUPS)]


def test_the_hostile_corpus_reaches_nothing_and_costs_little(ports: dict[str, int]) -> None:
    """No canary hit, only FetchErrors, each case within its deadline, memory bounded; honest answers arrive."""
    outcomes: dict[str, int | FetchError] = {}
    slowest: dict[str, float] = {}
    slots = asyncio.Semaphore(24)

    async def one(case: str) -> None:
        path = "/api/models" if case.startswith("hub-") else ""
        url = f"http://127.0.0.1:{ports['main']}/case/{case}{path}"
        allow = frozenset({f"127.0.0.1:{ports['main']}"})
        net = Net(allow_hosts=allow, now=lambda: datetime.now(UTC), contact="http://localhost/", deadline=DEADLINE)
        async with slots, net:
            begun = time.monotonic()
            try:
                outcomes[case] = (await net.get(url, token="hf_SENTINEL", headers={"If-None-Match": "x"})).status
            except FetchError as error:
                outcomes[case] = error
            slowest[case] = time.monotonic() - begun

    async def everything() -> None:
        await asyncio.gather(*(one(case) for case in cases()))

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    asyncio.run(everything())
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before

    assert len(outcomes) > 150
    assert ask(ports, "/canary-log") == []
    late = {case: seconds for case, seconds in slowest.items() if seconds > DEADLINE + 4}
    assert late == {}, f"over the deadline by more than a loaded machine explains: {late}"
    assert grown < 250_000, f"memory grew by {grown} kB with 24 bodies of at most 10 MB at once"
    refused = [outcomes[case] for case in outcomes if case.startswith("ssrf-")]
    assert all(isinstance(outcome, FetchError) for outcome in refused)
    for case, status in GOOD.items():
        if status is not None:
            assert outcomes[case] == status, f"{case}: {outcomes[case]!r}"
    texts = " ".join(str(outcome) for outcome in outcomes.values())
    assert "SENTINEL" not in texts
    assert "secret" not in texts
    assert all(text.isprintable() for text in map(str, outcomes.values()))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tls_selfsigned", "certificate: "),
        ("tls_expired", "certificate: "),
        ("tls_wronghost", "certificate: "),
        ("tls_hang", "within"),
    ],
)
def test_tls_is_verified(ports: dict[str, int], name: str, text: str) -> None:
    """A certificate that is not good is named as the trouble; a silent handshake ends at the deadline."""
    if name not in ports:
        pytest.skip(f"the server has no port {name}")
    place = f"127.0.0.1:{ports[name]}"

    async def once() -> None:
        async with Net(allow_hosts=frozenset({place}), now=lambda: datetime.now(UTC), deadline=0.7) as net:
            await net.get(f"https://{place}/case/good-rss")

    with pytest.raises(FetchError, match=text):
        asyncio.run(once())


def test_a_burst_of_refusals_keeps_the_hosts_word(ports: dict[str, int]) -> None:
    """After the Hub's 429 with seven seconds to wait, the next gets to that host send nothing."""
    url = f"http://127.0.0.1:{ports['main']}/case/hub-429-retry-after/api/models/a/b?run=word"

    async def often() -> None:
        allow = frozenset({f"127.0.0.1:{ports['main']}"})
        async with Net(allow_hosts=allow, now=lambda: datetime.now(UTC)) as net:
            with pytest.raises(BadStatus):
                await net.get(url)
            for _ in range(5):
                with pytest.raises(FetchError, match="not asked again"):
                    await net.get(url)

    asyncio.run(often())
    assert len(ask(ports, "/log?case=hub-429-retry-after&run=word")) == 1


def test_a_good_certificate_of_a_private_authority_passes(
    ports: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """SSL_CERT_FILE names the operator's own authority, as everywhere; https then works."""
    monkeypatch.setenv("SSL_CERT_FILE", str(HOSTILE / "tls" / "ca.pem"))
    default_tls.cache_clear()
    place = f"127.0.0.1:{ports['tls_good']}"

    async def once() -> int:
        async with Net(allow_hosts=frozenset({place}), now=lambda: datetime.now(UTC)) as net:
            with pytest.raises(FetchError, match="from https to http"):
                await net.get(f"https://{place}/case/tls-downgrade", token="hf_x")
            return (await net.get(f"https://{place}/case/good-rss")).status

    try:
        assert asyncio.run(once()) == 200
    finally:
        default_tls.cache_clear()
