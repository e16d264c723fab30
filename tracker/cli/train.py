"""`tracker train`: weights of detection from labeled observations, and how much better they are on rows not seen."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tracker import analysis
from tracker.analysis import scores, training
from tracker.analysis.detect_weights import packaged, write_weights
from tracker.cli.data import dumps
from tracker.cli.evaluate import Case, read
from tracker.cli.plain import plain
from tracker.domain import JSON
from tracker.errors import ParseError, TrackerError

_SAYS = {
    "given": "the weights that come with the tracker",
    "learned": "weights learned from the rows of other releases",
    "unlisted": "the given ones, if nobody had listed the publishers of the rows",
}


def train(
    files: Annotated[list[str], typer.Argument(metavar="LABELED...", help="Labeled observations as JSON lines.")],
    out: Annotated[str | None, typer.Option(metavar="FILE", help="Write the learned weights as TOML.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line instead of text.")] = False,
) -> None:
    """Learn what the signs of news are worth from labeled observations, and measure it by cross-validation.

    Set TRACKER_DETECTION_WEIGHTS to the file to use it.

    Example: tracker train labels.jsonl --out weights.toml
    """
    labeled = [case for file in files for case in _cases(file)]
    if len({case["label"] for case in labeled}) < 2:
        raise ParseError("to learn, rows of both labels are needed: event and not_event")
    known, given = analysis.known(), packaged()
    seen = training.examples(labeled, known)
    said = {
        "given": training.judged(seen, given),
        "learned": training.held_out(seen, given),
        "unlisted": training.judged(training.unlisted(labeled, known), given),
    }
    for name, judged in said.items():
        found = scores.detection(labeled, judged, analysis.ALERT_CONFIDENCE)
        sys.stdout.write((dumps(_data(name, found)) if as_json else "\n".join(_text(name, found))) + "\n")
    if out is not None:
        text = write_weights(training.fit(seen, given), f"Learned from {len(seen)} labeled observations.")
        try:
            Path(out).write_text(text, encoding="utf-8")
        except OSError as error:
            raise TrackerError(f"{plain(out)}: cannot be written ({error.strerror})") from error


def _cases(file: str) -> list[Case]:
    try:
        lines = Path(file).read_bytes().split(b"\n")
    except OSError as error:
        raise TrackerError(f"{plain(file)}: cannot be read ({error.strerror})") from error
    form, cases = read(plain(file), lines)
    if form != "label":
        raise ParseError(f'{plain(file)}: rows with "label" are needed, as tracker label --export writes them')
    return cases


def _text(name: str, found: scores.Detection) -> list[str]:
    right, of = found.kinds
    return [
        f"{name}: {_SAYS[name]}",
        *(f"  {label:<22}{_shares(one)}" for label, one in _parts(found).items()),
        f"  {'kind of event':<22}{right} of {of} right",
    ]


def _shares(one: scores.Found) -> str:
    counts = f"{one.right} right, {one.false} false, {one.missed} missed"
    return f"F1 {one.f1:.3f}  precision {one.precision:.3f}  recall {one.recall:.3f}  ({counts})"


def _parts(found: scores.Detection) -> dict[str, scores.Found]:
    return {
        "without borderline": found.sure,
        "with borderline": found.all_rows,
        **{f"in {code}": one for code, one in found.languages.items()},
        "sure enough to alert": found.alerts,
    }


def _data(name: str, found: scores.Detection) -> dict[str, JSON]:
    parts = {
        label: {"f1": round(one.f1, 4), "precision": round(one.precision, 4), "recall": round(one.recall, 4)}
        for label, one in _parts(found).items()
    }
    return {"weights": name, **parts, "kinds": {"right": found.kinds[0], "of": found.kinds[1]}}
