"""Which of the owner's repos an event is about, and what the release is called by them."""

from __future__ import annotations

import re

from tracker.domain.releases import Event, LinkedRepo, Release
from tracker.domain.stages import EventKind

_FIRST = (EventKind.WEIGHTS, EventKind.VISIBLE)  # their first event speaks of all repos that are there


def own_repos(release: Release) -> tuple[LinkedRepo, ...]:
    """The owner's repos of a release, without conversions and without those that are gone while others are there."""
    own = [one for one in release.repos if one.role == "official" and one.repo.relation != "quantized"]
    return tuple([one for one in own if not one.repo.gone] or own)


def unseen_repos(release: Release) -> tuple[str, ...]:
    """The repos that the catalog names and the tracker has not seen."""
    named = release.chosen.get("repos")
    seen = {name.lower() for one in release.repos for name in (one.repo.id, one.repo.renamed_from) if name}
    return tuple(repo for repo in (named.value if named is not None else ()) if repo.lower() not in seen)


def repos_of(release: Release, event: Event) -> tuple[str, ...]:
    """The ids of the owner's repos that an event is about; none for what a text tells of the release."""
    own = [one.repo.id for one in own_repos(release)]
    if event.key in _FIRST:  # the sizes of one moment share its event
        return tuple(own)
    known = {one.repo.id for one in release.repos}
    said = [event.after or ""] if event.kind is EventKind.RENAMED else re.split(r"[\s:]+", event.detail)
    return tuple([word for word in said if word in known][:1])


def name_of(release: Release, event: Event | None = None) -> str:
    """The name as its owner writes it: the one repo's that the event is about, else the release's."""
    if release.nameless:
        return release.name
    repos = repos_of(release, event) if event is not None else ()
    if not repos:
        repos = tuple(one.repo.id for one in own_repos(release))
    return repos[0].partition("/")[2] or release.name if len(repos) == 1 else release.name
