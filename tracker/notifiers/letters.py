"""A message as a mail: headers that are exactly ours, text and HTML, always ASCII on the wire."""

from __future__ import annotations

import hashlib
import re
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP, default
from email.utils import format_datetime

from tracker.domain import Alert, Letter, Message
from tracker.errors import Impossible
from tracker.notifiers.clean import clean
from tracker.notifiers.render import render

_ADDRESS = re.compile(r"[\x21-\x7e]{1,64}@[A-Za-z0-9.-]{1,253}")
_SUBJECT = 200  # characters


def write(message: Message, sender: str) -> tuple[bytes, str]:
    """The mail as bytes and its Message-ID, which a repeat of the same message has too."""
    subject, text, html = render(message)
    mail = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    wanted = headers(message, sender, subject)
    for name, value in wanted.items():
        mail[name] = value
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    written = mail.as_bytes()
    _verify(written, wanted, message)
    return written, wanted["Message-ID"]


def headers(message: Message, sender: str, subject: str) -> dict[str, str]:
    """All headers of ours by name."""
    channel, domain = message.channel, domain_of(sender)
    mark = mark_of(channel.name)
    found = {
        "From": sender,
        "To": address(channel.to),
        "Subject": clean(subject, _SUBJECT),
        "Date": format_datetime(message.now),
        "Message-ID": message_id(message.key, domain),
        "List-Id": f"<{mark}.open-weights-tracker.{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    if isinstance(message, Letter):
        found["X-Tracker-Digest"] = f"{clean(channel.name, 80)}/{message.slot.isoformat()}"
    if isinstance(message, Alert):
        found["X-Tracker-Release"] = clean(message.release.id, 200)
        root = message.root.get("message_id") if isinstance(message.root, dict) else None
        if isinstance(root, str) and re.fullmatch(r"<[\x21-\x7e]{3,200}>", root) and root != found["Message-ID"]:
            found["In-Reply-To"] = found["References"] = root
    return found


def message_id(key: str, domain: str) -> str:
    """The Message-ID of an outbox key: the same for ever, so that a receiver can tell a repeat."""
    return f"<{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}@{domain}>"


def address(text: str) -> str:
    """One bare mail address in ASCII (the domain may be international); Impossible where it is none."""
    local, at, domain = text.strip().rpartition("@")
    try:
        bare = f"{local}{at}{domain.encode('idna').decode('ascii')}"
    except ValueError:
        bare = ""
    if not _ADDRESS.fullmatch(bare) or re.search(r"[\s<>,;:\"()\\\[\]]", bare):
        raise Impossible(f"{clean(text, 80)}: not a mail address that can be written to; change it in sources.toml")
    return bare


def domain_of(sender: str) -> str:
    """The domain of the sender: "Tracker <tracker@example.org>" is example.org."""
    return bare_of(sender).rpartition("@")[2]


def bare_of(sender: str) -> str:
    """The bare address of a sender that may have a name."""
    match = re.search(r"<([^<>]+)>\s*$", sender)
    return address(match[1] if match else sender)


def mark_of(name: str) -> str:
    """A channel's name as a label of a List-Id."""
    return re.sub(r"[^a-z0-9-]+", "-", name.lower()).strip("-") or "channel"


def _verify(written: bytes, wanted: dict[str, str], message: Message) -> None:
    """Reads the mail back: the headers must be ours and no others, each once and with its value."""
    read = BytesParser(policy=default).parsebytes(written)
    names = [name for name in read.keys() if name not in ("MIME-Version", "Content-Type")]  # noqa: SIM118
    same = sorted(names) == sorted(wanted) and all(
        re.sub(r"\s+", "", str(read[name])) == re.sub(r"\s+", "", value) for name, value in wanted.items()
    )
    if not same or read.get_content_type() != "multipart/alternative":
        raise Impossible(f"message {message.key}: its mail would carry headers that are not ours; not sent")
