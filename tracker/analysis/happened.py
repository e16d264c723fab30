"""What a new observation makes happen to a release: events out of a repo's change, events out of a text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tracker.analysis import changes
from tracker.analysis.derivatives import Part
from tracker.analysis.stages import ALERT_CONFIDENCE, POST_TRAIN, first, undated
from tracker.analysis.weights import completeness
from tracker.domain import Event, EventKind, Finding, LinkedRepo, Observation, Release, Repo, SourceKind, Stage

LATER = timedelta(hours=6)
"""A size whose weights come later than this after the first is told again; sooner it joins the living message."""

WINDOW = timedelta(days=14)
"""A model trained further belongs to its release this long; later it is news of its own (sources: rule order 3)."""

COOL = timedelta(days=1)
"""What changes back and forth within this time is told once in each direction, then only kept."""

SOON = timedelta(days=7)
"""Two reports of a delay within this time are one delay."""


class _Happening:
    """Collects the events of one look at a repo."""

    def __init__(self, observation: Observation, repo: Repo, release: Release | None, confidence: float) -> None:
        self._seen, self._repo, self._confidence = observation, repo, confidence
        self._before = release.events if release is not None else ()
        self.events: list[Event] = []

    def __call__(
        self, kind: EventKind, key: str, detail: str = "", before: str | None = None, after: str | None = None
    ) -> None:
        at = self._seen.seen_at
        self.events.append(
            Event(
                kind=kind,
                at=at,
                seen_at=at,
                key=key,
                detail=detail,
                before=before,
                after=after,
                evidence=pinned(self._repo) if before is None or kind is EventKind.RENAMED else commit(self._repo),
                source=self._seen.source,
                confidence=self._confidence,
                baseline=self._seen.baseline,
            )
        )

    def again(
        self, kind: EventKind, what: str = "", before: str | None = None, after: str | None = None, since: str = ""
    ) -> None:
        """What may happen more than once: told, unless it goes back and forth or another size did the same before.

        One that is not told is kept all the same, since stage and facts must stay true; living messages are edited.
        """
        at, repo = self._seen.seen_at, self._repo
        detail = ": ".join(
            part for part in (repo.id, what, f'"{repo.commit}"' if before and repo.commit else "") if part
        )
        if kind is EventKind.UPDATE:  # nobody is called for it: once an hour is often enough
            self(kind, f"{since or kind}/{repo.uid}/{at:%Y-%m-%dT%H}", detail, before, after)
            return
        alike = [e for e in self._before if (e.kind, e.after) == (kind, after) and at - e.seen_at < COOL]
        if after is not None and any(not e.detail.startswith(repo.id) for e in alike):
            self(EventKind.UPDATE, f"also/{repo.uid}/{at:%Y-%m-%dT%H:%M}", detail, before, after)
            return
        self(kind, f"{kind}/{repo.uid}/{at:%Y-%m-%dT%H:%M}", detail, before, after)
        if any(not e.baseline for e in alike):
            self.events[-1] = replace(self.events[-1], baseline=True)
            self(EventKind.UPDATE, f"flaps/{repo.uid}/{at:%Y-%m-%dT%H:%M}", f"{repo.id}: changes back and forth")


def of_repo(
    observation: Observation, repo: Repo, part: Part, release: Release | None, confidence: float = 1.0
) -> tuple[Event, ...]:
    """Events of an official repo's state, compared with what was known of it. The minute is when it was first seen.

    `release` is the record as this tracker saw it, without what the catalog tells of the time before.
    """
    before = _known(release, repo)
    happened = _Happening(observation, repo, release, confidence)
    withdrawn = release is not None and release.stage is Stage.WITHDRAWN
    state, reason = completeness(repo)
    if repo.gone or (repo.disabled and not (before and before.disabled)):
        if not withdrawn:
            _taken(release, repo, happened)
        return tuple(happened.events)
    if repo.disabled:
        return ()
    if repo.renamed_from and not (before and before.id == repo.id):
        happened(EventKind.RENAMED, f"renamed/{repo.uid}/{repo.id}", "", repo.renamed_from, repo.id)
    if withdrawn:
        _back(release, repo, before, state, reason, happened)
    elif state == "complete":
        _weights(release, repo, part, before, reason, observation, happened)
    elif state != "unknown":
        if before is not None and completeness(before)[0] == "complete" and part.role != "conversion":
            _taken(release, repo, happened, reason)
        elif (release is None or release.stage in (Stage.SIGNAL, Stage.ANNOUNCED)) and part.role != "conversion":
            happened(EventKind.VISIBLE, "visible", f"{repo.id}: {reason}")
    if before is not None and not before.gone:
        if before.uid != repo.uid and not withdrawn:
            happened.again(EventKind.UPDATE, "it was deleted and made anew", since="anew")
        for change in changes.between(before, repo):
            happened.again(change.kind, change.what, change.before, change.after, since=change.topic)
    return tuple(happened.events)


def _taken(release: Release | None, repo: Repo, happened: _Happening, reason: str = "") -> None:
    """A repo, or its weights, cannot be had any more: the release is withdrawn where no other repo has them."""
    what = "access to it is disabled" if repo.disabled else "it is no longer public"
    what = f"the weights were taken out, {reason}" if reason else what
    if _others(release, repo):
        happened.again(EventKind.UPDATE, f"{what}; other repos of the release are there", since="taken")
    elif release is not None:
        happened.again(EventKind.DISABLED if repo.disabled else EventKind.WITHDRAWN, what)


def _back(
    release: Release | None, repo: Repo, before: Repo | None, state: str, reason: str, happened: _Happening
) -> None:
    """A withdrawn release is restored to what it was: to weights only by complete weights."""
    had_weights = release is not None and first(release.events, EventKind.WEIGHTS) is not None
    if state == "complete" and not had_weights:
        happened(EventKind.WEIGHTS, "weights", f"{repo.id}: {reason}")
    elif state == "complete" or (not had_weights and before is not None and (before.gone or before.disabled)):
        public = before is not None and not (before.gone or before.disabled)
        happened.again(EventKind.RESTORED, f"the weights are there again, {reason}" if public else "it is public again")


def _weights(
    release: Release | None,
    repo: Repo,
    part: Part,
    before: Repo | None,
    reason: str,
    seen: Observation,
    happened: _Happening,
) -> None:
    out = first(release.events, EventKind.WEIGHTS) if release is not None else None
    if out is None:
        happened(EventKind.WEIGHTS, "weights", f"{repo.id}: {reason}")
        return
    age = timedelta.max if undated(out) else seen.seen_at - out.at
    if seen.baseline or (before is not None and completeness(before)[0] == "complete"):
        return
    if age > LATER:
        if part.role == "release":
            happened(EventKind.WEIGHTS, f"weights/{repo.uid}", f"{repo.id}: {reason}")
        elif part.role == "variant":
            key = POST_TRAIN if age > WINDOW else "update/"
            happened(EventKind.UPDATE, f"{key}{repo.uid}", f"{repo.id}: {part.reason}")
        else:
            happened(EventKind.WEIGHTS_ADDED, f"weights-added/{repo.uid}", f"{repo.id}: {part.reason}")
    elif part.role == "release" and age > timedelta(0):  # what one poll brings is one moment
        happened(EventKind.WEIGHTS_ADDED, f"weights-added/{repo.uid}", f"{repo.id}: {reason}")


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

    if finding.kind in ("release", "announcement") and stage in (None, Stage.SIGNAL, Stage.VISIBLE, Stage.ANNOUNCED):
        if EventKind.ANNOUNCED not in told:
            return event(EventKind.ANNOUNCED, "announced")
        doubted = release is not None and _only_perhaps(release) and finding.confidence >= ALERT_CONFIDENCE
        return event(EventKind.ANNOUNCED, "announced/sure") if doubted else ()  # nobody was told of the first
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


def _only_perhaps(release: Release) -> bool:
    """Was it never announced so surely that anybody was told?"""
    announced = [one for one in release.events if one.kind is EventKind.ANNOUNCED]
    return all(one.confidence < ALERT_CONFIDENCE and not one.baseline for one in announced)


def pinned(repo: Repo) -> str:
    """The repo's page at the commit that was seen."""
    return f"https://huggingface.co/{repo.id}" + (f"/tree/{repo.sha}" if repo.sha else "")


def commit(repo: Repo) -> str:
    """The page of the commit that was seen: what a change is proved by."""
    return f"https://huggingface.co/{repo.id}" + (f"/commit/{repo.sha}" if repo.sha else "")


def _known(release: Release | None, repo: Repo) -> Repo | None:
    """What was known of the repo, or of the one that had its name before: what is made anew takes its place."""
    known = [one.repo for one in release.repos] if release is not None else []
    same = [one for one in known if one.uid == repo.uid] or [one for one in known if one.id.lower() == repo.id.lower()]
    return same[0] if same else None


def _others(release: Release | None, repo: Repo) -> bool:
    """Can the release be had from another official repo?"""
    linked: tuple[LinkedRepo, ...] = release.repos if release is not None else ()
    others = [one.repo for one in linked if one.role == "official" and one.repo.id.lower() != repo.id.lower()]
    there = [other for other in others if other.uid != repo.uid and not (other.gone or other.disabled)]
    had_weights = release is not None and first(release.events, EventKind.WEIGHTS) is not None
    return any(completeness(other)[0] == "complete" for other in there) if had_weights else bool(there)
