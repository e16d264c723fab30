"""Rewrite: the message that told of an event is edited with the model's words, never told again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.notifiers import conftest as receivers
from tests.steps.lives import BOSS, LETTER, TEAM, Life
from tests.steps.writers import ALPHA, GOOD, Writer, told, wrote
from tracker.domain import Alert, Channel, Message, Receipt
from tracker.errors import Impossible
from tracker.notifiers import NOTIFIERS
from tracker.store import Store, messages

slack = receivers.slack


@pytest.fixture(name="life")
def _life(store: Store) -> Life:
    """A tracker whose team was told of a release."""
    return told(store)


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
