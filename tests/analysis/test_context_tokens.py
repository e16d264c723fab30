"""The context length out of a model's settings."""

from __future__ import annotations

import pytest

from tracker.analysis.facts import of_repo
from tracker.domain import JSON, Fact, Repo


def found(card: str = "", **config: JSON) -> list[Fact]:
    repo = Repo(id="lab/nova", uid="1", sha="0123abc", config=config, card=card)
    return [fact for fact in of_repo(repo) if fact.name == "context_tokens"]


def test_settings_say_it_where_nobody_does() -> None:
    """With the file at its commit as evidence, and below all that the owner says in words."""
    (fact,) = found(max_position_embeddings=131072)

    assert (fact.value, fact.method, fact.rank) == (131072, "metadata", 50)
    assert fact.url == "https://huggingface.co/lab/nova/blob/0123abc/config.json"
    assert fact.quote == '"max_position_embeddings": 131072'


def test_the_card_stands_before_the_settings() -> None:
    """Both are kept."""
    stated = found("It has a context length of 128K tokens.\n", max_position_embeddings=163840)

    assert [(fact.value, fact.rank) for fact in stated] == [(128000, 80), (163840, 50)]


@pytest.mark.parametrize(
    "config",
    [
        pytest.param({"max_position_embeddings": 514}, id="RoBERTa counts two places more than tokens"),
        pytest.param({"max_position_embeddings": 64}, id="too small for a text"),
        pytest.param({"max_position_embeddings": 2**40}, id="absurd"),
        pytest.param({"vocab_size": 32768}, id="another size"),
    ],
)
def test_odd_lengths_are_none(config: dict[str, JSON]) -> None:
    """Unknown is an answer."""
    assert found(**config) == []
