"""License, weights, place, data, modalities and date in texts: what is said of the release, and only that. English."""

from __future__ import annotations

import pytest

from tests.analysis.test_facts import stated
from tracker.domain import JSON


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Nova is an 8x7B mixture-of-experts model under the MIT license, with weights available on Hugging Face.",
            {"license": "mit", "weights": "yes", "weights_location": "huggingface"},
            id="8x7B",
        ),
        pytest.param(
            "The code is released under Apache 2.0, while the model weights are available under the "
            "Nova Community License.",
            {"license": "Nova Community License", "weights": "yes"},
            id="code vs weights license",
        ),
        pytest.param("The inference code on GitHub is MIT licensed.", {}, id="code license only"),
        pytest.param(
            "Nova 2 is now licensed under MIT; the previous version used a non-commercial license.",
            {"license": "mit", "weights": "yes"},
            id="old license",
        ),
        pytest.param(
            "Aurora published the weights of Nova but did not release the training data.",
            {"data_disclosure": "no", "weights": "yes"},
            id="no data",
        ),
        pytest.param("Nova was trained on publicly available data from the web.", {}, id="public data not published"),
        pytest.param(
            "The team released the model weights, the complete training data and the training code.",
            {"data_disclosure": "full", "weights": "yes"},
            id="fully open",
        ),
        pytest.param(
            "A summary of the training data is published, but the data set itself is not.",
            {"data_disclosure": "partial"},
            id="data described",
        ),
        pytest.param("Aurora says it will publish the training data later.", {}, id="will publish data"),
        pytest.param("The team released the evaluation dataset along with the paper.", {}, id="eval data"),
        pytest.param(
            "Nova Max is available only via the API; the weights have not been published.",
            {"weights": "no"},
            id="api only",
        ),
        pytest.param(
            "The model has a knowledge cutoff of June 2024 and was released under the MIT license.",
            {"license": "mit", "weights": "yes"},
            id="knowledge cutoff",
        ),
        pytest.param(
            "Zephyrus is a fine-tune of Llama 3 70B, trained on 2 million conversations, and released"
            " under Apache 2.0.",
            {"license": "apache-2.0", "weights": "yes"},
            id="base model",
        ),
        pytest.param(
            "Nova accepts text, images and audio as input and generates text.",
            {"modalities_in": ["text", "image", "audio"], "modalities_out": ["text"]},
            id="multimodal in",
        ),
        pytest.param(
            "Aurora open-sourced Nova Voice, a text-to-speech model under Apache 2.0.",
            {"license": "apache-2.0", "modalities_in": ["text"], "modalities_out": ["audio"], "weights": "yes"},
            id="tts",
        ),
        pytest.param(
            "Nova is a text-only model: it takes text and produces text.",
            {"modalities_in": ["text"], "modalities_out": ["text"]},
            id="text-only",
        ),
        pytest.param("Unlike Titan, Nova has no vision-language abilities.", {}, id="not multimodal"),
        pytest.param(
            "Nova-Small is under Apache 2.0, Nova-Large under a Research License.",
            {"weights": "yes"},
            id="two licenses",
        ),
        pytest.param(
            "The weights can be downloaded from ModelScope.",
            {"weights": "yes", "weights_location": "modelscope"},
            id="modelscope",
        ),
        pytest.param("Support landed in Hugging Face Transformers yesterday.", {}, id="hf integration"),
        pytest.param(
            "Nova Ultra is a closed-source model; Aurora has not released its weights.",
            {"weights": "no"},
            id="no weights",
        ),
        pytest.param(
            "Critics say the license is not open source. Nova is available under the Nova License, "
            "which forbids use with more than 700 million users.",
            {"license": "Nova License"},
            id="critics",
        ),
        pytest.param(
            "Weights are available for research under CC BY-NC 4.0.",
            {"license": "cc-by-nc-4.0", "weights": "yes"},
            id="cc by nc",
        ),
        pytest.param(
            "The Lumen weights are released under a custom license that prohibits commercial use.",
            {"weights": "yes"},
            id="a custom license without a name",
        ),
        pytest.param(
            "Model weights: CC-BY-NC-4.0. Code: Apache-2.0.",
            {"license": "cc-by-nc-4.0"},
            id="weights and code under two licenses in one line",
        ),
        pytest.param(
            "Everything is open: weights, training data, code and checkpoints are released under Apache 2.0.",
            {"license": "apache-2.0", "data_disclosure": "full", "weights": "yes"},
            id="everything is open",
        ),
        pytest.param(
            "As with earlier releases, Borealis does not disclose what data the model was trained on.",
            {"data_disclosure": "no"},
            id="what data is not said",
        ),
        pytest.param("The training data remains undisclosed.", {"data_disclosure": "no"}, id="undisclosed data"),
        pytest.param(
            "A sample of the training data has been released on Hugging Face.",
            {"data_disclosure": "partial"},
            id="a sample of the data",
        ),
        pytest.param(
            "It understands images and text, and it runs locally on a phone with 8 GB RAM.",
            {"modalities_in": ["text", "image"]},
            id="two kinds of input and the memory of a phone",
        ),
        pytest.param("Lumen is not open source: its license restricts commercial use.", {}, id="open source denied"),
        pytest.param(
            "The lab says it has no plans to release the weights.", {"weights": "no"}, id="no plans for weights"
        ),
        pytest.param(
            "Nova is available under the Nova Open License 1.0.",
            {"license": "Nova Open License"},
            id="a license by its own name",
        ),
        pytest.param(
            "Nova is released under the permissive MIT License, unlike Titan, which uses a custom license.",
            {"license": "mit", "weights": "yes"},
            id="a competitor's license",
        ),
    ],
)
def test_what_a_text_states(text: str, expected: dict[str, JSON]) -> None:
    """Every field that the text states of its release, and no other."""
    assert stated(text, "en") == expected
