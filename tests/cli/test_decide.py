"""`tracker merge`, `split` and `retract`: names as people type them, one line that says what was done or why not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker

WHY = "one announcement, two names"


def listed(tracker: Tracker, *arguments: str) -> dict[str, dict[str, object]]:
    """What history lists, by name."""
    said = tracker("history", "--format", "json", *arguments)
    return {row["name"]: row for row in json.loads(said.out)}


@pytest.fixture(name="ids")
def _ids(home: Path, tracker: Tracker) -> dict[str, str]:
    """The ids of the three releases of the story, by name."""
    return {name: str(row["id"]) for name, row in listed(tracker).items()}


def test_a_merge_and_its_end(ids: dict[str, str], tracker: Tracker) -> None:
    """Merged, either name shows the one record; merged again says so; split gives both back."""
    done = tracker("merge", "gpt-oss", "labs/nordlicht-7b", "--why", WHY)
    part, whole = ids["Nordlicht"], ids["gpt-oss"]
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        f"Labs Nordlicht ({part}) is part of OpenAI gpt-oss ({whole}) now; "
        "channels that were told are corrected at the next tick\n"
    )
    assert set(listed(tracker)) == set(ids) - {"Nordlicht"}
    assert set(listed(tracker, "--as-of", "2025-09-01")) == set(ids)
    for name in ("Nordlicht", part):
        again = tracker("merge", whole, name)
        assert (again.code, again.err) == (0, f"{name} is part of OpenAI gpt-oss ({whole}) already\n")
        assert tracker("show", name, "--format", "json").out == tracker("show", whole, "--format", "json").out

    undone = tracker("split", "Nordlicht")
    assert (undone.code, undone.out) == (0, "")
    assert undone.err == f"Labs Nordlicht ({part}) is no part of OpenAI gpt-oss ({whole}) any more\n"
    assert {name: row["id"] for name, row in listed(tracker).items()} == ids


def test_a_repo_becomes_a_release(ids: dict[str, str], tracker: Tracker) -> None:
    """A repo that is split off is shown by its name as a release of its own."""
    done = tracker("split", "gpt-oss", "openai/GPT-OSS-20b", "--why", "another model")
    assert (done.code, done.out) == (0, "")
    assert "is no part of OpenAI gpt-oss" in done.err
    shown = json.loads(tracker("show", "openai/gpt-oss-20b", "--format", "json").out)
    assert [one["id"] for one in shown["repos"]] == ["openai/gpt-oss-20b"]
    assert shown["id"] not in ids.values()
    ambiguous = tracker("retract", "gpt-oss", "--why", "x")
    assert ambiguous.code == 1
    assert ambiguous.err.startswith("tracker: 'gpt-oss' fits 2 releases; name one by its id: ")
    assert shown["id"] in ambiguous.err
    assert ids["gpt-oss"] in ambiguous.err


def test_a_retraction(ids: dict[str, str], tracker: Tracker) -> None:
    """A retracted release is marked in the list and in its row; a second time says so."""
    done = tracker("retract", "Nordlicht", "--why", "a test upload")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith(f"Labs Nordlicht ({ids['Nordlicht']}) is retracted; channels that were told")
    assert listed(tracker)["Nordlicht"]["retracted"] is True
    assert listed(tracker, "--as-of", "2025-09-01")["Nordlicht"]["retracted"] is False
    (line,) = [line for line in tracker("history").out.splitlines() if "Nordlicht" in line]
    assert "retracted" in line
    again = tracker("retract", "Nordlicht", "--why", "again")
    assert (again.code, again.err) == (0, f"Labs Nordlicht ({ids['Nordlicht']}) was retracted already\n")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("merge", "gpt-oss", "nordlixht"), 1, "no release called 'nordlixht'; did you mean"),
        (("merge", "qqqqqq", "Nordlicht"), 1, "no release called 'qqqqqq'; see: tracker history"),
        (("merge", "gpt-oss", "openai/gpt-oss-20b"), 1, "both are OpenAI gpt-oss (r"),
        (("split", "Nordlicht"), 1, "was not merged with another; name a repo of it: labs/Nordlicht-7B"),
        (("split", "gpt-oss", "openai/gpt-oss-200b"), 1, "no repo of OpenAI gpt-oss called 'openai/gpt-oss-200b'; did"),
        (("split", "gpt-oss", "quants/gpt-oss-20b-GGUF"), 1, "quants/gpt-oss-20b-GGUF is another owner's"),
        (("split", "Nordlicht", "labs/Nordlicht-7B"), 1, "is all that is known of Labs Nordlicht"),
        (("retract", "Nordlicht"), 2, "--why"),
        (("retract", "Nordlicht", "--why", " "), 2, "say why; the channels are told"),
    ],
    ids=[
        "a name that nearly fits",
        "a name that nothing is near",
        "twice the same",
        "nothing to undo",
        "a repo that nearly fits",
        "another owner's copy",
        "the only repo",
        "no reason",
        "an empty reason",
    ],
)
def test_what_makes_no_sense(
    ids: dict[str, str], tracker: Tracker, arguments: tuple[str, ...], code: int, said: str
) -> None:
    """One line says what is wrong, and nothing is changed."""
    done = tracker(*arguments)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith("tracker: ")
    assert len(done.err.splitlines()) == 1
    assert said in done.err
    assert {name: row["id"] for name, row in listed(tracker).items()} == ids


def test_which_of_several_merged_ones(ids: dict[str, str], tracker: Tracker) -> None:
    """Where two are part of one release, a merge is undone for the one that is named; without a name it says which."""
    parts = sorted(ids[name] for name in ("Nordlicht", "whisper-large-v3"))
    for part in parts:
        assert tracker("merge", "gpt-oss", part).code == 0
    done = tracker("split", "gpt-oss")
    assert done.code == 1
    assert f"2 are part of OpenAI gpt-oss ({ids['gpt-oss']}); name one: {', '.join(parts)}" in done.err
    assert tracker("split", "whisper-large-v3").code == 0
    assert tracker("split", "gpt-oss").code == 0
    assert {name: row["id"] for name, row in listed(tracker).items()} == ids
