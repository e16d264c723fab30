"""What hostile publishers write, as Slack, mail, console and webhooks get it: text that does nothing."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email import message_from_string, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from shutil import copy
from types import ModuleType
from typing import Any

import pytest

from tests import hostile
from tests.samples import event, fact, release
from tracker.domain import Alert, Channel, EventKind, Evidence, Letter, LetterItem, Message, Note, Role, SourceHealth
from tracker.net import Gate, Sandbox
from tracker.notifiers import NOTIFIERS, Lines, Notifier
from tracker.notifiers.clean import link
from tracker.notifiers.webhook import document
from tracker.store import Store

pytestmark = [pytest.mark.shared, pytest.mark.slow]

NOW = datetime(2025, 8, 5, 17, 0, tzinfo=UTC)
HEADERS = {"From", "To", "Subject", "Date", "Message-ID", "List-Id", "Auto-Submitted", "MIME-Version", "Content-Type"}
HEADERS |= {"X-Tracker-Release", "X-Tracker-Digest"}
TAGS = {"html", "head", "meta", "title", "style", "body", "div", "h1", "h2", "h3", "p", "span", "a", "ul", "li", "br"}
CASES = [case for case in hostile.cases(hub=False) if case.startswith(("inj-", "enc-", "size-huge", "id-guid"))]
RAW = ("title", "url", "content_text", "content_html", "summary")


@dataclass(frozen=True)
class Words:
    """What a publisher wrote."""

    title: str
    text: str
    url: str | None


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> list[Words]:
    """The entries of the cases as the real poll keeps them."""
    file = copy(sqlite_template, tmp_path_factory.mktemp("words") / "tracker.db")
    store = Store(f"sqlite:///{file}")
    with hostile.serve() as server, Sandbox() as sandbox:
        world = hostile.World(store, server, [hostile.feed(server, case) for case in CASES], sandbox)
        world.round(NOW)
        rows = [row for found in world.rows().values() for row in found]
    store.close()
    return [Words(row.title, row.text, row.url) for row in rows]


def raw() -> list[Words]:
    """The same without any cleaning on the way in: the second line of defense must hold alone."""
    found = []
    for file in sorted((hostile.FOLDER / "files").glob("inj-*.jsonfeed")):
        for item in json.loads(file.read_text(encoding="utf-8")).get("items", ()):
            title, url, *texts = (str(item.get(name) or "") for name in RAW)
            found.append(Words(title, max(texts, key=len), url or None))
    return found


def messages_of(words: Words, channel: Channel) -> list[Message]:
    """An alert with the words in each of its places, a letter and a note."""
    title, url = words.title, words.url
    record = release(
        id=title[:100],
        name=title,
        organization=title[:200],
        facts=(fact("license", {"id": title, "name": title, "url": url}), fact("expected", title)),
        evidence=(Evidence("press", title, url, "en", NOW, text=words.text),),
    )
    record = release(
        **{name: getattr(record, name) for name in ("id", "name", "organization", "facts", "evidence")},
        chosen={one.name: one for one in record.facts},
    )
    told = [
        event(kind, NOW, detail=title, before=title, after=title, evidence=url, source=title[:80])
        for kind in (EventKind.ANNOUNCED, EventKind.RELICENSED, EventKind.RENAMED)
    ]
    health = SourceHealth(title[:80], title, "feed", "press", last_success=NOW, trouble=title)
    item = LetterItem(record, tuple(told), words.text)
    alert = Alert(f"k/{title[:50]}", channel, record, told[1], Role.ROOT, NOW, None, words.text)
    return [
        alert,
        Letter(
            key="l",
            channel=channel,
            slot=date(2025, 8, 5),
            since=NOW - timedelta(days=1),
            until=NOW,
            now=NOW,
            items=(item,),
            perhaps=(item,),
            sources=(health,),
        ),
        Note("n", channel, "dead", NOW, {"channel": title, "reason": title, "source": title}),
    ]


@pytest.fixture(scope="module")
def sinks() -> tuple[ModuleType, dict[str, int]]:
    """The fake Slack and mail server, started once."""
    return hostile.start_sinks(0.5)


@pytest.fixture
def lines(sinks: tuple[ModuleType, dict[str, int]]) -> Lines:
    """Lines to the sinks, which have nothing yet."""
    module, ports = sinks
    module.DELIV.clear()
    module.SMTP_PLAN[0] = "ok"
    return Lines(
        Gate(frozenset(f"127.0.0.1:{port}" for port in ports.values())),
        slack_api_url=f"http://127.0.0.1:{ports['http']}/slack/ok/api/",
        slack_bot_token="xoxb-test",
        smtp_url=f"smtp://127.0.0.1:{ports['smtp']}",
        mail_from="tracker@example.org",
    )


@pytest.fixture(params=["as it is stored", "as it was written"])
def written(request: pytest.FixtureRequest, stored: list[Words]) -> list[Words]:
    """The publishers' words."""
    found = stored if request.param == "as it is stored" else raw()
    return list({(words.title, words.url): words for words in found}.values())


def strings(value: Any, kind: str = "") -> Iterator[tuple[str, str]]:
    """All texts of a Slack message with their type."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "text" and isinstance(inner, str):
                yield str(value.get("type", kind)), inner
            else:
                yield from strings(inner, kind)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, kind)


def odd(text: str, allowed: str = "\n") -> list[str]:
    """Characters that control or hide: none may be in a message."""
    return [c for c in text if c not in allowed and unicodedata.category(c) in ("Cc", "Cs", "Cf") and c != "\u200d"]


def test_slack_shows_text_and_our_links_only(
    written: list[Words], lines: Lines, sinks: tuple[ModuleType, dict[str, int]]
) -> None:
    """No mention, no link but those of the record, no date token; Slack takes every message as it is."""
    messages = [one for words in written for one in messages_of(words, Channel("alerts", "slack", "C0ALERTS"))[:2]]
    known = [found.url for words in written if (found := link(words.url)) is not None]
    allowed = {url.replace("&", "&amp;").replace("|", "%7C").replace(">", "%3E") for url in known}
    send_all(NOTIFIERS["slack"](lines), messages)

    assert len(sinks[0].DELIV) == len(messages)
    for post in sinks[0].DELIV:
        body = post["message"]
        assert post["raw_mention"] is False, body["text"]
        assert (str(body["parse"]), body["link_names"] in (False, "False", "0")) == ("none", True)
        blocks = body["blocks"] if isinstance(body["blocks"], list) else json.loads(body["blocks"])
        for kind, text in [("mrkdwn", body["text"]), *strings(blocks)]:
            rest = text if kind == "plain_text" else re.sub(r"<(https?://[^|<>\s]+)\|[^<>]*>", keep(allowed), text)
            assert "<" not in rest, text
            assert odd(text) == [], text


def send_all(notifier: Notifier, messages: list[Message]) -> None:
    """Sends many at once: the sinks answer each after a pause of their own."""
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(notifier.send, messages))


def keep(allowed: set[str]) -> Any:
    """Takes out the links that the record carries; others stay and are seen."""
    return lambda match: "" if match[1] in allowed or match[1].startswith("https://huggingface.co/") else match[0]


class Markup(HTMLParser):
    """What an HTML page would do: its tags, its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Notes what is active or remote."""
        if tag not in TAGS:
            self.bad.append(tag)
        for name, value in attributes:
            if name.startswith("on") or name in ("src", "srcset", "background", "formaction"):
                self.bad.append(f"{tag} {name}")
            if name == "href" and not (value or "").startswith(("http://", "https://")):
                self.bad.append(f"{tag} {name}={value}")


def test_mail_has_our_headers_and_harmless_html(
    written: list[Words], lines: Lines, sinks: tuple[ModuleType, dict[str, int]]
) -> None:
    """One receiver, our headers each once, short ASCII lines; HTML without anything active or remote."""
    messages = [one for words in written for one in messages_of(words, Channel("mail", "email", "reader@example.org"))]
    send_all(NOTIFIERS["email"](lines), messages)

    assert [mail["rcpt"] for mail in sinks[0].DELIV] == [["<reader@example.org>"]] * len(messages)
    for mail in sinks[0].DELIV:
        assert (mail["longest_line"] <= 998, mail["bare_newline"], mail["eightbit"]) == (True, False, False)
        read = message_from_string(mail["data"], _class=EmailMessage, policy=policy.default)
        assert set(read.keys()) <= HEADERS
        assert len(read.keys()) == len(set(read.keys()))
        subject = " ".join(str(read["Subject"]).split())
        plain, page = (part.get_content() for part in read.iter_parts())
        markup = Markup()
        markup.feed(page)
        assert len(subject) <= 200
        assert markup.bad == [], subject
        assert odd(subject, "") == odd(plain, "\r\n") == [], subject
        assert "{{7*7}}" in subject or "49" not in subject


def test_console_and_webhook_get_plain_text(
    written: list[Words], lines: Lines, capsys: pytest.CaptureFixture[str]
) -> None:
    """No escape sequence on a terminal; a webhook's body is JSON in UTF-8."""
    for words in written:
        for message in messages_of(words, Channel("console", "console", "-")):
            NOTIFIERS["console"](lines).send(message)
            body = json.dumps(document(message), ensure_ascii=False).encode("utf-8", "replace")
            assert json.loads(body)["type"]
        shown = capsys.readouterr().out
        assert odd(shown) == [], words.title
