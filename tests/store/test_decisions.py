"""Decisions: where everything belongs after them, whatever their order, now and as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from tests.samples import NOW, repo
from tracker.domain import Decision, Event, EventKind, Fact, Finding, Observation
from tracker.store import Store, decisions, events, messages, observations, releases, summaries
from tracker.store.decisions import after

DAY = timedelta(days=1)


def merge(part: str, into: str) -> Decision:
    """`part` is part of `into`."""
    return Decision("merge", part, NOW, to=into)


def split(whole: str, uid: str, to: str) -> Decision:
    """The repo `uid` is taken out of `whole`."""
    return Decision("split", whole, NOW, to=to, repo=uid)


def undo(part: str) -> Decision:
    """`part` is one of its own again."""
    return Decision("split", part, NOW, to=part)


@pytest.mark.parametrize(
    ("made", "roots"),
    [
        ([], "a b c d"),
        ([merge("b", "a")], "a a c d"),
        ([merge("b", "a"), merge("c", "b"), merge("a", "d")], "d d d d"),
        ([merge("b", "a"), merge("c", "b"), undo("b")], "a b b d"),
        ([merge("b", "a"), undo("b"), merge("b", "c")], "a c c d"),
        ([merge("b", "a"), merge("a", "b")], "a a c d"),
        ([merge("a", "a")], "a b c d"),
        ([undo("a"), Decision("retract", "b", NOW)], "a b c d"),
    ],
    ids=[
        "nothing decided, nothing moved",
        "one is part of another",
        "all are part of the last",
        "an undone merge takes along what was merged into it",
        "undone and merged elsewhere",
        "a circle stays open",
        "none is part of itself",
        "undoing nothing and retracting move nothing",
    ],
)
def test_roots(made: Sequence[Decision], roots: str) -> None:
    """After the decisions each release is part of this one."""
    homes = after(made)
    assert " ".join(homes.root(one) for one in "abcd") == roots
    assert {member for one in "abcd" for member in homes.members(homes.root(one))} == set("abcd")


@pytest.mark.parametrize(
    ("made", "homes", "lie"),
    [
        ([split("a", "u", "n")], "n a b", {"a", "n"}),
        ([merge("b", "a"), split("a", "u", "n")], "n a b", {"a", "b", "n"}),
        ([split("a", "u", "n"), merge("n", "b"), split("b", "u", "m")], "m a b", None),
        ([split("a", "u", "n"), merge("a", "b")], "n a b", {"a", "n"}),
    ],
    ids=["split off", "split off a merged one", "split off, merged elsewhere, split off there", "the rest was merged"],
)
def test_homes_of_repos(made: Sequence[Decision], homes: str, lie: set[str] | None) -> None:
    """A row about a repo belongs to what was split off for it last, wherever it was written; others stay."""
    found = after(made)
    assert " ".join([found.home("a", "u"), found.home("a", "other"), found.home("b", None)]) == homes
    if lie is not None:
        assert found.lie(["n"]) == lie


@pytest.fixture
def written(store: Store, now: datetime) -> Store:
    """Releases a and b with a repo each, and one more in a; of each a fact, an event, an observation, a summary."""
    with store.write() as c:
        for number, (id_, uid) in enumerate((("a", "ua"), ("b", "ub"), ("a", "u_c")), start=1):
            releases.create(c, id_, now, baseline=id_ == "a")
            releases.add_keys(c, id_, [f"repo:o/{uid}"])
            releases.link_repo(c, id_, repo(f"o/{uid}", uid=uid), "official", now)
            fact = Fact("license", uid, "metadata", 100, subject=f"o/{uid}", source="hub", learned_at=now)
            releases.add_facts(c, id_, [fact], uid)
            event = Event(EventKind.WEIGHTS, now, now, f"weights/{uid}")
            (event_id,) = releases.add_events(c, id_, [event], uid)
            summaries.save(c, event_id, id_, "en", f"{uid} is out.", "facts", now)
            observations.add(c, [Observation("hub", f"{uid}:1", "repo", now, f"o/{uid}")])
            observations.examined(c, number, Finding("en", True, "release", 1.0), id_, now)
    return store


def parts(store: Store, id_: str, as_of: datetime | None = None) -> tuple[str, ...]:
    """What a dossier has: its id, and of which repos."""
    with store.read() as c:
        (found,) = releases.dossiers(c, [id_], as_of)
        assert found in releases.dossiers(c, None, as_of)
    kept = {linked.repo.uid for linked in found.repos}
    assert {fact.value for fact in found.facts} == kept
    assert {event.key.removeprefix("weights/") for event in found.events} == kept
    assert {one.title.removeprefix("o/") for one in found.evidence} == kept
    assert {text.split()[0] for text in found.summaries.values()} <= kept
    return (found.id, *sorted(kept))


def test_dossiers_follow_the_decisions(written: Store, now: datetime) -> None:
    """Merged, undone, split: each part of a dossier goes along, and as of a day before it has not."""
    with written.write() as c:
        decisions.add(c, Decision("merge", "b", now + DAY, to="a", why="one"))
        releases.create(c, "n", now + 2 * DAY, baseline=True)
        decisions.add(c, Decision("split", "a", now + 2 * DAY, to="n", repo="u_c"))
        decisions.add(c, Decision("split", "b", now + 3 * DAY, to="b"))
    assert [parts(written, one, now) for one in "ab"] == [("a", "u_c", "ua"), ("b", "ub")]
    assert [parts(written, one, now + DAY) for one in "ab"] == [("a", "u_c", "ua", "ub")] * 2
    assert [parts(written, one, now + 2 * DAY) for one in "abn"] == [("a", "ua", "ub")] * 2 + [("n", "u_c")]
    assert [parts(written, one) for one in "abn"] == [("a", "ua"), ("b", "ub"), ("n", "u_c")]


def test_a_merged_dossier_says_so(written: Store, now: datetime) -> None:
    """It names what is part of it and what was decided, and is history of a first contact only where both are."""
    with written.write() as c:
        decisions.add(c, Decision("merge", "b", now + DAY, to="a", why="one"))
    with written.read() as c:
        (found,) = releases.dossiers(c, ["b"])
        (before,) = releases.dossiers(c, ["a"], now)
    assert (found.id, found.merged, found.baseline, found.keys[0]) == ("a", ("b",), False, "repo:o/u_c")
    assert found.decisions == (Decision("merge", "b", now + DAY, to="a", why="one", id=1),)
    assert (before.merged, before.decisions, before.baseline) == ((), (), True)


def test_candidates_are_what_things_are_part_of_now(written: Store, now: datetime) -> None:
    """By key or repo the merged one leads to the whole, a repo that was split off to its own release."""
    with written.write() as c:
        decisions.add(c, Decision("merge", "b", now, to="a"))
        releases.create(c, "n", now, baseline=True)
        decisions.add(c, Decision("split", "a", now, to="n", repo="u_c"))
        releases.move_keys(c, ["a", "b"], "n", ["repo:o/u_c"])
        assert releases.candidates(c, ["repo:o/ub"], []) == ["a"]
        assert releases.candidates(c, ["repo:o/u_c"], []) == ["n"]
        assert releases.candidates(c, [], ["ua", "ub"]) == ["a"]
        assert releases.candidates(c, [], ["u_c"]) == ["n"]
        assert [releases.home(c, "a", uid) for uid in ("ua", "ub", "new")] == ["a", "b", "a"]
        assert releases.home(c, "n", "u_c") == "n"


def test_a_repo_stays_where_it_was_first_seen(written: Store, now: datetime) -> None:
    """Linked again for another release, its state is new and its place the old one: history must not move."""
    with written.write() as c:
        releases.link_repo(c, "b", repo("o/new", uid="ua"), "official", now + DAY)
    assert parts(written, "a")[1:] == ("u_c", "ua")


def test_events_name_their_home(written: Store, now: datetime) -> None:
    """To be told and in letters, an event is the one's that it was seen of, or that was split off."""
    with written.write() as c:
        decisions.add(c, Decision("merge", "b", now, to="a"))
        releases.create(c, "n", now, baseline=True)
        decisions.add(c, Decision("split", "a", now, to="n", repo="u_c"))
        fresh = events.announceable(c, "team", now, now)
        assert [one.release for one in fresh] == ["a", "b", "n"]
        assert [one.release for one in events.between(c, now - DAY, now)] == ["a", "b", "n"]
        assert [events.get(c, one.id or 0) for one in fresh] == fresh
        assert events.get(c, 99) is None
        assert [one[1] for one in summaries.missing(c, ["de"], now, 9)] == ["a", "b", "n"]


def test_what_a_person_did_is_neither_latest_nor_summed_up(written: Store, now: datetime) -> None:
    """The start note names no release that was called none, and what was decided has its own words."""
    said = Event(EventKind.RETRACTED, now + DAY, now + DAY, "retracted", "a test", source="operator")
    with written.write() as c:
        releases.add_events(c, "b", [said])
        latest = events.latest(c)
        assert latest
        assert latest.release == "a"
        assert [event_id for event_id, _, _ in summaries.missing(c, ["de"], now, 9)] == [1, 2, 3]


def test_a_merge_ends_a_retraction(written: Store, now: datetime) -> None:
    """What was called no release and is part of one since lives on in that one."""
    said = Event(EventKind.RETRACTED, now, now, "retracted", "a test", source="operator")
    with written.write() as c:
        releases.add_events(c, "b", [said])
        decisions.add(c, Decision("merge", "b", now + DAY, to="a"))
        kinds = [
            [event.kind.value for event in releases.dossiers(c, ["b"], moment)[0].events] for moment in (now, None)
        ]
    assert kinds == [["weights", "retracted"], ["weights", "weights", "weights"]]


def test_the_root_of_the_first_that_has_one(store: Store, now: datetime) -> None:
    """Of merged releases the whole's living message counts before that of a part."""
    with store.write() as c:
        for id_ in "ab":
            releases.create(c, id_, now, False)
            messages.add(c, id_, "team", "alert", now, release_id=id_)
        messages.sent(c, 2, {"ts": "b"}, now, "root")
        assert messages.root(c, "team", ["a", "b"]) == {"ts": "b"}
        messages.sent(c, 1, {"ts": "a"}, now, "root")
        assert messages.root(c, "team", ["a", "b"]) == {"ts": "a"}
        assert messages.root(c, "team", ["b", "a"]) == {"ts": "b"}
        assert [one.key for one in messages.of_releases(c, ["b", "a"])] == ["a", "b"]
