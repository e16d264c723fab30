"""What a new observation makes happen to a release: events out of a repo's change, events out of a text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from tracker.analysis.derivatives import Part
from tracker.analysis.weights import completeness
from tracker.domain import Event, EventKind, Finding, LinkedRepo, Observation, Release, Repo, SourceKind, Stage

LATER = timedelta(hours=6)
"""A size whose weights come later than this after the first is told again; sooner it belongs to the same moment."""

Happened = Callable[..., None]
"""Notes an event: kind, key, detail, before, after."""

SOON = timedelta(days=7)
"""Two reports of a delay within this time are one delay."""


def of_repo(observation: Observation, repo: Repo, part: Part, release: Release | None) -> tuple[Event, ...]:
    """Events of an official repo's state, compared with what was known of it. The minute is when it was first seen."""
    before = _known(release, repo.uid)
    out: list[Event] = []

    def happened(kind: EventKind, key: str, detail: str = "", old: str | None = None, new: str | None = None) -> None:
        out.append(
            Event(
                kind=kind,
                at=observation.seen_at,
                seen_at=observation.seen_at,
                key=key,
                detail=detail,
                before=old,
                after=new,
                evidence=pinned(repo),
                source=observation.source,
                baseline=observation.baseline,
            )
        )

    day = f"{observation.seen_at:%Y-%m-%d}"
    stage = release.stage if release is not None else Stage.SIGNAL
    if repo.gone:
        if _last_one(release, repo):
            happened(EventKind.WITHDRAWN, f"withdrawn/{repo.uid}/{day}", f"{repo.id} is no longer public")
        return tuple(out)
    if repo.disabled and not (before and before.disabled):
        happened(EventKind.DISABLED, f"disabled/{repo.uid}/{day}", f"access to {repo.id} is disabled")
        return tuple(out)
    state, reason = completeness(repo)
    if repo.renamed_from and not (before and before.id == repo.id):
        happened(EventKind.RENAMED, f"renamed/{repo.uid}/{repo.id}", "", repo.renamed_from, repo.id)
    if before is not None and (before.gone or before.disabled) and stage is Stage.WITHDRAWN:
        happened(EventKind.RESTORED, f"restored/{repo.uid}/{day}", f"{repo.id} is public again")
    elif state == "complete":
        _weights(release, repo, part, before, reason, observation.seen_at, happened)
    elif state != "unknown" and stage in (Stage.SIGNAL, Stage.ANNOUNCED) and part.role != "conversion":
        happened(EventKind.VISIBLE, "visible", f"{repo.id}: {reason}")
    if before is not None:
        _changes(before, repo, day, happened)
    return tuple(out)


def _weights(
    release: Release | None, repo: Repo, part: Part, before: Repo | None, reason: str, now: datetime, happened: Happened
) -> None:
    out = release.weights_at if release is not None else None
    if out is None:
        happened(EventKind.WEIGHTS, "weights", f"{repo.id}: {reason}")
    elif part.role == "release" and now - out > LATER and (before is None or completeness(before)[0] != "complete"):
        happened(EventKind.WEIGHTS, f"weights/{repo.uid}", f"{repo.id}: {reason}")
    elif part.role == "variant" and now - out > LATER and before is None:
        happened(EventKind.UPDATE, f"update/{repo.uid}", f"{repo.id}: {part.reason}")


def _changes(before: Repo, repo: Repo, day: str, happened: Happened) -> None:
    old, new = before.license_name or before.license, repo.license_name or repo.license
    if (
        old is not None
        and new is not None
        and (before.license, before.license_name) != (repo.license, repo.license_name)
    ):
        happened(EventKind.RELICENSED, f"relicensed/{new}/{day}", repo.id, old, new)
    if before.gated is not None and repo.gated is not None and (before.gated == "no") != (repo.gated == "no"):
        kind = EventKind.UNGATED if repo.gated == "no" else EventKind.GATED
        happened(kind, f"{kind}/{day}", repo.id, before.gated, repo.gated)


def of_entry(
    observation: Observation, finding: Finding, kind: SourceKind, release: Release | None
) -> tuple[Event, ...]:
    """Events that a text tells; the Hub alone says that weights are out, so a text announces at most."""
    stage = release.stage if release is not None else None
    told = {event.kind for event in release.events} if release is not None else set()

    def event(what: EventKind, key: str) -> tuple[Event, ...]:
        return (
            Event(
                kind=what,
                at=min(observation.published_at or observation.seen_at, observation.seen_at),
                seen_at=observation.seen_at,
                key=key,
                detail=observation.title,
                evidence=observation.url,
                source=observation.source,
                source_kind=kind,
                confidence=finding.confidence,
                baseline=observation.baseline,
            ),
        )

    if finding.kind in ("release", "announcement") and stage in (None, Stage.SIGNAL, Stage.VISIBLE):
        return event(EventKind.ANNOUNCED, "announced") if EventKind.ANNOUNCED not in told else ()
    if finding.kind == "prerelease_signal" and stage in (None, Stage.SIGNAL, Stage.ANNOUNCED):
        return event(EventKind.SIGNAL, f"signal/{observation.key[:16]}")
    if finding.kind == "delay" and stage in (Stage.SIGNAL, Stage.ANNOUNCED, Stage.VISIBLE):
        last = (
            max((e.seen_at for e in release.events if e.kind is EventKind.DELAYED), default=None) if release else None
        )
        if last is None or observation.seen_at - last > SOON:
            return event(EventKind.DELAYED, f"delayed/{observation.seen_at:%Y-%m-%d}")
    if finding.kind == "update" and stage is Stage.WEIGHTS and kind is SourceKind.OFFICIAL:
        return event(EventKind.UPDATE, f"update/{observation.key[:16]}")
    return ()


def pinned(repo: Repo) -> str:
    """The repo's page at the commit that was seen."""
    return f"https://huggingface.co/{repo.id}" + (f"/tree/{repo.sha}" if repo.sha else "")


def _known(release: Release | None, uid: str) -> Repo | None:
    linked: tuple[LinkedRepo, ...] = release.repos if release is not None else ()
    return next((one.repo for one in linked if one.repo.uid == uid), None)


def _last_one(release: Release | None, repo: Repo) -> bool:
    """Is no other official repo of the release left?"""
    if release is None:
        return False
    others = [one.repo for one in release.repos if one.role == "official" and one.repo.uid != repo.uid]
    return all(other.gone or other.disabled for other in others)
