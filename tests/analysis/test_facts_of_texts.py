"""Longer texts, with traps: posts, cards and reports in both languages, as a row shows them."""

from __future__ import annotations

import pytest

from tests.analysis.test_facts import stated
from tracker.domain import JSON


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param(
            "en",
            "Introducing Kestrel 2\n"
            "\n"
            "Today we're sharing Kestrel 2, our most capable open-weight model yet. It is a sparse "
            "MoE with 210B total parameters, 18B active, and supports contexts up to 512K tokens. "
            "Compared with Kestrel 1 (64K context, 90B parameters), it is far better at code. Weights"
            " are on Hugging Face under Apache 2.0; the training data is not being released.",
            {
                "sizes": [(210, 18)],
                "license": "apache-2.0",
                "context_tokens": 512000,
                "data_disclosure": "no",
                "weights": "yes",
                "weights_location": "huggingface",
            },
            id="a post with its predecessor in brackets",
        ),
        pytest.param(
            "en",
            "Kestrel 2 tops LMArena. The lab behind it raised $1.3 billion last year and has 400 "
            "employees. API pricing: $0.50 per million input tokens, $1.50 per million output tokens.",
            {},
            id="a leaderboard, money, staff and prices",
        ),
        pytest.param(
            "en",
            "A user reports running the 120B model on a Mac with 128 GB of RAM at 40 tokens per "
            "second with a 32K context.",
            {"sizes": [(120, None)], "context_tokens": 32000},
            id="a machine's memory and speed",
        ),
        pytest.param(
            "en",
            "# Kestrel-7B-Instruct\n"
            "\n"
            "## Model Summary\n"
            "\n"
            "- **Developer:** Aviary Labs\n"
            "- **Parameters:** 7.2B\n"
            "- **Context length:** 32,768\n"
            "- **Input:** text, images\n"
            "- **Output:** text\n"
            "- **Training tokens:** 12T\n"
            "- **License:** MIT\n"
            "- **Release date:** 2025-11-03\n",
            {
                "sizes": [(7.2, None)],
                "license": "mit",
                "context_tokens": 32768,
                "modalities_in": ["text", "image"],
                "modalities_out": ["text"],
                "training_tokens_t": 12,
                "release_date": "2025-11-03",
            },
            id="a card of labeled lines",
        ),
        pytest.param(
            "en",
            "Aviary quietly uploaded the Kestrel-2 checkpoints to Hugging Face on 3 November 2025, "
            "without a license file.",
            {"weights_location": "huggingface"},
            id="an upload without a license",
        ),
        pytest.param(
            "en",
            "The license allows commercial use for companies with fewer than 100 million monthly "
            "users. The research license of Kestrel 1 did not.",
            {},
            id="terms of a license without its name",
        ),
        pytest.param("en", "Kestrel-Nano has fewer than 1 billion parameters.", {}, id="fewer than is no size"),
        pytest.param(
            "en",
            "Kestrel 2 is a drop-in replacement for closed models such as Titan, which has a 200K context window.",
            {},
            id="a closed competitor's context",
        ),
        pytest.param("en", "The model card says nothing about the training data.", {}, id="a card that says nothing"),
        pytest.param(
            "en",
            "Under the AI Act, providers of open-source models must publish a summary of the training data.",
            {},
            id="a duty of the law",
        ),
        pytest.param(
            "en",
            "The authors release code and data for their benchmark; the evaluated models range from "
            "1B to 70B parameters.",
            {},
            id="models that were evaluated",
        ),
        pytest.param(
            "en",
            "Kestrel Audio takes speech as input and outputs text and speech.",
            {"modalities_in": ["audio"], "modalities_out": ["text", "audio"]},
            id="speech in, text and speech out",
        ),
        pytest.param(
            "de",
            "Kestrel 2 ist da\n"
            "Das Schweizer Labor Aviary hat mit Kestrel 2 ein Sprachmodell mit 210 Milliarden "
            "Parametern veröffentlicht, von denen pro Token 18 Milliarden aktiv sind. Es verarbeitet "
            "Kontexte von bis zu 512.000 Token. Die Gewichte liegen auf Hugging Face, lizenziert "
            "unter Apache 2.0. Trainingsdaten und -code hält Aviary unter Verschluss.",
            {
                "sizes": [(210, 18)],
                "license": "apache-2.0",
                "context_tokens": 512000,
                "data_disclosure": "no",
                "weights": "yes",
                "weights_location": "huggingface",
            },
            id="ein Bericht mit verschwiegenen Daten",
        ),
        pytest.param(
            "de",
            "Aviary will Kestrel 3 im Frühjahr 2026 als Open-Weight-Modell veröffentlichen, mit rund "
            "einer Billion Parametern.",
            {"sizes": [(1000, None)]},
            id="erst im Frühjahr",
        ),
        pytest.param(
            "de",
            "Die Firma hatte zuletzt 1,3 Milliarden Dollar eingesammelt, ihre App zählt 30 Millionen "
            "Nutzer, das Modell 8 Milliarden Parameter.",
            {"sizes": [(8, None)]},
            id="Geld, Nutzer und Parameter in einem Satz",
        ),
        pytest.param(
            "de",
            "Laut Modellkarte wurde Kestrel mit 12 Billionen Token vortrainiert und anschließend mit "
            "40 Milliarden Token feinabgestimmt.",
            {"training_tokens_t": 12},
            id="Vortraining und Feinabstimmung",
        ),
        pytest.param(
            "de",
            "Anders als bei Titan sind bei Kestrel auch die Trainingsdaten vollständig offengelegt.",
            {},
            id="anders als bei einem anderen",
        ),
        pytest.param("de", "Die Lizenz ist keine Open-Source-Lizenz im Sinne der OSI.", {}, id="keine offene Lizenz"),
        pytest.param(
            "de",
            "Das Modell darf kommerziell genutzt werden, der Code steht unter der GPL 3.0.",
            {},
            id="Lizenz des Codes",
        ),
        pytest.param(
            "de",
            "Kestrel Bild erzeugt Bilder aus Text und wiegt 12 Milliarden Parameter.",
            {"sizes": [(12, None)], "modalities_in": ["text"], "modalities_out": ["image"]},
            id="Bilder aus Text",
        ),
        pytest.param(
            "de",
            "Am 3. November 2025 erschien Kestrel 2 unter der MIT-Lizenz.",
            {"license": "mit", "weights": "yes", "release_date": "2025-11-03"},
            id="Tag und Lizenz",
        ),
    ],
)
def test_what_a_text_states(language: str, text: str, expected: dict[str, JSON]) -> None:
    """Every field that the text states of its release, and no other."""
    assert stated(text, language) == expected
