"""The radar: who is told of a sign, and what follows in the same thread."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.pollers.fakes import FakeNet, InPlace, Watch
from tests.pollers.test_github_pulls import atom, commit
from tests.samples import NOW, event, observation, release, repo, source
from tests.steps.lives import DAY, KNOWN, LETTER, SOURCES, TEAM, Life, heard
from tracker import steps
from tracker.domain import Alert, Channel, EventKind, Letter, LicenseClass, RepoFile, Role, Rules, SourceKind, Stage
from tracker.notifiers.page import page_of
from tracker.pollers import Tools
from tracker.pollers.github import GithubPoller
from tracker.steps.compose import role_of
from tracker.steps.rules import why_quiet
from tracker.store import Store, observations

RADAR = Channel("radar", "told", "C0RADAR", radar=True)
SIGNS = replace(LETTER, name="signs", radar=True)
LEAK = observation(
    source="the-paper", title="gpt-oss weights leaked on Hugging Face before release", url="https://paper.example/1"
)
BIG = repo("openai/gpt-oss-120b")
CARD = replace(BIG, files=(RepoFile("README.md", 900),))
ANNOUNCED = observation(key="announced", title="OpenAI announces gpt-oss, an open-weight model")


@pytest.fixture
def life(sqlite_store: Store) -> Life:
    """A tracker with a channel of the radar beside one that never asked for it."""
    wanted = (TEAM, RADAR, SIGNS, LETTER)
    steps.announce(sqlite_store, wanted, NOW)
    return Life(sqlite_store, channels=wanted)


def said(life: Life) -> list[tuple[str, str, str, str | None]]:
    """What is heard of alerts."""
    return [heard(one) for one in life.tell() if isinstance(one, Alert)]


def test_a_leak_is_told_on_the_radar_alone(life: Life) -> None:
    """Without radar = true nothing changes; with it the message says that it is unconfirmed."""
    life.see(texts=[LEAK])
    messages = life.tell()

    assert [heard(one)[:3] for one in messages] == [("radar", "signal", "root")]
    assert page_of(messages[0]).heading == "Unconfirmed: a sign of OpenAI gpt-oss"


def test_the_release_answers_in_the_thread_of_its_sign(life: Life) -> None:
    """The reply says how long the sign was ahead; elsewhere the weights are the first message."""
    life.see(texts=[LEAK])
    life.tell()
    life.now += 37 * DAY
    life.see(BIG)
    messages = life.tell()
    leads = {one.channel.name: page_of(one).lead for one in messages}

    assert [heard(one) for one in messages] == [
        ("team", "weights", "root", None),
        ("radar", "weights", "reply", "radar-1"),
    ]
    assert leads == {"team": (), "radar": ("A sign of August 5, 2025 is confirmed after 37 days",)}


def test_announcement_and_weights_both_answer(life: Life) -> None:
    """Where a sign began the thread, weights minutes after the announcement do not hide in an edit."""
    life.see(texts=[LEAK])
    life.tell()
    life.now += DAY
    life.see(texts=[ANNOUNCED])
    first = said(life)
    life.see(BIG)

    assert [one[1:3] for one in first if one[0] == "radar"] == [("announced", "reply")]
    assert [one[1:3] for one in said(life)] == [("weights", "edit"), ("weights", "reply")]


def test_a_repo_without_weights_is_told_and_taken_back(life: Life) -> None:
    """A card alone is a sign; that it was taken down is said in its thread, and nobody else hears of either."""
    life.see(CARD)
    first = life.tell()
    life.now += DAY
    life.see(replace(CARD, gone=True))
    second = life.tell()

    assert [heard(one)[:3] for one in (*first, *second)] == [
        ("radar", "visible", "root"),
        ("radar", "withdrawn", "reply"),
    ]
    assert [page_of(one).title for one in (*first, *second)] == [
        "Unconfirmed: OpenAI gpt-oss-120b has a public repository without complete weights",
        "Unconfirmed: OpenAI gpt-oss-120b, whose repository was taken down",
    ]


def test_letters_have_signs_in_a_section_of_their_own(life: Life) -> None:
    """Only where the channel asks for it, never among what is out, and counted apart."""
    life.see(texts=[LEAK])
    life.now += DAY
    steps.digest(life.store, life.channels, life.now)
    letters = {one.channel.name: page_of(one) for one in life.tell() if isinstance(one, Letter)}

    assert [part.title for part in letters["signs"].sections] == ["Radar (unconfirmed)"]
    assert letters["signs"].sections[0].stories[0].headline == "Unconfirmed: a sign of OpenAI gpt-oss"
    assert letters["signs"].title.endswith(": 1 unconfirmed sign")
    assert letters["letter"].sections == ()


def test_a_pull_request_becomes_a_release(life: Life) -> None:
    """From the feed of commits to the thread: what is merged today is told on the radar, the weights answer there."""
    net = FakeNet()
    watched = source("pulls", "github", repository="lab/engine", watch="pulls", kind=SourceKind.COMMUNITY)
    engine = Watch(GithubPoller(Tools(net=net, sandbox=InPlace())), watched, net)  # type: ignore[arg-type]
    for titles in (["Fix a crash (#1)"], ["[Model] Add gpt-oss-9 support (#2)", "Fix a crash (#1)"]):
        net.answers["https://github.com/lab/engine/commits.atom"] = atom(*map(commit, titles))
        found = engine.poll(life.now).observations
        with life.store.write() as c:
            observations.add(c, found)
        life.now += timedelta(minutes=15)
    steps.analyze(life.store, KNOWN, {**SOURCES, watched.name: watched}, life.now)
    steps.announce(life.store, life.channels, life.now)
    first = life.tell()
    life.now += 37 * DAY

    assert [(heard(one)[:3], page_of(one).title) for one in first] == [
        (("radar", "signal", "root"), "Unconfirmed: a sign of OpenAI gpt-oss-9")
    ]
    assert ("radar", "weights", "reply", "radar-1") in life.live(repo("openai/gpt-oss-9-120b"))


LEAKED = event(EventKind.SIGNAL, confidence=0.5, source_kind=SourceKind.PRESS)
RULES = [
    ("a rumor", Rules(), LEAKED, True),
    ("a rumor, weights alone wanted", Rules(stages=(Stage.WEIGHTS,)), LEAKED, True),
    ("a rumor, free licenses wanted", Rules(license_classes=(LicenseClass.PERMISSIVE,)), LEAKED, True),
    ("a rumor about another organization", Rules(organizations=("Qwen",)), LEAKED, False),
    ("a rumor of the press", Rules(source_kinds=(SourceKind.OFFICIAL,)), LEAKED, False),
    ("a stranger's card", Rules(), event(EventKind.VISIBLE, confidence=0.5), False),
    ("a baseless announcement", Rules(), event(EventKind.ANNOUNCED, confidence=0.5), False),
]


@pytest.mark.parametrize(("rules", "now", "wanted"), [c[1:] for c in RULES], ids=[c[0] for c in RULES])
def test_which_signs_a_channel_wants(rules: Rules, now: object, wanted: bool) -> None:
    """Who speaks and of whom is asked of a sign too; stage and license it has none."""
    found = release(events=(now,))

    assert (why_quiet(replace(RADAR, rules=rules), found, now, living=False) is None) is wanted  # type: ignore[arg-type]
    assert why_quiet(TEAM, found, now, living=False) is not None  # type: ignore[arg-type]


LATER = NOW + timedelta(minutes=40)
ROLES = [
    ("another sign", event(EventKind.SIGNAL, LATER), Role.EDIT),
    ("the announcement", event(EventKind.ANNOUNCED, LATER), Role.REPLY),
    ("the weights", event(at=LATER), Role.REPLY),
    ("a repo", event(EventKind.VISIBLE, LATER), Role.EDIT),
]


@pytest.mark.parametrize(("now", "role"), [c[1:] for c in ROLES], ids=[c[0] for c in ROLES])
def test_what_answers_a_sign(now: object, role: Role) -> None:
    """Readers are called for what is real; more signs only edit the message."""
    found = release(events=(LEAKED,))

    assert role_of(found, now, has_root=True, begun_by_a_sign=True) is role  # type: ignore[arg-type]
