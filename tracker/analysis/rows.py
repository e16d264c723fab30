"""Rows in, rows out: the judgment as `tracker analyze` gives it, and the same event's rows under one cluster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from tracker.analysis import owners
from tracker.analysis.examine import examine
from tracker.analysis.known import Known
from tracker.domain import Fact, Finding, Observation, Source, SourceKind

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # rows have no moment of being seen; nothing here depends on one
_SAME = timedelta(days=14)  # rows about one name further apart speak of different events
_COMMUNITY = ("reddit", "hacker news", "lobste", "ollama", "news.ycombinator", "hackernews")
_FIELDS = (
    "context_tokens", "modalities_in", "modalities_out", "languages", "training_tokens_t", "data_disclosure", "weights",
    "weights_location", "license", "release_date",
)  # fmt: skip


def observation(item: Mapping[str, Any]) -> Observation:
    """An input row as an observation of a feed."""
    text = " ".join(str(item[key]) for key in ("summary", "text") if item.get(key))
    return Observation(
        source=str(item.get("source") or ""),
        key=str(item["id"]),
        type="entry",
        seen_at=_EPOCH,
        title=str(item.get("title") or ""),
        text=text,
        url=item.get("url"),
        language=item.get("language"),
    )


def source(item: Mapping[str, Any], known: Known) -> Source | None:
    """Who speaks in a row: official where its name or the host of its URL is an owner's."""
    label, url = str(item.get("source") or ""), item.get("url")
    if not label and not url:
        return None
    host = (urlsplit(str(url or "")).hostname or "").removeprefix("www.")
    named = Source(name=label or host, type="feed", kind=SourceKind.OFFICIAL, every=timedelta(hours=1), url=None)
    if any(word in label.lower() for word in _COMMUNITY):
        kind = SourceKind.COMMUNITY
    elif owners.of_source(named, known) or any(
        host == own or host.endswith("." + own) for owner in known.owners for own in owner.hosts
    ):
        kind = SourceKind.OFFICIAL
    else:
        kind = SourceKind.PRESS
    return Source(
        name=label or host,
        type="feed",
        kind=kind,
        every=timedelta(hours=1),
        url=str(url) if url and not label else None,
    )


def row(item: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """The judgment of one input row (id and title; source, summary, text, url, language, published where known)."""
    finding = examine(observation(item), source(item, known), known)
    main = finding.names[0] if finding.names else None
    return {
        "id": item["id"],
        "language": finding.language,
        "is_event": finding.is_event,
        "kind": finding.kind,
        "confidence": finding.confidence,
        "organization": finding.organization,
        "family": main.family if main else None,
        "release": f"{_folded(finding.organization)}/{main.key}" if main else None,
        "openness_stated": finding.openness_stated,
        "facts": _facts(finding, item.get("published")),
        "evidence": {fact.name: fact.quote for fact in reversed(finding.facts) if fact.quote},
        "reasons": list(finding.reasons),
        "suspicious": finding.suspicious,
        "names": [{"key": name.key, "variant": name.variant, "date": name.date} for name in finding.names],
        "published": item.get("published"),
    }


def _folded(organization: str | None) -> str:
    return "-".join((organization or "unknown").lower().split())


def _facts(finding: Finding, published: str | None) -> dict[str, Any]:
    """Facts in the format's words; what the text does not state is None."""
    stated: dict[str, Fact] = {}
    for fact in finding.facts:
        stated.setdefault(fact.name, fact)
    main = finding.names[0] if finding.names else None
    family = [name for name in finding.names if main is not None and name.key == main.key]
    sizes = [
        {"name": name.text, "total_b": _billions(name.total), "active_b": _billions(name.active)}
        for name in family
        if name.total
    ]
    total, active = stated.get("parameters_total"), stated.get("parameters_active")
    if not sizes and total is not None:
        sizes = [
            {
                "name": main.text if main else None,
                "total_b": _billions(total.value),
                "active_b": _billions(active.value if active else None),
            }
        ]
    facts: dict[str, Any] = {
        "organization": finding.organization,
        "model_names": [name.text for name in family] or None,
        "sizes": sizes or None,
    }
    for field in _FIELDS:
        facts[field] = stated[field].value if field in stated else None
    return facts


def _billions(parameters: Any) -> float | None:
    return round(parameters / 1e9, 4) if isinstance(parameters, (int, float)) else None


def cluster(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows with `cluster` on each event: one value for one event, announcement and release apart.

    A name's rows further apart than two weeks are different events; nameless ones share publisher, phase and month.
    """
    listed = [dict(entry) for entry in rows]
    groups: dict[str, list[dict[str, Any]]] = {}
    for entry in listed:
        if entry.get("is_event"):
            groups.setdefault(_key(entry), []).append(entry)
    for key, members in groups.items():
        members.sort(key=lambda entry: _day(entry.get("published")) or date.min)
        first, last = None, None
        for entry in members:
            day = _day(entry.get("published"))
            if first is None or (day and last and day - last > _SAME):
                first = str(entry.get("published") or "")[:10]
            last = day or last
            entry["cluster"] = f"{key}/{first}" if first else key
    return listed


def _key(entry: Mapping[str, Any]) -> str:
    """Publisher, name with what makes another release of it, and phase."""
    phase = (
        "release"
        if entry["kind"] in {"release", "update"}
        else "announcement"
        if entry["kind"] in {"announcement", "delay", "prerelease_signal"}
        else entry["kind"]
    )
    names = entry.get("names") or []
    if not names:
        return f"{_folded(entry.get('organization'))}/{str(entry.get('published') or '')[:7]}/{phase}"
    main = names[0]
    extra = [
        part for part in (main.get("date"), "thinking" if "thinking" in (main.get("variant") or "") else None) if part
    ]
    return "/".join(("-".join([main["key"], *extra]), phase))


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None
