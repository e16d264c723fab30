"""Rows in, rows out: the judgment as `tracker analyze` gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import SplitResult, urlsplit

from tracker.analysis import owners
from tracker.analysis.examine import examine
from tracker.analysis.facts.rows import evidence, fields
from tracker.analysis.keys import page_key, paper_keys, repo_key
from tracker.analysis.known import Known
from tracker.analysis.same_event import cluster
from tracker.domain import Finding, Observation, Source, SourceKind

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # rows have no moment of being seen; nothing here depends on one
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
        "title": str(item.get("title") or ""),
        "names": [
            {"key": name.key, "variant": name.variant, "date": name.date, "total": name.total} for name in finding.names
        ],
        "links": links(item, finding.repos),
        "published": item.get("published"),
    }


def links(item: Mapping[str, Any], repos: Sequence[str]) -> list[str]:
    """What a row is about by its links: the page behind its URL, the papers and the first repo that it names."""
    page = page_key(str(item.get("url") or ""))
    papers = paper_keys(" ".join(str(item.get(key) or "") for key in ("url", "title", "summary", "text")))
    keys = [page, *(papers if len(papers) == 1 else ()), *map(repo_key, repos[:1])]
    return [key for key in keys if key and not key.startswith("page:huggingface.co/")]


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


__all__ = ["cluster", "observation", "row", "source"]
