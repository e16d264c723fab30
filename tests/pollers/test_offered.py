"""Pages instead of feeds: which feed they offer."""

from __future__ import annotations

import pytest

from tracker.pollers.offered import offered_feed

PAGE = "https://blog.example/news/"


@pytest.mark.parametrize(
    ("page", "link"),
    [
        pytest.param(
            '<link rel="alternate" type="application/rss+xml" href="/feed">', "https://blog.example/feed", id="relative"
        ),
        pytest.param(
            "<LINK TYPE='application/atom+xml' REL='alternate' HREF='atom.xml'>",
            "https://blog.example/news/atom.xml",
            id="in capitals and another order",
        ),
        pytest.param(
            "<link rel=alternate type=application/rss+xml href=/f>", "https://blog.example/f", id="without quotes"
        ),
        pytest.param('<link rel="stylesheet" type="text/css" href="/a.css">', None, id="a style is none"),
        pytest.param('<link rel="alternate" type="application/rss+xml">', None, id="an offer without a place"),
        pytest.param(
            '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">', None, id="a script is none"
        ),
        pytest.param(
            '<link rel="alternate" type="application/rss+xml" href="http://[::">', None, id="a broken address is none"
        ),
        pytest.param("<p>nothing</p>", None, id="nothing"),
    ],
)
def test_a_page_names_its_feed(page: str, link: str | None) -> None:
    """The first alternate link to a feed, made absolute; only web links count."""
    assert offered_feed(f"<!doctype html><html><head>{page}</head></html>", PAGE) == link
