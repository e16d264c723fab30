"""Context and training tokens in texts, and numbers that are neither. German."""

from __future__ import annotations

import pytest

from tests.analysis.test_facts import stated
from tracker.domain import JSON


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Das Kontextfenster ist 256.000 Token lang.", {"context_tokens": 256000}, id="de kontext"),
        pytest.param(
            "Mit bis zu 128.000 Token Kontext verarbeitet Nova lange Dokumente.",
            {"context_tokens": 128000},
            id="de kontext bis",
        ),
        pytest.param("Antworten dürfen bis zu 64.000 Token lang sein.", {}, id="de ausgabe"),
        pytest.param(
            "Anders als Titan mit 32.000 Token Kontext schafft Nova ein Kontextfenster von 1 Million Token.",
            {"context_tokens": 1000000},
            id="de konkurrenz kontext",
        ),
        pytest.param("Trainiert wurde Nova auf 15 Billionen Token.", {"training_tokens_t": 15}, id="de training"),
        pytest.param(
            "Das Training umfasste 800 Milliarden Tokens.", {"training_tokens_t": 0.8}, id="de trainingsmilliarden"
        ),
        pytest.param("Das im April 2023 gegründete Unternehmen sitzt in Paris.", {}, id="de gründung"),
        pytest.param(
            "Grundlage ist Llama 3 mit 70 Milliarden Parametern. Das Modell steht unter der Llama-3-Lizenz.",
            {},
            id="de basis",
        ),
        pytest.param("Gerüchten zufolge hat Nova 4 rund 500 Milliarden Parameter.", {}, id="de gerücht"),
        pytest.param(
            "Aurora sammelte 600 Millionen Euro ein. Die Bewertung liegt bei 6 Milliarden Euro.",
            {},
            id="de fördersumme",
        ),
        pytest.param(
            "Das Unternehmen wird mit 4,5 Milliarden Dollar bewertet und hat mehr als 100 Millionen "
            "Nutzer. Wie viele Parameter das Modell hat, verrät es nicht.",
            {},
            id="Bewertung und Nutzer",
        ),
        pytest.param(
            "Der Vorgänger kam noch auf 32.000 Token Kontext, Lumen schafft 256.000 Token.",
            {"context_tokens": 256000},
            id="Kontext des Vorgängers",
        ),
        pytest.param(
            "Für den Betrieb genügen 24 GByte Grafikspeicher, eine Million Token kosten per API 0,30 Euro.",
            {},
            id="Speicher und Preis",
        ),
        pytest.param(
            "Im Mai 2025 hatte der Konzern 200 Milliarden Dollar Umsatz gemeldet.", {}, id="Umsatz in einem Monat"
        ),
        pytest.param(
            "Das Training verschlang 2,8 Millionen GPU-Stunden und 15 Billionen Token.",
            {"training_tokens_t": 15},
            id="GPU-Stunden",
        ),
        pytest.param(
            "Die Gewichte will Borealis im Herbst unter der Apache-2.0-Lizenz veröffentlichen.",
            {},
            id="Lizenz erst im Herbst",
        ),
        pytest.param(
            "Titan hat 405 Milliarden Parameter, Lumen dagegen nur 27 Milliarden.", {}, id="zwei Modelle in einem Satz"
        ),
        pytest.param("Laut Insidern könnte das Modell 2 Billionen Parameter haben.", {}, id="Insider sagen nichts"),
    ],
)
def test_what_a_text_states(text: str, expected: dict[str, JSON]) -> None:
    """Every field that the text states of its release, and no other."""
    assert stated(text, "de") == expected
