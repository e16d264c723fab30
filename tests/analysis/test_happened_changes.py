"""What a change of a known repo makes happen: taken out, brought back, made anew, changed, back and forth."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.analysis.states import kinds, out
from tests.samples import COMPLETE, NOW, event, linked, release, repo, seen_repo
from tracker.analysis.derivatives import part
from tracker.analysis.happened import of_repo
from tracker.analysis.stages import is_told
from tracker.domain import EventKind, Release, Repo, RepoFile, Stage

EMPTY = (RepoFile("README.md", 300),)
BIG = "openai/gpt-oss-120b"
GONE = (event(), event(EventKind.WITHDRAWN, NOW + timedelta(hours=1)))


def back(state: Repo, *events: Any) -> Release:
    """A release of one repo that was withdrawn."""
    return release(stage=Stage.WITHDRAWN, events=events or GONE, repos=(linked(state),))


MORE = [
    ("weights taken out of a living repo", repo(sha="b" * 40, files=EMPTY), out(), ["withdrawn"]),
    (
        "weights taken out of one of two repos",
        repo(files=EMPTY),
        out(repos=(linked(repo()), linked(repo(BIG)))),
        ["update"],
    ),
    (
        "half of the shards taken out",
        repo(files=(COMPLETE[0], RepoFile("a-00001-of-00002.bin", 9))),
        out(),
        ["withdrawn"],
    ),
    ("files that were not listed are not taken out", repo(files=None), out(), []),
    (
        "a card of two that vanishes before any weights",
        repo(gone=True),
        release(
            stage=Stage.VISIBLE,
            events=(event(EventKind.VISIBLE),),
            repos=(linked(repo(files=EMPTY)), linked(repo(BIG, files=EMPTY))),
        ),
        ["update"],
    ),
    ("one of two disabled", repo(disabled=True), out(repos=(linked(repo()), linked(repo(BIG)))), ["update"]),
    ("gone again says nothing", repo(gone=True), back(repo(gone=True)), []),
    ("back without its weights is not restored", repo(files=EMPTY), back(repo(gone=True)), []),
    ("weights put back into an emptied repo", repo(), back(repo(files=EMPTY)), ["restored"]),
    ("made anew under another id", repo(uid="new"), back(repo(gone=True)), ["restored"]),
    ("made anew before anyone missed it", repo(uid="new"), out(), ["update"]),
    (
        "made anew under another license",
        repo(uid="new", sha="b" * 40, license="mit"),
        out(),
        ["update", "relicensed"],
    ),
    ("made anew without its weights", repo(uid="new", files=EMPTY), out(), ["withdrawn", "update"]),
    (
        "a card that was withdrawn comes back with weights",
        repo(),
        back(repo(files=EMPTY, gone=True), event(EventKind.VISIBLE), event(EventKind.WITHDRAWN)),
        ["weights"],
    ),
    ("no license any more at another commit", repo(sha="b" * 40, license=None), out(), ["relicensed"]),
    ("no license any more at the same commit is a short answer", repo(license=None), out(), []),
    ("another text of the license", repo(license_hash="b" * 64), out(repo(license_hash="a" * 64)), ["relicensed"]),
    ("a text that could not be read has not changed", repo(), out(repo(license_hash="a" * 64)), []),
    ("closed to the EU", repo(eu_excluded=True), out(), ["update"]),
]


@pytest.mark.parametrize(("state", "record", "expected"), [c[1:] for c in MORE], ids=[c[0] for c in MORE])
def test_change(state: Repo, record: Release, expected: list[str]) -> None:
    """What is taken, brought back or changed is said as far as files and metadata show it."""
    assert expected == kinds(state, record, NOW + timedelta(days=2))


TOPICS = [
    ("one of two is gone", repo(gone=True), out(repos=(linked(repo()), linked(repo(BIG)))), "taken"),
    ("made anew", repo(uid="new"), out(), "anew"),
    ("another kind of gate", repo(gated="auto"), out(repo(gated="manual")), "gate"),
    ("closed to the EU", repo(eu_excluded=True), out(), "closed-eu"),
    ("open to the EU", repo(), out(repo(eu_excluded=True)), "open-eu"),
]


@pytest.mark.parametrize(("state", "record", "topic"), [c[1:] for c in TOPICS], ids=[c[0] for c in TOPICS])
def test_an_update_says_what_it_is_about(state: Repo, record: Release, topic: str) -> None:
    """Messages have words for each topic: not all that changes is a new version."""
    (found,) = of_repo(seen_repo(state), state, part(state), record)

    assert (found.kind, found.topic) == (EventKind.UPDATE, topic)


BACK = [
    ("of a repo that was gone", repo(gone=True), "it is public again"),
    (
        "of a repo that was there without them",
        repo(files=EMPTY),
        "the weights are there again, model.safetensors, config.json",
    ),
]


@pytest.mark.parametrize(("before", "said"), [c[1:] for c in BACK], ids=[c[0] for c in BACK])
def test_what_came_back(before: Repo, said: str) -> None:
    """A repo that never was closed is not public again."""
    (found,) = of_repo(seen_repo(repo()), repo(), part(repo()), back(before))

    assert found.detail == f"openai/gpt-oss-20b: {said}"


def test_a_change_names_both_states_and_its_commit() -> None:
    """Legal wants before, after, the commit's page and its message."""
    state = repo(sha="b" * 40, license="cc-by-nc-4.0", commit="Update license")
    (found,) = of_repo(seen_repo(state), state, part(state), out())

    assert (found.before, found.after) == ("apache-2.0", "cc-by-nc-4.0")
    assert found.evidence == f"https://huggingface.co/openai/gpt-oss-20b/commit/{'b' * 40}"
    assert found.detail == 'openai/gpt-oss-20b: "Update license"'


CHANGED_CARD = [
    ("data sets are named", {"datasets": ("acme/a", "acme/b")}, "data-published", ("unknown", "partial")),
    ("another context length", {"card": "# Model\nContext length: 8192 tokens\n"}, "corrected", None),
    ("other languages", {"languages": ("de",)}, "corrected", ("languages en", "languages de")),
    ("other words alone", {"card": "# Model\nContext length: 131072 tokens. Please read.\n"}, None, None),
]


@pytest.mark.parametrize(("values", "kind", "texts"), [c[1:] for c in CHANGED_CARD], ids=[c[0] for c in CHANGED_CARD])
def test_card(values: dict[str, Any], kind: str | None, texts: tuple[str, str] | None) -> None:
    """A card that says something else of what people rely on is an event; new words are none."""
    card = "# Model\nContext length: 131072 tokens\n"
    old = repo(card=card, languages=("en",))
    new = repo(**({"sha": "b" * 40, "card": card, "languages": ("en",)} | values))
    found = of_repo(seen_repo(new), new, part(new), out(old))

    assert [one.kind.value for one in found] == ([kind] if kind else [])
    assert texts is None or (found[0].before, found[0].after) == texts


def test_what_goes_back_and_forth_is_told_once_each_way() -> None:
    """A gate that flaps all day makes two alerts; the record and the living message stay true."""
    at, record, told = NOW, out(), []
    for number in range(1, 9):
        at = NOW + timedelta(minutes=6 * number)
        state = repo(gated="manual" if number % 2 else "no")
        found = of_repo(seen_repo(state, at), state, part(state), record)
        told += [one.kind.value for one in found if not one.baseline and one.kind is not EventKind.UPDATE]
        assert {one.kind.value for one in found} - {"update"} == {"gated" if number % 2 else "ungated"}
        record = out(state, events=(*record.events, *found))

    assert told == ["gated", "ungated"]
    assert kinds(repo(gated="manual"), record, at + timedelta(days=2)) == ["gated"]


def test_the_same_change_of_two_sizes_is_told_once() -> None:
    """Both repos of a release get the new license in one hour; the second edits what was told."""
    first, second = repo(license="mit"), repo(BIG, license="mit")
    record = out(repos=(linked(repo()), linked(repo(BIG))))
    events = of_repo(seen_repo(first), first, part(first), record)
    record = out(repos=(linked(first), linked(repo(BIG))), events=(*record.events, *events))

    assert [one.kind.value for one in events] == ["relicensed"]
    (also,) = of_repo(seen_repo(second, NOW + timedelta(minutes=5)), second, part(second), record)
    assert (also.kind, also.topic, also.after) == (EventKind.UPDATE, "also", "mit")


TRAINED = [
    ("of the same hour belongs to the release", timedelta(hours=1), []),
    ("of the same week joins the living message", timedelta(days=3), ["update/uid-openai/gpt-oss-20b-chat"]),
    ("after the window is told", timedelta(days=30), ["post-train/uid-openai/gpt-oss-20b-chat"]),
]


@pytest.mark.parametrize(("later", "keys"), [c[1:] for c in TRAINED], ids=[c[0] for c in TRAINED])
def test_trained_further(later: timedelta, keys: list[str]) -> None:
    """A model of the same owner that was trained from the release is news by its age."""
    state = repo("openai/gpt-oss-20b-chat", base_models=("openai/gpt-oss-20b",), relation="finetune")
    found = of_repo(seen_repo(state, NOW + later), state, part(state), out())

    assert [one.key for one in found] == keys
    assert [is_told(one) for one in found] == [later > timedelta(days=14)] * len(keys)


def test_a_conversion_that_comes_later_is_weights_added() -> None:
    """A GGUF a week later edits what was told."""
    state = repo("openai/gpt-oss-20b-GGUF", base_models=("openai/gpt-oss-20b",), relation="quantized")
    found = of_repo(seen_repo(state, NOW + timedelta(days=7)), state, part(state), out())

    assert [(one.kind, is_told(one)) for one in found] == [(EventKind.WEIGHTS_ADDED, False)]


def test_a_doubtful_owner_makes_doubtful_events() -> None:
    """What the finding is not sure of is not alerted."""
    assert [one.confidence for one in of_repo(seen_repo(repo()), repo(), part(repo()), None, 0.5)] == [0.5]
