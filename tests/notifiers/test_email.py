"""Email: one mail per message, headers that are ours alone, and a clear word on every failure."""

from __future__ import annotations

import email
import ssl
import traceback
import warnings
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope

from tests.notifiers.sent import alert, channel, gpt_oss, letter, note
from tracker.domain import Role
from tracker.errors import Ambiguous, Impossible, NotifierError, Refused
from tracker.net import Gate
from tracker.notifiers import Lines
from tracker.notifiers.email import Email
from tracker.notifiers.letters import message_id, write

READER = channel("email", "reader@example.org", name="mail")
PASSWORD = "SENTINEL"
FROM = "Tracker <tracker@example.org>"


class Inbox:
    """What a real SMTP server took."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        self.envelopes.append(envelope)
        return "250 OK"

    def mail(self, index: int = -1) -> EmailMessage:
        """A mail read back."""
        content = self.envelopes[index].content
        assert isinstance(content, bytes)
        read = email.message_from_bytes(content, policy=default)
        assert isinstance(read, EmailMessage)
        return read


@pytest.fixture
def inbox(free_port: int) -> Iterator[tuple[Inbox, Lines]]:
    """A mail server on loopback and the lines that lead to it."""
    box = Inbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port)
    controller.start()
    yield box, lines(free_port)
    controller.stop()


def lines(port: int, scheme: str = "smtp", user: str = "") -> Lines:
    gate = Gate(frozenset({f"127.0.0.1:{port}"}))
    return Lines(gate, smtp_url=f"{scheme}://{user}127.0.0.1:{port}", mail_from=FROM)


def test_sends_a_letter(inbox: tuple[Inbox, Lines]) -> None:
    """A letter has text and HTML, its slot, its list and a Message-ID that a repeat shares."""
    box, ways = inbox
    receipt = Email(ways).send(letter())
    mail = box.mail()
    assert mail["Subject"].startswith("Open-Weight-Tagesbericht, 6. August 2025: gpt-oss ist da")
    assert mail["X-Tracker-Digest"] == "letter/2025-08-06"
    assert mail["List-Id"] == "<letter.open-weights-tracker.example.org>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == receipt.data["message_id"] == message_id(letter().key, "example.org")
    assert (mail["From"], mail["To"]) == (FROM, "reader@example.org")
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    text = mail.get_body(("plain",))
    assert text is not None
    assert "kündigt" in text.get_content()
    assert box.envelopes[0].rcpt_tos == ["reader@example.org"]
    assert box.envelopes[0].mail_from == "tracker@example.org"


def test_answers_the_first_mail(inbox: tuple[Inbox, Lines]) -> None:
    """Later alerts about a release stand in its thread; an edit sends nothing."""
    box, ways = inbox
    notifier = Email(ways)
    root = notifier.send(alert(key="mail/r1/announced", channel=READER))
    notifier.send(alert(Role.REPLY, channel=READER, root=root.data))
    assert box.mail()["In-Reply-To"] == box.mail()["References"] == root.data["message_id"]
    assert box.mail()["X-Tracker-Release"] == "r1"
    notifier.send(alert(Role.EDIT, channel=READER, root=root.data))
    assert len(box.envelopes) == 2


def test_is_plain_ascii_in_short_lines(inbox: tuple[Inbox, Lines]) -> None:
    """Any server can carry it: seven bits, short lines, no lone line ends, also with a line that is a dot."""
    box, ways = inbox
    Email(ways).send(alert(channel=READER, summary=".\n.\r\n" + "ü" * 3000))
    content = box.envelopes[0].content
    assert isinstance(content, bytes)
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")


EVIL = [
    "=?utf-8?q?=0D=0ABcc:_victim@example.org?=",
    "x\r\nBcc: victim@example.org",
    "x\nSubject: other",
    "x\u2028Bcc: victim@example.org",
    "x\x85Bcc: victim@example.org",
    "=\u200b?utf-8?b?DQpCY2M6IHg=?=",
    "a" * 5000,
    "\ud800\udfff",
    "Ünïcode =?utf-8?q?=0ABcc:x?= " * 20,
]


@pytest.mark.parametrize("name", EVIL, ids=range(len(EVIL)))
def test_no_title_makes_a_header(name: str) -> None:
    """Whatever a release is called, the headers are ours and no others."""
    written, _ = write(alert(channel=READER, release=gpt_oss(name=name, id=name)), FROM)
    for policy in (default, email.policy.compat32):
        read = email.message_from_bytes(written, policy=policy)
        assert "Bcc" not in read
        assert len(read.get_all("Subject", [])) == 1
        assert set(read.keys()) == {
            *("From", "To", "Subject", "Date", "Message-ID", "List-Id", "Auto-Submitted", "X-Tracker-Release"),
            *("MIME-Version", "Content-Type"),
        }


@pytest.mark.parametrize("to", ["a@example.org, b@example.org", "a@example.org\r\nBcc: x@y.org", "<a@b>", "nobody", ""])
def test_writes_to_one_plain_address_only(to: str) -> None:
    """What is not one bare address is refused before anything is connected."""
    with pytest.raises(Impossible):
        write(note(channel=channel("email", to)), FROM)


GREET = ["220 ready", "250 hello"]
FAILS: dict[str, tuple[list[str], type[NotifierError]]] = {
    "drops at once": (["drop"], Refused),
    "too busy": (["421 too busy"], Refused),
    "sender refused for now": ([*GREET, "451 later"], Refused),
    "sender refused": ([*GREET, "550 not you"], Impossible),
    "receiver refused for now": ([*GREET, "250 ok", "450 later"], Refused),
    "receiver refused": ([*GREET, "250 ok", "550 no such user"], Impossible),
    "no data wanted for now": ([*GREET, "250 ok", "250 ok", "451 later"], Refused),
    "drops after the text": ([*GREET, "250 ok", "250 ok", "354 go", "hang up"], Ambiguous),
    "not taken for now": ([*GREET, "250 ok", "250 ok", "354 go", "451 error"], Refused),
    "not taken": ([*GREET, "250 ok", "250 ok", "354 go", "552 too big"], Impossible),
}


@pytest.mark.parametrize(("said", "error"), FAILS.values(), ids=FAILS.keys())
def test_knows_what_a_failure_means(
    script: Callable[[list[str]], int], said: list[str], error: type[NotifierError]
) -> None:
    """Until the text is out a failure is Refused or Impossible; after it a lost answer is Ambiguous."""
    with pytest.raises(NotifierError) as caught:
        Email(lines(script(said))).send(note(channel=READER))
    assert type(caught.value) is error


def test_is_content_with_a_drop_after_the_receipt(script: Callable[[list[str]], int]) -> None:
    """Once the server has said 250 the mail is sent, whatever comes then."""
    port = script([*GREET, "250 ok", "250 ok", "354 go", "250 queued", "drop"])
    assert Email(lines(port)).send(note(channel=READER)).data["message_id"]


def test_nobody_listens(free_port: int) -> None:
    """Where no connection comes about the mail is definitely not sent."""
    with pytest.raises(Refused):
        Email(lines(free_port)).send(note(channel=READER))


def test_goes_only_where_the_gate_lets_it(free_port: int) -> None:
    """The mail server must be public or allowed by the operator."""
    with pytest.raises(Impossible, match="not allowed"):
        Email(Lines(Gate(), smtp_url=f"smtp://127.0.0.1:{free_port}", mail_from=FROM)).send(note(channel=READER))


def test_needs_a_server() -> None:
    """Without a server the settings are named."""
    with pytest.raises(Impossible, match="TRACKER_SMTP_URL"):
        Email(Lines(Gate())).send(note(channel=READER))


def test_wants_starttls_where_it_was_told_to(inbox: tuple[Inbox, Lines]) -> None:
    """A server without STARTTLS gets neither password nor mail where STARTTLS was asked for."""
    box, ways = inbox
    assert ways.smtp_url is not None
    port = int(ways.smtp_url.rsplit(":", 1)[1])
    with pytest.raises(Impossible, match="STARTTLS"):
        Email(lines(port, "smtp+starttls", f"user:{PASSWORD}@")).send(note(channel=READER))
    assert box.envelopes == []


class Doorman:
    """Lets one user in."""

    def __call__(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        known = (getattr(data, "login", b""), getattr(data, "password", b"")) == (b"me", b"p@ss")
        return AuthResult(success=known, handled=known)


@pytest.fixture
def guarded(free_port: int) -> Iterator[tuple[Inbox, int]]:
    """A mail server that wants a login."""
    box = Inbox()
    controller = Controller(
        box, hostname="127.0.0.1", port=free_port, authenticator=Doorman(), auth_required=True, auth_require_tls=False
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a login without TLS is what this server is for
        controller.start()
        yield box, free_port
        controller.stop()


def test_logs_in(guarded: tuple[Inbox, int]) -> None:
    """User and password of the URL are percent-decoded and used."""
    box, port = guarded
    Email(lines(port, user="me:p%40ss@")).send(note(channel=READER))
    assert len(box.envelopes) == 1


def test_never_shows_the_password(guarded: tuple[Inbox, int]) -> None:
    """A refused login is Impossible and shows neither password nor what was sent."""
    _, port = guarded
    with pytest.raises(Impossible) as caught:
        Email(lines(port, user=f"me:{PASSWORD}@")).send(note(channel=READER))
    assert PASSWORD not in "".join(traceback.format_exception(caught.value))
    assert "535" in str(caught.value)


def test_verifies_certificates(inbox: tuple[Inbox, Lines]) -> None:
    """A server that does not speak TLS where TLS was asked for gets no mail."""
    box, ways = inbox
    assert ways.smtp_url is not None
    port = int(ways.smtp_url.rsplit(":", 1)[1])
    with pytest.raises(Refused):
        Email(lines(port, "smtps")).send(note(channel=READER))
    assert box.envelopes == []
    assert ssl.create_default_context().check_hostname
