"""License, weights, place, data, modalities and date in texts: what is said of the release, and only that. German."""

from __future__ import annotations

import pytest

from tests.analysis.test_facts import stated
from tracker.domain import JSON


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Der Quellcode steht unter der MIT-Lizenz.", {}, id="de lizenz code"),
        pytest.param("Aurora will Nova unter der MIT-Lizenz veröffentlichen.", {}, id="de lizenz geplant"),
        pytest.param(
            "Nova steht unter Apache 2.0, der Vorgänger stand unter einer eigenen Lizenz.",
            {"license": "apache-2.0", "weights": "yes"},
            id="de lizenz vorgänger",
        ),
        pytest.param(
            "Die Gewichte sind unter der Nova Community License frei verfügbar.",
            {"license": "Nova Community License", "weights": "yes"},
            id="de eigene lizenz",
        ),
        pytest.param(
            "Die Trainingsdaten hat Aurora nicht veröffentlicht.", {"data_disclosure": "no"}, id="de daten nein"
        ),
        pytest.param(
            "Neben den Gewichten hat das Team auch die vollständigen Trainingsdaten veröffentlicht.",
            {"data_disclosure": "full", "weights": "yes"},
            id="de daten ja",
        ),
        pytest.param("Nova wurde mit öffentlich zugänglichen Daten trainiert.", {}, id="de daten öffentlich"),
        pytest.param(
            "Nova Max gibt es nur über die API, die Gewichte bleiben unter Verschluss.", {"weights": "no"}, id="de api"
        ),
        pytest.param("Die Gewichte sollen im September folgen.", {}, id="de zukunft"),
        pytest.param("Nova wurde am 5. August 2025 veröffentlicht.", {"release_date": "2025-08-05"}, id="de datum"),
        pytest.param(
            "Nova verarbeitet Texte, Bilder und Audio und gibt Text aus.",
            {"modalities_in": ["text", "image", "audio"], "modalities_out": ["text"]},
            id="de multimodal",
        ),
        pytest.param(
            "Das quelloffene Modell lässt sich bei Hugging Face herunterladen.",
            {"weights": "yes", "weights_location": "huggingface"},
            id="de quelloffen",
        ),
        pytest.param(
            "Die Gewichte wurden per Torrent verteilt.",
            {"weights": "yes", "weights_location": "torrent"},
            id="de torrent",
        ),
        pytest.param(
            "Der Code steht unter MIT-Lizenz, die Gewichte unter CC BY-NC 4.0.",
            {"license": "cc-by-nc-4.0"},
            id="de geteilte lizenz",
        ),
        pytest.param(
            "Lumen Pro bleibt proprietär und ist nur über die API erhältlich.", {"weights": "no"}, id="nur über die API"
        ),
        pytest.param(
            "Weder die Trainingsdaten noch der Trainingscode wurden veröffentlicht.",
            {"data_disclosure": "no"},
            id="weder Daten noch Code",
        ),
        pytest.param(
            "Welche Trainingsdaten verwendet wurden, verrät Borealis nicht.",
            {"data_disclosure": "no"},
            id="Daten verschwiegen",
        ),
        pytest.param(
            "Gewichte, Trainingsdaten und Code sind vollständig unter Apache 2.0 veröffentlicht.",
            {"license": "apache-2.0", "data_disclosure": "full", "weights": "yes"},
            id="alles offen",
        ),
        pytest.param(
            "Das Modell wurde auf einem Datensatz aus öffentlichen Webseiten trainiert.",
            {},
            id="öffentliche Daten sind keine veröffentlichten",
        ),
        pytest.param(
            "Ein Teil der Trainingsdaten ist öffentlich zugänglich.",
            {"data_disclosure": "partial"},
            id="ein Teil der Daten",
        ),
        pytest.param(
            "Die Lizenz erlaubt nur nichtkommerzielle Nutzung (CC BY-NC 4.0).",
            {"license": "cc-by-nc-4.0"},
            id="nichtkommerzielle Lizenz in Klammern",
        ),
        pytest.param(
            "Das Modell versteht Text und Bilder; das Sprachmodell basiert auf Titan mit 32 Milliarden Parametern.",
            {"modalities_in": ["text", "image"]},
            id="Größe des Basismodells",
        ),
        pytest.param(
            "Lumen wurde im März 2025 veröffentlicht und unterstützt 140 Sprachen.",
            {"release_date": "2025-03"},
            id="Monat der Veröffentlichung",
        ),
        pytest.param(
            "Das Modell steht auf Hugging Face und ModelScope zum Download, die Lizenz ist Apache 2.0.",
            {"license": "apache-2.0", "weights": "yes", "weights_location": "huggingface"},
            id="Download an zwei Orten",
        ),
        pytest.param(
            "Lumen ist ein offenes Sprachmodell, das lokal läuft.", {"weights": "yes"}, id="offenes Sprachmodell"
        ),
        pytest.param(
            "Anders als OpenAI stellt Borealis die Gewichte zum Download bereit.",
            {"weights": "yes"},
            id="anders als ein anderer",
        ),
        pytest.param(
            "Open Source ist das Modell nicht: Die Lizenz verbietet kommerzielle Nutzung.",
            {},
            id="Open Source verneint",
        ),
    ],
)
def test_what_a_text_states(text: str, expected: dict[str, JSON]) -> None:
    """Every field that the text states of its release, and no other."""
    assert stated(text, "de") == expected
