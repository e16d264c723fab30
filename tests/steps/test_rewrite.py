"""Rewrite: a model's words take an extract's place where they pass, and each text is asked once or a few times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.samples import NOW, observation, repo
from tests.steps.lives import KNOWN, MINUTE, SOURCES, Life, begun
from tests.steps.writers import ALPHA, BAD, CARD, GOOD, Writer, kept, published, told, wrote
from tracker import steps
from tracker.domain import Alert
from tracker.errors import SummarizerError
from tracker.steps.rewrite import LEASE, rewrite
from tracker.store import Store, leases
from tracker.store.texts import answers, summaries
from tracker.summarizers.model import Answer, Question, Resting


@pytest.fixture(name="life")
def _life(store: Store) -> Life:
    """A tracker whose team was told of a release."""
    return told(store)


def test_words_that_pass_take_the_extract_s_place(life: Life) -> None:
    """The fact sentence stays, the model's words follow and are called a machine's; model and text used are kept."""
    before = kept(life)[0][0]
    writer = Writer(GOOD)
    assert before.endswith("German and in English.")
    assert wrote(life, writer) == 1

    said = before.partition("\n")[0]
    assert kept(life) == [(f"{said}\nMachine summary: {GOOD}", "model", None, 1)]
    assert life.one("Alpha").summaries["en"] == kept(life)[0][0]
    with life.store.read() as c:
        row = c.execute(select(summaries.c.model, summaries.c.drawn_from)).one()
    assert (row.model, row.drawn_from["kind"]) == ("writer@1", "card")
    (asked,) = writer.asked[0]
    assert asked.facts == said
    assert "trained it on a cluster" in asked.text
    assert wrote(life, writer) == 0


def test_words_that_do_not_pass_leave_the_extract(life: Life) -> None:
    """A number that the text lacks: the extract stays, the reasons are kept, nobody hears of it, nobody asks again."""
    before = kept(life)[0][0]
    writer = Writer(BAD)
    assert wrote(life, writer) == 0
    wrote(life, writer, later=timedelta(hours=1))

    ((text, method, rejected, asked),) = kept(life)
    assert (text, method, asked, len(writer.asked)) == (before, "extract", 1, 1)
    assert isinstance(rejected, list)
    assert rejected
    assert life.tell() == []
    with life.store.read() as c:
        assert c.execute(select(answers.c.text, answers.c.rejected)).all() == [(BAD, rejected)]


def test_an_error_is_tried_again_and_not_for_ever(life: Life) -> None:
    """After ten minutes the same is asked again, three times in all; nothing is kept as an answer."""
    writer = Writer(SummarizerError("writer@1: no"))
    for later in (MINUTE, MINUTE, 10 * MINUTE, 10 * MINUTE, 10 * MINUTE, 10 * MINUTE):
        wrote(life, writer, later=later)

    assert len(writer.asked) == 3
    assert kept(life)[0][1:] == ("extract", None, 3)
    with life.store.read() as c:
        assert c.execute(select(answers)).all() == []


def test_a_resting_model_is_not_asked(life: Life) -> None:
    """While the breaker is open nothing is asked and nothing counted."""
    writer = Writer(SummarizerError("no"))
    model = Resting(writer)
    for _ in range(3):
        with pytest.raises(SummarizerError):
            model.ask([], life.now)
    asked = len(writer.asked)

    assert rewrite(life.store, model, KNOWN, life.channels, SOURCES, "me/1", life.now) == 0
    assert (len(writer.asked), kept(life)[0][3]) == (asked, 0)


@pytest.mark.parametrize("said", [GOOD, BAD])
def test_the_same_question_is_asked_once(life: Life, said: str) -> None:
    """An answer is remembered with what the guard said, also for another summary that would ask the same."""
    writer = Writer(said)
    wrote(life, writer)
    after = kept(life)
    with life.store.write() as c:
        first = kept(life)[0][0].partition("\n")[0]
        reset = {"text": f"{first}\nExtract.", "method": "extract", "rejected": None, "asked": 0, "asked_at": None}
        c.execute(summaries.update().values(**reset))
    wrote(life, writer)

    assert len(writer.asked) == 1
    assert [row[1:3] for row in kept(life)] == [row[1:3] for row in after]


def test_only_one_process_asks(life: Life) -> None:
    """While another has the lease nothing happens; it is given back in the end, also after a failure."""
    writer = Writer(ValueError("a hole"), GOOD)
    with life.store.write() as c:
        assert leases.take(c, LEASE, "other/2", life.now + 5 * MINUTE, life.now)
    assert wrote(life, writer) == 0
    assert writer.asked == []

    life.now += 5 * MINUTE
    with pytest.raises(ValueError, match="a hole"):
        wrote(life, writer)
    assert wrote(life, writer, owner="third/3") == 1


def test_a_summary_that_changed_meanwhile_stays(life: Life) -> None:
    """What was written anew while the model worked is not overwritten."""

    class Late(Writer):
        def ask(self, questions: Sequence[Question]) -> list[Answer]:
            with life.store.write() as c:
                c.execute(summaries.update().values(text="Newer.\nExtract."))
            return super().ask(questions)

    assert wrote(life, Late(GOOD)) == 0
    assert kept(life)[0][:2] == ("Newer.\nExtract.", "extract")
    assert life.tell() == []


def test_a_teaser_and_an_old_event_are_left_alone(store: Store) -> None:
    """A publisher's own words stay, and nobody reads a summary of last week anew."""
    life = begun(store)
    life.see(texts=[observation(title="OpenAI releases Alpha-7B with open weights", text=f"{GOOD} {GOOD[:-1]} too.")])
    writer = Writer(GOOD)
    wrote(life, writer)
    published(life, ALPHA)
    wrote(life, writer, later=timedelta(days=3))

    assert writer.asked == []


def test_several_summaries_are_one_batch(store: Store) -> None:
    """As many as the model takes at once, the newest first."""
    life = begun(store)
    for number in range(6):
        published(life, repo(f"openai/Alpha{number}-7B", card=CARD.replace("Alpha", f"Alpha{number}")))
    writer = Writer(GOOD)
    wrote(life, writer)
    wrote(life, writer)

    assert [len(asked) for asked in writer.asked] == [4, 2]
    assert "Alpha5" in writer.asked[0][0].text


def test_what_failed_is_asked_alone(store: Store) -> None:
    """A text that ends the model is given up after three tries, and the others of its batch are said all the same."""
    life = begun(store)
    for number in range(3):
        published(life, repo(f"openai/Alpha{number}-7B", card=CARD.replace("Alpha", f"Alpha{number}")))

    class Fragile(Writer):
        def ask(self, questions: Sequence[Question]) -> list[Answer]:
            answers = super().ask(questions)
            if any("Alpha1" in one.text for one in questions):
                raise SummarizerError("writer@1: the worker ended (-9)")
            return [replace(one, text=GOOD.replace("Alpha", one.seen.split()[0])) for one in answers]

    writer = Fragile(GOOD)
    for _ in range(8):
        wrote(life, writer, later=10 * MINUTE)

    assert [len(asked) for asked in writer.asked] == [3, 1, 1, 1, 1]
    assert sorted((method, asked) for _, method, _, asked in kept(life)) == [("extract", 3), ("model", 2), ("model", 2)]


def test_nothing_is_asked_in_the_flow(life: Life) -> None:
    """Summarize and announce never ask a model: an alert goes out as fast with one as without."""
    published(life, repo("openai/Beta-9B", card=CARD.replace("Alpha", "Beta")))
    told = life.tell()

    assert [one.event.kind.value for one in told if isinstance(one, Alert)] == ["weights"]
    assert steps.summarize(life.store, ["en"], SOURCES, NOW) == 0
