"""Detection of what stands beside releases: rented lines, charts, hosts' launches, rockets, and texts of East Asia."""

from __future__ import annotations

import pytest

from tests.analysis.headlines import cases, entry, watching
from tracker.analysis import names
from tracker.analysis.examine import examine
from tracker.analysis.known import Known, known
from tracker.analysis.languages.gloss import glossed

EVENTS = """
release:
  Nebelwerk releases its new Tarn 30B under Apache 2.0
    The weights are on Hugging Face.
  Lumen consortium releases Tarn 3, an open 30B language model that tops benchmarks in two languages
    Weights and data are on Hugging Face.
  GLM-9.1 is live on Hugging Face!
    MIT license, 256k context.
  Microsoft veröffentlicht Phi-9 unter MIT-Lizenz
    Mehr Details will der Konzern später nennen.
  Gemma 9: Googles offenes Sprachmodell läuft auf einer GPU
    Vier Größen stehen zur Auswahl.
  阿里开源 Qwen9-7B 模型,权重已上线
    采用 Apache 2.0 许可证
  Qwen 9を公開、重みはHugging Faceで入手可能
    モデルは3種類
delay:
  Sam Altman: Offenes OpenAI-Modell kommt später als geplant
    Die Gewichte brauchen mehr Zeit.
update:
  Google updated the Gemma 9 QAT checkpoints
    New quantized weights fix the control tokens.
withdrawal:
  VibeVoice RIP? What do you think?
    Microsoft deleted the official repository and removed the weights from Hugging Face.
  Lumen removes its Stable Diffusion 9 repository from Hugging Face
    Nobody was told why.
license_change:
  Stability AI changes the SD3.5 license: free below two million in revenue
    The company answers to criticism of its community license.
"""

OTHERS = """
api_only_model:
  Qwen9-Max-Preview is here
    Our largest model with a trillion parameters.
  GLM-9-Turbo
    A fast model for agents.
evaluation_experience:
  Kimi K9 tops the Front End Arena
    The image is a leaderboard screenshot in which the open-weight model leads.
  LiveBench update: GLM-9 is now top open model
    The image is a benchmark chart.
hosting_availability:
  Llama 9 Scout launched on the Zeta API
    The model answers with 500 tokens per second.
third_party_derivative:
  Dynamic quants of Qwen9-27B are up
    Our GGUFs lose almost nothing.
infra_tooling_hardware:
  Google releases its new Quill Flex font as open source
    The typeface has six axes.
  DeepSeek says it will open source 5 repos next week
    The infrastructure of its training comes first.
other:
  Falcon-9-Absturz: Krater auf dem Mond vermessen
    Die Stufe schlug im Frühjahr auf.
"""


@pytest.fixture(scope="module")
def table() -> Known:
    """The list of publishers."""
    return watching()


@pytest.mark.parametrize(("kind", "title", "text"), cases(EVENTS))
def test_events_are_found_beside_what_looks_like_other_news(kind: str, title: str, text: str, table: Known) -> None:
    """Small words, scores, questions and terms of a license do not hide a release, nor does another script."""
    finding = examine(*entry(title, text), table)
    assert (finding.is_event, finding.kind) == (True, kind)


@pytest.mark.parametrize(("kind", "title", "text"), cases(OTHERS))
def test_what_is_named_like_a_release_is_none(kind: str, title: str, text: str, table: Known) -> None:
    """Rented lines of open families, charts, hosts, conversions, fonts and rockets are no events."""
    finding = examine(*entry(title, text), table)
    assert (finding.is_event, finding.kind) == (False, kind)


@pytest.mark.parametrize(
    ("text", "rented"),
    [
        pytest.param("Qwen9-Max-Thinking", True, id="a rented line of an open family, whatever its version"),
        pytest.param("Qwen9-Coder-Plus", True, id="a rented line of a line"),
        pytest.param("Qwen9-Coder-30B", False, id="an open line"),
        pytest.param("GLM-4.9-Flash", False, id="a fast line that is open"),
    ],
)
def test_rented_lines_of_open_families_are_told(text: str, rented: bool) -> None:
    """Which line of a family can only be rented is told by its parts, not by its version."""
    (span,) = names.spans(text, known())
    assert span.closed is rented


@pytest.mark.parametrize("text", ["llm-mistral 0.99", "Falcon 9 startet", "Falcon-9-Start"])
def test_ends_of_words_and_products_are_no_models(text: str) -> None:
    """A plugin that ends like a family, and a rocket, name no model of it."""
    assert not [span for span in names.spans(text, known()) if span.owner is not None]


def test_a_publisher_before_an_everyday_word_makes_it_a_model() -> None:
    """An everyday word is a family where its publisher stands before it, though nothing else speaks of models."""
    assert [span.name.key for span in names.spans("Microsoft zeigt Phi-9", known())] == ["phi-9"]
    assert not names.spans("Der Buchstabe Phi 9 mal", known())


def test_only_east_asian_texts_are_glossed() -> None:
    """Known words are set apart and read in English; other texts stay as they are."""
    assert glossed("智谱发布GLM-9模型").split() == ["Zhipu", "releases", "GLM-9", "model"]
    assert glossed("Größere Öfen – für alle") == "Größere Öfen – für alle"
