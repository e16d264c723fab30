"""`tracker label`: a person says whether an observation is an event; cases to train with and to measure by."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from tracker.analysis.detect_kinds import EVENTS
from tracker.app import App, open_app
from tracker.cli.data import dumps
from tracker.cli.names import UnknownName, unknown
from tracker.cli.plain import plain
from tracker.cli.times import shown
from tracker.domain import JSON, OPERATOR, Label, Observation
from tracker.errors import TrackerError
from tracker.store import labels

OTHERS = (
    "api_only_model",
    "product",
    "hosting_availability",
    "third_party_derivative",
    "infra_tooling_hardware",
    "tutorial_howto",
    "funding_business",
    "policy_legal_safety",
    "evaluation_experience",
    "research_no_weights",
    "dataset",
    "digest",
    "other",
)
"""Kinds of what is no such event."""


def label(
    seen: Annotated[
        str | None,
        typer.Argument(metavar="OBSERVATION", help="Its number (tracker show has it), its link or its exact title."),
    ] = None,
    verdict: Annotated[
        Literal["event", "not"] | None, typer.Argument(metavar="event|not", help="Is it an event about open weights?")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="Which kind, as tracker analyze names them.")] = None,
    note: Annotated[str, typer.Option(help="Why, for whoever reads the label later.")] = "",
    export: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write all labels as JSON lines; - is standard output.")
    ] = None,
) -> None:
    """Say of an observation whether it is an event; or write out all that was said.

    A label is a case to learn from (tracker train) and to measure by (tracker evaluate). It changes no record: tracker
    retract and tracker merge do that. A second label of an observation replaces the first.

    Example: tracker label 1234 not --kind tutorial_howto
    """
    if (export is None) is (seen is None or verdict is None):
        raise typer.BadParameter("give an observation and event or not, or --export FILE alone")
    if kind is not None and kind not in _kinds(verdict):
        raise unknown(f"kind of {'event' if verdict == 'event' else 'what is no event'}", kind, _kinds(verdict))
    app = open_app()
    try:
        app.store.check()
        said = _export(app, export) if export is not None else _save(app, str(seen), verdict == "event", kind, note)
    finally:
        app.close()
    sys.stderr.write(f"{said}\n")


def _kinds(verdict: str | None) -> tuple[str, ...]:
    return EVENTS if verdict == "event" else OTHERS


def _save(app: App, seen: str, is_event: bool, kind: str | None, note: str) -> str:
    with app.store.read() as c:
        found = labels.find(c, seen)
    one = _only(found, seen, app.settings.zone)
    if one.type == "repo":
        raise TrackerError(
            f"observation {one.id} is the state of a repo, no text to learn from; see tracker retract and tracker split"
        )
    with app.store.write() as c:
        labels.save(c, Label(one.id or 0, is_event, kind, OPERATOR, note.strip()), app.clock.now())
    says = f"{'an event' if is_event else 'no event'}{f' ({kind})' if kind else ''}"
    return f"observation {one.id} is labeled {says}: {plain(one.title, 120)}"


def _only(found: list[Observation], seen: str, zone: str) -> Observation:
    if not found:
        raise UnknownName(
            f"no observation {plain(seen, 120)!r}; tracker show NAME lists a release's with their numbers"
        )
    if len(found) > 1:
        listed = ", ".join(f"{one.id} ({plain(one.source)}, {shown(one.seen_at, zone)})" for one in found[:8])
        raise UnknownName(f"{plain(seen, 120)!r} fits {len(found)} observations; name one by its number: {listed}")
    return found[0]


def _export(app: App, target: str) -> str:
    with app.store.read() as c:
        rows = [_row(one) for one in labels.labeled(c)]
    text = "".join(f"{dumps(row)}\n" for row in rows)
    if target == "-":
        sys.stdout.write(text)
    else:
        try:
            Path(target).write_text(text, encoding="utf-8")
        except OSError as error:
            raise TrackerError(f"{target}: cannot be written ({error.strerror})") from error
    return f"{len(rows)} labeled observation{'' if len(rows) == 1 else 's'}"


def _row(one: labels.Labeled) -> dict[str, JSON]:
    """A labeled case; the finding's kind stands for one that the person did not name, where it fits the label."""
    said, seen = one.label, one.observation
    kind = said.kind or (one.kind if one.kind in _kinds("event" if said.is_event else "not") else None)
    when = seen.published_at or seen.seen_at
    return {
        "id": str(seen.id),
        "lang": one.language or "",
        "source": one.source,
        "title": seen.title,
        "summary": seen.text,
        "url": seen.url,
        "date": f"{when:%Y-%m-%d}",
        "label": "event" if said.is_event else "not_event",
        "event_kind": kind or "",
        "borderline": False,
        "organization": one.organization or "",
        "release": one.release or "",
        "note": said.note,
    }
