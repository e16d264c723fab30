"""Scores: counts on labeled cases, as one would count them by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tracker.analysis import known, rows, scores
from tracker.analysis.stages import ALERT_CONFIDENCE
from tracker.domain import JSON


def case(id_: str, label: str = "event", **more: Any) -> dict[str, JSON]:
    """A labeled observation."""
    return {"id": id_, "lang": "en", "title": id_, "label": label, "event_kind": "release", "borderline": False, **more}


def judged(id_: str, is_event: bool = True, confidence: float = 0.9, **more: Any) -> dict[str, JSON]:
    """What analyze says of it."""
    return {"id": id_, "is_event": is_event, "kind": "release", "confidence": confidence, **more}


def test_detection_counts_what_was_right_false_and_missed() -> None:
    """Borderline rows count apart, each language alone, and what is sure enough for an alert by itself."""
    gold = [
        case("a"),
        case("b", lang="de"),
        case("c", "not_event"),
        case("d", event_kind="update"),
        case("e", borderline=True),
    ]
    said = [judged("a"), judged("b", False), judged("c", confidence=0.5), judged("d"), judged("e", False)]

    found = scores.detection(gold, said, 0.7)

    assert (found.rows, found.borderline) == (5, 1)
    assert found.sure == scores.Found(right=2, false=1, missed=1)
    assert found.all_rows == scores.Found(2, 1, 2)
    assert found.languages == {"de": scores.Found(0, 0, 1), "en": scores.Found(2, 1, 0)}
    assert found.alerts.precision == 1.0
    assert found.kinds == (2, 3)
    assert [(row["id"], verdict) for row, verdict in found.wrong] == [("b", "missed"), ("c", "false")]


def test_shares_of_nothing_are_none() -> None:
    """No case, no division by zero."""
    nothing = scores.Found(0, 0, 0)
    assert (nothing.precision, nothing.recall, nothing.f1) == (0.0, 0.0, 0.0)
    assert scores.clusters([], []).f1 == 0.0
    assert scores.facts([], []).score == 0.0


def test_clusters_apart_and_joined() -> None:
    """B-cubed counts each item; what must stay apart and was joined is named, and so is what came apart."""
    gold = [
        {"cluster_id": "x", "members": [{"entry_id": "1"}, {"entry_id": "2"}], "hard_non_match_clusters": ["y"]},
        {"cluster_id": "y", "members": [{"entry_id": "3"}], "hard_non_match_clusters": ["x", "gone"]},
    ]
    perfect = [{"id": "1", "cluster": "p"}, {"id": "2", "cluster": "p"}, {"id": "3", "cluster": "q"}]
    poor = [{"id": "1", "cluster": "p"}, {"id": "2", "cluster": "q"}, {"id": "3", "cluster": "q"}]

    assert scores.clusters(gold, perfect).f1 == 1.0
    found = scores.clusters(gold, poor)
    assert (found.joined, found.split) == ((("x", "y"),), (("x", 2),))
    assert found.precision == pytest.approx((1 + 0.5 + 0.5) / 3)
    assert found.recall == pytest.approx((0.5 + 0.5 + 1) / 3)


@pytest.mark.parametrize(
    ("field", "want", "have", "verdict"),
    [
        pytest.param("license", "Apache-2.0", "apache-2.0", "right", id="a license by any spelling"),
        pytest.param("license", "MIT", "apache-2.0", "wrong", id="another license"),
        pytest.param("license", "MIT", None, "missing", id="not read"),
        pytest.param("license", None, "mit", "spurious", id="never stated"),
        pytest.param("weights", None, None, None, id="neither"),
        pytest.param("languages", ["de"], ["en"], None, id="languages are not compared"),
        pytest.param("context_tokens", 128000, 131072, "right", id="a number nearly the same"),
        pytest.param("context_tokens", 128000, 32000, "wrong", id="another number"),
        pytest.param("org", "Nordlicht (NL)", "Nordlicht", "right", id="an old field's name"),
        pytest.param("release_date", "2025-08", "2025-08-05", "right", id="a month of a day"),
        pytest.param("sizes", [{"total_b": 7}, {"total_b": 70}], [{"total_b": 7}], "right", id="the sizes read fit"),
        pytest.param("sizes", [{"total_b": 7}], [{"total_b": 8}], "wrong", id="another size"),
        pytest.param("model_names", ["Nova 2"], ["Nova-2-7B", "Titan"], "right", id="one of several names"),
        pytest.param("modalities_in", ["text", "image"], ["text"], "wrong", id="a part of a list"),
    ],
)
def test_one_fact(field: str, want: JSON, have: JSON, verdict: str | None) -> None:
    """A fact is right, wrong, missing or spurious."""
    if field == "sizes" and verdict == "right":
        have = [*have, {"total_b": 70}]
    read = {{"org": "organization"}.get(field, field): have}
    found = scores.facts([{"id": "1", "gold": {field: want}}], [{"id": "1", "facts": read}])

    assert dict(found.total) == ({verdict: 1} if verdict else {})
    assert [one[2] for one in found.wrong] == ([verdict] if verdict not in (None, "right") else [])


@pytest.mark.shared
@pytest.mark.parametrize("what", ["detection", "clusters", "facts"])
def test_scores_agree_with_the_scorer_of_the_labeled_cases(shared: Path, tmp_path: Path, what: str) -> None:
    """The same rows get the same score from either."""
    file = shared / "gold" / {"detection": "titles", "clusters": "clusters", "facts": "facts"}[what]
    gold = [json.loads(line) for line in file.with_suffix(".open.jsonl").read_text(encoding="utf-8").splitlines()]
    table = known()
    items = (
        [member | {"id": member["entry_id"]} for row in gold for member in row["members"]]
        if (what == "clusters")
        else [row | {"title": row.get("title", "")} for row in gold]
    )
    out = [rows.row({key: item.get(key) for key in ("id", "title", "summary", "text", "url")}, table) for item in items]
    out = rows.cluster(out)
    written = tmp_path / "out.jsonl"
    written.write_text("".join(json.dumps(row) + "\n" for row in out), encoding="utf-8")
    script, named = shared / "eval" / "score.py", file.with_suffix(".open.jsonl")
    done = subprocess.run(
        [sys.executable, str(script), what, "--gold", str(named), "--out", str(written)],
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = json.loads(done.stdout.splitlines()[-1])

    ours = {
        "detection": lambda: scores.detection(gold, out, ALERT_CONFIDENCE).sure.f1,
        "clusters": lambda: scores.clusters(gold, out).f1,
        "facts": lambda: scores.facts(gold, out).score,
    }[what]()
    assert ours == pytest.approx(theirs["score"], abs=1e-4)
