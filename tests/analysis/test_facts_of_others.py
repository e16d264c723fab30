"""Facts of another model, of a project or of the world at large stay theirs."""

from __future__ import annotations

import pytest

from tests.analysis.test_facts import stated, value
from tracker.domain import JSON


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Aurora released Nova 3 with 24B parameters. Titan 5 has a 1M-token context window.",
            {"sizes": [(24, None)]},
            id="a sentence about another numbered model",
        ),
        pytest.param(
            "Aurora released Nova 3 with 24B parameters. Nova 3 has a 1M-token context window.",
            {"sizes": [(24, None)], "context_tokens": 1_000_000},
            id="a sentence about the same model",
        ),
        pytest.param(
            "Nova has 24B parameters. Orca had 405B parameters.", {"sizes": [(24, None)]}, id="a name not heard before"
        ),
        pytest.param(
            "It came two years after Titan's release on March 14, 2023.", {}, id="a date of another's release"
        ),
        pytest.param("The new nova-2024-08-06 was released to the API.", {}, id="a date within a name"),
        pytest.param(
            "The companies warn against rules for open-weight models and praise open source.",
            {},
            id="open models in general",
        ),
        pytest.param("Commenters ask about the open-source status of Nova.", {}, id="a question of openness"),
        pytest.param("The project was under MIT licensing.", {}, id="a project's license"),
        pytest.param("They open-sourced the Nova agent framework.", {}, id="a framework"),
        pytest.param(
            "Nova was trained with reinforcement learning and has ~45B active per token.",
            {"sizes": [(None, 45)]},
            id="active parameters are no training tokens",
        ),
        pytest.param(
            "Support is being added to the Hugging Face diffusers library for the model.",
            {},
            id="a library is no place",
        ),
        pytest.param("The patch lifts the prior 4096-token context limit.", {}, id="a limit that is gone"),
        pytest.param(
            "| Model | Params | Context Length |\n|---|---|---|\n| Nova | 8B | 32k |\n| Titan | 70B | 128k |\n",
            {},
            id="a table that compares families",
        ),
    ],
)
def test_what_is_not_the_release_s(text: str, expected: dict[str, JSON]) -> None:
    """Nothing of it becomes the release's."""
    assert stated(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "language", "when"),
    [
        ("The model will be released early 2026.", "en", "early 2026"),
        ("Aurora plans to release Nova next week.", "en", "next week"),
        ("The weights will follow by the end of the year.", "en", "by the end of the year"),
        ("Das Modell soll Anfang 2026 erscheinen.", "de", "Anfang 2026"),
        ("Aurora will das Modell am 5. August veröffentlichen.", "de", "am 5. August"),
        ("Die Gewichte sollen in der kommenden Woche folgen.", "de", "in der kommenden Woche"),
        ("Das Modell soll nicht im Herbst erscheinen.", "de", None),
        ("Aurora raised money early 2025.", "en", None),
    ],
)
def test_when_it_is_expected(text: str, language: str, when: str | None) -> None:
    """A coming time in the text's own words, in both languages; what is denied or past is none."""
    assert value("expected", text, language) == when
