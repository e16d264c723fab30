"""`tracker demo`: a small world on this machine, played through the real program; no network is needed."""

from __future__ import annotations

import shutil
import sys
import textwrap
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.demo.inbox import Delivery, Mail
from tracker.cli.demo.program import Program
from tracker.cli.demo.story import STORY
from tracker.cli.demo.world import start
from tracker.errors import ConfigError

MARK = "made-by-tracker-demo"


def demo(
    out: Annotated[Path, typer.Option(help="Folder for the letters and the demo's database; made anew.")] = Path(
        "tracker-demo"
    ),
) -> None:
    """Play the summer of 2025 from announcement to weights and show what comes out of it.

    Starts feeds, a Hub, a Slack and a mail server of its own on this machine, all made up, and runs the real program
    in them on a clock of its own. Takes less than a minute and needs no network.

    Example: tracker demo --out tracker-demo
    """
    make_anew(out)
    with start(STORY) as world:
        program = Program(world, out)
        program.ask("upgrade")
        program.follow(progress)
        letters = write_letters(world.mails, out)
        print(heading("Slack: what the channel was told"), *map(show, world.slack), sep="\n")
        print(heading("Letters"), *letters, sep="\n")
        for question in (["history"], ["show", "gpt-oss"]):
            print(heading("tracker " + " ".join(question)), program.ask(*question), sep="\n")


def progress(moment: datetime, said: dict[str, object]) -> None:
    """One line on stderr for a tick."""
    news = f"{said['observations']} observations, {said['events']} events, {said['sent']} sent"
    print(f"{moment:%Y-%m-%d %H:%M} UTC  {news}", file=sys.stderr)


def write_letters(mails: list[Mail], folder: Path) -> list[str]:
    """Each letter as text and HTML files named by its date; the lines that say so, with the subject."""
    lines: list[str] = []
    for mail in mails:
        day = str(mail.message["X-Tracker-Digest"] or f"{mail.at:%Y-%m-%d}").rpartition("/")[2]
        path = folder / f"letter-{day}.txt"
        for file, kind in ((path, "plain"), (path.with_suffix(".html"), "html")):
            part = mail.message.get_body((kind,))
            if part is not None:
                file.write_text(part.get_content(), encoding="utf-8")
        lines.append(f"{path} and .html: {mail.message['Subject']}")
    return lines


def show(delivery: Delivery) -> str:
    """A Slack call as people read it: the time, what it is, its text."""
    kind = "edited" if delivery.method == "chat.update" else "reply" if "thread_ts" in delivery.body else "message"
    return f"{delivery.at:%Y-%m-%d %H:%M} UTC  {kind}\n{textwrap.indent(str(delivery.body.get('text', '')), '    ')}"


def make_anew(folder: Path) -> None:
    """An empty folder; one that holds anything but an earlier demo is left alone."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise ConfigError(f"{folder}: holds files that are not the demo's; name another folder with --out")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()


def heading(text: str) -> str:
    """A line above a part of the output."""
    return f"\n== {text} =="
