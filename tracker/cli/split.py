"""`tracker split`: a repo is a release of its own, or a merge is undone; a person says so."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tracker import steps
from tracker.app import open_app
from tracker.cli.names import merged_as, release_of, unknown
from tracker.cli.plain import plain
from tracker.domain import LinkedRepo, Release
from tracker.store import Store


def split(
    name: Annotated[str, typer.Argument(metavar="RELEASE", help="Id, name or Hub repo of the release.")],
    repo: Annotated[
        str | None, typer.Argument(help="The Hub repo to take out of it; without one, a merge is undone.")
    ] = None,
    why: Annotated[str, typer.Option(help="The reason, kept with the decision.")] = "",
) -> None:
    """Take a repo out of a release, with all that was seen of it, or undo a merge. It is not put together again.

    Example: tracker split gpt-oss openai/gpt-oss-safeguard-20b --why "another model"
    """
    app = open_app()
    try:
        app.store.check()
        whole, now = release_of(app.store, name), app.clock.now()
        if repo is not None:
            own = steps.split(app.store, whole, _repo(whole, repo), why, now)
        else:
            own = steps.undo_merge(app.store, whole, _part(app.store, whole, name), why, now)
    finally:
        app.close()
    sys.stderr.write(f"{plain(own.title)} ({own.id}) is no part of {plain(whole.title)} ({whole.id}) any more\n")


def _repo(whole: Release, repo: str) -> LinkedRepo:
    for linked in whole.repos:
        if repo.lower() == linked.repo.id.lower() or repo == linked.repo.uid:
            return linked
    known = [linked.repo.id for linked in whole.repos if linked.role == "official"]
    raise unknown(f"repo of {whole.title}", repo, known)


def _part(store: Store, whole: Release, name: str) -> str:
    """Which of the merged ones is meant: the one that had this id or name before, else the only one."""
    if not whole.merged:
        repos = ", ".join(linked.repo.id for linked in whole.repos if linked.role == "official")
        named = f"; name a repo of it: {repos}" if repos else ""
        raise steps.Senseless(f"{whole.title} ({whole.id}) was not merged with another{named}")
    found = merged_as(store, whole, name) or list(whole.merged)
    if len(found) > 1:
        raise steps.Senseless(f"{len(found)} are part of {whole.title} ({whole.id}); name one: {', '.join(found)}")
    return found[0]
