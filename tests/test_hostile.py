"""The hostile corpus through the real poll and analyze: each case has its outcome, and none harms another."""

from __future__ import annotations

import resource
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import structlog

from tests import hostile
from tracker.domain import SourceHealth
from tracker.net import Sandbox
from tracker.store import Store

pytestmark = [pytest.mark.shared, pytest.mark.slow]

CASES = hostile.cases(hub=False)
STEP = timedelta(minutes=10)
AGAIN = ("st-", "http-500-then", "http-404-then", "http-etag-same", "http-304-", "http-empty", "good-")

GROUPS: dict[str, int | None] = {"baseline": 3, "encoding": 1, "injection": 1, "caching": 3}
"""What a case of a group leaves after two rounds: so many entries, or none and a trouble."""

ENTRIES = {
    "xml-doctype-system xml-doctype-file xml-stylesheet-pi xml-leading-whitespace": 3,
    "xml-xinclude xml-deep-nesting xml-deep-html xml-amp-flood xml-lt-flood xml-comment-flood xml-style-flood": 1,
    "xml-unclosed xml-unescaped-ampersand": 2,
    "xml-two-roots": 4,
    "enc-http-charset-codec gzip-good": 3,
    "id-missing-guid id-missing-guid-and-link id-empty-guid id-guid-sql": 2,
    "id-missing-link id-missing-title id-missing-date id-whitespace-guid id-duplicate-guids": 1,
    "id-guid-1mb id-guid-nfc-nfd": 1,
    "id-same-link-all st-flip-order": 5,
    "id-dates inj-links-rss inj-links-json": 27,
    "size-huge-title size-huge-link size-many-links size-many-categories size-many-enclosures": 1,
    "size-2000-entries": 500,
    "st-title-churn st-title-fix st-date-churn st-guid-churn st-guid-http-https st-guid-reuse": 1,
    "st-guid-and-link-churn": 2,
    "st-window st-backdated st-future st-pulled st-one-more-each": 4,
    "st-empty-then-back st-html-then-back st-parked": 3,
    "st-burst": 203,
    "http-301 http-302 http-303 http-307 http-308 http-302-relative http-302-scheme-relative": 3,
    "http-226-im": 1,
    "http-429-then-ok": 3,
    "http-304-unasked http-304-with-body": 0,
    "http-feed-as-html http-feed-as-text http-feed-as-octet http-feed-no-ctype http-jsonfeed-as-xml": 3,
    "http-json-dupkeys http-json-nan": 1,
    "tr-close-delimited tr-cookie-flood tr-obs-fold tls-downgrade": 3,
    "tr-short-length": 2,
}
ODD = {"xml-unclosed", "xml-two-roots", "tr-short-length", "st-empty-then-back", "st-html-then-back"}
"""Cases with entries and a trouble."""

REASONS = {
    "xml-billion-laughs": "a document with a DTD of its own is refused",
    "xml-xxe-file": "a document with a DTD of its own is refused",
    "xml-namespace-lookalike": "the feed is empty",
    "id-missing-everything": "the feed is empty",
    "bomb-gzip": "over 10000000 bytes",
    "bomb-brotli": "a coding we did not ask for",
    "gzip-corrupt": "cut off",
    "size-length-1tb": "over 10000000 bytes",
    "http-301-self": "more than 5 redirects",
    "http-302-pingpong": "more than 5 redirects",
    "http-302-chain": "more than 5 redirects",
    "http-302-nolocation": "without a Location",
    "ssrf-scheme-file": "only http and https",
    "ssrf-loopback": "address not allowed",
    "ssrf-ipv4-mapped": "address not allowed",
    "ssrf-userinfo": "a user name in the URL",
    "ssrf-second-hop": "address not allowed",
    "http-401": "it asks for credentials",
    "http-403-cloudflare": "a bot challenge",
    "http-410": "it is gone for good",
    "http-html-login": "HTML, not a feed",
    "http-html-autodiscovery": "it offers one: http://127.0.0.1:",
    "http-whitespace-200": "the answer is empty",
    "http-empty-200": "the answer is empty",
    "http-empty-feed": "the feed is empty",
    "http-json-deep": "nested too deeply",
    "tr-hang": "no complete answer within 4 s",
    "tr-slow-body": "no complete answer within 4 s",
    "tr-truncated-length": "without sending complete message body",
}
TITLES = {
    "enc-lying-utf8-is-latin1": "Grösse Öl Fußgänger",
    "enc-cp1252-declared-latin1": "„offene Gewichte“ – 5 €",
    "enc-utf16-bom": "Fußgänger",
    "enc-bom-vs-decl": "Fußgänger",
    "enc-unknown-charset": "Fußgänger",
    "enc-utf7": "+ADw-script",
    "enc-unicode-escape": "\\u003cscript",
    "xml-unescaped-ampersand": "R&D news & more",
    "id-missing-title": "Only a description",
    "inj-zero-width-rss": "OpenAI gpt-oss",
    "inj-jinja-rss": "{{7*7}}",
    "inj-sql-rss": "DROP TABLE releases",
}


@dataclass
class Played:
    """What the rounds left behind."""

    server: hostile.Server
    world: hostile.World
    health: list[dict[str, SourceHealth]] = field(default_factory=list)
    counts: list[dict[str, int]] = field(default_factory=list)
    logs: list[Any] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    grown: int = 0  # kB of our process
    child: int = 0  # kB, the highest of the parsing processes


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Played]:
    """All feed cases in one round, all once more, and six more rounds of those that change."""
    file = tmp_path_factory.mktemp("hostile") / "tracker.db"
    copy(sqlite_template, file)
    store = Store(f"sqlite:///{file}")
    begin = datetime.now(UTC)  # dates in the cases' headers are of today
    with hostile.serve() as server, Sandbox() as sandbox, structlog.testing.capture_logs() as logs:
        world = hostile.World(store, server, [hostile.feed(server, case) for case in CASES], sandbox)
        found = Played(server, world, logs=logs)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with watched_child(sandbox, found):
            for number in range(8):
                begun = time.monotonic()
                world.round(begin + number * STEP, None if number < 2 else [c for c in CASES if c.startswith(AGAIN)])
                found.seconds.append(time.monotonic() - begun)
                found.health.append(world.health())
                found.counts.append({case: len(rows) for case, rows in world.rows().items()})
        found.grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        yield found
    store.close()


@contextmanager
def watched_child(sandbox: Sandbox, found: Played) -> Iterator[None]:
    """Looks again and again how much memory the parsing process has."""
    end = threading.Event()

    def look() -> None:
        while not end.wait(0.02):
            child = sandbox._child
            if child is not None:
                found.child = max(found.child, resident(child.pid))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()


def resident(process: int) -> int:
    """The most that a process ever had, in kB."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def expected(case: str) -> int | None:
    """So many entries after two rounds, or None for none and a trouble."""
    named = next((number for names, number in ENTRIES.items() if case in names.split()), None)
    return named if named is not None else GROUPS.get(CASES[case])


@pytest.mark.parametrize("group", sorted(set(CASES.values())) or ["none"])
def test_each_case_has_its_outcome(played: Played, group: str) -> None:
    """Entries where there are any, a trouble where there is none: never an empty success."""
    health, counts = played.health[1], played.counts[1]
    wrong = {}
    for case in (case for case, of in CASES.items() if of == group):
        number, trouble = expected(case), health[case].trouble
        right = counts[case] == (number or 0) and (trouble is not None) == (number is None or case in ODD)
        if not right or REASONS.get(case, "") not in (trouble or ""):
            wrong[case] = (counts[case], trouble)

    assert wrong == {}


def test_nothing_reaches_the_inside(played: Played) -> None:
    """No request at the forbidden port, and no file of the machine in the database."""
    with sqlite3.connect(played.world.store.engine.url.database or "") as base:
        dump = "\n".join(base.iterdump())
    logged = str(played.logs)

    assert played.server.ask("/canary-log") == []
    for secret in ("CANARY-FILE", "INTERNAL-SECRET", "root:", "SENTINEL"):
        assert secret not in dump + logged
    assert "www-data" not in dump


def test_nothing_breaks(played: Played) -> None:
    """No exception but expected trouble, no row that could not be examined."""
    assert [line for line in played.logs if line["log_level"] in ("error", "critical")] == []
    assert all(row.trouble is None for rows in played.world.rows().values() for row in rows)


def test_nothing_costs_much(played: Played) -> None:
    """Time and memory are bounded for each case, for the parsing process and for us; a good feed waits for nobody."""
    late = {case: took for case, took in played.world.took.items() if took > hostile.DEADLINE + 15}

    assert late == {}
    assert played.world.took["good-rss"] < hostile.DEADLINE
    assert max(played.seconds) < 60
    assert played.child < 500_000, "kB in the parsing process"
    assert played.grown < 400_000, "kB here, with 40 bodies of at most 10 MB at once"


def test_texts_are_readable_and_harmless(played: Played) -> None:
    """Umlauts are right; no control, surrogate, or bidirectional mark is stored; links are web links."""
    rows = played.world.rows()
    for case, title in TITLES.items():
        assert title in rows[case][0].title, case
    for case, found in rows.items():
        for row in found:
            text = f"{row.title}\n{row.text}"
            bad = [c for c in text if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066\u200b")]
            assert bad == [], case
            assert len(row.title) <= 500, case
            assert len(row.text) <= 20_000, case
            assert row.url is None or row.url.startswith(("http://", "https://")), case
            assert row.published_at is None or 1990 <= row.published_at.year <= datetime.now(UTC).year + 1, case
    assert not any("<script" in row.title.lower() for found in rows.values() for row in found)


def test_nothing_is_seen_twice(played: Played) -> None:
    """What does not change brings nothing new, however the feed shuffles, churns, empties and returns."""
    first, second, last = played.counts[0], played.counts[1], played.counts[-1]
    moving = {case for case, group in CASES.items() if group == "stateful"}
    more = {case for case in CASES if case not in moving and 0 < first[case] < second[case]}

    assert more == set()
    still = "flip-order title-churn title-fix date-churn guid-churn guid-http-https guid-reuse empty-then-back"
    assert {name: last[f"st-{name}"] - first[f"st-{name}"] for name in still.split()} == dict.fromkeys(still.split(), 0)
    assert last["st-window"] == 6
    assert last["st-burst"] == 203
    assert (last["st-backdated"], last["st-future"], last["st-pulled"]) == (4, 4, 4)
    assert last["st-one-more-each"] == 10


def test_sources_recover(played: Played) -> None:
    """When a feed comes back its entries are there and its trouble is gone; a parked page stays a trouble."""
    counts, health = played.counts[-1], played.health[-1]
    for case in ("http-500-then-ok", "http-404-then-ok", "http-304-unasked", "st-window"):
        assert (counts[case] > 0, health[case].trouble, health[case].failures) == (True, None, 0), case
    assert counts["st-parked"] == 3
    assert "HTML, not a feed" in (health["st-parked"].trouble or "")
    assert counts["http-etag-same-body-changes"] > 3


def test_hosts_are_asked_politely(played: Played) -> None:
    """Named times are kept, absurd ones are bounded; validators go back as they came; no cookie, no contact hidden."""
    begin = played.health[0]["good-rss"].last_poll
    assert begin is not None
    waits = {case: health.next_poll - begin for case, health in played.health[0].items() if health.next_poll}
    for case in ("http-429-seconds", "http-503-retry", "http-429-date"):
        assert waits[case] >= timedelta(seconds=7), case
    assert waits["http-410"] >= timedelta(days=6)
    assert all(wait <= timedelta(days=8) for wait in waits.values())

    second = headers(played.server.log("http-cond-good")[1])
    assert (second["if-none-match"], second["if-modified-since"]) == ('"v1-abc"', "Tue, 01 Apr 2025 10:00:00 GMT")
    assert headers(played.server.log("http-cond-odd-validators")[1])["if-none-match"] == 'W/"a, b=;\\"'
    assert "if-none-match" not in headers(played.server.log("tr-truncated-length")[1])
    for sent in map(headers, played.server.ask("/log")):
        assert not {"cookie", "referer", "authorization"} & set(sent)
        assert "+http" in sent["user-agent"]
    assert len(played.server.log("http-302-chain")) < 20


def headers(request: dict[str, Any]) -> dict[str, str]:
    """What a request carried, by names in lower case."""
    return {name.lower(): value for name, value in request["headers"].items()}
