"""A repo out of the Hub's JSON, whatever a person wrote into its card, and its fingerprint."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.pollers.fakes import row
from tracker.domain import Repo, RepoFile
from tracker.pollers.hub_repo import fingerprint, license_of, link_of, repo_of


def test_a_whole_repo(now: datetime) -> None:
    """Every field has its place."""
    card = {
        "license": "Other",
        "license_name": "fjord-license",
        "license_link": "https://lab.example/license",
        "language": ["en", "de"],
        "datasets": "lab/words",
        "base_model": ["lab/Fjord-7B-Base"],
        "base_model_relation": "finetune",
        "extra_gated_heading": "Before you go",
        "extra_gated_prompt": "Agree to **all**.\n\nOf it.",
        "extra_gated_eu_disallowed": True,
    }
    tags = ["transformers", "license:other", "en"]
    found = repo_of(row("lab/Fjord-7B", "u1", cardData=card, gated="auto", tags=tags), "u1", now, card="# Fjord")

    assert found == Repo(
        id="lab/Fjord-7B",
        uid="u1",
        sha="a" * 40,
        gated="auto",
        created_at=datetime(2025, 7, 20, 10, tzinfo=UTC),
        modified_at=datetime(2025, 8, 5, 16, tzinfo=UTC),
        license="other",
        license_name="fjord-license",
        license_link="https://lab.example/license",
        tags=("transformers", "license:other", "en"),
        pipeline_tag="text-generation",
        library="transformers",
        languages=("en", "de"),
        datasets=("lab/words",),
        base_models=("lab/Fjord-7B-Base",),
        relation="finetune",
        parameters=2_000_000_000,
        files=(RepoFile("README.md", 200), RepoFile("model.safetensors", 4_000_000_000)),
        card="# Fjord",
        gate_text="Before you go\n\nAgree to **all**.\n\nOf it.",
        eu_excluded=True,
    )


def test_tags_speak_where_the_card_is_silent(now: datetime) -> None:
    """License, languages, datasets, parents and relation stand in tags too."""
    tags = [
        "license:mit",
        "en",
        "de",
        "vlm",
        "dataset:lab/words",
        "base_model:lab/B",
        "base_model:quantized:lab/B",
        "region:us",
    ]
    found = repo_of(row("lab/x", tags=tags, cardData=None), "u", now)

    assert (found.license, found.languages, found.datasets) == ("mit", ("en", "de"), ("lab/words",))
    assert (found.base_models, found.relation) == (("lab/B",), "quantized")


def test_a_list_in_one_license_tag_is_none(now: datetime) -> None:
    """Somebody's list that ended up in one tag names no license; the card does."""
    card, tags = {"license": ["mit", "cc-by-nc-4.0"]}, ["license:['mit', 'cc-by-nc-4.0']", "en"]
    found = repo_of(row("lab/x", tags=tags, cardData=card), "u", now)

    assert (found.license, found.license_name, found.tags) == (None, "mit, cc-by-nc-4.0", ("en",))


@pytest.mark.parametrize("odd", [None, 7, "text", [], {}, [None], [[]], {"a": {}}, True, [1, {"x": None}]])
def test_no_odd_type_breaks_a_repo(odd: Any, now: datetime) -> None:
    """Any field may hold anything; what is not understood is unknown."""
    fields = [name for name in row("lab/x") if name not in {"_id", "id"}]
    names = ("license", "license_name", "license_link", "language", "datasets", "base_model", "base_model_relation")
    gates = ("extra_gated_heading", "extra_gated_prompt", "extra_gated_description")

    alone = [repo_of(row("lab/x", **{field: odd}), "u", now) for field in fields]
    card = repo_of(row("lab/x", tags=[], cardData=dict.fromkeys((*names, *gates), odd)), "u", now)

    assert {one.id for one in alone} == {"lab/x"}
    assert all(fingerprint(row("lab/x", **{field: odd})) for field in fields)
    assert card.license in {None, "text"}
    assert not card.eu_excluded


@pytest.mark.parametrize(
    ("card", "tags", "stated"),
    [
        pytest.param({"license": "MIT"}, (), ("mit", None), id="the card's, in lower case"),
        pytest.param({"license": "mit"}, ("license:cc-by-nc-4.0",), (None, "mit, cc-by-nc-4.0"), id="a conflict"),
        pytest.param({"license": "MIT"}, ("license:mit",), ("mit", None), id="the card's, and its tag"),
        pytest.param({}, ("license:mit",), ("mit", None), id="the tag's"),
        pytest.param({"license": None}, (), (None, None), id="none"),
        pytest.param({"license": 42}, (), (None, None), id="a number"),
        pytest.param({"license": {"id": "mit"}}, (), (None, None), id="an object"),
        pytest.param({"license": ["mit"]}, (), ("mit", None), id="a list of one"),
        pytest.param({"license": ["mit", "apache-2.0"]}, (), (None, "mit, apache-2.0"), id="a list of two"),
        pytest.param({}, ("license:mit", "license:apache-2.0"), (None, "mit, apache-2.0"), id="two tags"),
        pytest.param({"license": "no"}, (), ("no", None), id="Norway"),
    ],
)
def test_a_license_is_as_stated(
    card: dict[str, Any], tags: tuple[str, ...], stated: tuple[str | None, str | None]
) -> None:
    """One id or none; several licenses are never one of them."""
    assert license_of(card, tags) == stated


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        pytest.param("https://lab.example/license", "https://lab.example/license", id="a web link"),
        pytest.param("LICENSE", "LICENSE", id="a file of the repo"),
        pytest.param("javascript:alert(1)", None, id="a script"),
        pytest.param("data:text/html,x", None, id="a document of its own"),
        pytest.param(7, None, id="no text"),
    ],
)
def test_a_license_link_leads_to_the_web_or_the_repo(link: Any, kept: str | None) -> None:
    """Nothing that runs."""
    assert link_of({"license_link": link}) == kept


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        pytest.param({"sha": "b" * 40}, True, id="a commit"),
        pytest.param({"gated": "manual"}, True, id="a gate"),
        pytest.param({"disabled": True}, True, id="disabled"),
        pytest.param({"tags": ["license:mit"]}, True, id="a tag"),
        pytest.param({"pipeline_tag": "text-to-image"}, True, id="a task"),
        pytest.param({"tags": ["en", "license:apache-2.0", "transformers"]}, False, id="the order of tags"),
        pytest.param({"lastModified": "2025-08-05T16:30:00Z"}, False, id="a time beside a commit"),
        pytest.param({"downloads": 5, "likes": 1, "siblings": None, "safetensors": None}, False, id="popularity"),
    ],
)
def test_a_fingerprint_tells_what_happened(change: dict[str, Any], differs: bool) -> None:
    """It differs exactly where something happened to the repo."""
    assert (fingerprint(row("lab/x")) != fingerprint(row("lab/x", **change))) is differs


def test_without_a_commit_the_time_tells() -> None:
    """Rows without a sha are compared by their last change."""
    one, other = (row("lab/x", sha=None, lastModified=f"2025-08-05T1{n}:00:00Z") for n in (0, 1))

    assert fingerprint(one) != fingerprint(other)
