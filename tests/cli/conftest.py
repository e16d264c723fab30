"""A tracker at home in a folder: its environment, a small history made by the real steps, and its commands."""

from __future__ import annotations

import io
import logging
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import structlog

from tests.samples import NOW, observation, repo, seen_repo, source
from tracker import __main__, analysis, steps
from tracker.config import load_sources
from tracker.domain import Channel, Message, Observation, Receipt, Repo
from tracker.errors import Impossible
from tracker.store import Store, observations, sources

LIST = """
[[source]]
name = "openai-news"
type = "feed"
url = "https://openai.example.org/feed"
organization = "openai"
kind = "official"

[[source]]
name = "presse"
type = "feed"
url = "https://presse.example.org/feed"
language = "de"
kind = "press"

[[source]]
name = "hub-openai"
type = "hub"
organization = "openai"
title = "OpenAI"
kind = "official"

[[source]]
name = "hub-labs"
type = "hub"
organization = "labs"
title = "Labs"
kind = "official"

[[channel]]
name = "alerts"
notifier = "console"
to = "-"

[[channel]]
name = "wall"
notifier = "slack"
to = "C0WALL"

[[channel]]
name = "letter"
notifier = "email"
to = "reader@example.org"
language = "de"
mode = "digest"
at = "08:00"
zone = "Europe/Berlin"
"""
SPRING = NOW - timedelta(days=127)
CARD = "# gpt-oss-120b\n117B parameters, 5.1B active, context 131,072 tokens. The training data is not published.\n"
BIG = repo("openai/gpt-oss-120b", parameters=116_800_000_000, card=CARD, languages=("en", "de"))
COPY = repo("quants/gpt-oss-20b-GGUF", base_models=("openai/gpt-oss-20b",), relation="quantized")
HOSTILE = "Introducing gpt-oss \x1b]0;pwned\x07\x9b31m\u202eeveil"


def post(name: str, key: str, title: str, text: str, at: timedelta) -> Observation:
    """A feed entry, so long after NOW."""
    when = NOW + at
    return observation(
        source=name, key=key, title=title, text=text, seen_at=when, published_at=when, url=f"https://{name}.example.org"
    )


def license_changed(state: Repo, to: str, days: int) -> Observation:
    """The same repo with another license, days later."""
    changed = {name: getattr(state, name) for name in ("uid", "parameters", "card", "languages")}
    return seen_repo(repo(state.id, license=to, sha="b" * 40, **changed), NOW + timedelta(days=days))


STORY = (
    seen_repo(repo("openai/whisper-large-v3", parameters=1_540_000_000), SPRING - timedelta(days=1), baseline=True),
    post(
        "openai-news",
        "plan",
        "Planning an open-weight language model",
        "We plan to release our first open-weight language model since GPT-2 in the coming months.",
        SPRING - NOW,
    ),
    seen_repo(BIG),
    seen_repo(repo("openai/gpt-oss-20b", parameters=20_900_000_000)),
    post("openai-news", "intro", HOSTILE, "Two open-weight models under Apache 2.0.", timedelta(minutes=1)),
    seen_repo(COPY, NOW + timedelta(minutes=3)),
    seen_repo(repo("labs/Nordlicht-7B", parameters=7_000_000_000, license="mit"), NOW + timedelta(days=10)),
    license_changed(BIG, "cc-by-nc-4.0", 20),
)


class Told:
    """A notifier that takes everything."""

    def send(self, message: Message) -> Receipt:
        """Takes it."""
        return Receipt({"key": message.key})

    def find(self, channel: Channel, key: str) -> Receipt | None:
        """Never asked, since no answer is lost."""
        return None


class Deaf(Told):
    """A notifier that cannot be reached until the operator acts."""

    def send(self, message: Message) -> Receipt:
        """Says no for good."""
        raise Impossible("wall: channel_not_found")


def live(store: Store, listed: Path, story: Sequence[Observation]) -> None:
    """What ticks would do: each observation through the steps at its time, letters left out."""
    watchlist = load_sources(listed, {})
    watched = {one.name: one for one in (*watchlist.sources, source("hub-quants", "hub"))}
    known = analysis.known(watched.values())
    with store.write() as c:
        sources.remember(c, watchlist.sources, story[0].seen_at)
    for one in story:
        with store.write() as c:
            observations.add(c, [one])
        steps.analyze(store, known, watched, one.seen_at)
        steps.summarize(store, ["de", "en"], watched, one.seen_at)
        steps.announce(store, watchlist.channels, one.seen_at)
        steps.deliver(store, {"console": Told(), "slack": Deaf()}, watchlist.channels, "test", one.seen_at)


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A folder with sources.toml and a database that has lived through STORY, to copy."""
    folder = tmp_path_factory.mktemp("lived")
    (folder / "sources.toml").write_text(LIST, encoding="utf-8")
    shutil.copy(sqlite_template, folder / "tracker.db")
    store = Store(f"sqlite:///{folder / 'tracker.db'}")
    live(store, folder / "sources.toml", STORY)
    store.close()
    return folder


def move_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a folder the home of the commands that follow."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TRACKER_SOURCES", str(folder / "sources.toml"))
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{folder / 'tracker.db'}")
    monkeypatch.setenv("TRACKER_ZONE", "Europe/Berlin")
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def home(tmp_path: Path, lived: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the lived-in folder, and the environment that names it."""
    for file in lived.iterdir():
        shutil.copy(file, tmp_path)
    move_in(tmp_path, monkeypatch)
    return tmp_path


@pytest.fixture
def empty_home(tmp_path: Path, lived: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same before the first tick: an upgraded database without a row."""
    shutil.copy(lived / "sources.toml", tmp_path)
    shutil.copy(sqlite_template, tmp_path / "tracker.db")
    move_in(tmp_path, monkeypatch)
    return tmp_path


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str


Tracker = Callable[..., Said]


@pytest.fixture
def tracker(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Tracker]:
    """Runs the program in this process as a shell would; `stdin` are the bytes that it reads."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def run(*arguments: str, stdin: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "argv", ["tracker", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            __main__.main()
        out, err = capsys.readouterr()
        return Said(int(ended.value.code or 0), out, err)

    yield run
    logging.captureWarnings(False)
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
