"""`tracker backfill`: whole lists of organizations as history, without any alert."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from tracker.app import App, open_app
from tracker.cli.logs import set_up
from tracker.cli.plain import plain
from tracker.cli.times import day
from tracker.config.sources import EVERY
from tracker.config.values import namespace
from tracker.domain import Source, SourceKind
from tracker.pollers.hub_history import PAGE, HubHistory, Size
from tracker.steps import backfill as step

ENDS = {
    "done": "read",
    "before": "read before",
    "watched": "watched: its first contact has read everything",
    "trouble": "in trouble:",
}


def backfill(
    since: Annotated[str, typer.Option(metavar="DATE", help="Repos made or changed on this date or later.")],
    organization: Annotated[
        list[str] | None, typer.Option(help="A name on the Hub, watched or not; again for more. None: all watched.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how much there is to read.")] = False,
) -> None:
    """Read whole lists of organizations on the Hub as history; nothing is sent. Stopped, it goes on when run again.

    What was read within the last day is not read again. Exit 1 where an organization is in trouble.

    Example: tracker backfill --since 2023-01-01 --organization openai
    """
    begin = datetime.combine(day(since), time(), UTC)
    app = open_app()
    set_up(app.settings)
    try:
        asked = chosen(app, organization or [])
        app.store.check()
        with shown(len(asked)) as told:
            work = step.Backfill(app.store, app.net, HubHistory(app.tools), app.known, app.watched, app.clock.now, told)
            found = plan(work.plan(asked, begin)) if dry_run else work.run(asked, begin)
    finally:
        app.close()
    trouble = sum(one.state == "trouble" for one in found)
    kept = "nothing written" if dry_run else f"{sum(one.new for one in found)} new"
    sys.stderr.write(f"{len(found)} organizations, {kept}, {trouble} in trouble\n")
    if trouble:
        raise typer.Exit(1)


def chosen(app: App, names: Sequence[str]) -> list[Source]:
    """The organizations as sources: the watched ones, or those named, each once."""
    hubs = {(source.organization or "").casefold(): source for source in app.watchlist.sources if source.type == "hub"}
    if not names:
        return list(hubs.values())
    try:
        wanted = {name.casefold(): namespace(name) for name in reversed(names)}  # the first spelling counts
    except ValueError as error:
        raise typer.BadParameter(f"--organization: {error}") from error
    return [hubs.get(key) or unwatched(name, app.watched) for key, name in reversed(wanted.items())]


def unwatched(organization: str, taken: dict[str, Source]) -> Source:
    """The source that it would be; one of that name that watches something else keeps its name."""
    name = f"hub-{organization.lower()}"
    return Source(
        name=f"hub/{organization.lower()}" if name in taken else name,
        type="hub",
        kind=SourceKind.OFFICIAL,
        every=EVERY["hub"],
        organization=organization,
    )


@contextmanager
def shown(number: int) -> Iterator[Callable[[step.Progress], None]]:
    """Tells how it goes: a bar on standard error where that is a terminal, a line of data for each that is done."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}", markup=False),
        console=console,
        transient=True,
        redirect_stdout=False,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=number)

        def told(one: step.Progress) -> None:
            if one.state in ENDS:
                bar.update(task, advance=1)
                bar.stop()  # else the line lands in the middle of it
                sys.stdout.write(line(one) + "\n")
                sys.stdout.flush()
                bar.start()
            else:
                waiting = f", waiting for the Hub {one.said}".rstrip() if one.state == "waiting" else ""
                bar.update(task, description=f"{one.organization}: {one.read} repos{waiting}")

        yield told


def line(one: step.Progress) -> str:
    """What became of an organization."""
    said = f"{ENDS[one.state]} {plain(one.said)}".rstrip()
    if one.state == "watched":
        return f"{one.organization}: {said}"
    numbers = f"{one.read} repos, {one.new} new, {one.older} older, {one.requests} requests"
    return f"{one.organization}: {numbers}; {said}"


def plan(found: Sequence[tuple[step.Progress, Size | None]]) -> list[step.Progress]:
    """One line for each organization: how long its list is, how much of it would be kept, with how many requests."""
    for one, size in found:
        if size is None:
            said = f"{ENDS[one.state]} {plain(one.said)}".rstrip()
        elif size.repos is None:
            said = f"more than {PAGE} repos, the Hub does not say how many"
        else:
            wanted = f"{'' if size.exact else 'at most '}{size.wanted}"
            said = f"{size.repos} repos, {wanted} to keep, about {max(1, -(-size.repos // PAGE))} requests"
        sys.stdout.write(f"{one.organization}: {said}\n")
    return [one for one, _ in found]
