"""Slack: one message that lives, replies in its thread, and never a second post or a leaked token."""

from __future__ import annotations

import traceback
from datetime import timedelta
from email.utils import format_datetime

import pytest

from tests.notifiers.conftest import TOKEN, FakeSlack
from tests.notifiers.sent import alert, channel, letter, note, promised
from tests.samples import NOW, event
from tracker.domain import EventKind, Role
from tracker.errors import Ambiguous, Impossible, NotifierError, Refused
from tracker.net import Gate
from tracker.notifiers.slack import Slack


def test_posts_a_root_with_metadata(slack: FakeSlack) -> None:
    """A release's first message carries its id, the event and the outbox key, and unfurls nothing."""
    receipt = Slack(slack.lines()).send(alert())
    (posted,) = slack.accepted
    assert receipt.data == {"channel": "C0ALERTS", "ts": posted["ts"], "message": "alerts/r1/weights", "role": "root"}
    payload = {"release": "r1", "event": "weights", "message": "alerts/r1/weights"}
    assert posted["metadata"] == {"event_type": "tracker_release", "event_payload": payload}
    assert (posted["parse"], posted["link_names"]) == ("none", False)
    assert (posted["unfurl_links"], posted["unfurl_media"]) == (False, False)
    assert "Weights are out" in posted["text"]
    assert slack.tokens == [f"Bearer {TOKEN}"]


def test_replies_in_the_thread_and_edits_the_root(slack: FakeSlack) -> None:
    """What readers must not miss is a reply shown in the channel; the root tells the new state under its own key."""
    notifier = Slack(slack.lines())
    announced = event(EventKind.ANNOUNCED)
    root = notifier.send(alert(key="alerts/r1/announced", event=announced, release=promised(id="r1")))
    reply = notifier.send(alert(Role.REPLY, root=root.data))
    assert [method for method, _ in slack.calls] == ["chat.postMessage", "chat.update", "chat.postMessage"]
    first, second = slack.accepted
    assert first["metadata"]["event_payload"]["message"] == "alerts/r1/announced"
    assert first["blocks"][0]["text"]["text"] == "OpenAI gpt-oss"
    assert (second["thread_ts"], second["reply_broadcast"]) == (first["ts"], True)
    assert reply.data["ts"] == second["ts"]
    assert "role" not in reply.data


def test_edits_without_a_new_message(slack: FakeSlack) -> None:
    """Small news edit the root and notify nobody."""
    notifier = Slack(slack.lines())
    root = notifier.send(alert())
    again = notifier.send(alert(Role.EDIT, key="alerts/r1/update", root=root.data, event=event(EventKind.UPDATE)))
    assert len(slack.accepted) == 1
    assert again.data["ts"] == root.data["ts"]
    assert "new version" in slack.accepted[0]["blocks"][1]["text"]["text"]


@pytest.mark.parametrize("role", [Role.REPLY, Role.EDIT])
def test_posts_anew_where_the_root_was_deleted(slack: FakeSlack, role: Role) -> None:
    """A message that somebody deleted is replaced by a new one that lives."""
    gone = {"channel": "C0ALERTS", "ts": "1.0", "message": "alerts/r1/announced"}
    receipt = Slack(slack.lines()).send(alert(role, root=gone))
    assert receipt.data["role"] == "root"
    assert "thread_ts" not in slack.accepted[0]


def test_marks_other_messages_as_notes(slack: FakeSlack) -> None:
    """Letters and notes carry their key too, as tracker_note."""
    notifier = Slack(slack.lines())
    notifier.send(note())
    notifier.send(letter(channel=channel()))
    assert {one["metadata"]["event_type"] for one in slack.accepted} == {"tracker_note"}
    assert slack.accepted[0]["metadata"]["event_payload"] == {"message": "start/alerts"}


REMEDIES = {
    "channel_not_found": "invite the app to C0ALERTS",
    "not_in_channel": "invite the app to C0ALERTS",
    "is_archived": "unarchive C0ALERTS",
    "invalid_auth": "set SLACK_BOT_TOKEN",
    "account_inactive": "set SLACK_BOT_TOKEN",
    "token_revoked": "set SLACK_BOT_TOKEN",
    "missing_scope": "chat:write",
}


@pytest.mark.parametrize(("code", "remedy"), REMEDIES.items(), ids=REMEDIES.keys())
def test_names_the_remedy(slack: FakeSlack, code: str, remedy: str) -> None:
    """What only the operator can mend is Impossible and says how."""
    slack.refuse(code)
    with pytest.raises(Impossible, match=rf'channel "alerts": Slack says {code}; .*{remedy}'):
        Slack(slack.lines()).send(alert())


LATER = {
    "seconds": ("30", timedelta(seconds=30)),
    "a date": (format_datetime(NOW + timedelta(minutes=5), usegmt=True), timedelta(minutes=5)),
    "nothing": ("", None),
    "nonsense": ("soon", None),
}


@pytest.mark.parametrize(("header", "wait"), LATER.values(), ids=LATER.keys())
def test_waits_as_long_as_slack_says(slack: FakeSlack, header: str, wait: timedelta | None) -> None:
    """Retry-After in seconds or as a date becomes the time of the next try; nothing sleeps, nothing crashes."""
    slack.plan = [(429, {"Retry-After": header} if header else {}, b'{"ok":false,"error":"ratelimited"}')]
    with pytest.raises(Refused) as caught:
        Slack(slack.lines()).send(alert())
    assert caught.value.retry_at == (NOW + wait if wait else None)
    assert len(slack.calls) == 1


def test_sends_the_text_alone_where_blocks_are_refused(slack: FakeSlack) -> None:
    """Blocks that Slack does not like do not keep the message from its readers."""
    slack.refuse("invalid_blocks")
    Slack(slack.lines()).send(alert())
    assert slack.accepted[0]["blocks"] == []
    assert "Weights are out" in slack.accepted[0]["text"]


def test_looks_before_it_repeats(slack: FakeSlack) -> None:
    """After a lost answer the message is found by its key; the SDK itself did not post again."""
    slack.plan = ["reset_after"]
    notifier = Slack(slack.lines())
    with pytest.raises(Ambiguous):
        notifier.send(alert())
    assert len(slack.calls) == 1
    found = notifier.find(channel(), "alerts/r1/weights")
    assert found is not None
    assert found.data["ts"] == slack.accepted[0]["ts"]
    assert notifier.find(channel(), "alerts/r1/other") is None


def test_does_not_believe_in_a_reply_because_of_its_edit(slack: FakeSlack) -> None:
    """The root was edited, the reply was lost before it arrived: the reply is not found."""
    notifier = Slack(slack.lines())
    root = notifier.send(alert(key="alerts/r1/announced"))
    slack.plan = ["ok", "reset"]
    with pytest.raises(Ambiguous):
        notifier.send(alert(Role.REPLY, root=root.data))
    assert notifier.find(channel(), "alerts/r1/weights") is None


@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_server_error_is_ambiguous(slack: FakeSlack, status: int) -> None:
    """After a 5xx nobody knows; the next try looks first."""
    slack.plan = [(status, {}, b"<html>error</html>")]
    with pytest.raises(Ambiguous):
        Slack(slack.lines()).send(alert())


def test_a_login_page_is_refused(slack: FakeSlack) -> None:
    """What is not Slack's answer is no receipt."""
    slack.plan = [(200, {"Content-Type": "text/html"}, b"<!doctype html><title>proxy login</title>")]
    with pytest.raises(Refused, match="not Slack"):
        Slack(slack.lines()).send(alert())


def test_follows_no_redirect(slack: FakeSlack) -> None:
    """A redirect would carry the token away: it is not followed."""
    slack.plan = [(302, {"Location": slack.url + "elsewhere"}, b"")]
    with pytest.raises(NotifierError):
        Slack(slack.lines()).send(alert())
    assert len(slack.calls) == 1


def test_nobody_listens(free_port: int) -> None:
    """Where no connection comes about the message is definitely not there."""
    fake = FakeSlack(free_port)
    with pytest.raises(Refused, match="cannot be reached"):
        Slack(fake.lines()).send(alert())


def test_goes_only_where_the_gate_lets_it(slack: FakeSlack) -> None:
    """An address that is not public is not connected to unless the operator allows it."""
    with pytest.raises(Impossible, match="not allowed"):
        Slack(slack.lines(gate=Gate())).send(alert())
    assert slack.calls == []


def test_needs_a_token(slack: FakeSlack) -> None:
    """Without a token the remedy is named."""
    with pytest.raises(Impossible, match="SLACK_BOT_TOKEN"):
        Slack(slack.lines(slack_bot_token=None)).send(alert())


@pytest.mark.parametrize("plan", ["invalid_auth", "reset", 500, 429])
def test_never_shows_the_token(
    slack: FakeSlack, plan: str | int, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """No error, traceback or log line holds the token, also with the SDK's logger at DEBUG."""
    caplog.set_level("DEBUG")
    if plan == "invalid_auth":
        slack.refuse(plan)
    else:
        slack.plan = [plan if isinstance(plan, str) else (plan, {}, b"")]
    with pytest.raises(NotifierError) as caught:
        Slack(slack.lines()).send(alert())
    shown = "".join(traceback.format_exception(caught.value)) + repr(vars(caught.value)) + caplog.text
    assert "SENTINEL" not in shown + "".join(capfd.readouterr())
    assert "SENTINEL" not in repr(slack.lines())


def test_posts_to_an_incoming_webhook(slack: FakeSlack) -> None:
    """A webhook gets the message; it cannot edit, thread or look."""
    notifier, hook = Slack(slack.lines(slack_bot_token=None)), channel(to=slack.hook)
    notifier.send(alert(channel=hook))
    notifier.send(alert(Role.REPLY, channel=hook, root={}))
    assert notifier.send(alert(Role.EDIT, channel=hook, root={})).data == {}
    assert len(slack.accepted) == 2
    assert notifier.find(hook, "alerts/r1/weights") is None


HOOK: dict[str, tuple[int, bytes, type[NotifierError]]] = {
    "a webhook that is gone": (404, b"no_service", Impossible),
    "a forbidden one": (403, b"action_prohibited", Impossible),
    "too many": (429, b"", Refused),
    "a server error": (500, b"", Ambiguous),
    "bad payload": (400, b"invalid_payload", Refused),
    "another's page": (200, b"<html>", Refused),
}


@pytest.mark.parametrize(("status", "body", "error"), HOOK.values(), ids=HOOK.keys())
def test_a_webhook_refuses(slack: FakeSlack, status: int, body: bytes, error: type[NotifierError]) -> None:
    """Each answer of a webhook means the same as with a token, and the URL, which is the secret, is not told."""
    slack.plan = [(status, {}, body), (status, {}, body)]
    with pytest.raises(NotifierError) as caught:
        Slack(slack.lines()).send(alert(channel=channel(to=slack.hook)))
    assert type(caught.value) is error
    assert "SENTINEL" not in "".join(traceback.format_exception(caught.value))
