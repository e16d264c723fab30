"""A release as a plain row of JSON values: what `tracker export` writes and scripts read (README, "Export")."""

from __future__ import annotations

from datetime import datetime

from tracker.analysis.facts.license_conflict import with_github
from tracker.analysis.licenses import class_of
from tracker.analysis.yardsticks import compare, differences, ratings
from tracker.clock import iso
from tracker.domain import JSON, Answer, Decision, Event, Fact, Release
from tracker.domain.labels import key_of, unseen_repos


def row(release: Release) -> dict[str, JSON]:
    """The row. Unknown numbers are null, unknown answers "unknown"; times are UTC."""
    value = {name: fact.value for name, fact in release.chosen.items()}
    data = value.get("training_data") or {}
    gated = value.get("gated")
    answers = {one.dimension: one.value for one in release.openness}
    return {
        "id": release.id,
        "name": release.name,
        "family": release.family,
        "organization": release.organization,
        "stage": release.stage.value,
        "announced_at": _time(release.announced_at),
        "visible_at": _time(release.visible_at),
        "weights_at": _time(release.weights_at),
        "withdrawn_at": _time(release.withdrawn_at),
        "first_seen": _time(release.first_seen),
        "license": _license(release),
        "commercial_use": answers.get("commercial_use", Answer.UNKNOWN).value,
        "gated": False if gated == "no" else gated,
        "parameters_total": value.get("parameters_total"),
        "parameters_active": value.get("parameters_active"),
        "context_tokens": value.get("context_tokens"),
        "languages": value.get("languages") or [],
        "modalities": value.get("modalities") or [],
        "training_data": data.get("value", "unknown"),
        "repos": _repos(release),
        "derivatives": [linked.repo.id for linked in release.repos if linked.role == "derivative"],
        "events": [_event(event) for event in release.events],
        "openness": {
            one.dimension: {
                "value": one.value.value,
                "evidence": one.evidence,
                "quote": one.quote,
                "method": one.method,
                "at": _time(one.at),
            }
            for one in release.openness
        },
        "yardsticks": _yardsticks(release),
        "warnings": [_warning(fact) for fact in release.facts if fact.name == "warning"],
        "decisions": [_decision(one) for one in release.decisions],
        "evidence": [
            {
                "source": one.source,
                "url": one.url,
                "title": one.title,
                "language": one.language,
                "seen_at": _time(one.seen_at),
            }
            for one in release.evidence
        ],
        "summary": dict(release.summaries),
        "retracted": release.retracted,
        "baseline": release.baseline,
    }


def _repos(release: Release) -> list[dict[str, JSON]]:
    """The owner's repos: those that were seen, then those that only the catalog names."""
    seen = [linked.repo.id for linked in release.repos if linked.role != "derivative"]
    return [{"id": repo, "role": "official"} for repo in [*seen, *unseen_repos(release)]]


def _license(release: Release) -> dict[str, JSON]:
    """The license that stands for the release, what its text asks where that is known, and what contradicts it."""
    fact = release.chosen.get("license")
    value = fact.value if fact is not None else {}
    terms = release.terms.get(key_of(value))
    return {
        "id": value.get("id"),
        "class": class_of(release).value,
        "name": value.get("name"),
        "url": value.get("url"),
        "user_cap": terms.user_cap if terms else None,
        "territory": terms.territory if terms else None,
        "naming_duty": terms.naming_duty if terms and terms.read else None,
        "output_training_ban": terms.output_training_ban if terms and terms.read else None,
        "conflict": _conflict(release),
    }


def _conflict(release: Release) -> JSON:
    """The licenses that the repo's metadata, tag, card and license file, and GitHub name, where they differ."""
    fact = release.chosen.get("license_conflict")
    found = {**(fact.value if fact is not None else {}), **(with_github(release.chosen) or {})}
    return found or None


def _yardsticks(release: Release) -> dict[str, JSON]:
    """What each yardstick says by its rules, then what indexes published and where that differs."""
    computed = compare(release)
    found: dict[str, JSON] = {
        one.index: {
            "verdict": one.verdict,
            "missing": list(one.missing),
            "parts": {part.name: {"verdict": part.verdict, "reason": part.reason} for part in one.parts},
        }
        for one in computed
    }
    found["published"] = [
        {
            "index": rating.index,
            "subject": rating.subject,
            "date": rating.date,
            "source": rating.source,
            "values": dict(rating.values),
            "differs": {
                one.name: {"published": one.published, "computed": one.computed}
                for one in differences(rating, computed)
            },
        }
        for rating in ratings(release)
    ]
    return found


def _warning(fact: Fact) -> dict[str, JSON]:
    value = fact.value if isinstance(fact.value, dict) else {}
    return {
        "kinds": list(value.get("kinds") or []),
        "owner": value.get("owner"),
        "repo": fact.subject,
        "evidence": fact.url,
    }


def _decision(made: Decision) -> dict[str, JSON]:
    return {
        "kind": made.kind,
        "release": made.release,
        "to": made.to,
        "repo": made.repo,
        "why": made.why,
        "made_at": _time(made.made_at),
    }


def _event(event: Event) -> dict[str, JSON]:
    return {
        "kind": event.kind.value,
        "at": _time(event.at),
        "seen_at": _time(event.seen_at),
        "detail": event.detail,
        "before": event.before,
        "after": event.after,
        "confidence": event.confidence,
        "evidence": event.evidence,
        "source": event.source,
    }


def _time(moment: datetime | None) -> str | None:
    return iso(moment) if moment is not None else None
