"""Rows in, rows out: the judgment as `tracker analyze` gives it, and the same event's rows under one cluster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import SplitResult, urlsplit

from tracker.analysis import owners
from tracker.analysis.examine import examine
from tracker.analysis.facts.rows import evidence, fields
from tracker.analysis.known import Known
from tracker.domain import Finding, Observation, Source, SourceKind

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # rows have no moment of being seen; nothing here depends on one
_SAME = timedelta(days=14)  # rows about one name further apart speak of different events
_COMMUNITY = ("reddit", "hacker news", "lobste", "ollama", "news.ycombinator", "hackernews")


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


def _parts(url: object) -> SplitResult:
    """The parts of a URL; none of a broken one."""
    try:
        parts = urlsplit(str(url or ""))
        _ = parts.hostname
    except ValueError:
        return urlsplit("")
    return parts


def source(item: Mapping[str, Any], known: Known) -> Source | None:
    """Who speaks in a row: official where its name or the host of its URL is an owner's."""
    label, url = str(item.get("source") or ""), item.get("url")
    if not label and not url:
        return None
    host = (_parts(url).hostname or "").removeprefix("www.")
    every = timedelta(hours=1)
    if any(word in label.lower() for word in _COMMUNITY):
        return Source(label, "feed", SourceKind.COMMUNITY, every)
    namespace = _parts(url).path.strip("/").split("/")
    if host in {"huggingface.co", "github.com"} and len(namespace) == 2 and not label:
        return Source(host, "feed", SourceKind.OFFICIAL, every, organization=namespace[0])
    official = Source(label or host, "feed", SourceKind.OFFICIAL, every, url=str(url) if url else None)
    if owners.of_source(official, known) is not None:
        return official
    return replace(official, kind=SourceKind.PRESS)


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
        "facts": _facts(finding),
        "evidence": evidence(finding.facts),
        "reasons": list(finding.reasons),
        "suspicious": finding.suspicious,
        "names": [{"key": name.key, "variant": name.variant, "date": name.date} for name in finding.names],
        "published": item.get("published"),
    }


def _folded(organization: str | None) -> str:
    return "-".join((organization or "unknown").lower().split())


def _facts(finding: Finding) -> dict[str, Any]:
    """Facts in the format's words; what the text does not state is None."""
    main = finding.names[0] if finding.names else None
    family = [name for name in finding.names if main is not None and name.family == main.family]
    return {
        "organization": finding.organization,
        "model_names": [name.text for name in family] or None,
        **fields(finding.facts, family),
    }


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
            if first is None or (entry.get("names") and day and last and day - last > _SAME):
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
