"""The parts of `tracker show` about openness: warnings, license terms, yardsticks; and what persons decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.samples import NOW, event, fact, linked, release, repo
from tracker.analysis.licenses import named
from tracker.analysis.openness import assess
from tracker.cli import record
from tracker.cli.openness import WIDTH, card, terms, warnings, yardsticks
from tracker.domain import CATALOG, Decision, EventKind, Fact, Release, Stage

BIG = "lab/Model-70B"


def known(license_id: str, *facts: Fact, name: str | None = None, **values: Any) -> Release:
    """A release with free and complete weights under a license."""
    found = (
        fact("weights", {"state": "complete", "reason": "30 of 30 shards", "disabled": False}, subject=BIG),
        fact("gated", "no", subject=BIG),
        fact("license", {"id": license_id, "name": name}, subject=BIG),
        *facts,
    )
    chosen = {one.name: one for one in found}
    filled: dict[str, Any] = {
        "stage": Stage.WEIGHTS,
        "facts": found,
        "chosen": chosen,
        "openness": assess(found, has_official_repo=True),
        "terms": named(chosen, ()),
        "repos": (linked(repo(BIG)),),
    }
    return release(**(filled | values))


def test_warns_before_anything_is_loaded() -> None:
    """Each kind of warning is a sentence about its repo; an unknown kind keeps its name."""
    told = known("mit", fact("warning", {"kinds": ["look-alike", "pickle", "new"], "owner": "OpenAI"}, subject=BIG))

    assert list(warnings(told, "en")) == [
        f"! {BIG}: the owner's name is made to look like that of OpenAI, who did not publish this",
        f"! {BIG}: its weights are pickles: loading them can run code",
        f"! {BIG}: new",
    ]
    assert "Pickle" in "\n".join(warnings(told, "de"))


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        pytest.param(
            known("llama4"),
            [
                "Llama 4 Community License: commercial use under conditions",
                "without a license of its own: up to 700 million users a month",
            ],
            id="conditions",
        ),
        pytest.param(
            known("apache-2.0"),
            ["Apache-2.0: commercial use allowed", "text: https://spdx.org/licenses/Apache-2.0.html"],
            id="none",
        ),
        pytest.param(known("nobody-read-this"), [], id="a license that nobody knows"),
        pytest.param(release(), [], id="no license"),
    ],
)
def test_says_what_the_license_asks(told: Release, lines: list[str]) -> None:
    """User cap, territory and duties of a known license, with its text; nothing of one that nobody has read."""
    said = list(terms(told, "en"))
    assert said[: len(lines)] == lines
    assert bool(said) is bool(lines)


def test_the_card_has_how_since_when_and_where() -> None:
    """Each answer has its method, date, words and, below, its address; the unknown has none of them."""
    told = known("mit", fact("paper", "arXiv:1", subject=BIG, url="https://huggingface.co/x/blob/abc/README.md"))
    lines = list(card(told, "UTC", "en"))
    place = next(number for number, line in enumerate(lines) if line.startswith("● paper"))

    assert lines[place].split() == ["●", "paper", "yes", "metadata", "2025-08-05"]
    assert lines[place + 1].strip() == "https://huggingface.co/x/blob/abc/README.md"
    assert [line.split()[-1] for line in lines if line.startswith("? ")] == ["unknown"] * 9


RATED = fact(
    "rating",
    {"index": "osai", "subject": "R1", "date": "2026-06-12", "values": {"licenses": "closed", "paper": "open"}},
    subject="rating/osai",
    source=CATALOG,
    url="https://osai-index.eu/r1",
)
WITHHELD = fact("training_data", {"value": "no", "sets": []}, subject=BIG)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "Open Source AI Definition 1.0: cannot be open source (missing: data)",
                "published by the European OSAI Index about R1, 2026-06-12: open: peer-reviewed paper; closed:",
                "    https://osai-index.eu/r1",
                "differs: licenses: closed there, partial by the facts here",
                "Where they disagree:",
            ],
        ),
        (
            "de",
            [
                "Open Source AI Definition 1.0: kann nicht quelloffen sein (es fehlt: Daten)",
                "abweichend: Lizenzen: dort geschlossen, nach den Fakten hier teils offen",
                "Wo sie sich widersprechen:",
            ],
        ),
    ],
)
def test_yardsticks_stand_side_by_side(language: str, said: list[str]) -> None:
    """What each says by its rules, what it published and where both differ; no line is too long."""
    lines = list(yardsticks(known("mit", WITHHELD, RATED), language))
    for one in said:
        assert one in "\n".join(lines)
    assert max(map(len, lines)) <= WIDTH


def test_the_record_says_what_persons_decided() -> None:
    """Each decision with its minute and why; a split names the repo."""
    made = (
        Decision("merge", "r9", NOW, to="r1", why="the same model"),
        Decision("split", "r1", NOW, to="r5", repo=f"uid-{BIG}"),
        Decision("split", "r9", NOW, to="r9"),
        Decision("retract", "r1", NOW, why="a test"),
    )
    text = "\n".join(record.text(known("mit", decisions=made), [], "UTC", "en", None))
    for line in (
        "2025-08-05 17:00  r9 belongs to r1: the same model",
        f"2025-08-05 17:00  {BIG} is a release of its own: r5",
        "2025-08-05 17:00  r9 is a release of its own again",
        "2025-08-05 17:00  r1 is no release: a test",
    ):
        assert f"  {line}\n" in text


def test_what_was_there_before_has_no_minute() -> None:
    """Weights of a first contact came before it; the catalog's month is no day."""
    month = event(
        EventKind.ANNOUNCED,
        NOW - timedelta(days=400),
        seen_at=NOW,
        source=CATALOG,
        detail="2024-07, the day is not known",
        evidence="https://lab.example.org/news",
    )
    told = known("mit", announced_at=month.at, events=(month,), baseline=True)
    lines = list(record.text(told, [], "UTC", "en", None))

    assert "  announced 2024-07 → weights before 2025-08-05 17:00" in lines
    place = lines.index("  2024-07  announced  [catalog, seen 2025-08-05 17:00]")
    assert lines[place + 1] == "    https://lab.example.org/news"


def test_a_contradiction_of_licenses_is_shown() -> None:
    """The plain line, the fact and the card name what contradicts."""
    conflict = fact("license_conflict", {"hub": "mit", "file": "cc-by-nc-4.0"}, subject=BIG, url="https://x.example/L")
    text = "\n".join(record.text(known("mit", conflict), [], "UTC", "en", None))

    assert "license contradictory (MIT / CC BY-NC 4.0), no commercial use" in text
    assert "hub: MIT, file: CC BY-NC 4.0" in text
    assert '"hub: MIT; file: CC BY-NC 4.0"' in text


def test_what_was_retracted_says_so_first() -> None:
    """A release that was none has no line about its openness."""
    lines = list(record.text(known("mit", retracted=True), [], "UTC", "en", None))

    assert lines[0] == "OpenAI gpt-oss · corrected: no release"
    assert "Weights free" not in "\n".join(lines[:4])
