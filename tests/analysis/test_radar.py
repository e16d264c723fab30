"""Signs of what is to come: what is one, which release it joins, and whether it was right."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.samples import NOW, dossier, event, observation, release, repo, seen_repo, source
from tracker.analysis import Known, Verdict, build, examine, judge, radar
from tracker.analysis.known import Owner
from tracker.domain import Event, EventKind, Observation, Release, RepoFile, SourceKind

PULLS = source("engine-pulls", "github", repository="lab/engine", watch="pulls", kind=SourceKind.COMMUNITY)
RELEASES = source("engine", "github", repository="lab/engine", kind=SourceKind.COMMUNITY)
HUB = source("hub-nordwind", "hub", organization="nordwind", title="Nordwind Labs")
BLOG = source("nordwind-blog", url="https://nordwind.example/feed", organization="nordwind")
KNOWN = Known((Owner("Nordwind Labs", ("nordwind",), families=("Nordwind",)),))
DAY = timedelta(days=1)
SIGNAL = EventKind.SIGNAL


def pull(title: str, **values: Any) -> Observation:
    """A pull request at the engine's."""
    url = "https://github.com/lab/engine/pull/7"
    return observation("github", **({"source": "engine-pulls", "title": title, "url": url} | values))


def judged(seen: Observation, *candidates: Release) -> Verdict:
    """The verdict on a pull request."""
    finding = radar.of_github(seen, PULLS, KNOWN)
    assert finding is not None
    return judge(seen, PULLS, finding, candidates, seen.seen_at)


def record(verdict: Verdict, **values: Any) -> Release:
    """The record that a verdict begins."""
    assert verdict.release is not None
    return build(dossier(**{"keys": verdict.keys, "facts": verdict.facts, "events": verdict.events} | values))


@pytest.mark.parametrize(
    ("title", "organization", "name"),
    [
        pytest.param("Add Nordwind 5 support", "Nordwind Labs", "Nordwind 5", id="a family that is known"),
        pytest.param("[Model] Add Zephyrus2ForCausalLM", "?", "Zephyrus2", id="one that nobody knows"),
    ],
)
def test_a_pull_request_begins_a_record_at_stage_signal(title: str, organization: str, name: str) -> None:
    """It is unsure, it is no release, and whose model it is stays open where the family is not known."""
    verdict = judged(pull(title))
    begun = record(verdict)

    assert (verdict.new, [one.kind for one in verdict.events]) == (True, [SIGNAL])
    assert verdict.events[0].confidence < 0.7
    assert (begun.stage.value, begun.organization, begun.name) == ("signal", organization, name)
    assert not begun.chosen.keys() - {"organization", "name", "family"}


@pytest.mark.parametrize(
    ("seen", "watched"),
    [
        pytest.param(pull("Fix a crash"), PULLS, id="another change"),
        pytest.param(pull("Add Nordwind 5 support", baseline=True), PULLS, id="what was there at first contact"),
    ],
)
def test_other_changes_are_no_signs(seen: Observation, watched: Any) -> None:
    """Nothing is begun by them."""
    finding = radar.of_github(seen, watched, KNOWN)

    assert finding is not None
    assert not finding.is_event
    assert judge(seen, watched, finding, (), NOW).release is None


def test_a_tag_is_a_sign_and_an_ordinary_release_of_code_is_not() -> None:
    """A framework's release is looked at as before where its tag is only a version."""
    tagged = observation("github", source="engine", title="lab/engine v4.2.0-Nordwind-5-preview: engine")
    plain = observation("github", source="engine", title="lab/engine v4.2.0: engine 4.2")
    found = radar.of_github(tagged, RELEASES, KNOWN)

    assert found is not None
    assert (found.kind, found.names[0].key) == ("prerelease_signal", "nordwind-5")
    assert radar.of_github(plain, RELEASES, KNOWN) is None
    assert radar.of_github(tagged, None, KNOWN) is None


def test_a_model_that_is_out_gives_no_sign() -> None:
    """What a framework learns after the release is no news."""
    out = release(organization="Nordwind Labs", keys=("nordwind-5",), stage="weights", events=(event(),))

    assert judged(pull("Add Nordwind 5 support"), out).events == ()


LATER = NOW + 37 * DAY
JOINS = [
    ("its owner's repo", "Add Nordwind 5 support", "nordwind/Nordwind-5-9B", True),
    ("a repo of the owner whom nobody knew", "[Model] Add Zephyrus2ForCausalLM", "nordwind/Zephyrus-2-7B", True),
    ("another version", "Add Nordwind 5 support", "nordwind/Nordwind-6-9B", False),
    ("another line", "Add Nordwind 5 support", "nordwind/Nordwind-5-Coder-9B", False),
    ("another's repo of that name", "Add Nordwind 5 support", "stranger/Nordwind-5-9B", False),
]


@pytest.mark.parametrize(("title", "repo_id", "joined"), [c[1:] for c in JOINS], ids=[c[0] for c in JOINS])
def test_which_repo_a_sign_becomes(title: str, repo_id: str, joined: bool) -> None:
    """A later repo joins the sign's record by its name, within the organization where that is known."""
    begun = record(judged(pull(title)))
    seen = seen_repo(repo(repo_id), LATER)
    verdict = judge(seen, HUB, examine(seen, HUB, KNOWN), [begun], LATER)

    assert (verdict.release == begun.id) is joined


def test_an_announcement_joins_the_sign_and_the_weights_follow() -> None:
    """The record goes from signal to announced to weights, and the sign is a hit from the announcement on."""
    verdict = judged(pull("Add Nordwind 5 support"))
    seen = observation(
        "entry", LATER, source=BLOG.name, title="Nordwind Labs announces Nordwind 5, an open-weight model"
    )
    text = judge(seen, BLOG, examine(seen, BLOG, KNOWN), [record(verdict)], LATER)
    begun = record(verdict, events=(*verdict.events, *text.events), facts=(*verdict.facts, *text.facts))
    state = seen_repo(repo("nordwind/Nordwind-5-9B"), LATER + DAY)
    weights = judge(state, HUB, examine(state, HUB, KNOWN), [begun], LATER + DAY)

    assert text.release == weights.release == begun.id
    assert [one.kind for one in (*text.events, *weights.events)] == [EventKind.ANNOUNCED, EventKind.WEIGHTS]
    (sign,) = radar.signs(begun, LATER)
    assert (sign.kind, sign.state, sign.lead) == ("pull", "hit", 37 * DAY)


@pytest.mark.parametrize(
    ("files", "state"),
    [
        pytest.param((), ["repo"], id="an empty repo"),
        pytest.param((RepoFile("README.md", 9),), ["repo"], id="a card"),
        pytest.param((RepoFile("tokenizer.json", 9), RepoFile("config.json", 9)), ["repo"], id="a tokenizer"),
        pytest.param((RepoFile("config.json", 9), RepoFile("model.safetensors", 9)), [], id="weights"),
    ],
)
def test_a_repo_without_weights_is_a_sign(files: tuple[RepoFile, ...], state: list[str]) -> None:
    """What an owner makes public before anybody announced it shows what is to come."""
    seen = seen_repo(repo("nordwind/Nordwind-5-9B", files=files), NOW)
    found = record(judge(seen, HUB, examine(seen, HUB, KNOWN), (), NOW))

    assert [one.kind for one in radar.signs(found, NOW)] == state


def told(kind: EventKind, days: int = 0, **values: Any) -> Event:
    """An event so many days from now, with the evidence of a pull request."""
    at: datetime = NOW + days * DAY
    return event(kind, at, **({"evidence": "https://github.com/lab/engine/pull/7", "key": f"{kind}/{days}"} | values))


RESOLVED = [
    ("nothing yet", (told(SIGNAL),), 100, "open", None),
    ("nothing for half a year", (told(SIGNAL),), 181, "expired", None),
    ("announced", (told(SIGNAL), told(EventKind.ANNOUNCED, 9)), 10, "hit", 9),
    ("a repo", (told(SIGNAL), told(EventKind.VISIBLE, 9)), 10, "hit", 9),
    ("weights", (told(SIGNAL), told(EventKind.WEIGHTS, 9)), 300, "hit", 9),
    ("too late", (told(SIGNAL), told(EventKind.WEIGHTS, 190)), 300, "expired", None),
    ("announced by a rumor", (told(SIGNAL), told(EventKind.ANNOUNCED, 9, confidence=0.5)), 10, "open", None),
    ("found at a first contact", (told(SIGNAL), told(EventKind.WEIGHTS, 9, baseline=True)), 10, "open", None),
    (
        "a leak of what was announced",
        (told(EventKind.ANNOUNCED, -90), told(SIGNAL), told(EventKind.WEIGHTS, 4)),
        9,
        "hit",
        4,
    ),
    ("no release at all", (told(SIGNAL), told(EventKind.RETRACTED, 3)), 10, "expired", None),
    ("a card, then weights", (told(EventKind.VISIBLE), told(EventKind.WEIGHTS, 2)), 10, "hit", 2),
]


@pytest.mark.parametrize(("events", "days", "state", "lead"), [c[1:] for c in RESOLVED], ids=[c[0] for c in RESOLVED])
def test_what_became_of_a_sign(events: tuple[Event, ...], days: int, state: str, lead: int | None) -> None:
    """It is a hit with its lead time, expired after half a year, or open."""
    found = release(events=events, retracted=any(one.kind is EventKind.RETRACTED for one in events))
    (sign,) = radar.signs(found, NOW + days * DAY)[:1]

    assert (sign.state, sign.lead) == (state, None if lead is None else lead * DAY)


NO_SIGNS = [
    ("history", (told(SIGNAL, baseline=True),)),
    ("a stranger's card", (told(EventKind.VISIBLE, confidence=0.5),)),
    ("a card of what was announced", (told(EventKind.ANNOUNCED, -9), told(EventKind.VISIBLE))),
    ("a rumor of what is out", (told(EventKind.WEIGHTS, -9), told(SIGNAL))),
]


@pytest.mark.parametrize("events", [c[1] for c in NO_SIGNS], ids=[c[0] for c in NO_SIGNS])
def test_what_is_no_sign(events: tuple[Event, ...]) -> None:
    """Only what comes before its release, after the first contact, counts."""
    assert radar.signs(release(events=events), NOW) == ()


def test_the_first_of_each_kind_counts() -> None:
    """Five frameworks that add one model are one sign; a leak beside them is another; a repo that is gone is said."""
    leak = told(SIGNAL, 2, evidence="https://paper.example/leak")
    found = release(
        events=(told(SIGNAL), told(SIGNAL, 1), leak, told(EventKind.VISIBLE, 3), told(EventKind.WITHDRAWN, 4))
    )
    signs = radar.signs(found, NOW)

    assert [(one.kind, one.event.seen_at, one.taken_down) for one in signs] == [
        ("pull", NOW, False),
        ("leak", NOW + 2 * DAY, False),
        ("repo", NOW + 3 * DAY, True),
    ]


def test_the_record_of_signs() -> None:
    """Precision is hits of what is resolved, lead the median of the hits; without any there is neither."""
    hits = [release(events=(told(SIGNAL), told(EventKind.WEIGHTS, days))) for days in (3, 10)]
    others = [release(events=(told(SIGNAL),)), release(events=(told(SIGNAL, 150),))]
    signs = [sign for one in (*hits, *others) for sign in radar.signs(one, NOW + 200 * DAY)]
    found = radar.tally(signs)

    assert (found.signs, found.open, found.hits, found.expired) == (4, 1, 2, 1)
    assert (found.precision, found.lead) == (2 / 3, timedelta(days=6, hours=12))
    assert (radar.tally(()).precision, radar.tally(()).lead) == (None, None)
