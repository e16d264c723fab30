"""`tracker check`: is everything right? Settings, catalog, sources, channels, model, database; sources on request."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import typer

from tracker.app import App, open_app
from tracker.catalog import catalog
from tracker.cli.machine import lacks
from tracker.config import Settings, Watchlist, load_settings, load_sources, redact
from tracker.domain import Channel, Source
from tracker.errors import ConfigError, StoreError, TrackerError
from tracker.notifiers import NOTIFIERS
from tracker.store import sources as memory
from tracker.summarizers.model import Resting


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the answer: ok, note (works, but should be known) or wrong."""

    word: str
    about: str
    text: str

    def __str__(self) -> str:
        text = "".join(c if c.isprintable() else " " for c in redact(self.text))
        return f"{self.word:<6}{self.about}: {text}"


def check(
    probe: Annotated[bool, typer.Option("--probe", help="Also ask each source once; nothing is kept.")] = False,
) -> None:
    """Check settings, secrets' files, catalog, sources, channels and database; nothing is sent; exit 1 where wrong.

    Example: tracker check --probe
    """
    wrong = 0
    for said in _everything(probe):
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()
        wrong += said.word == "wrong"
    if wrong:
        sys.stderr.write(f"{wrong} wrong\n")
        raise typer.Exit(1)


def _everything(probe: bool) -> Iterator[Said]:
    try:
        settings = load_settings()
    except ConfigError as error:
        yield from (Said("wrong", "settings", line) for line in str(error).splitlines())
        return
    yield from about_settings(settings)
    yield from about_catalog()
    try:
        watchlist = load_sources(settings.sources)
    except ConfigError as error:
        yield from (Said("wrong", "sources", line) for line in str(error).splitlines())
        return
    yield Said("ok", "sources", f"{len(watchlist.sources)} in {watchlist.path}")
    yield from about_channels(settings, watchlist)
    try:
        app = open_app(settings, watching=True)
    except TrackerError as error:
        yield Said("wrong", "tracker", str(error))
        return
    try:
        yield from about_model(app.model, settings.summarizer)
        yield _about_database(app)
        yield _about_clock(app)
        if probe:
            yield from asyncio.run(_probe(app))
    finally:
        app.close()


def about_catalog() -> list[Said]:
    """Whether each value of the catalog has its source, and every other rule for its files."""
    try:
        return [Said("ok", "catalog", f"{len(catalog())} releases, each value with its source")]
    except ConfigError as error:
        return [Said("wrong", "catalog", line) for line in str(error).splitlines()]


def about_settings(settings: Settings) -> list[Said]:
    """What the environment says, and tokens that would go to a stranger."""
    said = [Said("ok", "settings", f"database in {settings.data_dir}, times in {settings.zone}")]
    if not settings.contact:
        said.append(Said("note", "TRACKER_CONTACT", "is not set; hosts that we ask cannot reach you"))
    for name in settings.withheld:
        remedy = "its service's address is neither the real one nor in TRACKER_ALLOW_HOSTS"
        said.append(Said("note", name, f"is set but not used: {remedy}"))
    return said


def about_channels(settings: Settings, watchlist: Watchlist) -> list[Said]:
    """Whether each channel has what its notifier needs."""
    if not watchlist.channels:
        return [Said("note", "channels", "none in sources.toml or channels.toml; messages go to the console")]
    said = []
    for channel in watchlist.channels:
        lacking = _lacking(settings, channel)
        about = f'channel "{channel.name}"'
        if lacking:
            said.append(Said("wrong", about, f"{channel.notifier} needs {lacking}"))
        elif channel.notifier == "webhook" and not channel.secret:
            said.append(Said("note", about, "is not signed; name a secret with secret_env"))
        else:
            said.append(Said("ok", about, f"{channel.notifier}, {channel.mode}, {channel.language}"))
    return said


def about_model(model: Resting | None, chosen: str) -> list[Said]:
    """Which language model says summaries, and whether what it needs is there; it is not loaded."""
    if model is None:
        return []
    if "://" not in chosen and (lacking := lacks()):
        return [Said("note", "language model", f"{model.id} is not used: {lacking}")]
    return [Said("ok", "language model", f"{model.id}; try it: tracker models check")]


def _lacking(settings: Settings, channel: Channel) -> str:
    if channel.notifier not in NOTIFIERS:
        return "a tracker that has this notifier"
    if channel.notifier == "slack" and not channel.to.startswith("https://") and not settings.slack_bot_token:
        return "SLACK_BOT_TOKEN, or the URL of an incoming webhook by to_env"
    if channel.notifier == "email":
        needed = {"TRACKER_SMTP_URL": settings.smtp_url, "TRACKER_MAIL_FROM": settings.mail_from}
        return " and ".join(name for name, value in needed.items() if not value)
    return ""


def _about_database(app: App) -> Said:
    try:
        app.store.check(thorough=True)
    except StoreError as error:
        return Said("wrong", "database", str(error))
    return Said("ok", "database", f"{app.store.name} has the current schema")


def _about_clock(app: App) -> Said:
    try:
        return Said("ok", "clock", f"{app.clock.now():%Y-%m-%d %H:%M} UTC")
    except ConfigError as error:
        return Said("wrong", "clock", str(error))


async def _probe(app: App) -> list[Said]:
    """Asks all sources, many at once; progress goes to standard error as each answers."""
    done = 0

    async def ask(source: Source) -> Said:
        nonlocal done
        said = await _ask(app, source)
        done += 1
        sys.stderr.write(
            f"\r{done}/{len(app.watchlist.sources)} asked" if sys.stderr.isatty() else f"{done} {source.name}\n"
        )
        sys.stderr.flush()
        return said

    async with app.net:
        said = await asyncio.gather(*(ask(source) for source in app.watchlist.sources))
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    return list(said)


async def _ask(app: App, source: Source) -> Said:
    about = f'source "{source.name}"'
    poller = app.pollers.get(source.type)
    if poller is None:
        return Said("wrong", about, f'this tracker has no poller for "{source.type}"')
    try:
        found = await poller.poll(source, _memory(app, source), app.clock.now())
    except TrackerError as error:
        return Said("wrong", about, str(error))
    except Exception as error:  # noqa: BLE001  a hole in one poller must not hide what the others say
        return Said("wrong", about, f"the poller failed: {type(error).__name__}: {error}")
    if found.trouble:
        return Said("wrong", about, found.trouble)
    return Said("ok", about, "unchanged" if found.unchanged else f"{len(found.observations)} observations")


def _memory(app: App, source: Source) -> dict[str, str]:
    """What earlier polls left, so that a probe asks as politely as a poll; nothing where there is no database."""
    try:
        with app.store.read() as c:
            return memory.memories_of(c, [source.name])[source.name]
    except StoreError:
        return {}
