"""The shipped catalog: every value has a source, the families of the mission are there, and much beside them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from tracker.catalog import Claim, Rating, catalog, last_day


def test_every_value_has_a_source() -> None:
    """No claim and no rating of the shipped files is without an address over https."""
    claims: list[Claim | Rating] = []
    for entry in catalog():
        claims += [*entry.claims.values(), *entry.ratings]

    assert claims
    assert [one for one in claims if not one.source.startswith("https://")] == []


def test_no_date_lies_in_the_future() -> None:
    """What is in the catalog has happened."""
    today = datetime.now(UTC).date()
    days = {entry.id: [*entry.dates, *(one.date for one in entry.ratings)] for entry in catalog()}

    assert {name: found for name, found in days.items() if any(last_day(day) > today for day in found)} == {}


def test_undisclosed_is_said_by_somebody() -> None:
    """That training data are not public is never read from silence: a sentence is quoted, or an index says so."""
    indexes = ("https://osai-index.eu", "/Language-Technology-Assessment/", "/opening-up-chatgpt/")
    found = {entry.id: entry.claims["training_data"] for entry in catalog() if "training_data" in entry.claims}
    silent = {
        name: one.source
        for name, one in found.items()
        if one.value == "no" and not one.quote and not any(index in one.source for index in indexes)
    }

    assert silent == {}


def test_a_list_of_commits_dates_the_month_alone() -> None:
    """When a commit was made is not when it was there for all: such a list is a source of months, never of days."""
    dates = [
        (entry.id, entry.claims[key]) for entry in catalog() for key in ("announced", "weights") if key in entry.claims
    ]

    assert [name for name, one in dates if "/commits" in one.source and len(one.value) > len("2024-07")] == []


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(("GPT-2", "CLIP", "Whisper", "gpt-oss"), id="OpenAI"),
        pytest.param(("LLaMA", "Llama 2", "Llama 3", "Llama 3.1", "Llama 3.2", "Llama 3.3", "Llama 4"), id="Llama"),
        pytest.param(("Mistral 7B", "Mixtral 8x7B", "Mixtral 8x22B"), id="Mistral and Mixtral"),
        pytest.param(("DeepSeek-V3", "DeepSeek-R1"), id="DeepSeek R1 and its neighbors"),
        pytest.param(("Falcon", "Falcon 2", "Falcon 3", "Falcon-H1"), id="Falcon generations"),
        pytest.param(("BLOOM", "BLOOMZ"), id="BLOOM and BLOOMZ"),
        pytest.param(("GPT-Neo", "GPT-J", "GPT-NeoX", "Pythia"), id="EleutherAI"),
    ],
)
def test_the_families_of_the_mission_are_there(names: tuple[str, ...]) -> None:
    """Each is an entry, or the beginning of one's name."""
    there = [entry.name.lower() for entry in catalog()]

    assert [one for one in names if not any(name.startswith(one.lower()) for name in there)] == []


def test_many_others_are_there() -> None:
    """At least sixty releases of other families than those of the mission."""
    mission = {
        "OpenAI",
        "Meta",
        "Mistral AI",
        "DeepSeek",
        "Technology Innovation Institute",
        "BigScience",
        "EleutherAI",
    }

    assert len([entry for entry in catalog() if entry.organization not in mission]) >= 60


def test_a_repo_belongs_to_one_release() -> None:
    """No repo stands in two entries: what is seen of it later must know where it belongs."""
    repos = Counter(repo.lower() for entry in catalog() for repo in entry.repos)

    assert [repo for repo, number in repos.items() if number > 1] == []
