"""Repo, Fact and Finding as JSON and back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tracker.domain import Fact, Finding, Name, Repo, RepoFile
from tracker.store.values import content_hash, fact_from_json, finding_from_json, repo_from_json, to_json

MOMENT = datetime(2025, 8, 5, 17, 0, tzinfo=UTC)
REPO = Repo(
    id="openai/gpt-oss-20b",
    uid="6890",
    sha="abc",
    gated="no",
    created_at=MOMENT,
    modified_at=MOMENT,
    tags=("mxfp4", "vllm"),
    languages=("en",),
    datasets=("a/b",),
    base_models=("c/d",),
    parameters=21_000_000_000,
    files=(RepoFile("model.safetensors", 10), RepoFile("README.md")),
    card="# gpt-oss",
)
FACT = Fact("license", {"id": "apache-2.0"}, "metadata", rank=9, subject="openai/gpt-oss-20b", learned_at=MOMENT)
FINDING = Finding(
    language="en",
    is_event=True,
    kind="release",
    confidence=0.9,
    organization="OpenAI",
    names=(Name("gpt-oss-20b", "gpt-oss", "gpt-oss", total=21e9, active=3.6e9),),
    facts=(FACT,),
    repos=("openai/gpt-oss-20b",),
    reasons=("names a license",),
    openness_stated=True,
)


@pytest.mark.parametrize(
    "repo",
    [REPO, Repo("a/b", "1"), replace(REPO, files=()), replace(REPO, files=None)],
    ids=["full", "bare", "an empty listing", "no listing asked for"],
)
def test_repos_round_trip(repo: Repo) -> None:
    """A repo comes back equal after a trip through JSON text."""
    assert repo_from_json(json.loads(json.dumps(to_json(repo)))) == repo


def test_facts_and_findings_round_trip() -> None:
    """So do a fact and a finding with everything in it."""
    assert fact_from_json(json.loads(json.dumps(to_json(FACT)))) == FACT
    assert finding_from_json(json.loads(json.dumps(to_json(FINDING)))) == FINDING


def test_times_are_stored_in_utc() -> None:
    """A time of another zone comes back as the same moment in UTC."""
    there = replace(REPO, created_at=datetime(2025, 8, 5, 19, 0, tzinfo=timezone(timedelta(hours=2))))
    assert to_json(there)["created_at"] == "2025-08-05T17:00:00+00:00"
    assert repo_from_json(to_json(there)) == REPO


def test_other_versions_are_read() -> None:
    """A key of a newer tracker is passed over, one that an older tracker did not write takes its default."""
    data = {"id": "a/b", "uid": "1", "stars_in_space": 7, "files": [{"name": "x", "color": "red"}]}
    assert repo_from_json(data) == Repo("a/b", "1", files=(RepoFile("x"),))


def test_the_hash_tells_contents_apart() -> None:
    """Title, text and link each count, and none runs into the other."""
    hashes = {content_hash(*parts) for parts in (("a", "b", "c"), ("ab", "", "c"), ("a", "b", None), ("a", "bc", ""))}
    assert len(hashes) == 4
