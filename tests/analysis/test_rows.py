"""Rows: the interface of `tracker analyze`, and clusters of the same event."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.analysis.known import Known, known
from tracker.analysis.rows import cluster, row, source
from tracker.domain import SourceKind


@pytest.fixture(scope="module")
def table() -> Known:
    """The list of publishers."""
    return known()


def test_a_row_has_every_field(table: Known) -> None:
    """An item with no more than id and title gives a whole row."""
    out = row({"id": "a", "title": "OpenAI open-sources gpt-oss"}, table)
    wanted = "id language is_event kind confidence organization family release openness_stated facts evidence reasons"
    assert {*wanted.split(), "suspicious"} <= set(out)
    assert (out["id"], out["is_event"], out["release"]) == ("a", True, "openai/gpt-oss")
    assert out["facts"]["organization"] == "OpenAI"
    assert out["facts"]["context_tokens"] is None


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ({"source": "OpenAI News"}, SourceKind.OFFICIAL),
        ({"source": "Blog", "url": "https://mistral.ai/news/x"}, SourceKind.OFFICIAL),
        ({"source": "heise online", "url": "https://heise.de/x"}, SourceKind.PRESS),
        ({"source": "Reddit r/LocalLLaMA"}, SourceKind.COMMUNITY),
    ],
)
def test_who_speaks_in_a_row(item: dict[str, Any], kind: SourceKind, table: Known) -> None:
    """A row's source is official where its name or host is a publisher's."""
    found = source(item, table)
    assert found is not None
    assert found.kind is kind


def judged(kind: str, day: str, **more: Any) -> dict[str, Any]:
    """A judged row."""
    names = [{"key": more.pop("key", "helios-2"), "variant": more.pop("variant", None), "date": more.pop("date", None)}]
    return {"is_event": True, "kind": kind, "organization": "Helios AI", "names": names, "published": day, **more}


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        pytest.param(
            judged("release", "2025-11-04"), judged("release", "2025-11-06"), True, id="two days of one release"
        ),
        pytest.param(judged("announcement", "2025-11-04"), judged("release", "2025-11-06"), False, id="two phases"),
        pytest.param(judged("release", "2025-11-04"), judged("release", "2025-12-20"), False, id="months apart"),
        pytest.param(
            judged("release", "2025-11-04"), judged("release", "2025-11-04", key="helios-2.1"), False, id="point"
        ),
        pytest.param(
            judged("release", "2025-11-04"), judged("update", "2025-11-05", date="1105"), False, id="checkpoint"
        ),
        pytest.param(
            judged("announcement", "2025-11-04", names=[]),
            judged("delay", "2025-11-20", names=[]),
            True,
            id="nameless month",
        ),
    ],
)
def test_rows_of_one_event_share_a_cluster(one: dict[str, Any], two: dict[str, Any], same: bool) -> None:
    """The same name, phase and fortnight are one event; anything else is another."""
    first, second = cluster([one, two])
    assert (first["cluster"] == second["cluster"]) is same


def test_what_is_no_event_has_no_cluster() -> None:
    """Clusters are of events alone, and the order stays."""
    rows = cluster([{"id": "x", "is_event": False}, judged("release", "2025-11-04") | {"id": "y"}])
    assert [entry["id"] for entry in rows] == ["x", "y"]
    assert "cluster" not in rows[0]
