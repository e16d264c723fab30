"""Email: one mail per message and receiver over SMTP, plain, with TLS from the start or with STARTTLS."""

from __future__ import annotations

import smtplib
import socket
import ssl
import time
from typing import Self
from urllib.parse import SplitResult, unquote, urlsplit

from tracker.domain import Alert, Channel, Message, Receipt, Role
from tracker.errors import AddressRefused, Ambiguous, FetchError, Impossible, Refused
from tracker.notifiers import letters
from tracker.notifiers.clean import clean
from tracker.notifiers.lines import Lines

TIMEOUT = 20  # seconds for one answer
DEADLINE = 60  # seconds for one mail, well under the lease of a message being sent
PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


class Email:
    """Sends mails from TRACKER_MAIL_FROM through TRACKER_SMTP_URL."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def send(self, message: Message) -> Receipt:
        """Sends one mail; the receipt is {"message_id"}. A mail cannot be edited: an EDIT sends nothing.

        Until the text goes out a failure is Refused; a receiver or login that is refused for good is Impossible.
        Once it is out a lost answer is Ambiguous: the repeat has the same Message-ID.
        """
        if isinstance(message, Alert) and message.role is Role.EDIT:
            return Receipt(dict(message.root) if isinstance(message.root, dict) else {})
        if not self._lines.smtp_url or not self._lines.mail_from:
            raise Impossible("no mail server; set TRACKER_SMTP_URL and TRACKER_MAIL_FROM")
        server = urlsplit(self._lines.smtp_url)
        if server.scheme not in PORTS or not server.hostname:
            raise Impossible("TRACKER_SMTP_URL: must be smtp://, smtps:// or smtp+starttls:// with a host")
        sender = letters.bare_of(self._lines.mail_from)
        written, message_id = letters.write(message, self._lines.mail_from)
        with self._open(server, sender) as smtp:
            smtp.envelope(sender, letters.address(message.channel.to))
            smtp.text(written)
        return Receipt({"message_id": message_id})

    def find(self, channel: Channel, key: str) -> Receipt | None:
        """A mail cannot be looked for."""
        return None

    def _open(self, server: SplitResult, sender: str) -> _Talk:
        host, port = server.hostname or "", server.port or PORTS[server.scheme]
        try:
            checked = self._lines.gate.check(host, port)
        except AddressRefused as error:
            raise Impossible(str(error)) from error
        except FetchError as error:
            raise Refused(str(error)) from error
        talk = _Talk(host, checked, port, sender.rpartition("@")[2])
        try:
            talk.begin(server.scheme)
            if server.username:
                talk.log_in(unquote(server.username), unquote(server.password or ""))
        except BaseException:
            talk.close()
            raise
        return talk


class _Talk:
    """One conversation with a mail server, step by step, so that each failure is known for what it is."""

    def __init__(self, host: str, checked: str, port: int, name: str) -> None:
        self._host, self._place = host, f"{host}:{port}"
        self._smtp = _Smtp(host, checked, name)
        self._port = port

    def begin(self, scheme: str) -> None:
        """Connects to the checked address and greets; TLS is verified against the host's name."""
        try:
            self._smtp.secure = scheme == "smtps"
            self._expect(self._smtp.connect(self._host, self._port), "greeting")
            self._smtp.ehlo_or_helo_if_needed()
            if scheme == "smtp+starttls":
                self._smtp.starttls(context=ssl.create_default_context())
                self._smtp.ehlo_or_helo_if_needed()
        except smtplib.SMTPNotSupportedError as error:
            raise Impossible(
                f"{self._place}: offers no STARTTLS; use smtps:// or smtp:// in TRACKER_SMTP_URL"
            ) from error
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise Refused(f"{self._place}: {_reason(error)}") from error

    def log_in(self, user: str, password: str) -> None:
        """Logs in; a wrong password is Impossible."""
        try:
            self._smtp.login(user, password)
        except smtplib.SMTPAuthenticationError as error:
            kind = Impossible if error.smtp_code >= 500 else Refused
            # the server's text may repeat the user's name, so only its code is told
            raise kind(f"{self._place}: login refused ({error.smtp_code}); check TRACKER_SMTP_URL") from None
        except smtplib.SMTPNotSupportedError:
            raise Impossible(f"{self._place}: offers no login; take the user out of TRACKER_SMTP_URL") from None
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise Refused(f"{self._place}: {_reason(error)}") from error

    def envelope(self, sender: str, to: str) -> None:
        """Sender and receiver."""
        try:
            self._expect(self._smtp.mail(sender), "sender")
            self._expect(self._smtp.rcpt(to), f"receiver {to}")
        except (smtplib.SMTPException, OSError) as error:
            raise Refused(f"{self._place}: {_reason(error)}") from error

    def text(self, written: bytes) -> None:
        """The mail itself: from here on an answer that is lost is Ambiguous."""
        try:
            self._expect(self._smtp.docmd("DATA"), "text", wanted=354)
        except (smtplib.SMTPException, OSError) as error:
            raise Refused(f"{self._place}: {_reason(error)}") from error
        try:
            stuffed = written.replace(b"\r\n.", b"\r\n..")
            self._smtp.send((b"." if stuffed.startswith(b".") else b"") + stuffed.removesuffix(b"\r\n") + b"\r\n.\r\n")
            answer = self._smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            raise Ambiguous(f"{self._place}: the mail went out, but no answer came: {_reason(error)}") from error
        self._expect(answer, "mail")

    def _expect(self, answer: tuple[int, bytes], what: str, wanted: int = 250) -> None:
        code, said = answer
        if code == wanted or (wanted == 250 and code in (220, 251, 252)):
            return
        text = f"{self._place}: {what} refused: {code} {clean(said.decode('utf-8', 'replace'), 160)}"
        raise Impossible(text) if code >= 500 and what != "greeting" else Refused(text)

    def close(self) -> None:
        """Ends the conversation."""
        self._smtp.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._smtp.part()


class _Smtp(smtplib.SMTP):
    """smtplib's client, connected to the address that was checked, with one deadline over all."""

    def __init__(self, host: str, checked: str, name: str) -> None:
        super().__init__(local_hostname=name, timeout=TIMEOUT)
        self._host = host  # starttls verifies the certificate against it
        self._checked = checked
        self._until = time.monotonic() + DEADLINE
        self.secure = False

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:  # the connection of connect()
        plain = socket.create_connection((self._checked, port), timeout)
        if not self.secure:
            return plain
        try:
            return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        except BaseException:
            plain.close()
            raise

    def send(self, s: bytes | str) -> None:  # type: ignore[override]
        left = self._until - time.monotonic()
        if self.sock is not None:
            if left <= 0:
                raise TimeoutError("the mail server takes too long")
            self.sock.settimeout(min(TIMEOUT, left))
        super().send(s)

    def part(self) -> None:
        """Says goodbye where somebody is still there; how that ends changes nothing."""
        try:
            if self.sock is not None:
                self.docmd("QUIT")
        except (smtplib.SMTPException, OSError):
            pass
        finally:
            self.close()


def _reason(error: Exception) -> str:
    """Why, in one line, without what was sent."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return f"{error.smtp_code} {clean(said.decode('utf-8', 'replace') if isinstance(said, bytes) else said, 160)}"
    return clean(getattr(error, "strerror", None) or str(error) or type(error).__name__, 160)
