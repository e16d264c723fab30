"""Feeds of all kinds become plain entries, and nothing else comes out of hostile ones."""

from __future__ import annotations

import builtins
import contextlib
import json
import re
import socket
import warnings
from datetime import UTC, datetime
from pathlib import Path
from time import struct_time
from typing import Any

import pytest

from tracker.errors import ParseError
from tracker.net import Sandbox
from tracker.pollers.parse import MAX_ENTRIES, parse_feed, sane_date, tag

DATA = Path(__file__).parent / "data"
NOW = "2025-08-05T17:00:00+00:00"


def read(name: str) -> dict[str, Any]:
    """The parsed file of that name."""
    found: dict[str, Any] = parse_feed((DATA / name).read_bytes(), now=NOW, url="https://lab.example/feed")
    return found


def rss(*items: str, end: str = "</channel></rss>") -> bytes:
    """An RSS feed of these items."""
    return ("<rss version='2.0'><channel><title>T</title>" + "".join(items) + end).encode()


def test_rss_with_all_that_feeds_get_wrong() -> None:
    """The longest text wins, entities are read once more, dates are UTC, bad links and dates are dropped."""
    first, second, third, fourth = read("blog.rss")["entries"]

    assert first == {
        "id": "lab-1",
        "link": "https://lab.example/fjord?utm_source=rss",
        "title": "Fjord-7B & friends are here",
        "text": "The weights of Fjord-7B are out. License: MIT.",
        "published": "2025-08-05T10:00:00+00:00",
        "language": "en",
    }
    assert (second["id"], second["published"], second["text"]) == (None, "2025-08-04T08:00:00+00:00", "")
    assert (third["link"], third["published"]) == (None, None)
    assert (fourth["title"], fourth["id"], fourth["link"]) == ("Neither title nor link.", None, None)


def test_rdf_without_ids_and_dates() -> None:
    """Old RDF gives titles and links, and that is enough."""
    entries = read("news.rdf")["entries"]

    assert [(one["id"], one["title"], one["published"]) for one in entries] == [
        (None, "Offene Gewichte für alle", None),
        (None, "Zweite Meldung", None),
    ]


def test_atom_with_relative_links_and_markup() -> None:
    """Links are resolved, the published date counts and not the update, the language is the feed's."""
    (entry,) = read("lab.atom")["entries"]

    assert entry == {
        "id": "tag:lab.example,2025:fjord",
        "link": "https://lab.example/blog/fjord",
        "title": "Fjord ist da",
        "text": "Die Gewichte sind da.",
        "published": "2025-08-05T09:00:00+00:00",
        "language": "de",
    }


def test_json_feed_with_rows_of_wrong_types() -> None:
    """Numbers are ids too, plain text stays as it is, and rows that are no entries are left out and told."""
    found = read("lab.json")

    assert [(one["id"], one["link"], one["title"], one["text"]) for one in found["entries"]] == [
        ("17", "https://lab.example/17", "Fjord-7B", "if a < b: <b>"),
        ("18", "https://lab.example/18", "Only text.", "Only text."),
    ]
    assert [one["published"] for one in found["entries"]] == ["2025-08-05T08:00:00+00:00", "2025-08-05T10:00:00+00:00"]
    assert [one["language"] for one in found["entries"]] == ["en", "de"]
    assert found["malformed"] == "1 items are no objects"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "the answer is empty", id="nothing"),
        pytest.param(b" \n\x00 ", "the answer is empty", id="white space"),
        pytest.param(b"Service Unavailable", "not a feed", id="a sentence"),
        pytest.param(b"<!doctype html><title>Just a moment...</title>", "HTML, not a feed", id="a wall"),
        pytest.param(b"<?xml version='1.0'?><html><body/></html>", "HTML, not a feed", id="XHTML"),
        pytest.param(b"<note><to>you</to></note>", "not a feed", id="XML of another kind"),
        pytest.param(
            b"<rss><channel><title>x</title><item><title>half", "cut off|no entry|not a feed", id="half an entry"
        ),
        pytest.param(b'{"error": "nope"}', "not a JSON Feed", id="JSON of another kind"),
        pytest.param(b'{"version": "https://jsonfeed.org/version/1", "items": {}}', "not a JSON Feed", id="no list"),
        pytest.param(b'{"version": ', "broken JSON", id="half of a JSON document"),
        pytest.param(b"[" * 200_000, "nested too deeply", id="a tower of lists"),
        pytest.param(b"<rss>" + b"<a>" * 10_000, ".", id="a tower of tags"),
    ],
)
def test_what_is_no_feed_is_named(data: bytes, reason: str) -> None:
    """The trouble says in a few words what came instead."""
    with pytest.raises(ParseError, match=reason):
        parse_feed(data, now=NOW)


def test_a_feed_may_be_empty() -> None:
    """A well-formed feed without entries is a feed."""
    found = parse_feed(rss(), now=NOW)

    assert (found["entries"], found["cut"], found["malformed"]) == ([], False, None)


def test_half_an_entry_is_no_entry() -> None:
    """Of a feed that is cut off, only what is complete is kept, and the feed is marked."""
    found = parse_feed(rss("<item><title>One</title></item>", "<item><title>Tw", end=""), now=NOW)

    assert [one["title"] for one in found["entries"]] == ["One"]
    assert found["cut"]
    assert found["malformed"]


@pytest.mark.parametrize(
    ("dates", "kept"),
    [
        pytest.param(False, "Entry 0", id="without dates the first ones"),
        pytest.param(True, f"Entry {40}", id="the last ones where the oldest comes first"),
    ],
)
def test_a_feed_is_bounded(dates: bool, kept: str) -> None:
    """Of an endless feed the newest entries count."""
    items = [
        f"<item><title>Entry {n}</title>"
        + (f"<pubDate>Tue, 05 Aug 2025 {n // 60:02}:{n % 60:02}:00 GMT</pubDate>" if dates else "")
        + "</item>"
        for n in range(MAX_ENTRIES + 40)
    ]

    entries = parse_feed(rss(*items), now=NOW)["entries"]

    assert (len(entries), entries[0]["title"]) == (MAX_ENTRIES, kept)


def test_fields_are_bounded() -> None:
    """Endless titles, texts and ids become short ones; the id stays one of its own."""
    big = "x" * 100_000
    (entry,) = parse_feed(
        rss(f"<item><guid>{big}</guid><title>{big}</title><description>{big}</description></item>"), now=NOW
    )["entries"]

    assert (len(entry["title"]), len(entry["text"])) == (500, 20_000)
    assert re.fullmatch("sha256:[0-9a-f]{64}", entry["id"])


@pytest.mark.parametrize(
    ("date", "sane"),
    [
        pytest.param(struct_time((2025, 8, 5, 10, 0, 0, 1, 217, 0)), "2025-08-05T10:00:00+00:00", id="a good one"),
        pytest.param(struct_time((2025, 8, 6, 16, 0, 0, 0, 1, 0)), "2025-08-06T16:00:00+00:00", id="tomorrow"),
        pytest.param(struct_time((2025, 8, 7, 16, 0, 0, 0, 1, 0)), None, id="the day after tomorrow"),
        pytest.param(struct_time((1989, 12, 31, 0, 0, 0, 0, 1, 0)), None, id="before the web"),
        pytest.param(struct_time((-1, 1, 1, 0, 0, 0, 0, 1, 0)), None, id="before the common era"),
        pytest.param(struct_time((9999, 1, 1, 0, 0, 0, 0, 1, 0)), None, id="the end of time"),
        pytest.param(None, None, id="none"),
        pytest.param("yesterday", None, id="a word"),
        pytest.param((2025,), None, id="a year alone"),
    ],
)
def test_absurd_dates_are_unknown(date: Any, sane: str | None) -> None:
    """A date outside of 1990 to tomorrow is none."""
    assert sane_date(date, datetime.fromisoformat(NOW)) == sane


@pytest.mark.parametrize(
    ("stated", "language"),
    [("de-DE", "de"), ("EN_us", "en"), (" fr ", "fr"), ("english", None), ("", None), (5, None), ("d", None)],
)
def test_languages_are_tags(stated: Any, language: str | None) -> None:
    """The primary subtag in lower case, or nothing."""
    assert tag(stated) == language


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(str(DATA / "blog.rss").encode(), id="a path"),
        pytest.param(b"https://lab.example/feed", id="a URL"),
        pytest.param(
            b"<!DOCTYPE rss SYSTEM 'file:///etc/passwd'><rss><channel><title>x</title></channel></rss>", id="a DTD"
        ),
    ],
)
def test_the_parser_reaches_for_nothing(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever bytes say, no file is opened and no connection made."""
    reached: list[Any] = []

    def refuse(*args: Any, **kwargs: Any) -> Any:
        reached.append(args)
        raise OSError("refused")

    parse_feed(rss(), now=NOW)  # everything is imported
    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(socket, "socket", refuse)
    with contextlib.suppress(ParseError):
        parse_feed(data, now=NOW)

    assert reached == []


def test_the_parser_is_expat() -> None:
    """No other XML parser, which might read external files, is preferred."""
    import xml.sax
    import xml.sax.expatreader

    import feedparser.api

    assert isinstance(xml.sax.make_parser(feedparser.api.PREFERRED_XML_PARSERS), xml.sax.expatreader.ExpatParser)


def test_feeds_are_read_in_the_child_process() -> None:
    """The sandbox finds the parser by its name and gives back its entries or its reason."""
    with Sandbox() as sandbox:
        found = sandbox.run("tracker.pollers.parse:parse_feed", (DATA / "lab.atom").read_bytes(), now=NOW)
        with pytest.raises(ParseError, match="HTML, not a feed"):
            sandbox.run("tracker.pollers.parse:parse_feed", b"<html>", now=NOW)

    assert [one["title"] for one in found["entries"]] == ["Fjord ist da"]


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["feeds/encodings", "feeds/various", "feeds"])
def test_recorded_feeds_are_read(shared: Path, folder: str) -> None:
    """Real feeds of the last years give entries with titles, links and sane dates."""
    files = [path for path in sorted((shared / "recorded" / folder).iterdir()) if path.is_file()]

    for path in files:
        found = parse_feed(path.read_bytes(), now="2026-09-01T00:00:00+00:00")
        assert found["entries"], path.name
        assert all(one["title"] for one in found["entries"]), path.name
        if folder == "feeds/encodings":
            assert "\ufffd" not in json.dumps(found["entries"], ensure_ascii=False), path.name
    assert files


@pytest.mark.shared
@pytest.mark.parametrize("kind", ["enc", "id", "inj", "json", "html", "good"])
def test_hostile_documents_give_clean_entries_or_a_reason(shared: Path, kind: str) -> None:
    """No other error than ours, valid UTF-8, no script, no link but http(s), no file's content."""
    files = [path for path in sorted((shared / "hostile" / "files").glob(f"{kind}-*")) if path.suffix != ".gz"]

    for path in files or sorted((shared / "hostile" / "files").glob(f"{kind}.*")):
        check_hostile(path)


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xml", "size"])
def test_costly_documents_give_clean_entries_or_a_reason(shared: Path, kind: str) -> None:
    """The same for documents that are made to cost time."""
    for path in sorted((shared / "hostile" / "files").glob(f"{kind}-*")):
        check_hostile(path)


def check_hostile(path: Path) -> None:
    """Parses a hostile file and looks at what comes out."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            found = parse_feed(path.read_bytes(), now=NOW)
        except ParseError:
            return
    shown = json.dumps(found, ensure_ascii=False)
    shown.encode("utf-8")
    assert not re.search(r"<script|CANARY-FILE|root:|[\x00-\x1f\x7f-\x9f]", shown), path.name
    for entry in found["entries"]:
        assert entry["link"] is None or entry["link"].startswith(("http://", "https://")), path.name
        assert entry["published"] is None or datetime(1990, 1, 1, tzinfo=UTC) <= datetime.fromisoformat(
            entry["published"]
        )
