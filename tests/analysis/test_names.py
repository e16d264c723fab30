"""Names: repo names taken apart, and models found in German and English texts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.analysis.headlines import named
from tracker.analysis.known import Known, known
from tracker.analysis.names import parse, spans
from tracker.domain import Source, SourceKind


@pytest.fixture(scope="module")
def table() -> Known:
    """The list of publishers, and one that only the operator watches."""
    day = timedelta(days=1)
    return known([Source("hub", "hub", SourceKind.OFFICIAL, day, organization="helios-ai", title="Helios AI")])


@pytest.mark.parametrize(
    ("written", "key", "version", "total", "active", "variant", "date"),
    [
        ("Qwen3.5-397B-A17B-Instruct-2507", "qwen-3.5", "3.5", 397e9, 17e9, "instruct", "2507"),
        ("DeepSeek-R1-0528", "deepseek-r1", "r1", None, None, None, "0528"),
        ("DeepSeek-R1-Distill-Qwen-32B", "deepseek-r1", "r1", 32e9, None, "distill", None),
        ("DeepSeek-V3.1", "deepseek-v3.1", "v3.1", None, None, None, None),
        ("Mistral-Small-3.1-24B-Instruct-2503", "mistral-small-3.1", "3.1", 24e9, None, "instruct", "2503"),
        ("Mistral Small 3.1", "mistral-small-3.1", "3.1", None, None, None, None),
        ("Mistral-7B-v0.1", "mistral-7b", None, 7e9, None, None, None),
        ("Mixtral-8x7B-Instruct-v0.1", "mixtral", None, None, None, "instruct", None),
        ("meta-llama/Meta-Llama-3.1-8B-Instruct", "llama-3.1", "3.1", 8e9, None, "instruct", None),
        ("Llama-4-Maverick-17B-128E-Instruct", "llama-4", "4", 17e9, None, "maverick-instruct", None),
        ("openai/gpt-oss-120b", "gpt-oss", None, 120e9, None, None, None),
        ("gpt-oss-safeguard-20b", "gpt-oss-safeguard", None, 20e9, None, None, None),
        ("EleutherAI/gpt-j-6b", "gpt-j", None, 6e9, None, None, None),
        ("gpt-neo-2.7B", "gpt-neo", None, 2.7e9, None, None, None),
        ("Kimi-K2-Thinking", "kimi-k2", "k2", None, None, "thinking", None),
        ("falcon-40b-instruct", "falcon", None, 40e9, None, "instruct", None),
        ("Falcon-H1-7B", "falcon-h1", "h1", 7e9, None, None, None),
        ("bloom-7b1", "bloom", None, 7.1e9, None, None, None),
        ("bloomz", "bloomz", None, None, None, None, None),
        ("gemma-3-4b-it", "gemma-3", "3", 4e9, None, "instruct", None),
        ("Phi-4-mini-instruct", "phi-4-mini", "4", None, None, "instruct", None),
        ("Qwen3-Coder-480B-A35B", "qwen-3-coder", "3", 480e9, 35e9, None, None),
        ("whisper-large-v3", "whisper-large-v3", "v3", None, None, None, None),
        ("NVIDIA-Nemotron-3-Ultra-550B-A55B-BF16", "nemotron-3-ultra", "3", 550e9, 55e9, None, None),
        ("nvidia/Llama-3.1-Nemotron-70B-Instruct", "llama-3.1-nemotron", "3.1", 70e9, None, "instruct", None),
        ("Hermes-4-Llama-3.1-70B", "hermes-4", "4", 70e9, None, None, None),
        ("Helios-2.1-24B-Instruct-GGUF", "helios-2.1", "2.1", 24e9, None, "instruct", None),
        ("helios-ai/Helios-Voice-1B", "helios-voice", None, 1e9, None, None, None),
        ("granite-4.0-h-small", "granite-4.0-h-small", "4.0", None, None, None, None),
        ("GLM-4.5-Air", "glm-4.5", "4.5", None, None, "air", None),
        ("Hunyuan-A13B", "hunyuan-a13b", None, None, 13e9, None, None),
        ("gemma-3n-E4B-it", "gemma-3n", "3n", None, None, "instruct", None),
        ("SL2T", "sl-2t", "2t", None, None, None, None),
        ("Acme-Coder-7B-Q4_K_M", "acme-coder", None, 7e9, None, None, None),
        ("Fjord-13B-FP8", "fjord", None, 13e9, None, None, None),
    ],
)
def test_a_repo_name_comes_apart(
    written: str,
    key: str,
    version: str | None,
    total: float | None,
    active: float | None,
    variant: str | None,
    date: str | None,
) -> None:
    """Sizes, formats, variants and dates never go into the key; versions and lines do."""
    name = parse(written)
    assert name is not None
    assert (name.key, name.version, name.active, name.variant, name.date) == (key, version, active, variant, date)
    assert name.total == pytest.approx(total)


@pytest.mark.parametrize("written", ["ChatGPT", "iPhone 17", "RTX 5090", "Windows 11", "2507", ""])
def test_products_and_numbers_are_no_names(written: str) -> None:
    """What only looks like a model is none."""
    assert parse(written) is None


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param("OpenAIs Open-Weight-Modell kommt", [], id="a genitive and a compound name nothing"),
        pytest.param("Metas Llama-Modelle sind da", ["llama"], id="a german compound"),
        pytest.param("Neue gpt-oss-Modelle von OpenAI", ["gpt-oss"], id="a compound of a lower-case name"),
        pytest.param("Onyx-30B is out", ["onyx"], id="an unknown family by its size"),
        pytest.param("Acme-Coder 7B: open weights under MIT", ["acme-coder"], id="size after a space"),
        pytest.param("A lab's first open-weight model “Tarn”", ["tarn"], id="an unknown name in quotes"),
        pytest.param("Das offene KI-Modell Zaunkönig 2 kommt", ["zaunkoenig-2"], id="an umlaut, as the repo spells it"),
        pytest.param("Ein Open-Weight-Modell namens Tarn-VL", ["tarn-vl"], id="a line in capitals"),
        pytest.param("Öhring-7B is out", ["oehring"], id="an umlaut at the beginning"),
        pytest.param("Helios 2.1\nA better 24B model", ["helios-2.1"], id="a watched publisher's own word"),
        pytest.param("Helios AI gibt Helios 2 frei", ["helios-2"], id="the publisher itself is no model"),
        pytest.param("Introducing Falcon\nThe weights are open", ["falcon"], id="an everyday word beside weights"),
        pytest.param("Falcon 9 startet vom Cape", [], id="the same word without models"),
        pytest.param("Nach Deepseek-Erfolg: ein Modell", [], id="a publisher in a compound"),
        pytest.param("Kimi K3", ["kimi-k3"], id="a version of letter and digit"),
        pytest.param("Deepseek V4 Flash out", ["deepseek-v4"], id="a variant beside a version"),
        pytest.param("Helios Pro, our strongest", ["helios-pro"], id="the same word without a version is the name"),
        pytest.param("Our first open model since GPT-2", [], id="a yardstick is no subject"),
        pytest.param("Kimi released Kimi K2 Thinking", ["kimi-k2"], id="a version hides the bare family"),
        pytest.param("Llama 4 Scout\nMixtral stays", ["llama-4", "mixtral"], id="the title goes first"),
        pytest.param("CodeLlama 70B is out", ["code-llama"], id="words written as one"),
        pytest.param("Zeta Labs builds a model", [], id="a company called like a family"),
        pytest.param("Phi-4 and Gemma 3", ["phi-4", "gemma-3"], id="an everyday word beside another model"),
        pytest.param("The successor to Llama 3: Llama 4", ["llama-4"], id="a predecessor is no subject"),
        pytest.param("Sam announces a model", [], id="a person called like a short family"),
        pytest.param("Qwen 3 coder is out", ["qwen-3-coder"], id="a line in small letters"),
        pytest.param("Whisper large-v3 model", ["whisper-large-v3"], id="a line with its version"),
        pytest.param("FLUX.1 Kontext [dev]", ["flux-1-kontext-dev"], id="a line in brackets"),
        pytest.param("Das iPhone 17 und die RTX 5090 mit KI-Modell", [], id="hardware"),
    ],
)
def test_models_that_a_text_names(text: str, keys: list[str], table: Known) -> None:
    """Names come in order of importance, each once."""
    assert [name.key for name in named(text, table)] == keys


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Llama 4 Scout und Maverick", ["Llama 4 Scout", "Llama 4 Maverick"], id="variants"),
        pytest.param("Llama 4 Scout/Maverick", ["Llama 4 Scout", "Llama 4 Maverick"], id="a stroke"),
        pytest.param("gpt-oss-120b and -20b", ["gpt-oss-120b", "gpt-oss-20b"], id="a hyphen that stands for the head"),
        pytest.param("Qwen3 8B, 14B and 32B", ["Qwen3 8B", "Qwen3 14B", "Qwen3 32B"], id="sizes"),
        pytest.param("Llama 3.1 und 3.2", ["Llama 3.1", "Llama 3.2"], id="versions"),
        pytest.param("Llama 3 and 4 weeks", ["Llama 3"], id="an amount of time is no version"),
        pytest.param("Nemotron 3 Nano and Ultra", ["Nemotron 3 Nano", "Nemotron 3 Ultra"], id="lines"),
    ],
)
def test_a_list_with_one_head_is_several_names(text: str, names: list[str], table: Known) -> None:
    """What is left out after the first name is the same for the others."""
    assert [span.name.text for span in spans(text, table)] == names


def test_what_is_made_of_llama_is_its_maker_s(table: Known) -> None:
    """The license of Llama asks that names of derived models begin with it."""
    (span,) = spans("Llama-3.1-Nemotron-70B", table)
    assert span.owner is not None
    assert span.owner.title == "NVIDIA"
