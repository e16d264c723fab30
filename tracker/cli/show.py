"""`tracker show`: the living record of one release, with its evidence and its openness card."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from tracker import history
from tracker.app import open_app
from tracker.cli.history import MARKS, size
from tracker.cli.times import moment, shown
from tracker.domain import JSON, Fact, Release
from tracker.store import messages

HIDDEN = frozenset({"organization", "name", "family"})


def show(
    name: Annotated[str, typer.Argument(metavar="RELEASE", help="Id, name, family or Hub repo.")],
    as_of: Annotated[str | None, typer.Option(help="What was known at this date or time.")] = None,
    language: Annotated[str, typer.Option(help="Language of the summary: de or en.")] = "en",
    format_: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Show a release: stage with minutes, facts with evidence, openness, events, sources, messages sent.

    Example: tracker show gpt-oss --as-of 2025-04-01
    """
    app = open_app()
    zone = app.settings.zone
    try:
        app.store.check()
        found = history.find(app.store, name, moment(as_of, zone, end=True) if as_of else None)
        guesses = [] if found else history.near(app.store, name)
        with app.store.read() as c:
            sent = messages.of_release(c, found[0].id) if found else []
    finally:
        app.close()
    if not found:
        meant = f"; did you mean {', '.join(guesses)}?" if guesses else ""
        sys.stderr.write(f"no release called {name!r}{meant}\n")
        raise typer.Exit(1)
    if format_ == "json":
        sys.stdout.write(json.dumps(history.row(found[0]), ensure_ascii=False, indent=1) + "\n")
        return
    _write(found[0], zone, language)
    for message in sent:
        sys.stdout.write(f"  {shown(message.sent_at, zone)}  {message.channel}: {message.key} ({message.state})\n")
    if len(found) > 1:
        others = ", ".join(f"{release.title} ({release.id})" for release in found[1:6])
        sys.stderr.write(f"also fits: {others}\n")


def _write(release: Release, zone: str, language: str) -> None:
    row = history.row(release)
    line = sys.stdout.write
    terms = row["license"]["name"] or row["license"]["id"] or "license unknown"
    line(f"{release.title} · {release.stage.value} · {terms}\n")
    line(f"{release.id} · {size(row['parameters_total'], row['parameters_active'])} parameters · times in {zone}\n")
    if release.baseline:
        line("known from a source's first contact: what happened before is not dated\n")
    summary = release.summaries.get(language) or release.summaries.get("en")
    if summary:
        line(f"\n{summary}\n")
    line("\nStage\n")
    for label, when in (
        ("announced", release.announced_at),
        ("visible", release.visible_at),
        ("weights", release.weights_at),
        ("withdrawn", release.withdrawn_at),
    ):
        if when:
            line(f"  {label:10} {shown(when, zone)}\n")
    line("\nFacts\n")
    for name, fact in sorted(release.chosen.items()):
        if name not in HIDDEN:
            line(f"  {name:18} {_value(fact.value)}  [{_origin(fact)}]\n")
            if fact.quote:
                line(f'  {"":18} "{fact.quote[:160]}"\n')
    line("\nOpenness\n")
    for one in release.openness:
        why = one.evidence or ("no evidence" if one.value.value == "unknown" else one.method or "")
        line(f"  {MARKS[one.value.value]} {one.dimension:18} {one.value.value:11} {why}\n")
    line("\nEvents\n")
    for event in release.events:
        change = f" {event.before} → {event.after}" if event.before or event.after else ""
        line(f"  {shown(event.seen_at, zone)}  {event.kind.value:10}{change} {event.detail}  [{event.source}]\n")
    line("\nRepos\n")
    for linked in release.repos:
        line(f"  {linked.repo.id}  ({linked.role}{', gone' if linked.repo.gone else ''})\n")
    line("\nSources\n")
    for seen in release.evidence[-20:]:
        line(f"  {shown(seen.seen_at, zone)}  {seen.source}: {seen.title}  {seen.url or ''}\n")
    line("\nMessages\n")


def _value(value: JSON) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_value(part)}" for key, part in value.items() if part not in (None, [], ""))
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _origin(fact: Fact) -> str:
    return " · ".join(part for part in (fact.method, fact.source, fact.url) if part)
