"""The feed poller: what is asked for, what is remembered, what is news."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.pollers.fakes import FakeNet, Watch
from tests.samples import source
from tracker.errors import FetchError, ParseError
from tracker.pollers.feed import FeedPoller

URL = "https://blog.example/feed"
MINUTES = timedelta(minutes=5)


def item(name: str, date: str = "Tue, 05 Aug 2025 10:00:00 GMT") -> str:
    """An entry."""
    return (
        f"<item><title>{name}</title><guid isPermaLink='false'>{name}</guid><link>https://blog.example/{name}</link>"
        f"<pubDate>{date}</pubDate></item>"
    )


def feed(*items: str, end: str = "</channel></rss>") -> bytes:
    """A feed."""
    return ("<rss version='2.0'><channel><title>Blog</title>" + "".join(items) + end).encode()


@pytest.fixture
def blog(watch: Callable[..., Watch]) -> Watch:
    """The poller of a blog."""
    return watch(FeedPoller, source("blog", url=URL, language="de"))


def test_first_contact_is_history(blog: Watch, net: FakeNet, now: datetime) -> None:
    """What a feed holds when we first see it is never news; what comes later is."""
    net.answers[URL] = feed(item("a"))
    first = blog.poll(now)
    net.answers[URL] = feed(item("b"), item("a"))
    second = blog.poll(now + MINUTES)

    assert [(one.title, one.baseline) for one in first.observations] == [("a", True)]
    assert [(one.title, one.baseline) for one in second.observations] == [("b", False), ("a", False)]
    assert first.observations[0].key == second.observations[1].key
    assert (first.observations[0].language, first.observations[0].type) == ("de", "entry")


def test_old_news_that_comes_late_is_history(blog: Watch, net: FakeNet, now: datetime) -> None:
    """An entry dated more than two weeks ago is not alerted, however new it is in the feed."""
    net.answers[URL] = feed(item("a"))
    blog.poll(now)
    net.answers[URL] = feed(item("old", "Mon, 21 Jul 2025 10:00:00 GMT"), item("new", "Thu, 24 Jul 2025 10:00:00 GMT"))

    assert [one.baseline for one in blog.poll(now + MINUTES).observations] == [True, False]


def test_validators_go_back_as_they_came(blog: Watch, net: FakeNet, now: datetime) -> None:
    """ETag and Last-Modified are opaque, and a 304 changes nothing."""
    net.answers[URL] = (feed(item("a")), {"etag": 'W/"ä b"', "last-modified": "soon"})
    blog.poll(now)
    net.answers[URL] = (b"", {}, 304)
    again = blog.poll(now + MINUTES)

    assert net.headers == [{}, {"if-none-match": 'W/"ä b"', "if-modified-since": "soon"}]
    assert again.unchanged
    assert again.memory == {}


def test_the_same_body_is_not_read_again(blog: Watch, net: FakeNet, now: datetime) -> None:
    """Servers without validators are known by their bytes; a new validator is remembered."""
    net.answers[URL] = feed(item("a"))
    blog.poll(now)
    net.answers[URL] = (feed(item("a")), {"etag": "2"})
    again = blog.poll(now + MINUTES)

    assert (again.unchanged, again.observations, again.memory) == (True, (), {"etag": "2"})


def test_once_a_day_the_whole_feed_is_asked_for(blog: Watch, net: FakeNet, now: datetime) -> None:
    """A server whose ETag never changes cannot hide its news for more than a day."""
    net.answers[URL] = (feed(item("a")), {"etag": "stuck"})
    blog.poll(now)
    blog.poll(now + timedelta(hours=23))
    blog.poll(now + timedelta(hours=25))
    blog.poll(now + timedelta(hours=26))

    assert [bool(headers) for headers in net.headers] == [False, True, False, True]


def test_an_empty_feed_forgets_nothing(blog: Watch, net: FakeNet, now: datetime) -> None:
    """A feed that is empty for once is odd, and what comes back after it has the same keys and is no first contact."""
    net.answers[URL] = feed(item("a"))
    first = blog.poll(now)
    net.answers[URL] = feed()
    empty = blog.poll(now + MINUTES)
    net.answers[URL] = feed(item("a"), item("b"))
    back = blog.poll(now + 2 * MINUTES)

    assert (empty.observations, empty.trouble) == ((), "the feed is empty")
    assert back.observations[0].key == first.observations[0].key
    assert not back.observations[1].baseline


def test_a_feed_may_begin_empty(blog: Watch, net: FakeNet, now: datetime) -> None:
    """The first entry of a new blog is news."""
    net.answers[URL] = feed()
    blog.poll(now)
    net.answers[URL] = feed(item("first"))

    assert [one.baseline for one in blog.poll(now + MINUTES).observations] == [False]


def test_a_feed_that_is_cut_off_at_first_contact_is_met_again(blog: Watch, net: FakeNet, now: datetime) -> None:
    """Entries that the cut hid are history too, and no validator of half a feed is kept."""
    net.answers[URL] = (feed(item("a"), "<item><title>b", end=""), {"etag": "half"})
    cut = blog.poll(now)
    net.answers[URL] = (feed(item("a"), item("b")), {"etag": "whole"})
    whole = blog.poll(now + MINUTES)

    assert cut.trouble == "the feed is cut off: its last entries are missing"
    assert set(cut.memory) == {"cut"}
    assert net.headers[1] == {}
    assert [one.baseline for one in whole.observations] == [True, True]
    assert blog.memory["etag"] == "whole"


def test_a_feed_that_is_always_cut_off_is_watched_all_the_same(blog: Watch, net: FakeNet, now: datetime) -> None:
    """From the third poll on its new entries are news."""
    for names in ("a", "ab"):
        net.answers[URL] = feed(*map(item, names), "<item><title>x", end="")
        blog.poll(now)
    net.answers[URL] = feed(*map(item, "abc"), "<item><title>x", end="")

    assert [one.baseline for one in blog.poll(now + MINUTES).observations] == [False] * 3


@pytest.mark.parametrize(
    ("answer", "error", "text"),
    [
        pytest.param(b"<!doctype html><p>", ParseError, "blog: the answer is HTML, not a feed", id="HTML"),
        pytest.param(b"", ParseError, "blog: the answer is empty", id="nothing"),
        pytest.param((b"", {}, 503), FetchError, "503", id="503"),
        pytest.param(FetchError("blog.example: no answer"), FetchError, "no answer", id="silence"),
    ],
)
def test_a_source_in_trouble_is_named_and_keeps_its_memory(
    blog: Watch, net: FakeNet, now: datetime, answer: Any, error: type[Exception], text: str
) -> None:
    """A bad answer is an error that names the source, and the next good one goes on from before."""
    net.answers[URL] = feed(item("a"))
    blog.poll(now)
    before = dict(blog.memory)
    net.answers[URL] = answer
    with pytest.raises(error, match=text):
        blog.poll(now + MINUTES)

    assert blog.memory == before


def test_a_clock_that_goes_back_asks_in_full(blog: Watch, net: FakeNet, now: datetime) -> None:
    """A memory from the future does not silence a feed."""
    net.answers[URL] = (feed(item("a")), {"etag": "1"})
    blog.poll(now)
    blog.poll(now - timedelta(days=30))

    assert net.headers[1] == {}


def test_trouble_is_told_as_long_as_it_lasts(blog: Watch, net: FakeNet, now: datetime) -> None:
    """An empty feed that does not change is still empty, by its body and by a 304; a good answer ends it."""
    net.answers[URL] = (feed(), {"etag": "1"})
    assert blog.poll(now).trouble == "the feed is empty"
    assert blog.poll(now + MINUTES).trouble == "the feed is empty"
    net.answers[URL] = (b"", {}, 304)
    assert blog.poll(now + 2 * MINUTES).trouble == "the feed is empty"
    net.answers[URL] = feed(item("a"))
    assert blog.poll(now + 3 * MINUTES).trouble is None
    assert "trouble" not in blog.memory


def test_a_part_of_a_feed_proves_little(blog: Watch, net: FakeNet, now: datetime) -> None:
    """From a 226 the entries are taken, but neither validators, nor is it a first contact."""
    net.answers[URL] = (feed(item("a")), {"etag": "1"}, 226)
    found = blog.poll(now)

    assert [one.title for one in found.observations] == ["a"]
    assert not {"since", "etag", "body"} & set(blog.memory)


def test_a_refusal_names_the_source(blog: Watch, net: FakeNet, now: datetime) -> None:
    """What is gone for good is left alone for a week."""
    net.answers[URL] = (b"", {}, 410)
    with pytest.raises(FetchError, match="blog: 410: it is gone for good") as caught:
        blog.poll(now)
    assert caught.value.retry_at == now + timedelta(days=7)
