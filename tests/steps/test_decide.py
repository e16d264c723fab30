"""What a person decides about releases: history before it stays, and nothing that is seen later undoes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.samples import NOW, observation, repo
from tests.steps.lives import ALPHA, BETA, BIG, COPY, MINUTE, SMALL, Life, begun
from tracker import history, steps
from tracker.domain import EventKind, Repo, Stage
from tracker.store import Store


@pytest.fixture(name="life")
def _life(store: Store) -> Life:
    """A tracker to which nothing has happened yet."""
    return begun(store)


def test_a_merge_makes_one_record(life: Life) -> None:
    """Everything of both is in one record, found by any name and id; as of before the merge there were two."""
    life.see(ALPHA)
    life.see(BETA)
    before, then = life.rows(), life.now
    alpha, beta = life.one("Alpha"), life.one("Beta")
    life.merge("Alpha", "Beta")

    whole = life.one("Alpha")
    assert whole.title == "OpenAI Alpha"
    assert [one["id"] for one in life.rows()] == [alpha.id]
    assert {life.one(name).id for name in (alpha.id, beta.id, "Beta", "openai/Beta-9B", "Alpha")} == {alpha.id}
    assert (whole.merged, {one.repo.id for one in whole.repos}) == ((beta.id,), {ALPHA.id, BETA.id})
    assert {fact.subject for fact in whole.facts if fact.name == "license"} == {ALPHA.id, BETA.id}
    assert [(one.kind, one.release, one.to, one.why) for one in whole.decisions] == [
        ("merge", beta.id, alpha.id, "the same")
    ]
    assert life.rows(then) == before
    assert life.one("Beta", then).id == beta.id


def test_what_is_seen_later_belongs_to_the_whole(life: Life) -> None:
    """After a merge a change of either repo, and a text about either, is told once, of the one release."""
    life.see(ALPHA)
    life.see(BETA)
    life.merge("Alpha", "Beta")
    life.tell()
    life.see(replace(BETA, license="cc-by-nc-4.0"))
    text = observation(key="again", title="OpenAI updates Beta", text="The open weights of Beta were updated.")
    life.see(texts=[text])

    assert len(life.rows()) == 1
    kinds = [(event.kind.value, event.release) for event in life.one("Alpha").events]
    assert kinds.count(("relicensed", life.one("Alpha").merged[0])) == 1
    assert len([one for one in life.one("Alpha").evidence if one.title == "openai/Beta-9B"]) == 2


def test_an_undone_merge_gives_each_its_own(life: Life) -> None:
    """Split again, each has its repos and all that was seen of them, also during the merge; as of that, one."""
    life.see(ALPHA)
    life.see(BETA)
    life.merge("Alpha", "Beta")
    part = life.one("Alpha").merged[0]
    life.see(replace(BETA, license="cc-by-nc-4.0"))
    during, then = life.rows(), life.now
    life.now += MINUTE
    steps.undo_merge(life.store, life.one("Alpha"), part, "", life.now)
    life.see(ALPHA, replace(BETA, license="cc-by-nc-4.0", gated="manual"))

    alpha, beta = life.one("Alpha"), life.one("Beta")
    assert (beta.id, beta.chosen["license"].value["id"], beta.chosen["gated"].value) == (part, "cc-by-nc-4.0", "manual")
    assert {event.kind.value for event in beta.events} == {"weights", "merged", "split", "relicensed", "gated"}
    assert ([one.repo.id for one in alpha.repos], alpha.chosen["license"].value["id"]) == ([ALPHA.id], "apache-2.0")
    assert [event.kind.value for event in alpha.events] == ["weights"]
    assert life.rows(then) == during


def test_merges_follow_one_another(life: Life) -> None:
    """What was merged into something that is merged is part of the whole; a circle and a second time are refused."""
    third = repo("openai/Gamma-3B")
    for state in (ALPHA, BETA, third):
        life.see(state)
    ids = [life.one(name).id for name in ("Alpha", "Beta", "Gamma")]
    life.merge("Beta", "Gamma")
    life.merge("Alpha", "Beta")

    assert (life.one("Gamma").id, life.one("Alpha").merged) == (ids[0], (ids[1], ids[2]))
    with pytest.raises(steps.Senseless, match="both are OpenAI Alpha"):
        life.merge("Gamma", "Alpha")
    assert len(life.rows()) == 1


def test_a_split_makes_two_records(life: Life) -> None:
    """A repo that is split off has all that was seen of it, a name and its weights, and what is left has the rest."""
    life.see(BIG)
    life.see(SMALL)
    before, then, whole = life.rows(), life.now, life.one("gpt-oss")
    own = life.split("gpt-oss", SMALL)

    rest = life.one(whole.id)
    assert ([one.repo.id for one in rest.repos], [one.repo.id for one in own.repos]) == ([BIG.id], [SMALL.id])
    assert (rest.name, own.name, own.organization) == ("gpt-oss", "gpt-oss", "OpenAI")
    assert {fact.subject for one in (rest, own) for fact in one.facts if fact.name == "license"} == {BIG.id, SMALL.id}
    assert (rest.stage, own.stage) == (Stage.WEIGHTS, Stage.WEIGHTS)
    assert (rest.weights_at, own.weights_at) == (whole.weights_at, NOW + 2 * MINUTE)
    assert (life.one(SMALL.id).id, life.one(BIG.id).id) == (own.id, whole.id)
    assert life.rows(then) == before
    assert life.tell()
    assert life.live() == [("team", "split", "reply", "team-2")]


def test_what_is_left_of_a_split_has_its_own_name_and_weights(life: Life) -> None:
    """Where the repo that is split off was the first, the other one still has a name and the time of its weights."""
    life.see(BIG)
    life.see(SMALL)
    whole = life.one("gpt-oss").id
    life.split("gpt-oss", BIG)

    rest = life.one(whole)
    assert (rest.name, rest.stage, rest.weights_at) == ("gpt-oss", Stage.WEIGHTS, NOW + 2 * MINUTE)
    assert [one.baseline for one in rest.events if one.kind is EventKind.WEIGHTS] == [True]


def test_a_repo_that_was_split_off_stays_apart(life: Life) -> None:
    """Later observations of it, also under another name, go to its own release, and the others' to theirs."""
    life.see(BIG)
    life.see(SMALL)
    own = life.split("gpt-oss", SMALL)
    life.see(replace(SMALL, license="mit"), BIG)
    life.see(replace(SMALL, id="openai/gpt-oss-20b-new", renamed_from=SMALL.id, license="mit", gated="manual"))

    (found,) = history.find(life.store, own.id)
    rest = next(one for one in history.find(life.store, "gpt-oss") if one.id != own.id)
    assert [(one.repo.id, one.repo.license) for one in found.repos] == [("openai/gpt-oss-20b-new", "mit")]
    assert {"relicensed", "renamed", "gated"} <= {event.kind.value for event in found.events}
    assert [one.repo.id for one in rest.repos] == [BIG.id]
    assert {event.kind.value for event in rest.events} == {"weights", "split"}


def test_what_was_split_off_can_be_merged_again(life: Life) -> None:
    """Split, merge and split again: the same two releases each time, and the repo is where it was put last."""
    life.see(BIG)
    life.see(SMALL)
    whole = life.one("gpt-oss").id
    own = life.split(whole, SMALL).id
    life.merge(whole, own)
    assert {one.repo.id for one in life.one(own).repos} == {BIG.id, SMALL.id}
    assert life.split(whole, SMALL).id == own
    assert [one.repo.id for one in life.one(whole).repos] == [BIG.id]


@pytest.mark.parametrize(
    ("states", "name", "state", "said"),
    [
        ((ALPHA,), "Alpha", ALPHA, "is all that is known of OpenAI Alpha"),
        ((SMALL, COPY), "gpt-oss", COPY, "is another owner's"),
    ],
    ids=["the only repo", "another owner's copy"],
)
def test_a_split_that_makes_no_sense(life: Life, states: Sequence[Repo], name: str, state: Repo, said: str) -> None:
    """Nothing would be left, or nothing be gained: it is refused and nothing is changed."""
    life.see(*states)
    before = life.rows()
    with pytest.raises(steps.Senseless, match=said):
        life.split(name, state)
    assert life.rows() == before


def test_a_decision_about_what_has_changed_is_refused(life: Life) -> None:
    """Whoever decides on a record that somebody else has just merged is asked to look again."""
    life.see(ALPHA)
    life.see(BETA)
    alpha, beta = life.one("Alpha"), life.one("Beta")
    steps.merge(life.store, alpha, beta, "", life.now)
    for decide in (
        lambda: steps.merge(life.store, beta, alpha, "", life.now),
        lambda: steps.retract(life.store, beta, "", life.now),
    ):
        with pytest.raises(steps.Senseless, match="look again"):
            decide()


def test_what_was_retracted_may_be_part_of_another(life: Life) -> None:
    """Nothing is merged into what was called no release, but that may turn out to be part of another, and lives on."""
    life.see(ALPHA)
    life.see(BETA)
    life.retract("Beta")
    with pytest.raises(steps.Senseless, match=r"Beta .* was retracted"):
        life.merge("Beta", "Alpha")
    life.merge("Alpha", "Beta")

    assert not life.one("Beta").retracted
    life.now += MINUTE
    assert steps.undo_merge(life.store, life.one("Alpha"), life.one("Alpha").merged[0], "", life.now).retracted
