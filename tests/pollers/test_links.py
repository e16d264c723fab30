"""When two links are the same page, and what an entry is known by."""

from __future__ import annotations

import pytest

from tracker.pollers.links import canonical_link, entry_key, link_key, safe_link


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        pytest.param("https://lab.example/a?b=1#c", "https://lab.example/a?b=1#c", id="a plain link is kept as it is"),
        pytest.param("  http://lab.example/a \n", "http://lab.example/a", id="space around it is dropped"),
        pytest.param("javascript:alert(1)", None, id="no javascript"),
        pytest.param("data:text/html,x", None, id="no data"),
        pytest.param("file:///etc/passwd", None, id="no files"),
        pytest.param("/news/1", None, id="no relative link"),
        pytest.param("//lab.example/x", None, id="no link without a scheme"),
        pytest.param("https://openai.com@evil.example/", None, id="no user name"),
        pytest.param("https://lab.example/a b", None, id="no space inside"),
        pytest.param('https://lab.example/"onclick', None, id="no quotation mark"),
        pytest.param("https://lab.example:port/", None, id="no odd port"),
        pytest.param("https://[::1/", None, id="no broken host"),
        pytest.param("https://lab.example/" + "a" * 2100, None, id="no endless link"),
        pytest.param(None, None, id="none is none"),
    ],
)
def test_only_honest_links_are_kept(link: str | None, kept: str | None) -> None:
    """A link is http or https to a host, or it is dropped."""
    assert safe_link(link) == kept


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("http://lab.example/a/", "https://lab.example/a", True, id="http and https, slash at the end"),
        pytest.param("https://lab.example/a?utm_source=rss", "https://lab.example/a", True, id="tracking parameters"),
        pytest.param("https://lab.example/a#comments", "https://lab.example/a", True, id="fragments"),
        pytest.param("https://LAB.example:443/a", "https://lab.example/a", True, id="case and port of the host"),
        pytest.param(
            "https://lab.example/a?id=1", "https://lab.example/a?id=2", False, id="parameters that mean a page"
        ),
        pytest.param(
            "https://lab.example/a?1001", "https://lab.example/a?1002", False, id="bare numbers as parameters"
        ),
        pytest.param("https://lab.example/a", "https://lab.example/b", False, id="another path"),
        pytest.param("https://lab.example:8080/a", "https://lab.example/a", False, id="another port"),
    ],
)
def test_links_to_the_same_page_have_the_same_key(one: str, other: str, same: bool) -> None:
    """The second identity sees through what feeds change about a link."""
    assert (link_key(one) == link_key(other)) is same
    assert link_key(one) is not None


def test_no_link_no_key() -> None:
    """Entries without a link are not the same because of it."""
    assert link_key(None) is None
    assert canonical_link("mailto:a@b.example") is None


A = ("blog", "guid-1", "https://lab.example/a", "Title", "2025-08-05T10:00:00+00:00")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param(
            ("blog", "guid-1", "https://lab.example/b", "New", None), True, id="the same guid is the same entry"
        ),
        pytest.param(("blog", "guid-2", *A[2:]), False, id="another guid is another entry"),
        pytest.param(("press", *A[1:]), False, id="another source is another entry"),
        pytest.param(("blog", None, *A[2:]), False, id="a guid and a link are not mixed up"),
    ],
)
def test_an_entry_is_known_by_its_guid(other: tuple[str, str | None, str | None, str, str | None], same: bool) -> None:
    """Title, link and date may change under a guid."""
    assert (entry_key(*A) == entry_key(*other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(
            ("https://l.example/a?utm_medium=x", "T", None), ("http://l.example/a", "U", "2020"), True, id="link"
        ),
        pytest.param(
            ("https://l.example/log#a", "T", None), ("https://l.example/log#b", "T", None), False, id="fragment"
        ),
        pytest.param((None, "T", "2020"), (None, "T", "2020"), True, id="title and date"),
        pytest.param((None, "T", "2020"), (None, "T", "2021"), False, id="the same title at another date"),
        pytest.param((None, "T", None), (None, "T", None), True, id="title alone"),
        pytest.param((None, "AB", "C"), (None, "A", "BC"), False, id="no joint of texts is ambiguous"),
    ],
)
def test_an_entry_without_a_guid_is_known_by_link_or_title(
    one: tuple[str | None, str, str | None], other: tuple[str | None, str, str | None], same: bool
) -> None:
    """Without a guid the page counts, and only without a page the title with its date."""
    assert (entry_key("blog", None, *one) == entry_key("blog", None, *other)) is same


@pytest.mark.parametrize(
    ("link", "page"),
    [
        pytest.param(
            "http://news.lab.example/a/b-1.html", "https://news.lab.example/a/b-1.html", id="nothing to clean"
        ),
        pytest.param("https://lab.example", "https://lab.example", id="a host alone"),
        pytest.param("https://lab.example//a///b", "https://lab.example/a/b", id="slashes in a row"),
        pytest.param("https://lab.example/../a", "https://lab.example/a", id="a step above the top"),
        pytest.param("https://xn--mnchen-3ya.example/a", "https://münchen.example/a", id="a host in its coded form"),
    ],
)
def test_the_page_behind_a_link(link: str, page: str) -> None:
    """A link without anything to clean takes a short way, which says the same as the long one."""
    assert canonical_link(link) == page
