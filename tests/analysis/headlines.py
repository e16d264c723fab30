"""Made-up headlines of newspapers as test cases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tracker.analysis import names, owners
from tracker.analysis.known import Known, Owner, known
from tracker.domain import Name, Observation, Source, SourceKind

_DAY = timedelta(days=1)


def cases(table: str) -> list[Any]:
    """The headlines of a table, each called like its title: a line for the kind, then titles, each with its teaser."""
    found, kind, title = [], "", ""
    for line in table.strip().splitlines():
        if not line.startswith(" "):
            kind = line.removesuffix(":")
        elif not line.startswith("    "):
            title = line.strip()
        else:
            found.append(pytest.param(kind, title, line.strip(), id=title))
    return found


def entry(title: str, text: str) -> tuple[Observation, Source]:
    """An entry of a newspaper's feed."""
    seen = Observation("press", "1", "entry", datetime(2025, 8, 5, tzinfo=UTC), title, text)
    return seen, Source("press", "feed", SourceKind.PRESS, _DAY)


def watching() -> Known:
    """The list of publishers, and two that only the operator watches."""
    hubs = (("helios-ai", "Helios AI"), ("acme-lab", "Acme Lab"))
    return known([Source(n, "hub", SourceKind.OFFICIAL, _DAY, organization=n, title=title) for n, title in hubs])


def named(text: str, table: Known) -> tuple[Name, ...]:
    """The models that a text (title on its first line) is about."""
    title, _, body = text.partition("\n")
    return names.distinct([*names.spans(title, table, around=body), *names.spans(body, table, around=title)])


def publisher(text: str, table: Known, source: Source | None = None) -> Owner | None:
    """The publisher that a text (title on its first line) is about."""
    title, _, body = text.partition("\n")
    in_title, in_body = names.spans(title, table, around=body), names.spans(body, table, around=title)
    return owners.among(title, body, in_title, in_body, table, owners.of_source(source, table))
