"""`tracker merge`: two records are one release; a person says so, and nothing that is seen later undoes it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tracker import steps
from tracker.app import open_app
from tracker.cli.names import merged_as, release_of
from tracker.cli.plain import plain

CORRECTED = "channels that were told are corrected at the next tick"
"""What follows from a decision, without a further command."""


def merge(
    into: Annotated[str, typer.Argument(metavar="RELEASE", help="The one that stays: id, name or Hub repo.")],
    part: Annotated[str, typer.Argument(metavar="OTHER", help="The one that becomes part of it.")],
    why: Annotated[str, typer.Option(help="The reason, kept with the decision.")] = "",
) -> None:
    """Make one release of two. History as of a day before stays as it was; tracker split takes them apart again.

    Example: tracker merge gpt-oss r0123456789ab --why "one announcement, two names"
    """
    app = open_app()
    try:
        app.store.check()
        whole, other = release_of(app.store, into), release_of(app.store, part)
        done = other.id == whole.id and bool(merged_as(app.store, whole, part))
        if not done:
            steps.merge(app.store, whole, other, why, app.clock.now())
    finally:
        app.close()
    if done:
        sys.stderr.write(f"{plain(part)} is part of {plain(whole.title)} ({whole.id}) already\n")
    else:
        whole_name, other_name = (f"{plain(one.title)} ({one.id})" for one in (whole, other))
        sys.stderr.write(f"{other_name} is part of {whole_name} now; {CORRECTED}\n")
