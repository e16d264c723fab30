"""The pages of official announcements become facts and summaries; what was unsure becomes news or stays none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import select

from tests.pages import Site, html
from tests.samples import NOW, finding, name, observation, source
from tracker import analysis, steps
from tracker.domain import Release, SourceKind
from tracker.errors import AddressRefused, BadStatus, FetchError, ParseError, TooLarge
from tracker.steps.read import PAUSES, next_try, same_post
from tracker.store import Store, observations, releases
from tracker.store.texts import pages, summaries

FEED = "https://nordlab.example/feed.xml"
LINK = "https://nordlab.example/fjord-7b"
TITLE = "Introducing Fjord 7B"
SOURCES = {
    "nordlab": source("nordlab", url=FEED, organization="nordlab", title="Nordlab"),
    "hub-nordlab": source("hub-nordlab", "hub", organization="nordlab", title="Nordlab"),
    "presse": source("presse", url=FEED, kind=SourceKind.PRESS),
}
KNOWN = analysis.known(SOURCES.values())
TEASER = "Nordlab releases the weights of Fjord 7B, an open-weight language model, on Hugging Face"
PAGE = html(
    TITLE,
    "Today we release Fjord 7B. The weights are available on Hugging Face under the Apache 2.0 license.",
    "Fjord 7B has 7.2 billion parameters and a context length of 128,000 tokens.",
)


class Scene:
    """A tracker on a store, and the publisher's site."""

    def __init__(self, store: Store) -> None:
        self.store, self.site, self.now = store, Site({LINK: PAGE}), NOW

    def see(self, title: str = TITLE, text: str = TEASER, url: str = LINK, **values: Any) -> None:
        """An entry comes in and is examined."""
        filled = {"source": "nordlab", "key": title, "published_at": self.now} | values
        with self.store.write() as c:
            observations.add(c, [observation(title=title, text=text, url=url, seen_at=self.now, **filled)])
        self.analyze()

    def analyze(self) -> int:
        """The events that were found."""
        return steps.analyze(self.store, KNOWN, SOURCES, self.now)

    def read(self, pause: timedelta = timedelta()) -> int:
        """How many pages were read, some time later."""
        self.now += pause
        return steps.read(self.store, self.site.tools, KNOWN, SOURCES, self.now)

    def records(self) -> list[Release]:
        """All releases."""
        with self.store.read() as c:
            return [analysis.build(dossier) for dossier in releases.dossiers(c, None)]

    def rows(self) -> Sequence[Any]:
        """The rows of pages."""
        with self.store.read() as c:
            return c.execute(select(pages).order_by(pages.c.observation_id)).all()


@pytest.fixture
def scene(store: Store) -> Scene:
    """Nothing was seen yet."""
    return Scene(store)


def test_what_the_page_states_becomes_facts(scene: Scene) -> None:
    """Facts that the teaser lacks, each with its sentence and the page; nothing happens twice."""
    scene.see()
    (before,) = scene.records()
    assert "parameters_total" not in before.chosen
    assert scene.read() == 1

    (record,) = scene.records()
    fact = record.chosen["parameters_total"]
    assert (fact.value, fact.rank, fact.method, fact.url) == (7_200_000_000, 60, "text", LINK)
    assert fact.quote == "Fjord 7B has 7.2 billion parameters and a context length of 128,000 tokens."
    assert record.chosen["context_tokens"].value == 128_000
    assert record.events == before.events
    assert (scene.read(), scene.analyze(), scene.site.asked) == (0, 0, [LINK])


def test_a_page_may_make_news_of_an_unsure_entry(scene: Scene) -> None:
    """Of a teaser that left it open the page's text decides; what was found before gives way."""
    with scene.store.write() as c:
        observations.add(c, [observation(source="nordlab", title=TITLE, text="A look at our work.", url=LINK)])
        unsure = finding(is_event=False, confidence=0.6, names=(name("Fjord 7B", "fjord", "Fjord"),))
        observations.examined(c, 1, unsure, None, NOW)
    assert (scene.read(), scene.analyze()) == (1, 1)

    (record,) = scene.records()
    assert [one.kind for one in record.events] == ["announced"]
    assert record.events[0].confidence >= analysis.ALERT_CONFIDENCE
    assert record.chosen["parameters_total"].value == 7_200_000_000
    assert (scene.read(), scene.analyze()) == (0, 0)


TEASERS = {
    "a version": ("Fjord 7", "A small step."),
    "a word of a model": ("Fjord: smaller, faster, wiser", "Our new language model fits on a laptop."),
}


@pytest.mark.parametrize(("title", "teaser"), TEASERS.values(), ids=TEASERS.keys())
def test_a_teaser_that_says_nearly_nothing_is_followed(scene: Scene, title: str, teaser: str) -> None:
    """Where an official post only hints at a model, its page tells whether weights came out."""
    fjord = title.partition(":")[0]
    body = f"Today we release {fjord}, an open-weight language model. The weights are available on Hugging Face."
    scene.site.pages[LINK] = html(title, body)
    scene.see(title, teaser)
    assert [scene.records(), scene.read(), scene.analyze()] == [[], 1, 1]

    (record,) = scene.records()
    assert (record.name, [one.kind for one in record.events]) == (fjord, ["announced"])


OTHERS = {
    "two models in the title": ("Introducing Fjord-7B and Gletscher-70B", "Fjord-7B has 7 billion parameters."),
    "a size that is not the name's": (TITLE, "Our Gletscher has 70 billion parameters."),
}


@pytest.mark.parametrize(("title", "said"), OTHERS.values(), ids=OTHERS.keys())
def test_sizes_are_of_the_one_model_that_the_page_is_about(scene: Scene, title: str, said: str) -> None:
    """A page about several models, or one that begins with another model's size, gives none."""
    scene.site.pages[LINK] = html(title, said)
    scene.see(title, f"{TEASER}.")
    assert scene.read() == 1

    assert all("parameters_total" not in record.chosen for record in scene.records())


def test_another_page_is_not_the_entry_s(scene: Scene) -> None:
    """A link that leads to the front page brings nothing, and is not asked for again."""
    scene.site.pages[LINK] = html("Nordlab, open research", "Our Gletscher 2 has 70 billion parameters.")
    scene.see()
    assert (scene.read(), scene.read(timedelta(days=1))) == (0, 0)

    assert scene.rows()[0].trouble == "the page is about something else: Nordlab, open research | Lab"
    assert len(scene.site.asked) == 1


def test_only_official_entries_that_may_tell_of_a_model_are_followed(scene: Scene) -> None:
    """Press is not read, nor what speaks of no model; who is not the publisher is not contacted."""
    scene.see(source="presse", title="Nordlab releases Fjord 7B", key="press")
    scene.see("Our office in Oslo", "We moved to a new building in the middle of the city.", f"{LINK}-office")
    scene.see("Fjord 8B is here", TEASER.replace("7B", "8B"), "https://elsewhere.example/fjord-8b")

    assert (scene.read(), scene.site.asked) == (0, [])
    assert "elsewhere.example: not a host of its publisher" in [row.trouble for row in scene.rows()]


def test_one_bad_page_does_not_stop_the_others(scene: Scene) -> None:
    """Trouble is kept in its row and asked for again with growing pauses, three times in all."""
    other = f"{LINK}-2"
    scene.site.pages[other] = 503
    scene.see("Introducing Gletscher 2", TEASER.replace("Fjord 7B", "Gletscher 2"), other)
    scene.see()
    assert scene.read() == 1
    row = scene.rows()[0]
    assert (row.trouble, row.attempts, row.next_try_at) == ("nordlab.example: 503", 1, scene.now + PAUSES[0])

    assert scene.read(PAUSES[0] - timedelta(seconds=1)) == 0
    assert scene.site.asked.count(other) == 1
    for pause in (timedelta(seconds=1), PAUSES[1], timedelta(days=3)):
        scene.read(pause)
    assert scene.site.asked.count(other) == 3
    assert scene.rows()[0].next_try_at is None


AGAIN: dict[str, tuple[Exception, int, timedelta | None]] = {
    "out of order": (BadStatus("x: 503", status=503), 0, PAUSES[0]),
    "out of order for the third time": (BadStatus("x: 503", status=503), 2, None),
    "too many requests": (BadStatus("x: 429", status=429), 1, PAUSES[1]),
    "a time that the host names": (
        BadStatus("x: 429", status=429, retry_at=NOW + timedelta(hours=5)),
        0,
        timedelta(hours=5),
    ),
    "silence": (FetchError("x: no answer"), 0, PAUSES[0]),
    "not there": (BadStatus("x: 404", status=404), 0, None),
    "a refusal": (BadStatus("x: 403", status=403), 0, None),
    "not its publisher's": (AddressRefused("x"), 0, None),
    "too large": (TooLarge("x"), 0, None),
    "no text in it": (ParseError("x"), 0, None),
    "a hole in our code": (KeyError("x"), 0, None),
}


@pytest.mark.parametrize(("error", "attempts", "pause"), AGAIN.values(), ids=AGAIN.keys())
def test_when_a_page_is_asked_for_again(error: Exception, attempts: int, pause: timedelta | None) -> None:
    """Only where another time may bring another answer."""
    assert next_try(error, attempts, NOW) == (None if pause is None else NOW + pause)


@pytest.mark.parametrize(
    ("title", "page", "same"),
    [
        ("Introducing Fjord 7B", "Introducing Fjord 7B | Nordlab", True),
        ("Fjord 7B: open weights for all", "Fjord 7B is here - open weights", True),
        ("Introducing Fjord 7B", "Nordlab", False),
        ("Introducing Fjord 7B", "", False),
        ("", "Nordlab", False),
    ],
    ids=["with the site's name", "in other words", "the front page", "a page without a name", "an unnamed entry"],
)
def test_whether_a_page_is_the_entry_s(title: str, page: str, same: bool) -> None:
    """Half of the entry's words stand in the page's title."""
    assert same_post(title, page) is same


def summary(scene: Scene) -> tuple[str, str, Any]:
    """Method, text and origin of the only summary."""
    steps.summarize(scene.store, ["en"], SOURCES, scene.now)
    with scene.store.read() as c:
        (row,) = c.execute(select(summaries)).all()
    return row.method, row.text, row.drawn_from


def test_a_summary_draws_from_the_whole_page(scene: Scene) -> None:
    """What was drawn from a short text is written anew once the page is there, and says what it was drawn from."""
    scene.see(text=f"{TEASER} …")
    _, text, origin = summary(scene)
    assert origin in (None, {"kind": "feed", "observation": 1, "url": LINK})
    scene.read()
    method, text, origin = summary(scene)

    assert (method, origin) == ("extract", {"kind": "page", "observation": 1, "url": LINK})
    assert "context length of 128,000 tokens" in text


def test_a_good_teaser_stays(scene: Scene) -> None:
    """What the publisher says shortly is better than an extract of its page."""
    scene.see(text=f"{TEASER}. It is free for everybody.")
    before = summary(scene)
    scene.read()

    assert summary(scene) == before
    assert (before[0], before[2]) == ("teaser", {"kind": "feed", "observation": 1, "url": LINK})


def test_an_idle_round_asks_one_question(scene: Scene) -> None:
    """Nothing to read costs one SELECT and no transaction that writes."""
    scene.see()
    scene.read()
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    engine = scene.store.engine
    sqlalchemy_event.listen(engine, "before_cursor_execute", note)
    assert scene.read(timedelta(minutes=1)) == 0
    sqlalchemy_event.remove(engine, "before_cursor_execute", note)
    assert [one.split()[0] for one in asked if "pages" in one] == ["SELECT"]
    assert not [one for one in asked if one.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_times_are_the_step_s_own(scene: Scene) -> None:
    """A fact of a page was learned when the page was read, not when its entry was seen."""
    scene.see()
    scene.read(timedelta(minutes=3))
    learned: datetime | None = scene.records()[0].chosen["parameters_total"].learned_at
    assert learned == NOW + timedelta(minutes=3)
