"""The verdict on what was seen: which record, which facts and events are new, what is remembered of a repo."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.analysis.test_license_texts import MIT
from tests.samples import NOW, dossier, event, fact, finding, linked, name, observation, repo, seen_repo
from tracker.analysis.judge import Verdict, judge
from tracker.analysis.record import build, current
from tracker.domain import CATALOG, Answer, EventKind, Fact, LinkedRepo, Release, Repo, RepoFile, Stage

GPT_OSS = name("gpt-oss", "gpt-oss")


def verdict(state: Repo, *candidates: Release, baseline: bool = False, **said: Any) -> Verdict:
    """The verdict on a repo of OpenAI."""
    seen = seen_repo(state, NOW + timedelta(days=2), baseline=baseline)
    return judge(seen, None, finding(**({"names": (GPT_OSS,), "confidence": 1.0} | said)), candidates, seen.seen_at)


def out(state: Repo, **values: Any) -> Release:
    """A record of gpt-oss whose weights are out, as built from what is kept."""
    filled: dict[str, Any] = {
        "keys": ("name:gpt-oss", f"repo:{state.id}"),
        "events": (event(),),
        "repos": (LinkedRepo(state, "official", NOW),),
        "facts": (fact("organization", "OpenAI"), fact("name", "gpt-oss")),
    }
    return build(dossier(**(filled | values)))


def test_a_license_that_is_stated_no_more_is_unknown() -> None:
    """The old word must not go on standing for the release."""
    found = verdict(repo(sha="b" * 40, license=None), out(repo()))
    licenses = [one for one in found.facts if one.name == "license"]

    assert [(one.value["id"], one.rank) for one in licenses] == [(None, 100)]
    assert [(one.kind, one.after) for one in found.events] == [(EventKind.RELICENSED, "none")]


def test_texts_that_cannot_be_read_now_are_remembered() -> None:
    """Behind a new gate card and license are as they were; the next reading is compared with them."""
    read = repo(card="# Model", license_hash="a" * 64, license_file="LICENSE", license_text="MIT License")
    kept = verdict(repo(sha="b" * 40, gated="manual"), out(read)).repo

    assert kept is not None
    assert (kept.card, kept.license_hash, kept.license_text) == ("# Model", "a" * 64, "MIT License")
    assert (kept.sha, kept.gated) == ("b" * 40, "manual")


def test_a_warning_of_the_finding_is_a_fact() -> None:
    """What examining noticed about a repo is kept with it."""
    warning = Fact("warning", {"kinds": ["look-alike"], "owner": "OpenAI"}, "table", 100, subject="0penai/gpt-oss-20b")
    found = verdict(repo("0penai/gpt-oss-20b"), organization="0penai", facts=(warning,), confidence=0.5)

    assert "warning" in {one.name for one in found.facts}
    assert [one.confidence for one in found.events] == [0.5]


def test_a_look_alike_starts_no_record() -> None:
    """What is surely not its owner's is not kept as a release of anybody."""
    found = verdict(
        repo("0penai/gpt-oss-20b"), organization="0penai", confidence=0.3, reasons=("0penai looks like it",)
    )

    assert (found.release, found.events, found.reason) == (None, (), "0penai looks like it")


NAMELESS: list[tuple[str, dict[str, Any], bool]] = [
    ("surely an announcement", {"confidence": 0.8}, True),
    ("perhaps an announcement, of an open model", {"confidence": 0.65, "openness_stated": True}, True),
    ("perhaps an announcement, of weights", {"confidence": 0.65, "facts": (fact("weights_claim", "yes"),)}, True),
    ("perhaps an announcement, of any model", {"confidence": 0.65}, False),
    ("perhaps an announcement, of a rented model", {"confidence": 0.65, "openness_stated": False}, False),
    ("perhaps an announcement, by its name", {"confidence": 0.65, "names": (GPT_OSS,)}, True),
    ("a rented model, by its name", {"confidence": 0.65, "names": (GPT_OSS,), "openness_stated": False}, False),
]


@pytest.mark.parametrize(("said", "starts"), [c[1:] for c in NAMELESS], ids=[c[0] for c in NAMELESS])
def test_a_text_that_starts_a_record(said: dict[str, Any], starts: bool) -> None:
    """What is rented starts none, and a model without a name is one that somebody calls open."""
    text = observation(title="OpenAI shows a model")

    assert judge(text, None, finding(**({"kind": "announcement"} | said)), (), NOW).new is starts


@pytest.mark.parametrize("named", [True, False], ids=["by its name", "by nobody's name"])
def test_whose_license_a_text_states(named: bool) -> None:
    """A license in a text that names no model may be that of another model of the publisher."""
    said = finding(facts=(fact("license", {"id": "mit"}),), names=(GPT_OSS,) if named else ())
    found = judge(observation(title="Now under MIT"), None, said, (out(repo()),), NOW)

    assert found.release == "r1"
    assert ("license" in {one.name for one in found.facts}) is named


def test_what_the_catalog_knows_is_seen_as_if_for_the_first_time() -> None:
    """A repo of a release of old that comes out under our eyes is told; at first contact it is history."""
    old = event(at=NOW - timedelta(days=700), seen_at=NOW, source=CATALOG, baseline=True, key="catalog/weights")
    record = out(repo(), events=(old,), repos=(), baseline=True)
    now, then = verdict(repo(), record), verdict(repo(), record, baseline=True)

    assert record.stage is Stage.WEIGHTS
    assert (now.release, now.new, now.live) == ("r1", False, True)
    assert [(one.key, one.baseline) for one in now.events] == [("weights", False)]
    assert (then.release, then.live) == ("r1", False)
    assert [(one.key, one.baseline) for one in then.events] == [("weights", True)]


def test_a_new_size_of_what_was_there_before_us_is_told() -> None:
    """Of what a source held at first contact nobody knows how old it is: what comes an hour later is new."""
    held = out(repo(), events=(event(at=NOW + timedelta(days=2, hours=-1), baseline=True),), baseline=True)
    found = verdict(repo("openai/gpt-oss-120b"), held)

    assert [one.key for one in found.events] == ["weights/uid-openai/gpt-oss-120b"]
    assert verdict(repo("openai/gpt-oss-120b"), held, baseline=True).events == ()


def test_linked_repos_stay_with_their_release() -> None:
    """A known repo is never judged anew."""
    both = (linked(repo()), linked(repo("openai/gpt-oss-120b")))

    assert verdict(repo(), out(repo(), repos=both)).release == "r1"


ENDED = [
    (
        "metadata that says nothing any more",
        fact("gate_conditions", {"eu_excluded": True}, subject=repo().id),
        repo(),
        True,
    ),
    (
        "a sentence that the card has no longer",
        fact("paper", "x", subject=repo().id, method="text"),
        repo(card="#"),
        True,
    ),
    ("a card that could not be read", fact("paper", "x", subject=repo().id, method="text"), repo(), False),
    ("another repo's fact", fact("gate_conditions", {"eu_excluded": True}, subject="openai/other"), repo(), False),
    (
        "a fact of a name that the repo had",
        fact("gated", "no", subject="openai/old"),
        repo(renamed_from="openai/old"),
        True,
    ),
    ("what a person said", fact("compute", "x", subject=repo().id, method="person"), repo(), False),
]


@pytest.mark.parametrize(("said", "state", "ended"), [c[1:] for c in ENDED], ids=[c[0] for c in ENDED])
def test_what_is_said_no_longer(said: Fact, state: Repo, ended: bool) -> None:
    """A fact ends with the state that said it; as of an earlier day it is still there."""
    record = out(repo(), facts=(fact("organization", "OpenAI"), said))
    found = [one for one in verdict(state, record).facts if (one.name, one.subject) == (said.name, said.subject)]

    assert any(one.value is None for one in found) == ended
    assert current([said, *found]) == (() if ended else (said,))


SHARD = (RepoFile("config.json", 9), RepoFile("a.safetensors", 9), RepoFile("model.safetensors.index.json", 9))
ASKED = ("a.safetensors", "b.safetensors")
UNREAD = [
    ("at the same commit", {"gated": "manual"}),
    ("at another commit whose index could not be read", {"sha": "b" * 40}),
]


@pytest.mark.parametrize("values", [c[1] for c in UNREAD], ids=[c[0] for c in UNREAD])
def test_what_the_index_asked_for_still_holds(values: dict[str, Any]) -> None:
    """Half of the weights do not become all of them because the index was not read again."""
    half = repo(files=SHARD, shards=ASKED)
    visible = out(half, events=(event(EventKind.VISIBLE),))
    found = verdict(repo(**({"files": SHARD} | values)), visible)

    assert EventKind.WEIGHTS not in {one.kind for one in found.events}
    assert found.repo is not None
    assert found.repo.shards == ASKED


GGUF = repo("openai/gpt-oss-20b-GGUF", files=(RepoFile("gpt-oss-20b-Q8_0.gguf", 9),))
ALONE = [
    ("nothing else is known", GGUF, (), {}, ["weights"]),
    ("its weights are taken out", replace(GGUF, files=()), (out(GGUF),), {}, ["withdrawn"]),
    ("another repo is known by that name", GGUF, (out(repo()),), {}, ["weights-added"]),
    ("a parent is stated", replace(GGUF, base_models=("openai/gpt-oss-20b",)), (), {}, []),
    ("nobody knows its owner", GGUF, (), {"confidence": 0.5}, []),
]


@pytest.mark.parametrize(("state", "records", "said", "kinds"), [c[1:] for c in ALONE], ids=[c[0] for c in ALONE])
def test_a_release_in_another_format_alone(
    state: Repo, records: tuple[Release, ...], said: dict[str, Any], kinds: list[str]
) -> None:
    """A publisher's GGUF without any other repo of that name is the release; other people's never are."""
    assert [one.kind.value for one in verdict(state, *records, **said).events] == kinds


def test_a_stranger_whose_repo_is_called_like_a_release() -> None:
    """What another owner has brought out is not brought out again by somebody whom nobody knows."""
    copy = {"organization": "mirrors", "confidence": 0.5}

    assert verdict(repo("mirrors/gpt-oss-20b"), out(repo()), **copy).release is None
    assert verdict(repo("mirrors/gpt-oss-20b"), **copy).new


def test_a_license_on_which_hub_and_card_do_not_agree_stays_unknown() -> None:
    """A change of the tags at the same commit does not bring back what the card does not state."""
    first = verdict(repo(card="# Model", card_license=()))
    assert first.repo is not None
    found = verdict(repo(gated="manual"), out(first.repo))

    assert [one.kind for one in found.events] == [EventKind.GATED]
    assert found.repo is not None
    assert (first.repo.license, found.repo.license) == (None, None)


def test_a_license_file_that_was_altered_contradicts_the_license() -> None:
    """Under the tag mit nobody may rely on a text that is the MIT License no more, now or a week later."""
    state = {"license": "mit", "license_file": "LICENSE"}
    old = repo(**state, license_text=MIT, license_hash="a" * 64)
    new = repo(**state, license_text=MIT + "\nNot for use by robots.", license_hash="b" * 64, sha="b" * 40)
    record = out(old, facts=(fact("license", {"id": "mit", "name": None}, subject=old.id),))
    first = verdict(new, record)
    assert first.repo is not None
    again = verdict(
        repo(**{**state, "sha": "c" * 40, "license_text": new.license_text, "license_hash": "b" * 64}),
        out(first.repo, facts=first.facts),
    )
    back = verdict(
        repo(**{**state, "sha": "d" * 40, "license_text": MIT, "license_hash": "a" * 64}),
        out(first.repo, facts=first.facts),
    )

    for found in (first, again):
        (conflict,) = [one for one in found.facts if one.name == "license_conflict"]
        assert conflict.value == {"hub": "mit", "file": "unread text"}
    answers = {one.dimension: one.value for one in build(dossier(facts=first.facts, repos=(linked(new),))).openness}
    assert answers["license"] is Answer.PARTIAL
    assert answers["commercial_use"] is Answer.UNKNOWN
    assert [one.value for one in back.facts if one.name == "license_conflict"] == [None]
