"""Sizes in texts: the release's own, and nobody else's. German."""

from __future__ import annotations

import pytest

from tests.analysis.test_facts import stated
from tracker.domain import JSON


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Das Start-up Aurora hat Nova 3 veröffentlicht, ein Mixture-of-Experts-Modell mit 142 "
            "Milliarden Parametern, von denen 14 Milliarden aktiv sind. Titan kommt dagegen auf 405 "
            "Milliarden Parameter. Die Gewichte stehen unter der Apache-2.0-Lizenz auf Hugging Face "
            "zum Download bereit.",
            {"sizes": [(142, 14)], "license": "apache-2.0", "weights": "yes", "weights_location": "huggingface"},
            id="de presse",
        ),
        pytest.param(
            "Das mit zwei Milliarden Dollar bewertete Unternehmen zählt 1 Mio. Nutzer. Sein neues "
            "Modell hat 8 Mrd. Parameter.",
            {"sizes": [(8, None)]},
            id="de bewertung",
        ),
        pytest.param(
            "Das Modell umfasst 1,2 Billionen Parameter, davon sind 40 Milliarden aktiv.",
            {"sizes": [(1200, 40)]},
            id="de billion",
        ),
        pytest.param(
            "Für das 70-Milliarden-Modell braucht man 140 GByte Speicher.", {"sizes": [(70, None)]}, id="de speicher"
        ),
        pytest.param("Nova ist ein 7-Milliarden-Parameter-Modell.", {"sizes": [(7, None)]}, id="de bindestrich"),
        pytest.param(
            "Nova erscheint in Varianten mit 1, 4, 12 und 27 Milliarden Parametern.",
            {"sizes": [(1, None), (4, None), (12, None), (27, None)]},
            id="de varianten",
        ),
        pytest.param(
            "PaintBox ist ein Text-zu-Bild-Modell mit 12 Milliarden Parametern.",
            {"sizes": [(12, None)], "modalities_in": ["text"], "modalities_out": ["image"]},
            id="de bild",
        ),
        pytest.param(
            "Nova übertrifft Modelle mit 400 Milliarden Parametern, obwohl es nur 32 Milliarden Parameter hat.",
            {"sizes": [(32, None)]},
            id="de vergleich",
        ),
        pytest.param(
            "Borealis AI macht Lumen-9B quelloffen. Das Modell mit neun Milliarden Parametern wurde "
            "mit 11 Billionen Token trainiert und übertrifft laut Hersteller Titan-20B. Lumen steht "
            "unter der MIT-Lizenz auf Hugging Face bereit.",
            {
                "sizes": [(9, None)],
                "license": "mit",
                "training_tokens_t": 11,
                "weights": "yes",
                "weights_location": "huggingface",
            },
            id="Mitteilung mit Konkurrenz",
        ),
        pytest.param(
            "Die Modellfamilie Corvus gibt es mit 2, 7 und 34 Milliarden Parametern, das "
            "Kontextfenster fasst jeweils 64.000 Token.",
            {"sizes": [(2, None), (7, None), (34, None)], "context_tokens": 64000},
            id="Familie in einer Liste",
        ),
        pytest.param(
            "Mit 600 Milliarden Parametern, davon 30 Milliarden aktiv, ist es deutlich größer als der"
            " Vorgänger mit 200 Milliarden Parametern.",
            {"sizes": [(600, 30)]},
            id="größer als der Vorgänger",
        ),
        pytest.param(
            "Basiert auf einer Mixture-of-Experts-Architektur mit 671 Milliarden Parametern.",
            {"sizes": [(671, None)]},
            id="Basis ist eine Architektur",
        ),
        pytest.param(
            "Lumen-TTS ist ein Modell zur Sprachsynthese mit 800 Millionen Parametern.",
            {"sizes": [(0.8, None)], "modalities_in": ["text"], "modalities_out": ["audio"]},
            id="Sprachsynthese",
        ),
        pytest.param(
            "Lumen hat nach Angaben des Herstellers 27 Mrd. Parameter und verarbeitet bis zu 128.000 Token.",
            {"sizes": [(27, None)], "context_tokens": 128000},
            id="Angaben des Herstellers",
        ),
        pytest.param(
            "Das kleinere Modell mit 20 Milliarden Parametern läuft auf Laptops mit 16 GByte RAM, das"
            " große mit 120 Milliarden Parametern braucht eine GPU mit 80 GByte.",
            {"sizes": [(20, None), (120, None)]},
            id="klein und groß mit ihrem Speicher",
        ),
        pytest.param(
            "Die 70B-Variante steht unter der Llama-3.1-Community-Lizenz.",
            {"sizes": [(70, None)], "license": "llama3.1"},
            id="eine Variante unter Llama-Lizenz",
        ),
        pytest.param(
            "Borealis veröffentlicht Lumen als Open-Weight-Modell mit 20 Milliarden Parametern unter "
            "der Apache-Lizenz 2.0.",
            {"sizes": [(20, None)], "license": "apache-2.0", "weights": "yes"},
            id="als Open-Weight-Modell",
        ),
    ],
)
def test_what_a_text_states(text: str, expected: dict[str, JSON]) -> None:
    """Every field that the text states of its release, and no other."""
    assert stated(text, "de") == expected
