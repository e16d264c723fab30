"""What a new observation makes happen to a release."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.analysis.states import kinds, out
from tests.samples import COMPLETE, NOW, event, finding, linked, observation, release, repo, seen_repo
from tracker.analysis.derivatives import part
from tracker.analysis.happened import of_entry, of_repo
from tracker.domain import EventKind, Release, Repo, RepoFile, SourceKind, Stage

CARD_ONLY = (RepoFile("README.md", 300), RepoFile("config.json", 900))
LATER = NOW + timedelta(days=1)

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
    (
        "a sure post after one that nobody was called for",
        "release",
        release(stage=Stage.ANNOUNCED, events=(event(EventKind.ANNOUNCED, confidence=0.6),)),
        ["announced"],
    ),
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
