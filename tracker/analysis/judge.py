"""Which release an observation belongs to, and which facts and events are new: the verdict that the store keeps."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tracker.analysis import carried, happened, mentioned
from tracker.analysis import facts as fact_list
from tracker.analysis.cluster import PENDING, match_entry, match_repo
from tracker.analysis.derivatives import Part, part
from tracker.analysis.facts.license import agreed
from tracker.analysis.keys import display, fold, month_keys, name_key, nameless_key, page_key, paper_keys, repo_key
from tracker.analysis.mentioned import Mention
from tracker.analysis.record import as_seen
from tracker.analysis.stages import ALERT_CONFIDENCE
from tracker.domain import (
    Answer,
    Event,
    EventKind,
    Fact,
    Finding,
    LinkedRepo,
    Name,
    Observation,
    Release,
    Repo,
    Source,
    SourceKind,
)

PERHAPS_CONFIDENCE = 0.45
"""Below this a text starts no record at all."""

RANKS = {SourceKind.OFFICIAL: 60, SourceKind.PRESS: 40, SourceKind.COMMUNITY: 20}
"""How much a text weighs; a repo's metadata weighs 100 and its card 80 (analysis/facts)."""

STARTS = frozenset({"release", "announcement", "prerelease_signal"})
"""Kinds of text that may start a record."""


PAPERS = 5
"""So many papers of a repo are kept as keys; who lists more names the field's classics too."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What to ask the store for: releases with one of these keys, or with a repo of one of these uids."""

    keys: tuple[str, ...]
    uids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to write. `release` None: the observation belongs to no release."""

    release: str | None = None
    new: bool = False
    keys: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    events: tuple[Event, ...] = ()
    role: str | None = None  # of the observation's repo: official | derivative
    repo: Repo | None = None  # its state as it is to be kept
    live: bool = False  # takes a release out of the baseline
    mentions: tuple[Mention, ...] = ()  # other releases that a text speaks of
    reason: str = ""


def lookup(observation: Observation, finding: Finding, now: datetime) -> Lookup:
    """The keys under which a release that this observation speaks of can be found."""
    keys: list[str] = [name_key(name.key) for name in finding.names]
    keys += [name_key(fold(name.family)) for name in finding.names[:1]]
    keys += [repo_key(repo) for repo in finding.repos]
    for name in finding.names[:1]:
        keys += month_keys("family", name.family, now)
    if finding.organization:
        keys.append(nameless_key(finding.organization))
        if not finding.names or finding.names[0].version is None:
            keys += month_keys("organization", finding.organization, now)
    if finding.kind == "delay":  # what is late was announced long ago
        for days in range(60, PENDING.days, 30):
            keys += month_keys("organization", finding.organization or "", now - timedelta(days=days))
    if observation.repo is None:
        keys += links_of(observation)
        return Lookup(tuple(dict.fromkeys(keys)))
    found = part(observation.repo)
    keys += [repo_key(repo) for repo in (observation.repo.id, *found.parents)]
    return Lookup(tuple(dict.fromkeys(keys)), (observation.repo.uid,))


def links_of(observation: Observation) -> tuple[str, ...]:
    """Keys of the page behind a text and of the only paper that it names."""
    papers = paper_keys(f"{observation.url or ''} {observation.title} {observation.text}")
    page = page_key(observation.url)
    return (*([page] if page else []), *(papers if len(papers) == 1 else ()))


def judge(
    observation: Observation, source: Source | None, finding: Finding, candidates: Sequence[Release], now: datetime
) -> Verdict:
    """The verdict on one observation, given the records that `lookup` led to."""
    if observation.repo is not None:
        return _judge_repo(observation, observation.repo, source, finding, candidates, now)
    kind = source.kind if source is not None else SourceKind.PRESS
    links = links_of(observation) if observation.type == "entry" else ()
    match = match_entry(finding, candidates, now, kind, links)
    release = match.release
    mentions: tuple[Mention, ...] = ()
    if observation.type == "entry":
        mentions = mentioned.of_entry(observation, finding, kind, release, candidates, now)
    if not finding.is_event:
        said = finding.facts if release is not None and observation.type == "github" else ()  # its code's license
        ranked = tuple(_signed(replace(fact, rank=RANKS[kind]), observation) for fact in said)
        return Verdict(release.id if release else None, facts=ranked, mentions=mentions, reason=match.reason)
    events = happened.of_entry(observation, finding, kind, release)
    if release is None:
        starts = (
            finding.kind in STARTS
            and finding.confidence >= PERHAPS_CONFIDENCE
            and (finding.names or finding.organization)
            and _may_be_open(finding)
        )
        if not starts or not events:
            return Verdict(mentions=mentions, reason=f"{finding.kind}: {match.reason}")
    stated = () if match.guessed else _stated(observation, finding, RANKS[kind], release)
    names = finding.names[:1]
    return Verdict(
        release=release.id if release else _new_id(observation),
        new=release is None,
        keys=(
            *_keys(names, finding.organization, (), observation, now, nameless=release is None and not names),
            *links,
        ),
        facts=stated,
        events=events,
        live=not observation.baseline and any(event.kind is not EventKind.SIGNAL for event in events),
        mentions=mentions,
        reason=match.reason,
    )


def _judge_repo(
    observation: Observation,
    repo: Repo,
    source: Source | None,
    finding: Finding,
    candidates: Sequence[Release],
    now: datetime,
) -> Verdict:
    repo = agreed(repo)
    found = part(repo)
    organization = finding.organization or repo.id.split("/")[0]
    seen = [as_seen(release) for release in candidates]
    match = match_repo(repo, found, finding.names, organization, seen, now, baseline=observation.baseline)
    release = match.release
    if found.role == "trace" and release is None:
        return Verdict(reason=found.reason)
    linked = next((one for one in release.repos if one.repo.uid == repo.uid), None) if release else None
    if found.role == "conversion" and _stands_alone(repo, release, linked, finding):
        found = Part("release", (), f"{organization} shows no other repo of that name")
    if (
        found.role == "derivative"
        or (linked and linked.role == "derivative")
        or (found.role == "conversion" and not release)
    ):
        return Verdict(
            release.id if release else None, role="derivative" if release else None, repo=repo, reason=match.reason
        )
    if repo.gone and linked is not None:
        repo = replace(linked.repo, gone=True)
    if release is None and finding.confidence < ALERT_CONFIDENCE and (maker := _called_like(finding, candidates)):
        return Verdict(reason=f"models of this name are {maker}'s, and nobody knows {organization}")
    if release is None and finding.confidence < PERHAPS_CONFIDENCE:
        return Verdict(reason=finding.reasons[-1] if finding.reasons else "nobody known stands behind it")
    if release is None and (repo.gone or repo.disabled):
        return Verdict(reason=f"{repo.id} is closed and was never part of a release")
    before = linked.repo if linked is not None else None
    if before is not None:
        repo = agreed(carried.completed(before, repo))
    events = happened.of_repo(observation, repo, found, release, finding.confidence)
    if source is not None and finding.confidence < 1.0:  # a stranger is no official voice
        events = tuple(replace(event, source_kind=source.kind) for event in events)
    names = finding.names[:1]
    said: tuple[Fact, ...] = ()
    if not repo.gone:
        said = (*fact_list.of_repo(repo), *finding.facts, *carried.dropped(before, repo))
        said += carried.altered(release, before, repo)
    ended = carried.ended(release, repo, said) if release is not None and not repo.gone else ()
    facts = _identity(observation, organization, repo, names, found, release)
    facts += tuple(_signed(fact, observation) for fact in said)
    facts += tuple(replace(_signed(fact, observation), source=fact.source) for fact in ended)
    return Verdict(
        release=release.id if release else _new_id(observation),
        new=release is None,
        keys=(*_keys(names, organization, (repo.id, repo.renamed_from), observation, now), *_papers(repo)),
        facts=facts,
        events=events,
        role="official",
        repo=repo if before is None else carried.remembered(before, repo),
        live=not observation.baseline and any(event.kind is EventKind.WEIGHTS for event in events),
        reason=match.reason,
    )


def _may_be_open(finding: Finding) -> bool:
    """May a text start a record? Not of what is only rented; of a model without a name only where it is called open."""
    claimed = any((fact.name, fact.value) == ("weights_claim", Answer.YES) for fact in finding.facts)
    if finding.confidence >= ALERT_CONFIDENCE or finding.openness_stated or claimed:
        return True
    return bool(finding.names) and finding.openness_stated is None


def _stands_alone(repo: Repo, release: Release | None, linked: LinkedRepo | None, finding: Finding) -> bool:
    """Is a known publisher's repo that is named as a conversion all that there is, and no parent stated?"""
    if repo.base_models:
        return False
    if release is None:
        return finding.confidence >= ALERT_CONFIDENCE
    return linked is not None and all(one is linked for one in release.repos if one.role == "official")


def _called_like(finding: Finding, candidates: Sequence[Release]) -> str | None:
    """Whose releases are called like a stranger's repo."""
    keys = {name.key for name in finding.names[:1]}
    return next((release.organization for release in candidates if keys & set(release.keys)), None)


def _identity(
    observation: Observation, organization: str, repo: Repo, names: Sequence[Name], found: Part, release: Release | None
) -> tuple[Fact, ...]:
    """Organization, name and family as the repo gives them; later repos of the release do not rename it."""
    values: dict[str, str] = {"organization": organization}
    named_by_repo = release is not None and (fact := release.chosen.get("name")) is not None and fact.rank >= 100
    if found.role != "conversion" and not named_by_repo:
        name = repo.id.split("/")[-1]
        values["name"] = display(name, names[0]) if names else name
        values["family"] = names[0].family if names else name
        if release is not None and release.weights_at is None and release.nameless:
            values["announced_as"] = release.title
    return tuple(
        _signed(Fact(name, value, "metadata", 100, source=observation.source), observation)
        for name, value in values.items()
    )


def _stated(observation: Observation, finding: Finding, rank: int, release: Release | None) -> tuple[Fact, ...]:
    """The facts of a text, ranked by its source. A rumour names nobody."""
    facts = list(finding.facts)
    if finding.kind == "prerelease_signal":
        facts = [] if release is not None else facts
    if finding.organization:
        facts.append(Fact("organization", finding.organization, "text"))
    if finding.names and not (release is not None and finding.kind == "prerelease_signal"):
        facts += [
            Fact("name", display(finding.names[0].text, finding.names[0]), "text"),
            Fact("family", finding.names[0].family, "text"),
        ]
    return tuple(_signed(replace(fact, rank=rank, url=fact.url or observation.url), observation) for fact in facts)


def _signed(fact: Fact, observation: Observation) -> Fact:
    return replace(fact, source=observation.source, learned_at=observation.seen_at, observation=observation.id)


def _keys(
    names: Sequence[Name],
    organization: str | None,
    repos: Sequence[str | None],
    observation: Observation,
    now: datetime,
    *,
    nameless: bool = False,
) -> tuple[str, ...]:
    keys = [name_key(name.key) for name in names] + [repo_key(repo) for repo in repos if repo]
    if nameless and organization:
        keys.append(nameless_key(organization))
    if not observation.baseline:
        keys += [month_keys("family", name.family, now)[0] for name in names]
        keys += [month_keys("organization", organization, now)[0]] if organization else []
    return tuple(dict.fromkeys(keys))


def _papers(repo: Repo) -> tuple[str, ...]:
    """The papers of a repo, by which texts find it."""
    return tuple(tag for tag in repo.tags if tag.startswith("arxiv:"))[:PAPERS]


def _new_id(observation: Observation) -> str:
    """Stable: the same first observation gives the same id, on every database and after every restart."""
    return "r" + hashlib.sha256(f"{observation.source}\0{observation.key}".encode()).hexdigest()[:12]


__all__ = ["PERHAPS_CONFIDENCE", "Lookup", "Verdict", "judge", "lookup"]
