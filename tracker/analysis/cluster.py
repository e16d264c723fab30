"""Which release an observation speaks of: repos first, then names, then what an organization has pending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.analysis.derivatives import Part
from tracker.analysis.keys import fold
from tracker.domain import Finding, Name, Release, Repo, Stage

PENDING = timedelta(days=365)
"""How long an announced model without a name waits for one (OpenAI's took four months)."""

FAMILY = timedelta(days=30)
"""How long a text that names only the family ("Introducing Falcon") may mean the newest release of it."""

LATEST = timedelta(days=3)
"""How long a text without a name may mean the organization's newest release."""

SAME_LICENSE = timedelta(hours=6)
"""A size that comes later than this under another license is a release of its own: terms are what people need."""

TEXT_TASKS = frozenset({None, "", "text-generation", "image-text-to-text", "any-to-any", "text2text-generation"})


@dataclass(frozen=True, slots=True)
class Match:
    """The release found, or None for a new one, and why."""

    release: Release | None
    reason: str


def same_owner(release: Release, organization: str | None) -> bool:
    """Do both belong to one organization? An unknown organization contradicts nobody."""
    return organization is None or release.organization == "?" or fold(release.organization) == fold(organization)


def match_repo(
    repo: Repo, part: Part, names: Sequence[Name], organization: str, candidates: Sequence[Release], now: datetime
) -> Match:
    """The release that a repo of its own owner belongs to."""
    by_uid = [release for release in candidates if any(linked.repo.uid == repo.uid for linked in release.repos)]
    if by_uid:
        return Match(by_uid[0], f"{repo.id} is known")
    parents = {parent.lower() for parent in part.parents}
    children = [release for release in candidates if parents & _ids(release)]
    keys = {name.key for name in names[:1]}
    if children and (part.role in ("conversion", "derivative") or keys & set(children[0].keys) or not keys):
        return Match(children[0], part.reason)
    if part.role == "derivative":
        return Match(None, part.reason)
    own = [release for release in candidates if same_owner(release, organization)]
    named = [release for release in own if keys & set(release.keys) and _same_terms(release, repo, now)]
    if named:
        return Match(_newest(named), f"{organization} calls it {next(iter(keys))}")
    if part.role == "conversion" or not names:
        return Match(None, "no release of that name is known")
    pending = [release for release in own if _pending(release, now) and _may_be(release, repo)]
    if pending:
        return Match(_newest(pending), f"{organization} had announced a model without a name")
    family = [release for release in own if _waits_as_family(release, names[0], now)]
    if family:
        return Match(_newest(family), f"{organization} had announced {names[0].family}")
    return Match(None, f"{organization} has no release called {next(iter(keys))}")


def match_entry(finding: Finding, candidates: Sequence[Release], now: datetime) -> Match:
    """The release that a text speaks of."""
    linked = [release for release in candidates if {repo.lower() for repo in finding.repos} & _ids(release)]
    if linked:
        return Match(_newest(linked), f"links to {finding.repos[0]}")
    own = [release for release in candidates if same_owner(release, finding.organization)]
    for name in finding.names:
        exact = [release for release in own if name.key in release.keys]
        if exact:
            return Match(_newest(exact), f"names {name.text}")
    if not finding.is_event:
        return Match(None, "names no known release")
    if finding.names:
        main = finding.names[0]
        family = [release for release in own if _same_family(release, main, now)]
        if family:
            return Match(_newest(family), f"names {main.family}, whose newest release this is")
    pending = [release for release in own if _pending(release, now)] if finding.organization else []
    if pending:
        return Match(_newest(pending), f"{finding.organization} has an announced model without a name")
    if not finding.names and finding.organization:
        latest = [release for release in own if not release.baseline and now - _moved(release) <= LATEST]
        if latest:
            return Match(_newest(latest), f"the newest release of {finding.organization}")
    return Match(None, "no known release fits")


def _ids(release: Release) -> set[str]:
    known = {linked.repo.id.lower() for linked in release.repos if linked.role != "derivative"}
    return known | {(linked.repo.renamed_from or "").lower() for linked in release.repos} - {""}


def _moved(release: Release) -> datetime:
    return max((event.seen_at for event in release.events), default=release.first_seen)


def _newest(releases: Sequence[Release]) -> Release:
    return max(releases, key=lambda release: (not release.baseline, _moved(release), release.id))


def _pending(release: Release, now: datetime) -> bool:
    waits = release.nameless and release.stage in (Stage.ANNOUNCED, Stage.SIGNAL) and not release.repos
    said = max((event.at for event in release.events), default=release.first_seen)
    return waits and now - said <= PENDING


def _may_be(release: Release, repo: Repo) -> bool:
    """An announced language model does not come out as a speech recognizer."""
    modalities = release.chosen.get("modalities")
    if modalities is None or "text" in (modalities.value or []):
        return repo.pipeline_tag in TEXT_TASKS
    return True


def _waits_as_family(release: Release, name: Name, now: datetime) -> bool:
    """Was it announced by its family's name alone ("Introducing Llama") and has no repo yet?"""
    family = fold(name.family)
    waits = release.stage in (Stage.ANNOUNCED, Stage.SIGNAL) and not release.repos and not release.baseline
    return waits and now - _moved(release) <= FAMILY and family in release.keys


def _same_family(release: Release, name: Name, now: datetime) -> bool:
    """Does the text name only the family, and is this a recent release of it?"""
    if name.version is not None or name.key != fold(name.family):
        return False
    recent = not release.baseline and now - _moved(release) <= FAMILY
    return recent and release.family is not None and fold(release.family) == name.key


def _same_terms(release: Release, repo: Repo, now: datetime) -> bool:
    chosen = release.chosen.get("license")
    if chosen is None or repo.license is None or not release.weights_at or now - release.weights_at <= SAME_LICENSE:
        return True
    first = next((fact.value.get("id") for fact in release.facts if fact.name == "license" and fact.subject), None)
    return repo.license in (first, chosen.value.get("id"))
