"""Sizes in texts: the release's own, and nobody else's. English."""

from __future__ import annotations

import pytest

from tests.analysis.test_facts import stated
from tracker.domain import JSON


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Aurora Labs has released Nova 3, a mixture-of-experts model with 142 billion parameters,"
            " of which 14 billion are active. It beats Titan 405B and comes close to Orca-2, which "
            "has 1.2 trillion parameters. The weights are on Hugging Face under the Apache 2.0 "
            "license.",
            {"sizes": [(142, 14)], "license": "apache-2.0", "weights": "yes", "weights_location": "huggingface"},
            id="press with competitor size",
        ),
        pytest.param(
            "Helios AI, a startup with a $2 billion valuation and 3 million users, today released "
            "Helios-7, an open-weight model with 7 billion parameters. It runs on a laptop with 16 GB"
            " of memory.",
            {"sizes": [(7, None)], "weights": "yes"},
            id="valuation and users",
        ),
        pytest.param(
            "Nova-Large needs a single 80 GB GPU. The 70B model was trained on 15 trillion tokens and"
            " supports a context window of 128K tokens.",
            {"sizes": [(70, None)], "context_tokens": 128000, "training_tokens_t": 15},
            id="gpu memory",
        ),
        pytest.param(
            "The Nova family ranges from 1.5 billion to 72 billion parameters.",
            {"sizes": [(1.5, None), (72, None)]},
            id="range of sizes",
        ),
        pytest.param(
            "Nova-30B-A3B has 30.5B total parameters and activates only 3.3B per token.",
            {"sizes": [(30.5, 3.3)]},
            id="A3B",
        ),
        pytest.param(
            "Aurora open-sourced Nova in four sizes: 0.6B, 1.7B, 4B and 8B parameters.",
            {"sizes": [(0.6, None), (1.7, None), (4, None), (8, None)], "weights": "yes"},
            id="list of sizes",
        ),
        pytest.param(
            "Nova comes in 3B, 8B and 70B sizes and is licensed under Apache 2.0.",
            {"sizes": [(3, None), (8, None), (70, None)], "license": "apache-2.0", "weights": "yes"},
            id="sizes list with models",
        ),
        pytest.param(
            "Aurora will release the weights of its 120B parameter model next month.",
            {"sizes": [(120, None)]},
            id="future weights",
        ),
        pytest.param(
            "Nova was released on August 5, 2025, with 20B parameters.",
            {"sizes": [(20, None)], "release_date": "2025-08-05"},
            id="release date",
        ),
        pytest.param(
            "Its predecessor Nova 1, released in March 2024, had 13B parameters. Nova 2 has 34B parameters.",
            {"sizes": [(34, None)]},
            id="predecessor date",
        ),
        pytest.param(
            "Aurora introduces Nova-VL, an open vision-language model with 8B parameters.",
            {"sizes": [(8, None)], "modalities_in": ["text", "image"], "weights": "yes"},
            id="vision language",
        ),
        pytest.param(
            "PaintBox is a 12 billion parameter text-to-image model.",
            {"sizes": [(12, None)], "modalities_in": ["text"], "modalities_out": ["image"]},
            id="text to image",
        ),
        pytest.param(
            "Aurora dropped a magnet link for a 24B model with open weights.",
            {"sizes": [(24, None)], "weights": "yes", "weights_location": "torrent"},
            id="torrent",
        ),
        pytest.param(
            "The team thanks the open-source community. Nova has 9B parameters.",
            {"sizes": [(9, None)]},
            id="open source library",
        ),
        pytest.param(
            "The 27B parameter model is distributed under the Gemma license.",
            {"sizes": [(27, None)], "license": "gemma"},
            id="gemma like terms",
        ),
        pytest.param(
            "Meet Nova: a 1.5B-parameter model with a 1M-token context window.",
            {"sizes": [(1.5, None)], "context_tokens": 1000000},
            id="hyphen size",
        ),
        pytest.param("Nova Nano has just 270 million parameters.", {"sizes": [(0.27, None)]}, id="millions"),
        pytest.param(
            "Only 22B of its 235B parameters are active at a time.", {"sizes": [(235, 22)]}, id="activated of"
        ),
        pytest.param(
            "## Nova 2\n"
            "\n"
            "| Model | Params | Context Length | Tokens |\n"
            "|---|---|---|---|\n"
            "| Nova 2 S | 3B | 32k | 9T |\n"
            "| Nova 2 L | 14B | 32k | 9T |\n",
            {"sizes": [(3, None), (14, None)], "context_tokens": 32000, "training_tokens_t": 9},
            id="table card",
        ),
        pytest.param(
            "# Nova-14B\n"
            "\n"
            "- Type: Causal Language Models\n"
            "- Number of Parameters: 14.8B\n"
            "- Number of Paramaters (Non-Embedding): 13.2B\n"
            "- Number of Layers: 40\n"
            "- Context Length: 32,768 natively and 131,072 tokens with YaRN.\n",
            {"sizes": [(14.8, None)], "context_tokens": 32768},
            id="key value card",
        ),
        pytest.param(
            "Borealis AI is open-sourcing Lumen-9B today. The 9-billion-parameter model was pre-"
            "trained on 11 trillion tokens and outperforms models twice its size, including "
            "Titan-20B. Lumen is available on Hugging Face under the MIT license.",
            {
                "sizes": [(9, None)],
                "license": "mit",
                "training_tokens_t": 11,
                "weights": "yes",
                "weights_location": "huggingface",
            },
            id="a release post with a competitor's size",
        ),
        pytest.param(
            "Today we are releasing Corvus, a family of open models in 2B, 7B and 34B parameters. All"
            " variants support a 64K context. Weights and code are on GitHub and Hugging Face under "
            "Apache 2.0.",
            {
                "sizes": [(2, None), (7, None), (34, None)],
                "license": "apache-2.0",
                "context_tokens": 64000,
                "weights": "yes",
                "weights_location": "huggingface",
            },
            id="a family in one list",
        ),
        pytest.param(
            "Corvus-34B-Instruct is a dense model with 34B parameters, trained with 2,048 H100 GPUs, "
            "each with 80 GB of memory, for 40 days.",
            {"sizes": [(34, None)]},
            id="GPUs and their memory",
        ),
        pytest.param(
            "At a cost of $5.6 million, the 600B model, of which 30B parameters are activated for "
            "each token, was cheap to train.",
            {"sizes": [(600, 30)]},
            id="a size between money and active parameters",
        ),
        pytest.param(
            "Compared with the 405B parameters of Titan, Lumen gets by with 27B parameters.",
            {"sizes": [(27, None)]},
            id="a comparison that begins the sentence",
        ),
        pytest.param(
            "Lumen-ASR is an automatic speech recognition model with 600M parameters supporting 25 languages.",
            {"sizes": [(0.6, None)], "modalities_in": ["audio"], "modalities_out": ["text"]},
            id="speech recognition",
        ),
        pytest.param(
            "Lumen Video is a 14B text-to-video model whose weights can be downloaded from Hugging Face.",
            {
                "sizes": [(14, None)],
                "modalities_in": ["text"],
                "modalities_out": ["video"],
                "weights": "yes",
                "weights_location": "huggingface",
            },
            id="video out of text",
        ),
        pytest.param(
            "The first checkpoint was published on 12 March 2025 and has 3 billion parameters.",
            {"sizes": [(3, None)], "release_date": "2025-03-12"},
            id="a day in British order",
        ),
        pytest.param(
            "Nova Mini (4B) and Nova Max (480B, 35B active) share a 256K-token context window.",
            {"sizes": [(4, None), (480, 35)], "context_tokens": 256000},
            id="a small and a large one",
        ),
        pytest.param(
            "With 397B total and 17B active parameters, it is their largest model yet.",
            {"sizes": [(397, 17)]},
            id="total and active in one phrase",
        ),
        pytest.param(
            "Hugging Face released Sprout, a 3B open model trained on 11T tokens.",
            {"sizes": [(3, None)], "training_tokens_t": 11, "weights": "yes"},
            id="Hugging Face as publisher is no place",
        ),
        pytest.param(
            "Sizes: 0.5B, 1.5B, 7B. License: Apache-2.0. Context: 32k.",
            {"sizes": [(0.5, None), (1.5, None), (7, None)], "license": "apache-2.0", "context_tokens": 32000},
            id="short lines",
        ),
        pytest.param(
            "According to the model card, Lumen has around 110 billion parameters with 8 of 128 "
            "experts active per token.",
            {"sizes": [(110, None)]},
            id="experts are no parameters",
        ),
        pytest.param(
            "The release was delayed; the 120B model will now arrive in September 2025 under Apache 2.0.",
            {"sizes": [(120, None)]},
            id="an announced license is none yet",
        ),
    ],
)
def test_what_a_text_states(text: str, expected: dict[str, JSON]) -> None:
    """Every field that the text states of its release, and no other."""
    assert stated(text, "en") == expected
