"""`tracker retract`: what was told as a release is none; a person says so, and channels are corrected."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tracker import steps
from tracker.app import open_app
from tracker.cli.merge import CORRECTED
from tracker.cli.names import release_of
from tracker.cli.plain import plain


def retract(
    name: Annotated[str, typer.Argument(metavar="RELEASE", help="Id, name or Hub repo.")],
    why: Annotated[str, typer.Option(help="The reason, which the channels are told.")],
) -> None:
    """Take back a release that was none. Its record stays, marked; nothing of it is told any more.

    Example: tracker retract r0123456789ab --why "a test upload"
    """
    if not why.strip():
        raise typer.BadParameter("say why; the channels are told", param_hint="--why")
    app = open_app()
    try:
        app.store.check()
        release = release_of(app.store, name)
        if not release.retracted:
            steps.retract(app.store, release, why.strip(), app.clock.now())
    finally:
        app.close()
    said = "was retracted already" if release.retracted else f"is retracted; {CORRECTED}"
    sys.stderr.write(f"{plain(release.title)} ({release.id}) {said}\n")
