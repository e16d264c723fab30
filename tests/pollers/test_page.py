"""A page is fetched only where it is its publisher's own, and only as HTML of a bounded size."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

import httpx
import pytest

from tests.pages import Site, html
from tests.samples import NOW, observation
from tracker.domain import Page
from tracker.errors import AddressRefused, FetchError, ParseError, TooLarge
from tracker.pollers.page import HOPS, MAX_BYTES, fetch_page, is_own

FEED = "https://feeds.example.com/posts.xml"
POST = "https://blog.example.com/fjord"
HTML = {"content-type": "text/html"}
BODY = html("Fjord 7B is here", "The weights of Fjord 7B are available today.")


def fetched(site: Site, url: str = POST, feed: str = FEED, hosts: Collection[str] = ()) -> Page:
    """The page behind a link of the feed."""

    async def once() -> Page:
        tools = site.tools
        async with tools.net:
            return await fetch_page(tools, observation(url=url, id=7), feed, hosts, NOW)

    return asyncio.run(once())


OWN: dict[str, tuple[str, str, tuple[str, ...], bool]] = {
    "the feed's own host": ("https://example.com/a", "https://example.com/feed", (), True),
    "another host of its domain": (POST, FEED, (), True),
    "another domain": ("https://example.org/a", FEED, (), False),
    "a domain that ends alike": ("https://badexample.com/a", FEED, (), False),
    "a domain in front of another": ("https://example.com.evil.org/a", FEED, (), False),
    "two customers of one host of pages": ("https://evil.github.io/a", "https://lab.github.io/feed", (), False),
    "one customer of it": ("https://lab.github.io/a", "https://lab.github.io/feed", (), True),
    "a known host of the publisher": ("https://example.org/a", FEED, ("example.org",), True),
    "what lies under a known host": ("https://ai.example.org/a", FEED, ("example.org",), True),
    "no web address": ("ftp://example.com/a", FEED, (), False),
    "a script": ("javascript:alert(1)", FEED, (), False),
    "a user name before the host": ("https://example.com@evil.org/a", FEED, (), False),
    "a backslash in the host": ("https://evil.org\\@example.com/a", FEED, (), False),
    "a bare address": ("http://127.0.0.1:81/a", "http://127.0.0.1:81/feed", (), True),
    "another port of a bare address": ("http://127.0.0.1:82/a", "http://127.0.0.1:81/feed", (), False),
    "a bare address leads to no known host": (
        "https://example.org/a",
        "http://127.0.0.1/feed",
        ("example.org",),
        False,
    ),
}


@pytest.mark.parametrize(("url", "feed", "hosts", "own"), OWN.values(), ids=OWN.keys())
def test_whose_page_it_is(url: str, feed: str, hosts: tuple[str, ...], own: bool) -> None:
    """Nothing that a publisher writes makes us contact anybody else."""
    assert is_own(url, feed, hosts) is own


def test_a_page_is_its_text_where_it_was_found() -> None:
    """Redirects within the publisher's domain are followed; the page says where it was found in the end."""
    site = Site({POST: "https://example.com/new#top", "https://example.com/new": BODY})
    page = fetched(site)

    assert (page.observation, page.url, page.language, page.fetched_at) == (7, "https://example.com/new", "en", NOW)
    assert page.title == "Fjord 7B is here | Lab"
    assert page.text.split("\n\n")[:2] == ["Fjord 7B is here", "The weights of Fjord 7B are available today."]
    assert "cookies" not in page.text


REFUSED: dict[str, tuple[Site, type[Exception], str]] = {
    "a redirect to somebody else": (Site({POST: "https://example.org/a"}), AddressRefused, "not a host of its publ"),
    "a redirect to this machine": (Site({POST: "http://127.0.0.1/a"}), AddressRefused, "not a host of its publisher"),
    "a redirect to no address": (Site({POST: "https://[::1"}), AddressRefused, "redirects to no valid address"),
    "a redirect to itself": (Site({POST: POST}), FetchError, f"more than {HOPS} redirects"),
    "a picture": (Site({POST: httpx.Response(200, headers={"content-type": "image/png"})}), ParseError, "not HTML"),
    "no stated type": (Site({POST: httpx.Response(200, content=BODY)}), ParseError, "no type stated"),
    "more than we read": (
        Site({POST: httpx.Response(200, headers=HTML, content=b"x" * (MAX_BYTES + 1))}),
        TooLarge,
        "over 2000000 bytes",
    ),
    "no page there": (Site(), FetchError, "404"),
    "a frame that scripts fill": (Site({POST: b"<html><body><div id=root></div></body>"}), ParseError, "no text"),
}


@pytest.mark.parametrize(("site", "error", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_page(site: Site, error: type[Exception], says: str) -> None:
    """It says in one line why there is none, and nobody else was contacted."""
    with pytest.raises(error, match=says):
        fetched(site)
    assert all(url.startswith(POST) for url in site.asked)


def test_who_is_not_the_publisher_is_never_asked() -> None:
    """A link to somebody else in an official feed is not followed at all."""
    site = Site({"https://example.org/a": BODY})
    with pytest.raises(AddressRefused):
        fetched(site, "https://example.org/a")
    assert site.asked == []
