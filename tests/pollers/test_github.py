"""GitHub releases, by Atom and by REST."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.pollers.fakes import FakeNet, Watch
from tests.samples import source
from tracker.errors import BadStatus, FetchError, ParseError
from tracker.pollers.github import GithubPoller, tag_of
from tracker.pollers.github_rows import parse_releases

ATOM = "https://github.com/lab/engine/releases.atom"
REST = "https://api.github.com/repos/lab/engine/releases?per_page=100"
WATCHED = source("github-engine", "github", repository="lab/engine")


def atom(*tags: str) -> bytes:
    """A releases.atom."""
    entries = "".join(
        f"<entry><id>tag:github.com,2008:Repository/7/{tag}</id><title>Engine {tag}</title>"
        f"<link rel='alternate' href='https://github.com/lab/engine/releases/tag/{tag}'/>"
        f"<updated>2025-08-05T10:00:00Z</updated><content type='html'>&lt;p>Supports Fjord.&lt;/p></content></entry>"
        for tag in tags
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Releases</title><id>x</id>{entries}</feed>".encode()


def release(tag: str, **values: Any) -> dict[str, Any]:
    """A row of the REST interface."""
    filled = {
        "tag_name": tag,
        "name": f"Engine {tag}",
        "body": "Supports <b>Fjord</b>.",
        "draft": False,
        "html_url": f"https://github.com/lab/engine/releases/tag/{tag}",
        "published_at": "2025-08-05T10:00:00Z",
    }
    return filled | values


def test_releases_of_a_feed(watch: Callable[..., Watch], net: FakeNet, now: datetime) -> None:
    """Without a token the Atom feed is read; first contact is history, a new tag is news."""
    engine = watch(GithubPoller, WATCHED)
    net.answers[ATOM] = (atom("v1"), {"etag": "1"})
    first = engine.poll(now)
    net.answers[ATOM] = (atom("v2", "v1"), {"etag": "2"})
    second = engine.poll(now + timedelta(minutes=5))

    assert [one.baseline for one in first.observations] == [True]
    new = second.observations[0]
    assert (new.type, new.title, new.text, new.baseline) == (
        "github",
        "lab/engine v2: Engine v2",
        "Supports Fjord.",
        False,
    )
    assert new.url == "https://github.com/lab/engine/releases/tag/v2"
    assert new.published_at == datetime(2025, 8, 5, 10, tzinfo=UTC)
    assert net.headers[1] == {"if-none-match": "1"}
    assert net.tokens == [None, None]


def test_both_ways_give_the_same_keys(watch: Callable[..., Watch], net: FakeNet, now: datetime) -> None:
    """A token that comes or goes makes no release new."""
    net.answers |= {ATOM: atom("v1", "b1/2"), REST: [release("v1"), release("b1/2")]}
    by_atom = watch(GithubPoller, WATCHED).poll(now)
    by_rest = watch(GithubPoller, WATCHED, github_token="secret").poll(now)

    assert [one.key for one in by_atom.observations] == [one.key for one in by_rest.observations]
    assert [one.title for one in by_atom.observations] == [one.title for one in by_rest.observations]


def test_with_a_token_the_rest_interface_is_asked(watch: Callable[..., Watch], net: FakeNet, now: datetime) -> None:
    """It gets the token and its version; a 304 changes nothing; a validator of one way is not sent on the other."""
    engine = watch(GithubPoller, WATCHED, github_token="secret")
    engine.memory |= {
        "since": "2025-08-01T00:00:00Z",
        "full_at": "2025-08-05T16:00:00Z",
        "etag": "atom's",
        "way": "atom",
    }
    net.answers[REST] = (json.dumps([release("v1"), release("v2", draft=True)]).encode(), {"etag": "1"})
    found = engine.poll(now)
    net.answers[REST] = (b"", {}, 304)
    again = engine.poll(now + timedelta(minutes=5))

    assert [one.title for one in found.observations] == ["lab/engine v1: Engine v1"]
    assert again.unchanged
    assert net.asked == [REST, REST.removesuffix("/releases?per_page=100"), REST]
    assert net.tokens == ["secret"] * 3
    assert net.headers[0] == {"accept": "application/vnd.github+json", "x-github-api-version": "2022-11-28"}
    assert net.headers[2]["if-none-match"] == "1"


def test_an_exhausted_limit_names_the_time(watch: Callable[..., Watch], net: FakeNet, now: datetime) -> None:
    """The time that the network read from GitHub's headers reaches the step."""
    at = now + timedelta(minutes=40)
    net.answers[ATOM] = BadStatus("github.com: 403", status=403, retry_at=at)
    with pytest.raises(FetchError) as caught:
        watch(GithubPoller, WATCHED).poll(now)

    assert caught.value.retry_at == at


def test_a_repository_without_releases_is_well(watch: Callable[..., Watch], net: FakeNet, now: datetime) -> None:
    """No releases yet is no trouble, and the first one is news."""
    engine = watch(GithubPoller, WATCHED)
    net.answers[ATOM] = atom()
    assert engine.poll(now).trouble is None
    net.answers[ATOM] = atom("v1")

    assert [one.baseline for one in engine.poll(now + timedelta(minutes=5)).observations] == [False]


@pytest.mark.parametrize(
    "data", [b"{}", b"[", b"<html>", b"[" * 200_000], ids=["an object", "half", "HTML", "a tower of lists"]
)
def test_what_is_no_list_of_releases_is_named(
    watch: Callable[..., Watch], net: FakeNet, now: datetime, data: bytes
) -> None:
    """The trouble names the source."""
    net.answers[REST] = (data, {})
    with pytest.raises(ParseError, match="github-engine: "):
        watch(GithubPoller, WATCHED, github_token="secret").poll(now)


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        pytest.param(release("v1", name=None, body=None, html_url=5, published_at=7), True, id="only a tag"),
        pytest.param(release("v1", published_at="soon", created_at="2025-08-05T10:00:00Z"), True, id="an odd date"),
        pytest.param(release("v1", draft=True), False, id="a draft"),
        pytest.param(release("v1", tag_name=None), False, id="no tag"),
        pytest.param(release("v1", tag_name=" \x00"), False, id="an empty tag"),
        pytest.param(7, False, id="a number"),
    ],
)
def test_odd_rows_are_read_as_far_as_they_go(row: Any, kept: bool, now: datetime) -> None:
    """A row with a tag is a release, whatever else is wrong with it."""
    assert [one["tag"] for one in parse_releases(json.dumps([row]).encode(), now=now.isoformat())] == ["v1"] * kept


@pytest.mark.parametrize(
    ("entry_id", "link", "tag"),
    [
        pytest.param(None, "https://github.com/o/r/releases/tag/v1.0%2Bcu", "v1.0+cu", id="from the link"),
        pytest.param("tag:github.com,2008:Repository/1/a/b", None, "a/b", id="from the id"),
        pytest.param("x", "https://example.org", None, id="from neither"),
    ],
)
def test_the_tag_is_found(entry_id: str | None, link: str | None, tag: str | None) -> None:
    """Atom entries name their tag in the link and in the id."""
    assert tag_of(entry_id, link) == tag
