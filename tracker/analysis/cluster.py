"""Which release an observation speaks of: repos first, then names, then what an organization has pending."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.analysis.derivatives import Part
from tracker.analysis.keys import fold, page_key
from tracker.analysis.stages import ALERT_CONFIDENCE, first, undated
from tracker.domain import CATALOG, EventKind, Finding, Name, Release, Repo, SourceKind, Stage

PENDING = timedelta(days=365)
"""How long an announced model without a name waits for one (OpenAI's took four months)."""

FAMILY = timedelta(days=30)
"""How long a text that names only the family ("Introducing Falcon") may mean the newest release of it."""

LATEST = timedelta(days=3)
"""How long a text without a name may mean the organization's newest release."""

SAME_LICENSE = timedelta(hours=6)
"""A size that comes later than this under another license is a release of its own: terms are what people need."""

SAME_TIME = timedelta(days=30)
"""Repos under several licenses that a source held at first contact are one release if they were made this close."""

CATALOGED = timedelta(days=60)
"""How far from the catalog's date a repo that it does not name may still be of its release."""

HINTED = timedelta(days=14)
"""How long repos of one paper or collection whose names say little belong together."""

INTRODUCE = frozenset({"release", "announcement"})
"""Kinds of text whose first name is the news."""

TEXT_TASKS = frozenset({None, "", "text-generation", "image-text-to-text", "any-to-any", "text2text-generation"})


@dataclass(frozen=True, slots=True)
class Match:
    """The release found, or None for a new one, and why. `guessed`: its owner and the day alone tell, no name."""

    release: Release | None
    reason: str
    guessed: bool = False


def same_owner(release: Release, organization: str | None) -> bool:
    """Do both belong to one organization? An unknown organization contradicts nobody."""
    return organization is None or release.organization == "?" or fold(release.organization) == fold(organization)


def _of_owner(organization: str | None, candidates: Sequence[Release], now: datetime) -> list[Release]:
    """What may be an organization's. A rumor of nobody's model is not, where it has announced one without a name."""
    own = [release for release in candidates if same_owner(release, organization)]
    if organization is None or not any(_pending(release, now) for release in own if release.organization != "?"):
        return own
    return [release for release in own if release.organization != "?" or release.stage is not Stage.SIGNAL]


def match_repo(
    repo: Repo,
    part: Part,
    names: Sequence[Name],
    organization: str,
    candidates: Sequence[Release],
    now: datetime,
    *,
    baseline: bool = False,
) -> Match:
    """The release that a repo of its own owner belongs to; `baseline`: its source held it at first contact."""
    by_uid = [release for release in candidates if any(linked.repo.uid == repo.uid for linked in release.repos)]
    if by_uid:
        return Match(by_uid[0], f"{repo.id} is known")
    keys = {name.key for name in names[:1]}
    own = _of_owner(organization, candidates, now)
    named = [release for release in own if keys & set(release.keys) and _same_terms(release, repo, now, baseline)]
    expected = [release for release in candidates if repo.id.lower() in release.repo_names and not _copy(release, repo)]
    under_way = [release for release in named if not release.baseline and now - moved(release) <= HINTED]
    if expected and not (under_way and all(map(_of_old, expected))):
        return Match(_newest(expected), f"{repo.id} is named by the record")
    parents = {parent.lower() for parent in part.parents}
    children = [release for release in candidates if parents & _ids(release)]
    if children and (part.role in ("conversion", "derivative") or keys & set(children[0].keys) or not keys):
        return Match(children[0], part.reason)
    if part.role == "derivative":
        return Match(None, part.reason)
    named = [release for release in named if not _of_old(release) or _of_that_time(release, repo, now, baseline)]
    if named:
        return Match(_newest(named), f"{organization} calls it {next(iter(keys))}")
    if part.role == "conversion":
        return Match(None, "no release of that name is known")
    if not names or keys == {fold(names[0].family)}:
        hinted = [release for release in own if _shares(release, repo, names, now)]
        if hinted:
            return Match(_newest(hinted), "it shares a paper or a collection with it")
    if not names:
        return Match(None, "no release of that name is known")
    own = [release for release in own if not (baseline and _older(repo, release))]
    pending = [release for release in own if _pending(release, now) and _may_be(release, repo)]
    if pending:
        return Match(_newest(pending), f"{organization} had announced a model without a name")
    family = [release for release in own if _waits_as_family(release, names[0], now)]
    if family:
        return Match(_newest(family), f"{organization} had announced {names[0].family}")
    return Match(None, f"{organization} has no release called {next(iter(keys))}")


def match_entry(
    finding: Finding, candidates: Sequence[Release], now: datetime, kind: SourceKind, links: Collection[str] = ()
) -> Match:
    """The release that a text of a source of some kind speaks of; `links` are the keys of its page and papers."""
    linked = [release for release in candidates if {repo.lower() for repo in finding.repos} & _ids(release)]
    if linked:
        return Match(_newest(linked), f"links to {finding.repos[0]}")
    own = _of_owner(finding.organization, candidates, now)
    of_old = [release for release in own if _from_catalog(release)]
    for name in _subjects(finding):
        exact = [release for release in own if name.key in release.keys and release not in of_old]
        if exact:
            return Match(_newest(exact), f"names {name.text}")
    if not finding.is_event:
        first = {name.key for name in finding.names[:1]}  # the others are what it is compared with
        exact = [release for release in of_old if first & set(release.keys)]
        return Match(_newest(exact) if exact else None, "names a release of the catalog" if exact else "names none")
    if finding.names:
        main = finding.names[0]
        family = [release for release in own if _same_family(release, main, now)]
        if family:
            return Match(_newest(family), f"names {main.family}, whose newest release this is")
    if not finding.names or finding.names[0].version is None:
        paged = [release for release in own if now - moved(release) <= FAMILY and links_of(release) & set(links)]
        if len(paged) == 1:
            return Match(paged[0], "has a page or a paper in common with it")
    if finding.kind == "delay" and finding.organization:
        awaited = [release for release in own if _awaited(release, finding.names, now)]
        if len(awaited) == 1:
            return Match(awaited[0], f"the only announced model of {finding.organization} that is not out")
    exact = [release for release in of_old if any(name.key in release.keys for name in _subjects(finding))]
    if exact and kind is not SourceKind.OFFICIAL:  # what its owner introduces today is not the old one
        return Match(_newest(exact), f"names {finding.names[0].text}, which came out before the tracker")
    waiting = finding.organization is not None and _may_tell_of_the_nameless(finding)
    pending = [release for release in own if _pending(release, now)] if waiting else []
    if pending:
        return Match(_newest(pending), f"{finding.organization} has an announced model without a name")
    if not finding.names and finding.organization:
        latest = [release for release in own if not release.baseline and now - moved(release) <= LATEST]
        if latest:
            return Match(_newest(latest), f"the newest release of {finding.organization}", guessed=True)
    return Match(None, "no known release fits")


def _may_tell_of_the_nameless(finding: Finding) -> bool:
    """May a text be about the open model that was announced without a name? One that names a model must be sure.

    What is introduced by a name without a word of its openness may be rented: it would give the open one its name.
    """
    return not finding.names or finding.kind == "prerelease_signal" or finding.confidence >= ALERT_CONFIDENCE


def _subjects(finding: Finding) -> Sequence[Name]:
    """The names that may tell: who introduces "Wren 5" does not speak of the Wren 4 that the text names later."""
    introduces = finding.is_event and finding.kind in INTRODUCE
    sure = introduces and finding.names[:1] and (finding.names[0].version or finding.names[0].total)
    return finding.names[:1] if sure else finding.names


def links_of(release: Release) -> set[str]:
    """Keys of the pages that spoke of it and of its repos' papers."""
    pages = {key for one in release.evidence if (key := page_key(one.url))}
    tags = {tag for linked in release.repos if linked.role == "official" for tag in linked.repo.tags}
    return pages | {tag for tag in tags if tag.startswith("arxiv:")}


def _awaited(release: Release, names: Sequence[Name], now: datetime) -> bool:
    """Was it announced, is nothing of it out, and does a text about a delay not name another one?"""
    waits = release.stage in (Stage.ANNOUNCED, Stage.SIGNAL) and not release.repos and not release.baseline
    said = max((event.at for event in release.events), default=release.first_seen)
    if not waits or now - said > PENDING:
        return False
    family = fold(names[0].family) if names else None
    known = fold(release.family or "")
    return family is None or (family == known and (names[0].key == family or family in release.keys))


def _from_catalog(release: Release) -> bool:
    """Is it known from the catalog alone?"""
    return bool(release.events) and all(event.source == CATALOG for event in release.events)


def _ids(release: Release) -> set[str]:
    known = {linked.repo.id.lower() for linked in release.repos if linked.role != "derivative"}
    return known | {(linked.repo.renamed_from or "").lower() for linked in release.repos} - {""}


def moved(release: Release) -> datetime:
    """When something happened to it last, as far as is known."""
    return max((event.seen_at for event in release.events), default=release.first_seen)


def _newest(releases: Sequence[Release]) -> Release:
    return max(releases, key=lambda release: (not release.baseline, moved(release), release.id))


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


def _older(repo: Repo, release: Release) -> bool:
    """Was a repo that a source held at first contact there before the release was first spoken of, or may it be?"""
    said = min((event.at for event in release.events), default=release.first_seen)
    return repo.modified_at is None or repo.modified_at < said


def _waits_as_family(release: Release, name: Name, now: datetime) -> bool:
    """Was it announced by its family's name alone ("Introducing Llama") and has no repo yet?"""
    family = fold(name.family)
    waits = release.stage in (Stage.ANNOUNCED, Stage.SIGNAL) and not release.repos and not release.baseline
    return waits and now - moved(release) <= FAMILY and family in release.keys


def _same_family(release: Release, name: Name, now: datetime) -> bool:
    """Does the text name only the family, and is this a recent release of it?"""
    if name.version is not None or name.key != fold(name.family):
        return False
    recent = not release.baseline and now - moved(release) <= FAMILY
    return recent and release.family is not None and fold(release.family) == name.key


def _of_old(release: Release) -> bool:
    """Is nothing of it seen yet? Then the catalog alone tells of it."""
    return release.baseline and not (release.events or release.repos)


def _of_that_time(release: Release, repo: Repo, now: datetime, baseline: bool) -> bool:
    """May a repo that the catalog does not name be part of its release? A name alone can be used again years later."""
    out, made = release.weights_at or release.announced_at, repo.created_at if baseline else now
    return made is None or (out is not None and abs(made - out) <= CATALOGED)


def _copy(release: Release, repo: Repo) -> bool:
    """Had a copy of the release this name before? What takes its place is judged for itself."""
    copies = [linked.repo.id.lower() for linked in release.repos if linked.role == "derivative"]
    return repo.id.lower() in copies


def _shares(release: Release, repo: Repo, names: Sequence[Name], now: datetime) -> bool:
    """A paper or a collection in common with a repo of a recent release, whose family the name does not contradict."""
    if release.baseline or not release.repos or now - moved(release) > HINTED:
        return False
    if names and fold(release.family or "") != fold(names[0].family):
        return False
    return any(_hints(repo) & _hints(linked.repo) for linked in release.repos if linked.role == "official")


def _hints(repo: Repo) -> set[str]:
    return {tag for tag in repo.tags if tag.startswith("arxiv:")} | set(repo.collections)


def _same_terms(release: Release, repo: Repo, now: datetime, baseline: bool) -> bool:
    chosen, out = release.chosen.get("license"), first(release.events, EventKind.WEIGHTS)
    if chosen is None or repo.license is None or out is None:
        return True
    stated = next((fact.value.get("id") for fact in release.facts if fact.name == "license" and fact.subject), None)
    if repo.license in (stated, chosen.value.get("id")):
        return True
    if baseline:
        made = [linked.repo.created_at for linked in release.repos if linked.repo.created_at]
        return repo.created_at is not None and any(abs(repo.created_at - at) <= SAME_TIME for at in made)
    return not undated(out) and now - out.at <= SAME_LICENSE
