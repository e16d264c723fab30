"""`tracker demo`: a small world on this machine, played through the real program; no network is needed."""

from __future__ import annotations

import html
import re
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

QUESTIONS = (["history", "--since", "2025-03-30"], ["show", "gpt-oss"])
"""What is asked at the end; the catalog knows more from before."""


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
        for question in QUESTIONS:
            print(heading("tracker " + " ".join(question)), program.ask(*question), sep="\n")


def progress(moment: datetime, said: dict[str, object]) -> None:
    """One line on stderr for a tick."""
    news = f"{said['observations']} observations, {said['events']} events, {said['sent']} sent"
    print(f"{moment:%Y-%m-%d %H:%M} UTC  {news}", file=sys.stderr)


def write_letters(mails: list[Mail], folder: Path) -> list[str]:
    """Each mail as text and HTML files: letters by the date of their slot, notes by their day; a line for each."""
    lines: list[str] = []
    for mail in mails:
        slot = mail.message["X-Tracker-Digest"]
        path = folder / (f"letter-{str(slot).rpartition('/')[2]}.txt" if slot else f"note-{mail.at:%Y-%m-%d}.txt")
        for file, kind in ((path, "plain"), (path.with_suffix(".html"), "html")):
            part = mail.message.get_body((kind,))
            if part is not None:
                file.write_text(part.get_content(), encoding="utf-8")
        lines.append(f"{path} and .html: {mail.message['Subject']}")
    return lines


def show(delivery: Delivery) -> str:
    """A Slack call as people read it: the time, what it is, its text; an edit with its first line only."""
    edited = delivery.method == "chat.update"
    kind = "edited" if edited else "reply" if "thread_ts" in delivery.body else "message"
    text = str(delivery.body.get("text", "")) if edited else plain(delivery.body)
    return f"{delivery.at:%Y-%m-%d %H:%M} UTC  {kind}\n{textwrap.indent(text, '    ')}"


def plain(body: dict[str, object]) -> str:
    """A message's blocks as lines of text, or its own text where it has none."""
    blocks = body.get("blocks")
    lines: list[str] = []
    for block in blocks if isinstance(blocks, list) else []:
        parts = [block["text"]] if "text" in block else block.get("fields") or block.get("elements") or []
        lines += [textwrap.fill(_unmarked(part.get("text", "")), 108, break_long_words=False) for part in parts]
    return "\n".join(lines) or str(body.get("text", ""))


def _unmarked(text: str) -> str:
    """Slack's markup as plain text: a link becomes its label, "*Name*" before a value "Name:"."""
    text = re.sub(r"<[^|>]+\|([^>]+)>", r"\1", text)
    text = re.sub(r"^\*([^*:]+)\*\n", r"\1: ", text)
    return html.unescape(text.replace("*", ""))


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
