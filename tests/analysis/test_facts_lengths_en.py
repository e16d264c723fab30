"""Context and training tokens in texts, and numbers that are neither. English."""

from __future__ import annotations

import pytest

from tests.analysis.test_facts import stated
from tracker.domain import JSON


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Nova accepts 256K tokens of context and can write up to 32K output tokens.",
            {"context_tokens": 256000},
            id="output limit",
        ),
        pytest.param("The model can generate up to 128K output tokens in a single response.", {}, id="output only"),
        pytest.param(
            "While Titan is limited to a 32K context window, Nova handles a context of 200,000 tokens.",
            {"context_tokens": 200000},
            id="competitor context",
        ),
        pytest.param(
            "Nova 2 doubles the context length of its predecessor from 64K to 128K tokens.",
            {"context_tokens": 128000},
            id="predecessor context",
        ),
        pytest.param(
            "Aurora plans to release Nova under an Apache 2.0 license later this year.", {}, id="planned license"
        ),
        pytest.param(
            "The company was founded in May 2023 and raised $400 million in June 2025.", {}, id="date of another event"
        ),
        pytest.param(
            "Nova-Coder is based on the 32B parameter Titan model and supports 64K context.",
            {"context_tokens": 64000},
            id="based on",
        ),
        pytest.param("The draft model was fine-tuned on 500 million tokens.", {}, id="distilled tokens"),
        pytest.param(
            "API access costs $2 per million tokens with a 128k context.", {"context_tokens": 128000}, id="tokens price"
        ),
        pytest.param("It reaches 1,200 tokens per second on 8 GPUs and saves 30 billion dollars.", {}, id="throughput"),
        pytest.param(
            "On MMLU the model scores 81.2, on a 1,024-question set it needs 4096 tokens on average.",
            {},
            id="benchmark",
        ),
        pytest.param(
            "Nova was trained on 8T tokens, about half of the 15T tokens used for Titan.",
            {"training_tokens_t": 8},
            id="competitor tokens",
        ),
        pytest.param("According to a leak, Nova 4 is said to have 500 billion parameters.", {}, id="rumor"),
        pytest.param("Nova 4 may have more than 500 billion parameters, insiders believe.", {}, id="rumor2"),
        pytest.param("a context window of one million tokens", {"context_tokens": 1000000}, id="context words"),
        pytest.param("Training took 2.8 million GPU hours and cost 5.6 million dollars.", {}, id="gpu hours"),
        pytest.param("The network has 61 layers, 256 experts and a vocabulary of 129,280 tokens.", {}, id="layers"),
        pytest.param("Nova supports 140 languages.", {}, id="languages"),
        pytest.param(
            "| Benchmark | Nova 8B | Titan 70B |\n"
            "|---|---|---|\n"
            "| MMLU | 71.0 | 79.3 |\n"
            "| GSM8K (8-shot) | 80.1 | 92.0 |\n",
            {},
            id="benchmarks table",
        ),
        pytest.param(
            "It scored 88.5% on MMLU, ahead of Titan 2 (405B parameters, 128K context).",
            {},
            id="a competitor in brackets",
        ),
        pytest.param(
            "The company, which counts 12 million users and was last valued at 4.5 billion dollars, "
            "will publish the model's weights in the coming weeks.",
            {},
            id="users and valuation of the company",
        ),
        pytest.param(
            "Lumen Pro remains proprietary and is offered through an API at $3 per million input "
            "tokens; its context window is 200K tokens.",
            {"context_tokens": 200000},
            id="a price per million tokens",
        ),
        pytest.param(
            "We also release a dataset of 2M instruction pairs under CC BY 4.0.",
            {},
            id="another data set of the release",
        ),
        pytest.param(
            "The model handles inputs of up to 1 million tokens and was distilled from the 1.2T-parameter Lumen Ultra.",
            {"context_tokens": 1000000},
            id="a teacher's size",
        ),
        pytest.param(
            "Reddit user: is there any open source model that beats this? I have 24 GB of VRAM.",
            {},
            id="a question states nothing",
        ),
        pytest.param("Rumors suggest 70B parameters and an Apache 2.0 license.", {}, id="rumors"),
        pytest.param(
            "The vocabulary grew to 262,144 tokens while the context stays at 32K.", {}, id="a vocabulary is no context"
        ),
        pytest.param(
            "Lumen was trained on up to 18T tokens of text and code.",
            {"training_tokens_t": 18},
            id="up to so many tokens",
        ),
        pytest.param(
            "The 4-bit quantized version needs 12 GB; community GGUF files are on Hugging Face.",
            {},
            id="files of others",
        ),
        pytest.param(
            "The model was trained from scratch on 6.5T tokens, then mid-trained on 200B tokens of code.",
            {"training_tokens_t": 6.5},
            id="pretraining before later training",
        ),
        pytest.param(
            "Mistral-style sliding window attention over 4,096 tokens keeps memory low.",
            {},
            id="a sliding window is no context",
        ),
        pytest.param(
            "The research team at Stanford fine-tuned Llama 3.1 8B on 50B tokens of legal text.",
            {},
            id="training of a derivative",
        ),
        pytest.param(
            "The context window was extended from 8K to 128K tokens with YaRN.",
            {"context_tokens": 128000},
            id="a context that was extended",
        ),
    ],
)
def test_what_a_text_states(text: str, expected: dict[str, JSON]) -> None:
    """Every field that the text states of its release, and no other."""
    assert stated(text, "en") == expected
