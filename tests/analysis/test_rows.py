"""Rows: the interface of `tracker analyze`."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.analysis.known import Known, known
from tracker.analysis.rows import row, source
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


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param({"url": "https://www.helios.example/a/?x=1#y"}, ["page:helios.example/a"], id="a page"),
        pytest.param({"url": "https://helios.example/"}, [], id="a front page is about nothing"),
        pytest.param(
            {"url": "https://arxiv.org/abs/2507.01234v2"},
            ["page:arxiv.org/abs/2507.01234v2", "arxiv:2507.01234"],
            id="a paper's page is the paper too",
        ),
        pytest.param({"summary": "arXiv:2507.01234 and arXiv:2507.01235"}, [], id="a list of papers"),
        pytest.param(
            {"summary": "https://huggingface.co/Helios/Wren-2 https://huggingface.co/Helios/Wren-2-GGUF"},
            ["repo:helios/wren-2"],
            id="the first repo",
        ),
    ],
)
def test_what_a_row_is_about_by_its_links(item: dict[str, Any], expected: list[str], table: Known) -> None:
    """The page behind a row, its only paper and the first repo that it names."""
    assert row({"id": "a", "title": "A title", **item}, table)["links"] == expected
