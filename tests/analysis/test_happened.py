"""What a new observation makes happen to a release."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.samples import COMPLETE, NOW, event, finding, linked, observation, release, repo, seen_repo
from tracker.analysis.derivatives import part
from tracker.analysis.happened import of_entry, of_repo
from tracker.analysis.stages import is_told
from tracker.domain import EventKind, Release, Repo, RepoFile, SourceKind, Stage

CARD_ONLY = (RepoFile("README.md", 300), RepoFile("config.json", 900))
LATER = NOW + timedelta(days=1)


def kinds(state: Repo, record: Release | None, seen_at: Any = NOW, **values: Any) -> list[str]:
    """The kinds of the events that the repo's state makes."""
    return [one.kind.value for one in of_repo(seen_repo(state, seen_at, **values), state, part(state), record)]


def out(state: Repo | None = None, **values: Any) -> Release:
    """A release whose weights are out since NOW."""
    filled = {"stage": Stage.WEIGHTS, "weights_at": NOW, "events": (event(),), "repos": (linked(state or repo()),)}
    return release(**(filled | values))


REPOS = [
    ("complete weights", repo(), None, ["weights"]),
    ("a card alone is visible", repo(files=CARD_ONLY), None, ["visible"]),
    ("files nobody asked for say nothing", repo(files=None), None, []),
    ("a conversion is never visible news", repo("openai/gpt-oss-20b-GGUF", files=CARD_ONLY), None, []),
    ("the second size of the same moment is no event", repo("openai/gpt-oss-120b"), out(), []),
    ("the same state again is no event", repo(), out(), []),
    ("another license", repo(license="cc-by-nc-4.0"), out(), ["relicensed"]),
    ("a license where none was known is no change", repo(license="mit"), out(repo(license=None)), []),
    ("a gate", repo(gated="manual"), out(), ["gated"]),
    ("no gate any more", repo(gated="no"), out(repo(gated="auto")), ["ungated"]),
    ("another kind of gate is told to nobody at once", repo(gated="auto"), out(repo(gated="manual")), ["update"]),
    ("gone", repo(gone=True), out(), ["withdrawn"]),
    (
        "gone while another size is left is no withdrawal",
        repo(gone=True),
        out(repos=(linked(repo()), linked(repo("openai/b")))),
        ["update"],
    ),
    ("back again", repo(), out(repo(gone=True), stage=Stage.WITHDRAWN), ["restored"]),
    ("disabled", repo(disabled=True), out(), ["disabled"]),
    (
        "renamed",
        repo("openai/new", uid="uid-openai/gpt-oss-20b", renamed_from="openai/gpt-oss-20b"),
        out(),
        ["renamed"],
    ),
]


@pytest.mark.parametrize(("state", "record", "expected"), [c[1:] for c in REPOS], ids=[c[0] for c in REPOS])
def test_repo(state: Repo, record: Release | None, expected: list[str]) -> None:
    """A change of files and metadata is an event; words are none."""
    assert expected == kinds(state, record)


def test_a_size_that_comes_a_day_later_is_told() -> None:
    """The weights of the large model are news although the small one was out; an hour later they edit the message."""
    assert kinds(repo("openai/gpt-oss-120b"), out(), LATER) == ["weights"]
    assert kinds(repo("openai/gpt-oss-120b"), out(), NOW + timedelta(hours=1)) == ["weights-added"]


def test_shards_that_arrive_one_by_one_end_in_one_event() -> None:
    """Only the complete repo is out."""
    partial = repo(files=(RepoFile("config.json", 1), RepoFile("model-00001-of-00002.safetensors", 4_000_000)))
    visible = release(stage=Stage.VISIBLE, events=(event(EventKind.VISIBLE),), repos=(linked(partial),))

    assert kinds(partial, visible) == []
    assert kinds(repo(files=COMPLETE), visible) == ["weights"]


def test_what_was_there_before_us_is_history() -> None:
    """Events of a first contact carry the mark that keeps them from being told."""
    seen = seen_repo(repo(), baseline=True)

    assert [one.baseline for one in of_repo(seen, repo(), part(repo()), None)] == [True]


def test_evidence_is_pinned_to_the_commit() -> None:
    """A reader sees what we saw."""
    found = of_repo(seen_repo(repo()), repo(), part(repo()), None)[0]

    assert f"https://huggingface.co/openai/gpt-oss-20b/tree/{'a' * 40}" == found.evidence


announced = release(stage=Stage.ANNOUNCED, events=(event(EventKind.ANNOUNCED),))
ENTRIES = [
    ("a post about a new model announces it", "release", None, ["announced"]),
    ("words alone never say that weights are out", "release", announced, []),
    ("a post after the weights changes nothing", "release", out(), []),
    ("a post about a card announces", "announcement", release(stage=Stage.VISIBLE), ["announced"]),
    ("a rumour is a signal", "prerelease_signal", None, ["signal"]),
    ("a rumour after the weights is none", "prerelease_signal", out(), []),
    ("a delay of what was announced", "delay", announced, ["delayed"]),
    (
        "the second report of a delay is none",
        "delay",
        release(stage=Stage.ANNOUNCED, events=(event(EventKind.DELAYED),)),
        [],
    ),
    ("a delay of nothing known is none", "delay", None, []),
    ("an official update of what is out", "update", out(), ["update"]),
    ("a change of license in words alone is none", "license_change", out(), []),
]


@pytest.mark.parametrize(("kind", "record", "expected"), [c[1:] for c in ENTRIES], ids=[c[0] for c in ENTRIES])
def test_entry(kind: str, record: Release | None, expected: list[str]) -> None:
    """A text announces, delays or hints; the Hub alone says that weights are out."""
    found = of_entry(observation(), finding(kind=kind), SourceKind.OFFICIAL, record)

    assert expected == [one.kind.value for one in found]


def test_a_date_in_the_future_is_not_believed() -> None:
    """What is seen now did not happen tomorrow."""
    seen = observation(published_at=LATER)

    assert of_entry(seen, finding(), SourceKind.OFFICIAL, None)[0].at == NOW


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
