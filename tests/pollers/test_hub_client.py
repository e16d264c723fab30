"""Listings with their pages, whatever the Hub or someone in between does to them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tests.pollers.fakes import HUB, FakeHub, FakeNet, row
from tracker.errors import BadStatus, FetchError, TooLarge
from tracker.pollers import Tools
from tracker.pollers.hub_client import MAX_PAGES, HubClient, Listing, error_code, origin


@pytest.fixture
def client(make_tools: Callable[..., Tools], hub: FakeHub) -> HubClient:
    """A client of a Hub of seven repos, two on a page."""
    hub.size = 2
    for n in range(5):
        hub.add(f"lab/{n}")
    return HubClient(make_tools(hub_token="hf_secret"))


def listing(client: HubClient, now: datetime) -> Listing:
    """All pages."""

    async def ask() -> Listing:
        return await client.all_pages(await client.first_page("lab", now), "lab", now)

    return asyncio.run(ask())


def page(rows: list[Any], link: str | None) -> Any:
    """A page with a next link."""
    return rows, {"link": f'<{link}>; rel="next"'} if link else {}


def test_all_pages_are_read(client: HubClient, now: datetime) -> None:
    """The links are followed as they are, to the end."""
    found = listing(client, now)

    assert (len(found.rows), found.whole, found.trouble) == (7, True, None)


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        pytest.param((b"", {}, 500), "page 2: hub: 500", id="fails"),
        pytest.param((b"<html>", {}), "page 2: .* no JSON", id="is HTML"),
        pytest.param(FetchError("hub: silence"), "page 2: hub: silence", id="does not come"),
        pytest.param([], "page 2 is empty", id="is empty"),
        pytest.param(
            page([row("lab/one"), row("lab/two")], None), "page 2 repeats what was read", id="repeats the first"
        ),
        pytest.param(
            page([row("lab/0")], f"{HUB}/api/models?author=lab&limit=2&page=2&expand=sha"), "page 3 ", id="names itself"
        ),
        pytest.param(
            page([row("lab/0")], "http://127.0.0.1:2/api/models?page=3"), "page 3 is on another host", id="leads away"
        ),
        pytest.param(
            page([row("lab/0")], "https://127.0.0.1:1/"), "page 3 is on another host", id="leads to another scheme"
        ),
        pytest.param(([row("lab/0")], {"link": "next please"}), "cannot be read", id="has a broken link"),
    ],
)
def test_a_bad_page_ends_the_listing(
    client: HubClient, hub: FakeHub, net: FakeNet, now: datetime, answer: Any, trouble: str
) -> None:
    """Its trouble is named, what was read counts, and no other host is asked."""
    hub.other["/api/models#2"] = answer
    found = listing(client, now)

    assert not found.whole
    assert re.search(trouble, str(found.trouble))
    assert {"lab/one", "lab/two"} <= {one["id"] for one in found.rows}
    assert all(url.startswith(f"{HUB}/") for url in net.asked)


def test_pages_that_go_round_in_a_circle_end(client: HubClient, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """A page whose link leads to itself is read once, even where it shows something else each time."""
    count = iter(range(10_000))
    link = f"{HUB}/api/models?author=lab&limit=2&page=2&expand=sha"
    hub.other["/api/models"] = page([row("lab/one")], link)
    hub.other["/api/models#2"] = lambda url: page([row(f"lab/x-{next(count)}")], link)
    found = listing(client, now)

    assert (found.whole, len(net.asked)) == (False, 2)
    assert "round in a circle" in str(found.trouble)


def test_endless_pages_end(client: HubClient, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """A Hub that always has another page is left at fifty."""
    count = iter(range(10_000))
    hub.other["/api/models"] = lambda url: page([row(f"lab/{(n := next(count))}")], f"{HUB}/api/models?cursor={n}")
    found = listing(client, now)

    assert (found.whole, found.trouble) == (False, f"more than {MAX_PAGES} pages")
    assert len(net.asked) == MAX_PAGES


@pytest.mark.parametrize(("models", "whole"), [(2, True), (3, False), (None, False)])
def test_an_empty_last_page_is_believed_where_the_number_is_right(
    client: HubClient, hub: FakeHub, now: datetime, models: int | None, whole: bool
) -> None:
    """A full last page may be followed by an empty one; the organization's own page knows."""
    hub.other |= {"/api/models#2": [], "/api/organizations/lab/overview": {"numModels": models}}

    assert listing(client, now).whole is whole


@pytest.mark.parametrize(
    ("headers", "tight"),
    [
        pytest.param({"ratelimit": '"api";r=199;t=60', "ratelimit-policy": '"x";q=500;w=300'}, True, id="under 40 %"),
        pytest.param({"ratelimit": '"api";r=200;t=60', "ratelimit-policy": '"x";q=500;w=300'}, False, id="40 %"),
        pytest.param({"ratelimit": '"api";r=1;t=60'}, False, id="no quota named"),
        pytest.param({"ratelimit": "soon"}, False, id="nonsense"),
        pytest.param({}, False, id="no header"),
    ],
)
def test_the_limit_is_watched(
    client: HubClient, hub: FakeHub, now: datetime, headers: dict[str, str], tight: bool
) -> None:
    """Until the window ends, and from errors too."""
    hub.other["/api/models"] = (b"", headers, 503)
    with pytest.raises(BadStatus):
        listing(client, now)

    assert client.tight(now) is tight
    assert not client.tight(now.replace(minute=1))


def test_files_have_a_limit_of_their_own(client: HubClient, hub: FakeHub, now: datetime) -> None:
    """The Hub counts them apart, and plenty left for listings does not hide that little is left for files."""
    policy = {"ratelimit-policy": '"fixed window";"resolvers";q=5000;w=300'}
    hub.other["/lab/one/resolve/" + "a" * 40 + "/README.md"] = (b"", policy | {"ratelimit": '"resolvers";r=9;t=60'})
    hub.headers = {"ratelimit": '"api";r=499;t=60', "ratelimit-policy": '"fixed window";"api";q=500;w=300'}
    asyncio.run(client.text("lab/one", "a" * 40, "README.md", now))
    listing(client, now)

    assert client.tight(now)
    assert not client.tight(now.replace(minute=1))


@pytest.mark.parametrize(
    ("answer", "title"),
    [
        pytest.param(
            [{"id": "b" * 40, "title": "Upload"}, {"id": "a" * 40, "title": "First\n"}], "First", id="an older one"
        ),
        pytest.param([{"id": "b" * 40, "title": "Upload"}], "", id="it is not among the newest"),
        pytest.param([None, 7, {"id": "a" * 40, "title": ["x"]}], "", id="rows that are none"),
        pytest.param([{"id": "a" * 40, "title": "x" * 900}], "x" * 200, id="a long one is cut"),
        pytest.param({"error": "x"}, "", id="no list"),
        pytest.param((b"", {}, 404), "", id="refused"),
        pytest.param(FetchError("hub: silence"), "", id="silence"),
    ],
)
def test_the_title_of_a_commit(client: HubClient, hub: FakeHub, now: datetime, answer: Any, title: str) -> None:
    """By its id alone; what fails is no trouble."""
    hub.other["/api/models/lab/one/commits/main"] = answer

    assert asyncio.run(client.commit_title("lab/one", "a" * 40, now)) == title


def test_only_small_texts_can_be_asked_for(client: HubClient, net: FakeNet, now: datetime) -> None:
    """There is no way to ask for weights."""
    with pytest.raises(ValueError, match=r"model\.safetensors is never downloaded"):
        asyncio.run(client.text("lab/one", "a" * 40, "model.safetensors", now))

    assert net.asked == []


def test_a_text_that_is_too_large_is_none_for_us(client: HubClient, hub: FakeHub, now: datetime) -> None:
    """A card as large as a book is not asked for again and again."""
    hub.other["/lab/one/resolve/" + "a" * 40 + "/README.md"] = TooLarge("hub: the body is over 2000000 bytes")

    assert asyncio.run(client.text("lab/one", "a" * 40, "README.md", now)) is None


@pytest.mark.parametrize(
    ("status", "headers", "body", "code"),
    [
        pytest.param(404, {"x-error-code": "RepoNotFound"}, b"", "missing", id="missing with a token"),
        pytest.param(401, {"x-error-code": "RepoNotFound"}, b"", "missing", id="missing without one"),
        pytest.param(404, {}, b"", "", id="a bare 404"),
        pytest.param(404, {"x-error-code": "RevisionNotFound"}, b"", "", id="a missing commit"),
        pytest.param(404, {"x-error-code": "EntryNotFound"}, b"", "", id="a missing file"),
        pytest.param(401, {"x-error-message": "Invalid credentials"}, b"", "", id="a wrong token"),
        pytest.param(403, {"x-error-message": "Access to this resource is disabled."}, b"", "disabled", id="disabled"),
        pytest.param(
            403, {}, b'{"error":"Access to this resource is disabled."}', "disabled", id="disabled in the body"
        ),
        pytest.param(403, {"x-error-code": "GatedRepo"}, b"", "gated", id="gated"),
        pytest.param(403, {}, b"", "", id="a bare 403"),
        pytest.param(500, {"x-error-code": "RepoNotFound"}, b"", "", id="a broken server"),
    ],
)
def test_refusals_are_told_apart(status: int, headers: dict[str, str], body: bytes, code: str) -> None:
    """Only what the Hub says in so many words counts."""
    assert error_code(BadStatus("x", status=status, headers=headers, body=body)) == code


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("http://127.0.0.1:1/x", True),
        ("http://127.0.0.1:1", True),
        ("https://127.0.0.1:1/x", False),
        ("http://127.0.0.1/x", False),
        ("http://user@127.0.0.1:1/x", False),
        ("http://127.0.0.1:1.evil.example/x", False),
        ("//127.0.0.1:1/x", False),
        ("http://[", False),
        ("/x", False),
    ],
)
def test_origins_are_scheme_host_and_port(url: str, same: bool) -> None:
    """The token's origin is exactly one."""
    assert (origin(url) == origin(HUB)) is same
