"""Language: what a text tells, and the prior where it tells nothing."""

from __future__ import annotations

import pytest

from tracker.analysis.language import detect


@pytest.mark.parametrize(
    ("text", "prior", "expected"),
    [
        pytest.param("Labor gibt sein Sprachmodell frei, die Gewichte stehen bereit", None, "de", id="german is seen"),
        pytest.param("The lab releases its language model and the weights are up", None, "en", id="english is seen"),
        pytest.param("Neues Open-Weight-Modell von OpenAI verschoben", "en", "de", id="german full of english words"),
        pytest.param("A new model is here and you can download it today", "de", "en", id="english in a german feed"),
        pytest.param("Kimi K3", "de", "de", id="a bare name follows the prior"),
        pytest.param("Kimi K3", "en-US", "en", id="a prior with a country counts by its language"),
        pytest.param("", None, "en", id="nothing at all is english"),
        pytest.param("2026", "fr", "fr", id="a number follows any prior"),
        pytest.param("深度求索发布新模型", "en", "zh", id="chinese by its script"),
        pytest.param("新しいモデルを公開しました", None, "ja", id="japanese by its kana"),
        pytest.param("Новая модель вышла сегодня", None, "ru", id="russian by its script"),
        pytest.param(
            "Le laboratoire publie les poids de son modèle et le code est dans le dépôt", None, "fr", id="french"
        ),
        pytest.param("El laboratorio publica los pesos de su modelo y el código en la red", "en", "es", id="spanish"),
    ],
)
def test_the_language_of_a_text(text: str, prior: str | None, expected: str) -> None:
    """The text decides; the prior only where the text does not tell."""
    assert detect(text, prior) == expected
