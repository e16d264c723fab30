"""The shared fake Slack and SMTP with their fault plans: each message arrives once, or we know that we do not know."""

from __future__ import annotations

import importlib.util
import json
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.notifiers.sent import alert, channel, letter
from tests.samples import NOW
from tracker.domain import Alert, Channel, Receipt
from tracker.errors import Ambiguous, Impossible, NotifierError, Refused
from tracker.net import Gate
from tracker.notifiers import NOTIFIERS, Lines

pytestmark = pytest.mark.shared


@dataclass
class Sinks:
    """The sinks on loopback."""

    module: ModuleType
    http: int
    smtp: int

    def lines(self, plan: str) -> Lines:
        """Lines through a fault plan."""
        gate = Gate(frozenset({f"127.0.0.1:{self.http}", f"127.0.0.1:{self.smtp}"}))
        self.module.SMTP_PLAN[0] = plan
        return Lines(
            gate,
            slack_api_url=f"http://127.0.0.1:{self.http}/slack/{plan}/api/",
            slack_bot_token="xoxb-test",
            smtp_url=f"smtp://127.0.0.1:{self.smtp}",
            mail_from="tracker@example.org",
        )

    def deliveries(self) -> list[dict[str, Any]]:
        """What was accepted."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.http}/deliveries", timeout=5) as answer:
            found: list[dict[str, Any]] = json.load(answer)
        return found


@pytest.fixture(scope="module")
def running() -> Sinks:
    """The sinks, started once."""
    file = Path(__file__).resolve().parents[3] / "shared" / "hostile" / "sinks.py"
    if not file.is_file():
        pytest.skip(f"{file} is missing: the shared fault plans are left out")
    spec = importlib.util.spec_from_file_location("sinks", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.A.port = 0
    ports = module.start()
    return Sinks(module, ports["http"], ports["smtp"])


@pytest.fixture
def sinks(running: Sinks) -> Sinks:
    """The sinks, empty."""
    running.module.DELIV.clear()
    running.module.STEP.clear()
    return running


def persist(lines: Lines, message: Alert, channel: Channel) -> Receipt:
    """Does what the deliver step does: repeat after a refusal, look after a lost answer."""
    notifier = NOTIFIERS[channel.notifier](lines)
    for _ in range(3):
        try:
            return notifier.send(message)
        except Ambiguous:
            if found := notifier.find(channel, message.key):
                return found
        except Impossible:
            raise
        except Refused:
            continue
    raise AssertionError("not delivered in three tries")


PLANS = ["ok", "429:7,ok", "429date,ok", "429none,ok", "429:999999,ok", "500,ok", "502,ok", "503:5,ok", "html,ok"]
PLANS += ["reset_before,ok", "reset_after,ok", "500_after,ok"]


@pytest.mark.parametrize("plan", PLANS)
def test_slack_gets_each_message_once(sinks: Sinks, plan: str) -> None:
    """Whatever goes wrong on the way, one message is in the channel at the end, and it pings nobody."""
    message = alert(summary="<!channel> <@U1> & more")
    persist(sinks.lines(plan), message, message.channel)
    (delivered,) = sinks.deliveries()
    assert delivered["message"]["metadata"]["event_payload"]["message"] == message.key
    assert delivered["raw_mention"] is False


@pytest.mark.parametrize("code", ["channel_not_found", "invalid_auth", "account_inactive", "is_archived"])
def test_slack_says_no_for_good(sinks: Sinks, code: str) -> None:
    """What the operator must mend is not tried again."""
    with pytest.raises(Impossible, match=code):
        persist(sinks.lines(f"ok_false:{code}"), alert(), alert().channel)
    assert sinks.deliveries() == []


@pytest.mark.parametrize(
    "plan", ["ok", "ehlo_minimal", "250_then_drop", "drop_connect,ok", "421,ok", "451_after_data,ok"]
)
def test_mail_arrives_once(sinks: Sinks, plan: str) -> None:
    """A mail that was refused is sent again, one that was taken is not."""
    place = channel("email", "slow@example.org")
    persist(sinks.lines(plan), alert(channel=place), place)
    (delivered,) = sinks.deliveries()
    assert (delivered["longest_line"] <= 998, delivered["bare_newline"], delivered["eightbit"]) == (True, False, False)


def test_a_mail_whose_answer_is_lost_keeps_its_message_id(sinks: Sinks) -> None:
    """Dropped after the text: the repeat is the same mail to every reader's program."""
    place = channel("email", "reader@example.org")
    persist(sinks.lines("drop_after_data,ok"), alert(channel=place), place)
    first, second = sinks.deliveries()
    assert first["data"].split("boundary")[0] == second["data"].split("boundary")[0]
    assert "Message-ID: <" in first["data"]


BAD: dict[str, tuple[str, str, type[NotifierError]]] = {
    "a receiver that does not exist": ("reject_rcpt", "bad@example.org", Impossible),
    "a receiver that is busy": ("tempfail_rcpt", "slow@example.org", Refused),
    "too big": ("552_after_data", "reader@example.org", Impossible),
    "a drop in the middle": ("drop_mid_data", "reader@example.org", Ambiguous),
}


@pytest.mark.parametrize(("plan", "to", "error"), BAD.values(), ids=BAD.keys())
def test_mail_is_refused(sinks: Sinks, plan: str, to: str, error: type[NotifierError]) -> None:
    """Each step's failure is the error that it should be."""
    place = channel("email", to)
    with pytest.raises(NotifierError) as caught:
        NOTIFIERS["email"](sinks.lines(plan)).send(letter(channel=place, until=NOW))
    assert type(caught.value) is error
