"""A small world on this machine and on its own clock: feeds, a fake Hub, a fake Slack and a mail server.

    with start(STORY) as world:
        environment = world.environment(folder)     # what the real program needs to live in it
        world.now = STORY.moments[0]                 # time stands still until someone moves it

What is served is the state of the story at `world.now`. Everything listens on 127.0.0.1 only.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from datetime import datetime
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from tracker.cli.demo.hub import State, repos, row
from tracker.cli.demo.inbox import Delivery, Mail, Mailbox, Slack, slack_arguments
from tracker.cli.demo.plot import Entry, Feed, Story

CHANNELS = """
[[channel]]
name = "alerts"
notifier = "slack"
to = "C0DEMO"
language = "en"
mode = "instant"

[[channel]]
name = "letter"
notifier = "email"
to = "reader@example.org"
language = "de"
mode = "digest"
at = "08:00"
zone = "Europe/Berlin"
empty = "skip"
"""


class World:
    """The servers of a story. `requests` holds every path asked for, with its method, in order."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.now = story.moments[0]
        self.requests: list[str] = []
        self._slack = Slack(lambda: self.now)
        self._mailbox = Mailbox(lambda: self.now)
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"world": self}))
        self._http.daemon_threads = True
        for server in (self._http, self._mailbox):
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stops the servers; what arrived stays readable."""
        for server in (self._http, self._mailbox):
            server.shutdown()
            server.server_close()

    @property
    def url(self) -> str:
        """Base URL without a trailing slash; the Hub's endpoint too."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def slack(self) -> list[Delivery]:
        """What Slack accepted, in order."""
        return self._slack.deliveries

    @property
    def mails(self) -> list[Mail]:
        """What the mail server accepted, in order."""
        return self._mailbox.mails

    @property
    def mail_port(self) -> int:
        """Where the mail server listens."""
        return self._mailbox.port

    def slack_call(self, method: str, arguments: dict[str, object], *, authorized: bool) -> dict[str, object]:
        """The fake Slack's answer to one API call."""
        return self._slack.call(method, arguments, authorized=authorized)

    def sources(self) -> str:
        """The story's sources and two channels as the text of a sources.toml."""
        rows: list[dict[str, str]] = []
        for feed in self.story.feeds:
            entry = {"name": feed.name, "type": "feed", "url": f"{self.url}/feeds/{feed.name}", "title": feed.title}
            own = {"organization": feed.organization} if feed.organization else {}
            rows.append(entry | own | {"language": feed.language, "kind": feed.kind, "every": "5m"})
        for owner in self.story.owners:
            place = {"name": f"hub-{owner.name}", "type": "hub", "organization": owner.name, "title": owner.title}
            rows.append(place | {"kind": "official", "every": "1m"})
        lines = ("[[source]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in r.items()) for r in rows)
        return "\n".join(lines) + CHANNELS

    def environment(self, folder: Path) -> dict[str, str]:
        """Writes sources.toml into `folder` and says which environment the program needs, database included."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "sources.toml").write_text(self.sources(), encoding="utf-8")
        web, mail = self._http.server_address[1], self.mail_port
        return {
            "TRACKER_DATABASE_URL": f"sqlite:///{folder.resolve()}/tracker.db",
            "TRACKER_SOURCES": str(folder.resolve() / "sources.toml"),
            "TRACKER_CLOCK_URL": f"{self.url}/clock",
            "TRACKER_ALLOW_HOSTS": f"127.0.0.1:{web},127.0.0.1:{mail}",
            "TRACKER_SMTP_URL": f"smtp://127.0.0.1:{mail}",
            "TRACKER_MAIL_FROM": "tracker@example.org",
            "TRACKER_HOST_PAUSE": "0",  # the whole world is one host
            "HF_ENDPOINT": self.url,
            "SLACK_API_URL": f"{self.url}/slack/api/",
            "SLACK_BOT_TOKEN": "xoxb-demo",
        }


def start(story: Story) -> World:
    """A running world that stands at the story's first moment."""
    return World(story)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    world: World

    def log_message(self, *args: object) -> None:
        """Says nothing: `requests` remembers."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        path, query = unquote(url.path), parse_qs(url.query)
        if path == "/clock":
            return self._reply(200, self.world.now.strftime("%Y-%m-%dT%H:%M:%SZ"), "text/plain")
        self.world.requests.append(f"GET {self.path}")
        if match := re.fullmatch(r"/slack/api/([a-zA-Z.]+)", path):
            return self._slack(match[1], url.query)
        if match := re.fullmatch(r"/feeds/([\w-]+)", path):
            return self._feed(match[1])
        public = {key: repo for key, repo in repos(self.world.story.changes, self.world.now).items() if repo.public}
        if path == "/api/models":
            return self._listing(public, query)
        if match := re.fullmatch(r"/api/models/([^/]+/[^/]+)(/tree/[^/]+)?", path):
            return self._model(public.get(match[1]), query, tree=match[2] is not None)
        if match := re.fullmatch(r"/([^/]+/[^/]+)/resolve/[^/]+/(.+)", path):
            return self._file(public.get(match[1]), match[2])
        return self._reply(404, "not found", "text/plain")

    def do_POST(self) -> None:
        self.world.requests.append(f"POST {self.path}")
        url = urlsplit(self.path)
        match = re.fullmatch(r"/slack/api/([a-zA-Z.]+)", url.path)
        return self._slack(match[1], url.query) if match else self._reply(404, "not found", "text/plain")

    def _slack(self, method: str, query: str) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        arguments = slack_arguments(query, self.headers.get("Content-Type") or "", body)
        authorized = "Authorization" in self.headers or arguments.pop("token", None) is not None
        self._json(self.world.slack_call(method, arguments, authorized=authorized))

    def _feed(self, name: str) -> None:
        feed = next((feed for feed in self.world.story.feeds if feed.name == name), None)
        if feed is None:
            return self._reply(404, "no such feed", "text/plain")
        entries = sorted((e for e in feed.entries if e.at <= self.world.now), key=lambda e: e.at, reverse=True)
        body = _atom(feed, entries) if feed.format == "atom" else _rss(feed, entries)
        etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:20]}"'
        if self.headers.get("If-None-Match") == etag:
            return self._reply(304, "", "application/xml", {"ETag": etag})
        return self._reply(200, body, "application/xml; charset=utf-8", {"ETag": etag})

    def _listing(self, public: dict[str, State], query: dict[str, list[str]]) -> None:
        author = query.get("author", [""])[0]
        rows = [repo for repo in public.values() if not author or repo.id.startswith(f"{author}/")]
        self._json([row(repo, expand=_expand(query), full="full" in query) for repo in rows])

    def _model(self, repo: State | None, query: dict[str, list[str]], *, tree: bool) -> None:
        if repo is None:
            return self._json({"error": "Invalid username or password."}, 401, {"X-Error-Code": "RepoNotFound"})
        if tree:
            return self._json([{"type": "file", "path": k, "size": v} for k, v in sorted(repo.sizes().items())])
        return self._json(row(repo, expand=_expand(query), full=True, blobs="blobs" in query))

    def _file(self, repo: State | None, name: str) -> None:
        text = repo.file(name) if repo else None
        if repo is None or text is None:
            return self._reply(404, "Entry not found", "text/plain", {"X-Error-Code": "EntryNotFound"})
        if repo.gated and name != "README.md":
            return self._reply(401, "Access is restricted.", "text/plain", {"X-Error-Code": "GatedRepo"})
        return self._reply(200, text, "text/plain; charset=utf-8", {"X-Repo-Commit": repo.sha})

    def _json(self, value: object, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self._reply(status, json.dumps(value, ensure_ascii=False), "application/json; charset=utf-8", headers)

    def _reply(self, status: int, text: str, kind: str, headers: dict[str, str] | None = None) -> None:
        body = text.encode()
        self.send_response(status)
        for key, value in ({"Content-Type": kind, "Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)


def _expand(query: dict[str, list[str]]) -> list[str]:
    """Both spellings: expand=a&expand=b and expand[]=a."""
    return [*query.get("expand", []), *query.get("expand[]", [])]


def _rss(feed: Feed, entries: list[Entry]) -> str:
    items = "".join(
        f"<item><title>{escape(e.title)}</title><link>{escape(e.link)}</link><guid>{escape(e.link)}</guid>"
        f"<pubDate>{format_datetime(e.at)}</pubDate><description>{escape(e.text)}</description></item>"
        for e in entries
    )
    head = f"<title>{escape(feed.title)}</title><link>https://{feed.name}.example/</link>"
    head += f"<description>made up</description><language>{feed.language}</language>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'


def _atom(feed: Feed, entries: list[Entry]) -> str:
    items = "".join(
        f'<entry><title>{escape(e.title)}</title><link href="{escape(e.link)}"/><id>{escape(e.link)}</id>'
        f"<published>{_time(e.at)}</published><updated>{_time(e.at)}</updated><summary>{escape(e.text)}</summary></entry>"
        for e in entries
    )
    updated = _time(max((e.at for e in entries), default=feed.entries[0].at))
    head = f"<title>{escape(feed.title)}</title><id>tag:{feed.name}.example,2025:feed</id><updated>{updated}</updated>"
    top = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.language}">'
    return f'<?xml version="1.0" encoding="utf-8"?>{top}{head}{items}</feed>'


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
