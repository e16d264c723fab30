"""`tracker radar`: signs of releases to come, what became of them, and how often they were right."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tracker.analysis.radar import Sign, Tally, tally
from tracker.app import open_app
from tracker.cli.data import dumps
from tracker.cli.plain import plain, width
from tracker.clock import iso
from tracker.domain import JSON
from tracker.history.radar import seen

KINDS = {"pull": "pull request", "tag": "tag", "repo": "repo", "leak": "leak"}
STATES = {"open": "unconfirmed, open", "hit": "hit", "expired": "unconfirmed, expired"}


def radar(
    open_: Annotated[bool, typer.Option("--open", help="Only signs that wait for their release.")] = False,
    hits: Annotated[bool, typer.Option("--hits", help="Only signs that were right.")] = False,
    expired: Annotated[bool, typer.Option("--expired", help="Only signs without a release for 180 days.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """List signs of releases to come, newest first, and how often and how early they were right.

    A sign is unconfirmed until its release is announced or public; none of them counts as a release.

    Example: tracker radar --open
    """
    wanted = {state for state, asked in (("open", open_), ("hit", hits), ("expired", expired)) if asked}
    app = open_app()
    try:
        app.store.check()
        found = seen(app.store, app.clock.now())
    finally:
        app.close()
    shown = [sign for sign in found if not wanted or sign.state in wanted]
    if as_json:
        sys.stdout.write(dumps({"signs": [_row(sign) for sign in shown], "record": _record(found)}, 1) + "\n")
    elif not shown:
        sys.stderr.write(f"no such sign; seen in all: {len(found)}\n" if found else "no sign was seen yet\n")
    else:
        _table(shown, app.settings.zone)
    if found and not as_json:
        sys.stdout.write("".join(f"{line}\n" for line in _foot(found)))


def _table(shown: list[Sign], zone: str) -> None:
    console = Console(width=width(), highlight=False)
    table = Table(box=box.SIMPLE, header_style="bold")
    for column in ("date", "sign", "name", "organization", "state", "lead"):
        table.add_column(column, no_wrap=column in ("date", "lead"), overflow="fold")
    for sign in shown:
        cells = (
            f"{sign.event.seen_at.astimezone(ZoneInfo(zone)):%Y-%m-%d}",
            KINDS[sign.kind] + (", taken down" if sign.taken_down else ""),
            sign.release.name,
            sign.release.organization,
            STATES[sign.state],
            _span(sign.lead),
        )
        table.add_row(*(Text(plain(cell)) for cell in cells))
    console.print(table)


def _foot(found: list[Sign]) -> list[str]:
    """The record of all signs, and of each kind where there are several."""
    kinds = [kind for kind in KINDS if any(sign.kind == kind for sign in found)]
    parts = [("all signs", found)] if len(kinds) > 1 else []
    parts += [(f"{KINDS[kind]}s", [sign for sign in found if sign.kind == kind]) for kind in kinds]
    return [_said(name, tally(signs)) for name, signs in parts]


def _said(name: str, record: Tally) -> str:
    resolved = record.hits + record.expired
    share = "" if record.precision is None else f" ({record.precision:.0%})"
    lead = "" if record.lead is None else f", median lead {_span(record.lead)}"
    return f"{name}: {record.hits} of {resolved} resolved were right{share}{lead}; {record.open} open"


def _span(lead: timedelta | None) -> str:
    if lead is None:
        return ""
    hours = lead.total_seconds() / 3600
    return f"{hours / 24:.0f} d" if hours >= 36 else f"{hours:.0f} h" if hours >= 1 else "<1 h"


def _row(sign: Sign) -> dict[str, JSON]:
    confirmed = sign.confirmed
    return {
        "seen_at": iso(sign.event.seen_at),
        "kind": sign.kind,
        "release": sign.release.id,
        "name": sign.release.name,
        "organization": None if sign.release.organization == "?" else sign.release.organization,
        "state": sign.state,
        "unconfirmed": confirmed is None,
        "taken_down": sign.taken_down,
        "confirmed_at": iso(confirmed.seen_at) if confirmed else None,
        "confirmed_by": confirmed.kind.value if confirmed else None,
        "lead_seconds": round(sign.lead.total_seconds()) if sign.lead is not None else None,
        "evidence": sign.event.evidence,
        "source": sign.event.source,
        "confidence": sign.event.confidence,
    }


def _record(found: list[Sign]) -> dict[str, JSON]:
    """Precision and lead time of all signs and of each kind; null where nothing is resolved."""
    groups = {"all": found} | {kind: [sign for sign in found if sign.kind == kind] for kind in KINDS}
    return {name: _numbers(tally(signs)) for name, signs in groups.items() if signs or name == "all"}


def _numbers(record: Tally) -> dict[str, JSON]:
    return {
        "signs": record.signs,
        "open": record.open,
        "hits": record.hits,
        "expired": record.expired,
        "precision": record.precision,
        "lead_seconds": round(record.lead.total_seconds()) if record.lead is not None else None,
    }
