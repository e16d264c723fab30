"""Pull requests of a GitHub repository, by its feed of commits and by REST."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.pollers.fakes import FakeNet, Watch
from tests.samples import source
from tracker.errors import ParseError
from tracker.pollers.github import GithubPoller
from tracker.pollers.github_pulls import LISTED, READ, parse_pulls

ATOM = "https://github.com/lab/engine/commits.atom"
REST = "https://api.github.com/repos/lab/engine/pulls?state=all&sort=created&direction=desc&per_page=30"
PULLS = source("engine-pulls", "github", repository="lab/engine", watch="pulls")
EARLY, LATE = "2025-08-05T10:00:00Z", "2025-08-05T17:05:00Z"
SHA = "6d97f8b4582414b6ce69467656824690057d4793"


def commit(title: str, message: str | None = None, sha: str = SHA, at: str = LATE) -> str:
    """An entry of commits.atom."""
    return (
        f"<entry><id>tag:github.com,2008:Grit::Commit/{sha}</id><title>\n  {title}\n</title>"
        f"<link type='text/html' rel='alternate' href='https://github.com/lab/engine/commit/{sha}'/>"
        f"<updated>{at}</updated><content type='html'>&lt;pre>{message or title}&lt;/pre></content></entry>"
    )


def atom(*entries: str) -> bytes:
    """A commits.atom."""
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>C</title><id>x</id>{''.join(entries)}</feed>".encode()


def pull(number: int, title: str = "Add Fjord2 model", **values: Any) -> dict[str, Any]:
    """A row of the REST interface."""
    link = f"https://github.com/lab/engine/pull/{number}"
    return {"number": number, "title": title, "body": "It is new.", "html_url": link, "created_at": LATE} | values


def test_without_a_token_the_commits_are_read(watch: Callable[..., Watch], net: FakeNet, now: datetime) -> None:
    """One request: first contact is history, a new commit is news as the pull request that it merged."""
    engine = watch(GithubPoller, PULLS)
    net.answers[ATOM] = (atom(commit("Fix it (#6)", at=EARLY)), {"etag": "1"})
    first = engine.poll(now)
    new = commit("Add Fjord2 model (#7)", "Add Fjord2 model (#7)\n\n* weights soon", sha="a" * 40)
    net.answers[ATOM] = (atom(new, commit("Fix it (#6)", at=EARLY)), {"etag": "2"})
    second = engine.poll(now + timedelta(minutes=15))

    assert [one.baseline for one in first.observations] == [True]
    assert [one.baseline for one in second.observations] == [False, True]
    seen = second.observations[0]
    assert (seen.type, seen.title, seen.text) == ("github", "Add Fjord2 model", "* weights soon")
    assert seen.url == "https://github.com/lab/engine/pull/7"
    assert net.asked == [ATOM, ATOM]
    assert net.headers[1] == {"if-none-match": "1"}


def test_both_ways_give_the_same_keys(watch: Callable[..., Watch], net: FakeNet, now: datetime) -> None:
    """A token that comes or goes makes no pull request new, and costs no second request."""
    net.answers |= {ATOM: atom(commit("Add Fjord2 model (#7)")), REST: [pull(7)]}
    by_atom = watch(GithubPoller, PULLS).poll(now)
    by_rest = watch(GithubPoller, PULLS, github_token="secret").poll(now)

    assert [one.key for one in by_atom.observations] == [one.key for one in by_rest.observations]
    assert [one.title for one in by_atom.observations] == [one.title for one in by_rest.observations]
    assert net.asked == [ATOM, REST]


def test_a_token_that_comes_makes_nothing_old_new(watch: Callable[..., Watch], net: FakeNet, now: datetime) -> None:
    """What was opened before the first contact is history by whichever way it is seen."""
    engine = watch(GithubPoller, PULLS, github_token="secret")
    engine.memory |= {"since": "2025-08-05T17:00:00Z", "way": "atom", "etag": "atom's"}
    net.answers[REST] = [pull(7), pull(6, created_at=EARLY)]
    found = engine.poll(now + timedelta(minutes=10))

    assert [one.baseline for one in found.observations] == [False, True]
    assert "if-none-match" not in net.headers[0]


def test_nothing_new_costs_nothing(watch: Callable[..., Watch], net: FakeNet, now: datetime) -> None:
    """A 304 and the same body again are unchanged."""
    engine = watch(GithubPoller, PULLS, github_token="secret")
    net.answers[REST] = (json.dumps([pull(7)]).encode(), {"etag": "1"})
    engine.poll(now)
    again = engine.poll(now + timedelta(minutes=15))
    net.answers[REST] = (b"", {}, 304)
    third = engine.poll(now + timedelta(minutes=30))

    assert (again.unchanged, again.observations, third.unchanged) == (True, (), True)
    assert net.headers[2]["if-none-match"] == "1"


@pytest.mark.parametrize(
    ("entry", "title", "link"),
    [
        pytest.param(commit("Tidy up"), "Tidy up", f"https://github.com/lab/engine/commit/{SHA}", id="none named"),
        pytest.param(
            commit("Add a very long title that the feed…", "Add a very long title that the feed cuts (#8)\n\nmore"),
            "Add a very long title that the feed cuts",
            "https://github.com/lab/engine/pull/8",
            id="a title that was cut",
        ),
        pytest.param(
            commit("Revert &quot;Add Fjord2 (#8)&quot; (#9)"),
            'Revert "Add Fjord2 (#8)"',
            "https://github.com/lab/engine/pull/9",
            id="a pull request that takes another back",
        ),
    ],
)
def test_commits_are_read_as_what_they_merged(
    watch: Callable[..., Watch], net: FakeNet, now: datetime, entry: str, title: str, link: str
) -> None:
    """The number of the pull request stands in the title, or in the message where the title was cut."""
    net.answers[ATOM] = atom(entry)
    (seen,) = watch(GithubPoller, PULLS).poll(now).observations

    assert (seen.title, seen.url) == (title, link)


def test_strangers_texts_are_harmless(now: datetime) -> None:
    """Markup and controls are gone, length and number are bounded, a link that is none is dropped."""
    rude = pull(1, title="Add <b>Fjord2</b>\x1b[31m\u202e " + "x" * 900, body="<script>a</script>" + "y" * 9000)
    (row, *others) = parse_pulls(
        json.dumps([rude | {"html_url": "javascript:alert(1)"}, *(pull(n) for n in range(2, 99))]).encode(),
        now=now.isoformat(),
    )

    assert row["title"].startswith("Add Fjord2 [31m x")
    assert (len(row["title"]), len(row["text"]), row["link"]) == (500, READ, None)
    assert len(others) == LISTED - 1


@pytest.mark.parametrize(
    "row",
    [7, pull(0), pull(True), pull(1, title=None), pull(1, title=" \x00"), {}],
    ids=["a number", "number zero", "a number that is true", "no title", "an empty title", "nothing"],
)
def test_odd_rows_are_left_out(row: Any, now: datetime) -> None:
    """A row without number or title is none; the others are read."""
    found = parse_pulls(json.dumps([row, pull(3, body=5, created_at="soon")]).encode(), now=now.isoformat())

    assert [(one["key"], one["text"], one["published"]) for one in found] == [("pull/3", "", None)]


@pytest.mark.parametrize("data", [b"{}", b"[", b"[" * 200_000], ids=["an object", "half", "a tower of lists"])
def test_what_is_no_list_is_named(watch: Callable[..., Watch], net: FakeNet, now: datetime, data: bytes) -> None:
    """The trouble names the source."""
    net.answers[REST] = (data, {})
    with pytest.raises(ParseError, match="engine-pulls: "):
        watch(GithubPoller, PULLS, github_token="secret").poll(now)


def test_a_recorded_feed_of_commits(watch: Callable[..., Watch], net: FakeNet, now: datetime, shared: Any) -> None:
    """A real commits.atom is read whole: each commit once, with its own page."""
    net.answers[ATOM] = (shared / "recorded/github/miniflux-v2-commits-main-2024-03-12.atom").read_bytes()
    found = watch(GithubPoller, PULLS).poll(now)

    assert len({one.key for one in found.observations}) == len(found.observations) == 20
    assert all("/commit/" in (one.url or "") or "/pull/" in (one.url or "") for one in found.observations)
    assert found.observations[0].title == "Parse podcast categories"
