"""`tracker evaluate`: the judgment or a summarizer on labeled cases, scored; what is labeled is told by the keys."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from tracker import analysis
from tracker.analysis import language, rouge, rows, scores
from tracker.cli import scored
from tracker.cli.data import dumps
from tracker.cli.plain import plain
from tracker.config import load_settings
from tracker.domain import JSON
from tracker.errors import ParseError, TrackerError
from tracker.summarizers import extract

Case = dict[str, JSON]

FORMS: dict[str, dict[str, type]] = {
    "gold": {"id": str, "text": str, "gold": dict},
    "cluster_id": {"cluster_id": str, "members": list},
    "label": {"id": str, "title": str, "label": str},
    "summary": {"id": str, "text": str, "summary": str},
}
"""The key that tells what is labeled -> the keys that each such row needs; the first key that a row has counts."""

KINDS = {"str": "a text", "list": "a list", "dict": "an object"}

NEEDED = 'a row needs "label" (detection), "cluster_id" (clusters), "gold" (facts) or "summary" and "text" (summaries)'


def evaluate(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Labeled cases as JSON lines; - is standard input.")],
    words: Annotated[int, typer.Option(min=1, help="The length of summaries.")] = 60,
    model: Annotated[
        str | None,
        typer.Option(help="A language model writes the summaries: a preset, a folder, or a server's address."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")] = False,
) -> None:
    """Score the judgment on labeled observations, clusters or facts, or the summarizer on texts with summaries.

    Example: tracker evaluate labels.jsonl
    """
    name = "standard input" if file == "-" else plain(file)
    form, cases = read(name, _lines(file, name))
    known = analysis.known()
    if form == "label":
        judged = [rows.row(_item(case), known) for case in cases]
        found: scored.Scores = scores.detection(cases, judged, analysis.ALERT_CONFIDENCE)
    elif form == "cluster_id":
        items = [_item(member, str(member["entry_id"])) for case in cases for member in case["members"]]
        found = scores.clusters(cases, rows.cluster([rows.row(item, known) for item in items]))
    elif form == "gold":
        items = [{**_item(case), "text": case["text"]} for case in cases]
        found = scores.facts(cases, [rows.row(item, known) for item in items])
    else:
        found = rouge.summaries(_by_model(model, cases, words) if model else _by_extract(cases, words), words)
    if as_json:
        sys.stdout.write(dumps(scored.data(found)) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in scored.text(found))


def read(name: str, lines: Iterable[bytes]) -> tuple[str, list[Case]]:
    """The key that tells what is labeled, and the rows; ParseError names file, line and remedy."""
    form, cases = "", []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            case = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ParseError(f"{where}: not JSON ({error})") from error
        mine = next((key for key in FORMS if isinstance(case, dict) and key in case), None)
        if mine is None:
            raise ParseError(f"{where}: {NEEDED}")
        if form and mine != form:
            raise ParseError(f'{where}: has "{mine}", the lines before have "{form}"; make a file of each')
        form = mine
        _check(where, form, case)
        cases.append(case)
    if not cases:
        raise ParseError(f"{name}: no labeled cases; {NEEDED}")
    return form, cases


def _check(where: str, form: str, case: Case) -> None:
    for key, kind in FORMS[form].items():
        if not isinstance(case.get(key), kind):
            raise ParseError(f'{where}: "{key}" must be {KINDS[kind.__name__]}')
    if form == "label" and case["label"] not in ("event", "not_event"):
        raise ParseError(f'{where}: "label" must be "event" or "not_event"')
    if form == "cluster_id":
        for member in case["members"]:
            if not isinstance(member, dict) or not isinstance(member.get("entry_id"), str):
                raise ParseError(f'{where}: each of "members" must be an object with an "entry_id"')


def _lines(file: str, name: str) -> list[bytes]:
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise TrackerError(f"{name}: cannot be read ({error.strerror})") from error
    return content.split(b"\n")


def _item(case: Case, id_: str = "") -> Case:
    """A labeled case as an item of `tracker analyze`: without what its label says."""
    kept = {key: case.get(key) for key in ("source", "title", "summary", "url")}
    return {"id": id_ or case["id"], **kept, "published": case.get("date")}


Writer = Callable[[str, str, str], tuple[str, tuple[str, ...]]]
"""Title, text and its language -> the summary, and why the guard refused what a model wrote."""


def _by_extract(cases: list[Case], words: int) -> list[rouge.Summarized]:
    def write(title: str, text: str, spoken: str) -> tuple[str, tuple[str, ...]]:
        return extract.shorten(title, text, spoken, words), ()

    return [_summarized(case, write) for case in cases]


def _by_model(name: str, cases: list[Case], words: int) -> list[rouge.Summarized]:
    """The model's words in the language of each text; the extract where they are refused, as for messages."""
    from tracker.cli import machine  # only here: it may load much

    opened = machine.a_model(load_settings(), name)

    def write(title: str, text: str, spoken: str) -> tuple[str, tuple[str, ...]]:
        said = machine.write(opened, title, text, spoken, spoken, words)
        return said.text, said.rejected

    try:
        return [_summarized(case, write) for case in cases]
    finally:
        opened.close()


def _summarized(case: Case, write: Writer) -> rouge.Summarized:
    title, text = str(case.get("title") or ""), case["text"]
    spoken = str(case.get("lang") or language.detect(f"{title} {text[:1500]}", None))
    began = perf_counter()
    said, refused = write(title, text, spoken)
    return rouge.Summarized(said, text, case["summary"], refused, perf_counter() - began)
