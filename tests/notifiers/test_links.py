"""Links: evidence in the order of its weight, each repo once, the press counted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.notifiers.sent import BIG, SMALL, WEIGHTS, gpt_oss
from tests.samples import NOW, event, linked, repo
from tracker.domain import Event, EventKind, Evidence, SourceKind
from tracker.notifiers.links import changed, links, press
from tracker.notifiers.story import tell
from tracker.notifiers.wording import words


def post(title: str = "Introducing gpt-oss", days: int = 0, **values: Any) -> Evidence:
    """An official post, seen days before the weights."""
    filled: dict[str, Any] = {"source": "openai-news", "language": "en", "kind": SourceKind.OFFICIAL}
    url = f"https://openai.example.org/{title.split()[0].lower()}"
    return Evidence(title=title, url=url, seen_at=NOW - timedelta(days=days), **(filled | values))


PROMISE, DELAY, NEWS = post("Planning a model", 127), post("Delayed again", 56), post()
REPO = post(BIG, source="hub-openai")
AT = "a" * 7

ORDERS: dict[str, tuple[Event, tuple[Evidence, ...], list[str]]] = {
    "of weights: the post of the day, each repo at its commit, earlier posts": (
        WEIGHTS,
        (PROMISE, DELAY, REPO, NEWS),
        [
            "openai-news: Introducing gpt-oss",
            f"Hub {BIG}@{AT}",
            f"Hub {SMALL}@{AT}",
            "openai-news: Planning a model",
            "openai-news: Delayed again",
        ],
    ),
    "of a delay: its own post first": (
        event(EventKind.DELAYED, NOW - timedelta(days=56), evidence=DELAY.url, detail=DELAY.title, source=DELAY.source),
        (PROMISE, DELAY),
        ["openai-news: Delayed again", f"Hub {BIG}@{AT}", f"Hub {SMALL}@{AT}", "openai-news: Planning a model"],
    ),
    "of what the press told: its report": (
        event(EventKind.ANNOUNCED, evidence="https://golem.example.org/1", detail="Bald offen", source="golem-de"),
        (),
        ["golem-de: Bald offen", f"Hub {BIG}@{AT}", f"Hub {SMALL}@{AT}"],
    ),
    "of a change in a repo: that repo at the commit of the change": (
        event(EventKind.RELICENSED, detail=SMALL, evidence=f"https://huggingface.co/{SMALL}/tree/{'b' * 40}"),
        (REPO, NEWS),
        [f"Hub {SMALL}@{'b' * 7}", f"Hub {BIG}@{AT}", "openai-news: Introducing gpt-oss"],
    ),
}


@pytest.mark.parametrize(("told", "evidence", "labels"), ORDERS.values(), ids=ORDERS.keys())
def test_orders_the_evidence(told: Event, evidence: tuple[Evidence, ...], labels: list[str]) -> None:
    """What speaks of the event comes first, and a repo is named once, by its commit."""
    assert [link.label for link in links(gpt_oss(evidence=evidence), (told,))] == labels


def test_leaves_out_what_was_seen_of_a_renamed_repo() -> None:
    """An observation under a repo's old name is no post either."""
    renamed = linked(repo("openai/new", renamed_from="openai/old"))
    shown = links(gpt_oss(repos=(renamed,), evidence=(post("openai/old"),)), ())
    assert [link.label for link in shown] == [f"Hub openai/new@{AT}"]


def test_names_a_commit_only_where_there_is_one() -> None:
    """A post is no commit."""
    assert changed(gpt_oss(), event(evidence="https://openai.example.org/gpt-oss"), words("en")) == ()


def test_a_change_leads_to_commit_before_and_after() -> None:
    """The commit, the repo as it was when it was last told of, and the repo as it is."""
    page = f"https://huggingface.co/{BIG}"
    changed_ = event(EventKind.RELICENSED, NOW + timedelta(days=3), evidence=f"{page}/commit/{'c' * 40}")
    shown = changed(gpt_oss(events=(WEIGHTS, changed_)), changed_, words("en"))
    assert [(link.label, link.url) for link in shown] == [
        ("commit ccccccc", f"{page}/commit/{'c' * 40}"),
        ("before", f"{page}/tree/{'a' * 40}"),
        ("after", f"{page}/tree/{'c' * 40}"),
    ]


def test_a_change_without_an_earlier_state_has_no_before() -> None:
    """What nobody saw is not linked, and another repo's state is none of this one."""
    changed_ = event(EventKind.RELICENSED, evidence=f"https://huggingface.co/{SMALL}/commit/{'c' * 40}")
    shown = changed(gpt_oss(events=(WEIGHTS, changed_)), changed_, words("de"))
    assert [link.label for link in shown] == ["Commit ccccccc", "nachher"]


def reports(*languages: str) -> list[Evidence]:
    """Press reports in these languages."""
    return [post(f"r{n} x", language=language, kind=SourceKind.PRESS) for n, language in enumerate(languages)]


COUNTS = {
    "none": (reports(), "", ""),
    "one in English": (reports("en"), "1 press report", "1 Pressebericht"),
    "some in German": (
        reports("de", "en", "de"),
        "3 press reports (2 in German)",
        "3 Presseberichte (2 auf Deutsch)",
    ),
    "all in German": (reports("de", "de"), "2 press reports in German", "2 Presseberichte auf Deutsch"),
}


@pytest.mark.parametrize(("seen", "english", "german"), COUNTS.values(), ids=COUNTS.keys())
def test_counts_the_press(seen: list[Evidence], english: str, german: str) -> None:
    """Press reports are counted, and how many of them are German."""
    assert (press(seen, words("en"), ()), press(seen, words("de"), ())) == (english, german)


def test_counts_no_report_that_it_links_to() -> None:
    """Where nobody official spoke the evidence is a press report, and the others are counted beside it."""
    seen = reports("de", "en")
    said = event(EventKind.ANNOUNCED, evidence=seen[0].url, source=seen[0].source, detail=seen[0].title)
    told = tell(gpt_oss(evidence=tuple(seen), repos=(), events=(said,)), (said,), words("en"), "UTC")

    assert ([one.url for one in told.links], told.press) == ([seen[0].url], "1 press report")


def test_a_repo_is_named_by_the_commit_of_its_last_event() -> None:
    """Weights are proved by the commit that has them, not by the card of the day before."""
    at = {word: f"https://huggingface.co/{SMALL}/tree/{word * 40}" for word in "bc"}
    seen = event(EventKind.VISIBLE, key="visible/x", detail=SMALL, evidence=at["b"])
    out = event(EventKind.WEIGHTS, key="weights/x", detail=SMALL, evidence=at["c"])

    assert at["c"] in [one.url for one in links(gpt_oss(), (seen, out))]


def test_a_name_of_long_ago_is_no_post() -> None:
    """A repo that was renamed twice is its own evidence under each of its names."""
    old = post("openai/oss-20b", source="hub-openai")

    assert old.url not in [one.url for one in links(gpt_oss(evidence=(old,), repo_names=("openai/oss-20b",)), ())]
