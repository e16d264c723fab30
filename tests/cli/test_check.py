"""`tracker check`: says what is wrong before it matters, and sends nothing."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tracker.catalog import catalog, read
from tracker.cli import app
from tracker.config import SETTINGS
from tracker.summarizers.model import Resting
from tracker.summarizers.model.server import Server

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><link>https://a.example/</link>
<item><title>one</title><link>https://a.example/1</link><guid>1</guid></item></channel></rss>"""


class Site(BaseHTTPRequestHandler):
    """Answers /good with a feed and everything else with 404; remembers what it was asked."""

    asked: list[str]

    def do_GET(self) -> None:
        """One answer."""
        self.asked.append(self.path)
        good = self.path == "/good"
        self.send_response(200 if good else 404)
        self.send_header("Content-Length", str(len(FEED) if good else 0))
        self.end_headers()
        self.wfile.write(FEED if good else b"")

    def do_POST(self) -> None:
        """The same; nothing should come."""
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Nothing on standard error."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A site on loopback with a good and a missing feed, and an environment that watches it; gives what was asked."""
    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("OneSite", (Site,), {"asked": asked}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    place = f"127.0.0.1:{server.server_port}"
    for one in SETTINGS:
        monkeypatch.delenv(one.name, raising=False)
    monkeypatch.setenv("TRACKER_SOURCES", str(tmp_path / "sources.toml"))
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path}/tracker.db")
    monkeypatch.setenv("TRACKER_ALLOW_HOSTS", place)
    monkeypatch.setenv("TRACKER_CONTACT", "https://example.org/bot")
    monkeypatch.setenv("SLACK_API_URL", f"http://{place}/api/")
    (tmp_path / "sources.toml").write_text(
        f'[[source]]\nname = "good"\ntype = "feed"\nurl = "http://{place}/good"\n'
        f'[[source]]\nname = "bad"\ntype = "feed"\nurl = "http://{place}/bad"\n'
    )
    yield asked
    server.shutdown()
    thread.join()
    server.server_close()


def run(*arguments: str) -> tuple[int, list[str], str]:
    """Exit code, lines of standard output, standard error."""
    done = CliRunner().invoke(app, ["check", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout.splitlines(), done.stderr


def wrong(lines: list[str]) -> list[str]:
    """The lines that say what is wrong."""
    return [line.removeprefix("wrong").strip() for line in lines if line.startswith("wrong")]


def test_all_is_well_after_an_upgrade_and_nothing_was_asked(site: list[str]) -> None:
    """With a current database everything is ok, exit code 0, without one request to a source or to Slack."""
    assert CliRunner().invoke(app, ["upgrade"]).exit_code == 0
    code, lines, _ = run()
    assert (code, wrong(lines)) == (0, [])
    assert any(line.startswith("ok    database") for line in lines)
    assert site == []


def test_a_missing_database_is_wrong_with_its_remedy(site: list[str]) -> None:
    """Before the first upgrade the check fails and says which command helps."""
    code, lines, _ = run()
    assert code == 1
    assert ["tracker upgrade" in line for line in wrong(lines)] == [True]


def test_a_probe_asks_each_source_once(site: list[str]) -> None:
    """Each source is asked once: the good one is ok, the bad one is named with its status."""
    assert CliRunner().invoke(app, ["upgrade"]).exit_code == 0
    code, lines, errors = run("--probe")
    assert sorted(site) == ["/bad", "/good"]
    assert code == 1
    assert 'ok    source "good": 1 observations' in lines
    (said,) = wrong(lines)
    assert said.startswith('source "bad":')
    assert "404" in said
    assert {"good", "bad"} <= set(errors.split())


@pytest.mark.parametrize(
    ("channel", "environment", "said"),
    [
        pytest.param('notifier = "slack"\nto = "C1"', {}, "SLACK_BOT_TOKEN", id="Slack without a token"),
        pytest.param(
            'notifier = "email"\nto = "a@b.example"',
            {},
            "TRACKER_SMTP_URL and TRACKER_MAIL_FROM",
            id="mail without a server",
        ),
        pytest.param(
            'notifier = "email"\nto = "a@b.example"',
            {"TRACKER_SMTP_URL": "smtp://127.0.0.1:25"},
            "needs TRACKER_MAIL_FROM",
            id="mail without a sender",
        ),
    ],
)
def test_a_channel_without_what_it_needs_is_wrong(
    site: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    channel: str,
    environment: dict[str, str],
    said: str,
) -> None:
    """The channel and the settings that are missing are named."""
    CliRunner().invoke(app, ["upgrade"])
    (tmp_path / "channels.toml").write_text(f'[[channel]]\nname = "one"\n{channel}\n')
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    code, lines, _ = run()
    assert code == 1
    assert ['channel "one"' in line and said in line for line in wrong(lines)] == [True]


def test_channels_that_have_all_are_ok(site: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token is enough for Slack; a webhook without a signature is noted; secrets are not shown."""
    CliRunner().invoke(app, ["upgrade"])
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-world")
    (tmp_path / "channels.toml").write_text(
        '[[channel]]\nname = "one"\nnotifier = "slack"\nto = "C1"\n'
        '[[channel]]\nname = "two"\nnotifier = "webhook"\nto = "https://a.example/in"\n'
    )
    code, lines, errors = run()
    assert (code, wrong(lines)) == (0, [])
    assert 'ok    channel "one": slack, instant, en' in lines
    assert any(line.startswith('note  channel "two"') for line in lines)
    assert "xoxb-world" not in "\n".join(lines) + errors
    assert site == []


def test_every_mistake_of_the_configuration_has_a_line(
    site: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong settings are listed one by one; so are mistakes in the files, once the settings are right."""
    monkeypatch.setenv("TRACKER_ZONE", "Berlin")
    monkeypatch.setenv("TRACKER_ZON", "x")
    code, lines, _ = run()
    assert (code, len(wrong(lines))) == (1, 2)
    monkeypatch.delenv("TRACKER_ZON")
    monkeypatch.setenv("TRACKER_ZONE", "UTC")
    (tmp_path / "sources.toml").write_text('[[source]]\nname = "a"\ntype = "feed"\nevry = "5m"\n')
    code, lines, _ = run()
    assert code == 1
    assert [line.split(": ")[1] for line in wrong(lines)] == ["sources.toml:1", "sources.toml:4"]


def test_an_open_secret_file_is_wrong(site: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret's file that others can read is named with the command that closes it."""
    token = tmp_path / "token"
    token.write_text("s3cret")
    token.chmod(0o644)
    monkeypatch.setenv("HF_TOKEN_FILE", str(token))
    code, lines, _ = run()
    assert code == 1
    assert f"chmod 600 {token}" in wrong(lines)[0]


def test_a_token_for_a_stranger_is_noted(site: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that is set but withheld is named, and the check does not fail for it."""
    CliRunner().invoke(app, ["upgrade"])
    monkeypatch.setenv("HF_TOKEN", "hf" + "_sentinel")
    monkeypatch.setenv("HF_ENDPOINT", "https://mirror.example")
    code, lines, _ = run()
    assert code == 0
    assert any(line.startswith("note  HF_TOKEN: is set but not used") for line in lines)


def test_the_catalog_is_checked_too(site: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """How many releases it has; each of its mistakes has a line, and makes the exit code 1."""
    CliRunner().invoke(app, ["upgrade"])
    assert f"ok    catalog: {len(catalog())} releases, each value with its source" in run()[1]

    def broken() -> None:
        read({"a.toml": '[[release]]\nid = "one"\nweights = { value = "2024-07" }\n'})

    monkeypatch.setattr(import_module("tracker.cli.check"), "catalog", broken)
    code, lines, _ = run()
    assert code == 1
    assert "catalog: a.toml:3: release 1: weights: has no source" in "\n".join(wrong(lines))


def test_a_language_model_is_named_and_not_asked(site: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has set one reads which one it is; that nothing listens there is for tracker models check."""
    assert CliRunner().invoke(app, ["upgrade"]).exit_code == 0
    monkeypatch.setenv("TRACKER_SUMMARIZER", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("TRACKER_SUMMARIZER_MODEL", "small")
    code, lines, _ = run()
    assert code == 0
    assert "ok    language model: small@127.0.0.1:9; try it: tracker models check" in lines


def test_a_model_without_what_it_needs_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder's model needs torch and transformers; alerts go out without, so it is no mistake."""
    about_model = import_module("tracker.cli.check").about_model
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    (said,) = about_model(Resting(Server("http://127.0.0.1:9/v1", "small")), "./folder")
    assert said.word == "note"
    assert "not installed: torch and transformers; make model" in said.text
