"""`tracker analyze` and `tracker summarize`: the pure judgment on given items, as JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Annotated, Literal
from urllib.parse import urlsplit

import typer

from tracker import analysis
from tracker.analysis import rows
from tracker.analysis.language import detect
from tracker.cli import machine
from tracker.cli.data import dumps
from tracker.config import load_settings
from tracker.domain import JSON
from tracker.errors import ParseError
from tracker.summarizers import extract


def analyze(
    _form: Annotated[Literal["jsonl"], typer.Option("--format", help="JSON lines are the only form.")] = "jsonl",
    cluster: Annotated[bool, typer.Option("--cluster", help="Add which items speak of the same event.")] = False,
) -> None:
    """Judge items from standard input, one JSON object a line (id, title, summary …); one line out for each.

    Example: tracker analyze < items.jsonl > judged.jsonl
    """
    known = analysis.known()
    judged = (rows.row(item, known) for item in _items())
    for row in rows.cluster(list(judged)) if cluster else judged:
        sys.stdout.write(dumps(row) + "\n")


def summarize(
    language: Annotated[Literal["de", "en"], typer.Option(help="Of the items and the answer.")] = "en",
    words: Annotated[int, typer.Option(min=1, help="At most this many words.")] = 60,
    model: Annotated[
        str | None, typer.Option(help="A language model writes it: a preset, a folder, or a server's address.")
    ] = None,
    _form: Annotated[Literal["jsonl"], typer.Option("--format", help="JSON lines are the only form.")] = "jsonl",
) -> None:
    """Shorten items from standard input, one JSON object a line (id, title, text); adds text and method.

    With a model also why its words were refused (the extract stands then) and its seconds.

    Example: tracker summarize --language de --words 30 < items.jsonl
    """
    if model is not None:
        _by_model(model, language, words)
        return
    for item in _items():
        text = extract.shorten(str(item.get("title") or ""), str(item.get("text") or ""), language, words)
        sys.stdout.write(dumps({**item, "text": text, "method": "extract"}) + "\n")


def _by_model(name: str, language: str, words: int) -> None:
    model = machine.a_model(load_settings(), name)
    try:
        for item in _items():
            title, text = str(item.get("title") or ""), str(item.get("text") or "")
            spoken = detect(f"{title} {text[:1500]}", language)
            said = machine.write(model, title, text, spoken, language, words)
            more = {"method": said.method, "rejected": list(said.rejected), "seconds": round(said.seconds, 2)}
            sys.stdout.write(dumps({**item, "text": said.text, **more}) + "\n")
            sys.stdout.flush()  # each takes its time
    finally:
        model.close()


def _items() -> Iterator[dict[str, JSON]]:
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ParseError(f"standard input, line {number}: not JSON ({error})") from error
        if not isinstance(item, dict) or "id" not in item:
            raise ParseError(f'standard input, line {number}: an object with an "id" is needed')
        yield item | {"url": None} if _broken(item.get("url")) else item


def _broken(url: JSON) -> bool:
    """Whether it is no URL at all: one such row must not end the others'."""
    try:
        urlsplit(str(url or ""))
    except ValueError:
        return True
    return False
