"""Rewrite: a model's words take an extract's place where they pass, and what was told is edited, never told again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.notifiers import conftest as receivers
from tests.samples import NOW, observation, repo, seen_repo
from tests.steps.lives import BOSS, KNOWN, LETTER, MINUTE, SOURCES, TEAM, Life, begun
from tracker import steps
from tracker.domain import Alert, Channel, Message, Receipt, Repo
from tracker.errors import Impossible, SummarizerError
from tracker.notifiers import NOTIFIERS
from tracker.steps.rewrite import LEASE, rewrite
from tracker.store import Store, leases, messages
from tracker.store.texts import answers, summaries
from tracker.summarizers.model import Answer, Question, Resting

slack = receivers.slack

CARD = (
    "# Alpha\n\nAlpha is a language model for long documents. It was made for readers of contracts and of novels. "
    "The team trained it on a cluster in the north. It answers in German and in English."
)
ALPHA = repo("openai/Alpha-7B", card=CARD)
GOOD = "Alpha is a language model that answers in German and in English."
BAD = "Alpha is a language model with 999 billion parameters for everybody."


class Writer:
    """A backend that says what it is told to and keeps what it was asked."""

    id, batch, longest, memory = "writer@1", 4, 60.0, 0

    def __init__(self, *says: str | Exception) -> None:
        self.says = list(says)
        self.asked: list[list[Question]] = []

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """The next of what it says, to each; the last one for ever."""
        self.asked.append(list(questions))
        said = self.says.pop(0) if len(self.says) > 1 else self.says[0]
        if isinstance(said, Exception):
            raise said
        return [Answer(said, one.seen, 0.5) for one in questions]

    def close(self) -> None:
        """Nothing is held."""


@pytest.fixture(name="life")
def _life(store: Store) -> Life:
    """A tracker whose team was told of a release."""
    made = begun(store)
    published(made, ALPHA)
    made.tell()
    return made


def published(life: Life, state: Repo) -> None:
    """A repo comes out with its card, in the next minute."""
    life.see(texts=[seen_repo(state, text=state.card)])


def wrote(life: Life, writer: Writer, owner: str = "me/1", later: timedelta = MINUTE) -> int:
    """One round of rewriting, a minute later."""
    life.now += later
    return rewrite(life.store, Resting(writer), KNOWN, life.channels, SOURCES, owner, life.now)


def kept(life: Life) -> list[tuple[str, str, object, int]]:
    """Text, method, reasons and tries of each summary."""
    with life.store.read() as c:
        rows = c.execute(select(summaries).order_by(summaries.c.id)).all()
    return [(row.text, row.method, row.rejected, row.asked) for row in rows]


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


def test_the_living_message_is_edited_and_nobody_is_told_again(life: Life) -> None:
    """The root gets the better summary once; no second message."""
    wrote(life, Writer(GOOD))
    (edit,) = life.tell()

    assert isinstance(edit, Alert)
    assert (edit.role, edit.event.kind, edit.root and edit.root["ts"]) == ("refresh", "weights", "team-1")
    assert GOOD in str(edit.summary)
    assert life.tell() == []


@pytest.mark.parametrize(
    "channel",
    [
        pytest.param(LETTER, id="a letter"),
        pytest.param(replace(TEAM, language="de"), id="a channel in another language"),
        pytest.param(BOSS, id="a channel that was not told"),
    ],
)
def test_who_was_not_told_this_gets_no_edit(life: Life, channel: Channel) -> None:
    """Only a living message that tells of the event in the summary's language is edited."""
    life.channels = (replace(TEAM, name="other"), channel)
    wrote(life, Writer(GOOD))

    assert life.tell() == []


def test_a_message_that_tells_of_something_newer_stays(life: Life) -> None:
    """What happened since stands in the message; an older event's summary does not come back."""
    wrote(life, Writer(GOOD))
    life.see(replace(ALPHA, license="mit"))

    assert [one.event.kind.value for one in life.tell() if isinstance(one, Alert)] == ["relicensed"]
    with life.store.read() as c:
        assert [(one.type, one.state) for one in messages.list_(c, "team")][1] == ("refresh", "skipped")


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


class Busy:
    """A Slack whose message is gone, or that does not want it edited."""

    def __init__(self, heard: Callable[[Message], Receipt]) -> None:
        self.send = heard

    def find(self, channel: Channel, key: str) -> Receipt | None:
        """Nothing is found."""
        return None


def test_an_alert_does_not_wait_for_a_refresh(life: Life) -> None:
    """A refresh that Slack will not have for now leaves the alert behind it as late as any other trouble would."""

    def refuses(message: Message) -> Receipt:
        raise Impossible("no")

    wrote(life, Writer(GOOD))
    life.tell(Busy(refuses))
    life.see(replace(ALPHA, license="mit"))
    life.now += timedelta(hours=2)

    assert [one.event.kind.value for one in life.tell() if isinstance(one, Alert)] == ["relicensed"]


def test_a_deleted_message_is_not_posted_anew(life: Life, slack: receivers.FakeSlack) -> None:
    """Where a person took the message away the better words have no place; Slack gets no new message."""
    slack.refuse("message_not_found")
    wrote(life, Writer(GOOD))
    life.tell(NOTIFIERS["slack"](slack.lines()))

    assert [method for method, _ in slack.calls] == ["chat.update"]
    with life.store.read() as c:
        assert messages.list_(c, "team")[0].state == "sent"


def test_slack_shows_the_words_as_a_machine_s(life: Life, slack: receivers.FakeSlack) -> None:
    """The edited message holds the model's words and says that a machine wrote them."""
    wrote(life, Writer(GOOD))
    life.tell(NOTIFIERS["slack"](slack.lines()))
    (_, body) = slack.calls[0]

    assert f"Machine summary: {GOOD}" in str(body)


def test_nothing_is_asked_in_the_flow(life: Life) -> None:
    """Summarize and announce never ask a model: an alert goes out as fast with one as without."""
    published(life, repo("openai/Beta-9B", card=CARD.replace("Alpha", "Beta")))
    told = life.tell()

    assert [one.event.kind.value for one in told if isinstance(one, Alert)] == ["weights"]
    assert steps.summarize(life.store, ["en"], SOURCES, NOW) == 0
