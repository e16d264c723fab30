"""A release as a plain row of JSON values: what `tracker export` writes and scripts read (README, "Export")."""

from __future__ import annotations

from datetime import datetime

from tracker.analysis.licenses import class_of, commercial_use
from tracker.clock import iso
from tracker.domain import JSON, Answer, Event, Release


def row(release: Release) -> dict[str, JSON]:
    """The row. Unknown numbers are null, unknown answers "unknown"; times are UTC."""
    value = {name: fact.value for name, fact in release.chosen.items()}
    terms = value.get("license") or {}
    data = value.get("training_data") or {}
    use = commercial_use(terms.get("id"), terms.get("name")) if terms else Answer.UNKNOWN
    gated = value.get("gated")
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
        "license": {
            "id": terms.get("id"),
            "class": class_of(release).value,
            "name": terms.get("name"),
            "url": terms.get("url"),
        },
        "commercial_use": use.value,
        "gated": False if gated == "no" else gated,
        "parameters_total": value.get("parameters_total"),
        "parameters_active": value.get("parameters_active"),
        "context_tokens": value.get("context_tokens"),
        "languages": value.get("languages") or [],
        "modalities": value.get("modalities") or [],
        "training_data": data.get("value", "unknown"),
        "repos": [
            {"id": linked.repo.id, "role": linked.role} for linked in release.repos if linked.role != "derivative"
        ],
        "derivatives": [linked.repo.id for linked in release.repos if linked.role == "derivative"],
        "events": [_event(event) for event in release.events],
        "openness": {
            one.dimension: {
                "value": one.value.value,
                "evidence": one.evidence,
                "quote": one.quote,
                "method": one.method,
            }
            for one in release.openness
        },
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
