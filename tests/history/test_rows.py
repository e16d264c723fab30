"""The row of a release: what scripts read about license, yardsticks, warnings and decisions."""

from __future__ import annotations

import json

from tests.samples import NOW, fact, release
from tracker.analysis.licenses import named
from tracker.analysis.openness import assess
from tracker.domain import CATALOG, Decision, Release, Stage
from tracker.history import row

REPO = "meta-llama/Llama-4"


def llama() -> Release:
    """A gated release under a license with conditions, rated by an index."""
    values = {"index": "osai", "subject": "Llama 4", "date": "2026-06-12", "values": {"licenses": "open"}}
    facts = (
        fact("weights", {"state": "complete", "reason": "50 of 50 shards", "disabled": False}, subject=REPO),
        fact("gated", "manual", subject=REPO),
        fact("license", {"id": "llama4", "name": None, "url": None}, subject=REPO),
        fact("warning", {"kinds": ["remote-code"]}, subject=REPO, url="https://x.example/tree/abc"),
        fact("rating", values, subject="rating/osai", source=CATALOG, url="https://osai.example/llama"),
    )
    chosen = {one.name: one for one in facts}
    return release(
        stage=Stage.WEIGHTS,
        facts=facts,
        chosen=chosen,
        openness=assess(facts, has_official_repo=True),
        terms=named(chosen, ()),
        decisions=(Decision("merge", "r2", NOW, to="r1", why="same"),),
    )


def test_the_license_has_its_terms() -> None:
    """What a known license asks stands beside its id."""
    found = row(llama())["license"]
    assert (found["user_cap"], found["naming_duty"], found["output_training_ban"]) == (700_000_000, True, False)
    assert "EU" in found["territory"]


def test_what_nobody_knows_of_a_license_is_null() -> None:
    """Without a license no duty is denied."""
    found = row(release())["license"]
    assert {found[name] for name in ("user_cap", "territory", "naming_duty", "output_training_ban")} == {None}


def test_an_answer_has_its_date() -> None:
    """When the deciding fact was learned stands in each answer."""
    assert row(llama())["openness"]["weights"]["at"] == "2025-08-05T17:00:00Z"


def test_yardsticks_are_told_with_what_was_published() -> None:
    """Each index has verdict and parts; a published rating says where it differs."""
    found = row(llama())["yardsticks"]
    assert set(found) == {"osai", "mof", "osaid", "published"}
    assert found["osaid"] | {"parts": None} == {"verdict": "cannot be", "missing": ["license"], "parts": None}
    assert found["osai"]["parts"]["weights_endmodel"]["verdict"] == "partial"
    [rating] = found["published"]
    assert rating["differs"] == {"licenses": {"published": "open", "computed": "closed"}}
    assert rating["source"] == "https://osai.example/llama"


def test_warnings_and_decisions_are_told() -> None:
    """What one must know before loading it, and what persons decided."""
    found = row(llama())
    assert found["warnings"] == [
        {"kinds": ["remote-code"], "owner": None, "repo": REPO, "evidence": "https://x.example/tree/abc"}
    ]
    assert [(one["kind"], one["release"], one["to"], one["why"]) for one in found["decisions"]] == [
        ("merge", "r2", "r1", "same")
    ]
    assert json.dumps(found)


def test_contradicting_licenses_are_told() -> None:
    """What metadata, file and GitHub say where they differ; null where nothing does."""
    chosen = {
        "license": fact("license", {"id": "mit", "name": None}, subject=REPO),
        "license_conflict": fact("license_conflict", {"hub": "mit", "file": "llama4"}, subject=REPO),
        "license_github": fact("license_github", {"id": "apache-2.0", "repository": "meta-llama/llama4"}),
    }
    assert row(release(chosen=chosen))["license"]["conflict"] == {
        "hub": "mit",
        "file": "llama4",
        "github": "apache-2.0",
    }
    assert row(llama())["license"]["conflict"] is None
