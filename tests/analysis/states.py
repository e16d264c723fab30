"""A release whose weights are out, and what a repo's state makes happen to it."""

from __future__ import annotations

from typing import Any

from tests.samples import NOW, event, linked, release, repo, seen_repo
from tracker.analysis.derivatives import part
from tracker.analysis.happened import of_repo
from tracker.domain import Release, Repo, Stage


def kinds(state: Repo, record: Release | None, seen_at: Any = NOW, **values: Any) -> list[str]:
    """The kinds of the events that the repo's state makes."""
    return [one.kind.value for one in of_repo(seen_repo(state, seen_at, **values), state, part(state), record)]


def out(state: Repo | None = None, **values: Any) -> Release:
    """A release whose weights are out since NOW."""
    filled = {"stage": Stage.WEIGHTS, "weights_at": NOW, "events": (event(),), "repos": (linked(state or repo()),)}
    return release(**(filled | values))
