"""Detection: which texts are news of open weights, of which kind, and how sure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tracker.analysis.detect_kinds import EVENTS, SAYS
from tracker.analysis.detect_weights import packaged
from tracker.analysis.examine import examine
from tracker.analysis.known import Known, known
from tracker.analysis.languages import LANGUAGES
from tracker.domain import Finding, Observation, Source, SourceKind

DAY = timedelta(days=1)
SURE = 0.7


@pytest.fixture(scope="module")
def table() -> Known:
    """The list of publishers, and two that only the operator watches."""
    hubs = (("helios-ai", "Helios AI"), ("acme-lab", "Acme Lab"))
    return known([Source(n, "hub", SourceKind.OFFICIAL, DAY, organization=n, title=title) for n, title in hubs])


def judged(title: str, text: str, table: Known, source: str = "", kind: SourceKind = SourceKind.PRESS) -> Finding:
    """The finding of a feed entry."""
    entry = Observation("feed", "1", "entry", datetime(2025, 8, 5, tzinfo=UTC), title, text)
    return examine(entry, Source(source or "press", "feed", kind, DAY), table)


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("Acme-Coder 7B: open weights under MIT", "The weights are on Hugging Face.", "release"),
        ("OpenAI veröffentlicht gpt-oss-120b", "Es steht unter Apache 2.0 zum Herunterladen bereit.", "release"),
        ("Zeta Labs releases Tarn-30B with open weights", "MIT licensed.", "release"),
        ("Meta open-sources Llama", "The weights of Llama are out.", "release"),
        ("Helios AI gibt Sprachmodell Helios 2 frei", "Es steht unter Apache 2.0.", "release"),
        ("OpenAI kündigt ein Open-Weight-Modell an", "Es soll im Sommer erscheinen.", "announcement"),
        ("OpenAI verschiebt sein offenes Modell", "Das Open-Weight-Modell kommt erst im Herbst.", "delay"),
        ("Acme Lab changes license of Acme-Coder 7B", "The open weights are now MIT licensed.", "license_change"),
        ("Alibaba zeigt Qwen 3.8", "Die Modellgewichte sollen in den kommenden Wochen folgen.", "announcement"),
    ],
)
def test_news_of_open_weights_is_found_and_sure(title: str, text: str, kind: str, table: Known) -> None:
    """A clear text in either language is an event of the right kind, sure enough for an alert."""
    finding = judged(title, text, table)
    assert (finding.is_event, finding.kind) == (True, kind)
    assert finding.confidence >= SURE
    assert finding.reasons


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("Introducing GPT-5", "Our best model yet, in ChatGPT and the API.", "api_only_model"),
        ("Google zeigt neues Gemini-Modell", "Es ist nur über die Cloud verfügbar.", "api_only_model"),
        ("You can now run gpt-oss on our cloud", "Our inference service added it.", "hosting_availability"),
        ("Tutorial: fine-tune Llama 3.1 on a laptop", "A step by step guide.", "tutorial_howto"),
        ("Anleitung: Lokale Sprachmodelle auf dem PC", "So laufen Llama und Mistral.", "tutorial_howto"),
        ("gpt-oss im Test: So gut läuft das offene Modell", "Wir haben es ausprobiert.", "evaluation_experience"),
        ("Mistral AI raises 600 million in Series B", "Investors bet on open models.", "funding_business"),
        ("Start-up bekommt 200 Millionen Euro", "Investoren setzen auf KI.", "funding_business"),
        ("Regulator opens inquiry into training data", "Several labs are asked.", "policy_legal_safety"),
        ("Qwen3-8B-Uncensored-GGUF", "A quantized version.", "third_party_derivative"),
        ("ChatGPT bekommt neue Funktionen", "Für zahlende Kunden.", "product"),
        ("KI-Update kompakt: Llama 4, Robotik, Suche", "Die Woche in Kürze.", "digest"),
        ("Opinion: what open source means for AI", "Licenses, data, weights: the debate goes on.", "other"),
    ],
)
def test_other_news_is_no_event_and_says_why(title: str, text: str, kind: str, table: Known) -> None:
    """What is no release of weights is named for what it is."""
    finding = judged(title, text, table)
    assert (finding.is_event, finding.kind) == (False, kind)


def test_a_leak_is_a_signal_below_an_alert(table: Known) -> None:
    """A rumor never comes near the confidence of an alert."""
    finding = judged("Leak hints at OpenAI's open model", "A repo gpt-oss-120b was seen and vanished.", table)
    assert (finding.is_event, finding.kind) == (True, "prerelease_signal")
    assert finding.confidence < SURE


def test_a_promise_without_a_name_has_an_owner_and_no_names(table: Known) -> None:
    """An official plan is an announcement of its owner's; its yardstick is no name."""
    text = "We plan to release our first open-weight language model since GPT-2."
    finding = judged("Planning an open-weight language model", text, table, "openai-news", SourceKind.OFFICIAL)
    assert (finding.is_event, finding.kind, finding.organization) == (True, "announcement", "OpenAI")
    assert finding.names == ()


def test_the_official_voice_needs_fewer_words(table: Known) -> None:
    """A bare name is a release on its owner's blog, and surer there than in the press."""
    text = "A better 24B model, Apache 2.0 as before."
    official = judged("Helios 2.1", text, table, "helios-blog", SourceKind.OFFICIAL)
    press = judged("Helios 2.1", text, table)
    assert official.is_event
    assert official.confidence > press.confidence


@pytest.mark.parametrize(
    ("title", "text", "event"),
    [
        ("Mistral publie Mistral Small 9", "Les poids du modèle sont sur Hugging Face, licence Apache 2.0.", True),
        ("Alibaba lanza Qwen 9", "El modelo está disponible en Hugging Face con licencia Apache 2.0.", True),
        ("阿里巴巴发布 Qwen 9", "模型权重 https://huggingface.co/Qwen/Qwen9-30B", True),
        ("OpenAI lève 20 milliards", "La société est valorisée à un niveau record.", False),
        ("Claude Opus 9 llega", "El nuevo modelo de Anthropic está disponible.", False),
    ],
    ids=["french", "spanish", "chinese", "french about money", "spanish about a rented model"],
)
def test_other_languages_by_names_and_links(title: str, text: str, event: bool, table: Known) -> None:
    """Texts in languages without phrases are judged by what they name and link to."""
    assert judged(title, text, table).is_event is event


@pytest.mark.parametrize(
    ("source", "title", "event"),
    [
        ("helios-blog", "Introducing Tanne 1.5", True),
        ("press", "Helios AI delays Tanne 2", True),
        ("press", "Nebelwerk delays Tanne 2", False),
    ],
    ids=["its own blog", "the press about it", "the press about somebody else"],
)
def test_a_watched_publisher_is_taken_to_speak_of_models(source: str, title: str, event: bool, table: Known) -> None:
    """Who is watched for models alone needs no word of a model, but stays below an alert."""
    kind = SourceKind.OFFICIAL if source == "helios-blog" else SourceKind.PRESS
    finding = judged(title, "", table, source, kind)
    assert finding.is_event is event
    assert not event or finding.confidence < SURE


def test_an_owner_may_name_its_model_below_the_title(table: Known) -> None:
    """A post of the owner with a title that plays on words is an event by its first sentence."""
    text = "Today we are releasing Mistral Small 9, our new language model. It writes better code."
    assert judged("Small wonders", text, table, "mistral-ai-news", SourceKind.OFFICIAL).is_event
    assert not judged("Small wonders", text, table).is_event


def test_reasons_name_model_and_owner_and_quote_the_text(table: Known) -> None:
    """A person sees what was found and in which words, the strongest first, always in the same order."""
    title, text = "OpenAI releases gpt-oss-120b", "The weights are on Hugging Face under Apache 2.0."
    first, second = (judged(title, text, table).reasons for _ in range(2))
    assert first == second
    assert first[0] == "names gpt-oss-120b of OpenAI"
    assert "speaks of weights to download (“the weights”)" in first
    assert judged("Zeta Labs releases Tarn-30B", text, table).reasons[0] == "names Tarn-30B, which is on no list"


def test_every_phrase_and_mark_has_its_words() -> None:
    """Signals of the languages, weights and reasons speak of the same things."""
    for code, words in LANGUAGES.items():
        assert set(words.phrases) <= set(SAYS), code
    signals = {sign.partition(":")[2] for sign in packaged().signs if ":" in sign}
    assert signals <= set(SAYS)
    assert set(SAYS) - signals == {"leak"}
    assert "release" in EVENTS
