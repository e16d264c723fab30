"""Webhook: signed JSON with an id that stays the same."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook as Verifier

from tests.notifiers.sent import alert, channel, letter, note
from tests.samples import NOW
from tracker.domain import Channel
from tracker.errors import Ambiguous, Impossible, NotifierError, Refused
from tracker.net import Gate, Response
from tracker.notifiers import Lines
from tracker.notifiers.webhook import Webhook, document

SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()


@dataclass
class Receiver(Gate):
    """A gate behind which one receiver stands."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    lost: bool = False
    posts: list[tuple[str, bytes, Mapping[str, str]]] = field(default_factory=list)

    def post(self, url: str, *, body: bytes, headers: Mapping[str, str], timeout: float = 20) -> Response:
        self.posts.append((url, body, headers))
        if self.lost:
            raise Ambiguous("hooks.example.org: sent, but no answer")
        return Response(self.status, url, self.headers, b"")


def place(secret: str | None = SECRET, **values: Any) -> Channel:
    return channel("webhook", "https://hooks.example.org/SENTINEL", secret=secret, **values)


def test_signs_what_it_posts() -> None:
    """The signature is right for exactly this id, time and body."""
    receiver = Receiver()
    Webhook(Lines(receiver)).send(alert(channel=place()))
    ((url, body, headers),) = receiver.posts
    assert url.endswith("SENTINEL")
    assert headers["webhook-id"] == "alerts/r1/weights"
    assert headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert Verifier(SECRET).sign(headers["webhook-id"], NOW, body.decode()) == headers["webhook-signature"]


def test_repeats_under_the_same_id() -> None:
    """A receiver can tell a repeat; a lost answer may therefore be tried again."""
    receiver = Receiver(lost=True)
    for _ in range(2):
        with pytest.raises(Refused):
            Webhook(Lines(receiver)).send(alert(channel=place()))
    assert receiver.posts[0][2]["webhook-id"] == receiver.posts[1][2]["webhook-id"]


def test_sends_unsigned_without_a_secret() -> None:
    """No secret, no signature."""
    receiver = Receiver()
    Webhook(Lines(receiver)).send(alert(channel=place(None)))
    assert "webhook-signature" not in receiver.posts[0][2]


def test_a_bad_secret_is_not_shown() -> None:
    """A secret that is no base64 is named as such, without itself."""
    with pytest.raises(Impossible) as caught:
        Webhook(Lines(Receiver())).send(alert(channel=place("whsec_SENTINEL!x")))
    assert "SENTINEL" not in str(caught.value)


ANSWERS: dict[str, tuple[int, type[NotifierError] | None, bool]] = {
    "200": (200, None, False),
    "204": (204, None, False),
    "410 gone": (410, Impossible, False),
    "429 with a time": (429, Refused, True),
    "503 with a time": (503, Refused, True),
    "400": (400, Refused, False),
    "500": (500, Refused, False),
    "a redirect": (302, Refused, False),
}


@pytest.mark.parametrize(("status", "error", "waits"), ANSWERS.values(), ids=ANSWERS.keys())
def test_understands_the_answer(status: int, error: type[NotifierError] | None, waits: bool) -> None:
    """Each status says whether and when to try again, and no text has the secret path."""
    notifier = Webhook(Lines(Receiver(status=status, headers={"retry-after": "60"})))
    if error is None:
        notifier.send(alert(channel=place()))
        return
    with pytest.raises(NotifierError) as caught:
        notifier.send(alert(channel=place()))
    assert type(caught.value) is error
    assert "SENTINEL" not in str(caught.value)
    assert isinstance(caught.value, Refused)
    assert caught.value.retry_at == (NOW + timedelta(minutes=1) if waits else None)


def test_says_everything_in_json() -> None:
    """An alert, a letter and a note are plain JSON; unknown is null."""
    told = json.loads(json.dumps(document(alert(summary="Short."))))
    assert told["type"] == "release.weights"
    assert told["timestamp"] == "2025-08-05T17:00:00Z"
    record = told["data"]["release"]
    assert record["license"]["id"] == "apache-2.0"
    assert record["parameters_total"] == 116_829_156_672
    assert record["withdrawn_at"] is None
    assert record["openness"]["training_data"]["value"] == "no"
    assert json.loads(json.dumps(document(letter())))["data"]["date"] == "2025-08-06"
    assert json.loads(json.dumps(document(note())))["type"] == "note.start"
