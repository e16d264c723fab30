"""Look-alikes: which names are made to look like a publisher's, and which are honest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import samples
from tracker.analysis.examine import examine
from tracker.analysis.known import Known, known
from tracker.analysis.lookalike import disguised, resembles
from tracker.domain import Fact, Source, SourceKind

MIRRORS = """openai openai-community mistral-community deepseek-community lmstudio-community mlx-community unsloth
TheBloke bartowski nvidia-fans RedHatAI ggml-org llava-hf"""
OTHERS = """google-research google-labs open-r1 OpenMOSS-Team OpenLLM-France openchat meta-math ai-forever NexaAI Intel
amd FacebookAI HuggingFaceFW cognitivecomputations mistral liquid swiss wan ibm 1bm laion stanford naver alibaba
helios"""
ODD = ("", "a", "ai", "org", "official", "real", "theofficial", "x" * 97, "0" * 97, "ai" * 48)
HONEST = (*MIRRORS.split(), *OTHERS.split(), *ODD)

TRENDING = samples.source("hub-trending", "trending", kind=SourceKind.COMMUNITY)


@pytest.fixture(scope="module")
def table() -> Known:
    """The list of publishers, and one that only the operator watches."""
    return known([Source("hub-helios", "hub", SourceKind.OFFICIAL, timedelta(days=1), organization="helios-ai")])


@pytest.mark.parametrize(
    ("namespace", "title"),
    [
        pytest.param("0penai", "OpenAI", id="a zero for an O"),
        pytest.param("OPENA1", "OpenAI", id="a one for an I"),
        pytest.param("openaI", None, id="an owner in other letters is the owner"),
        pytest.param("0pen-a1", "OpenAI", id="digits and a dash"),
        pytest.param("Open.AI", "OpenAI", id="a dot"),
        pytest.param("d33pseek-ai", "DeepSeek", id="threes for E"),
        pytest.param("micros0ft", "Microsoft", id="one letter in the middle"),
        pytest.param("rnicrosoft", "Microsoft", id="r and n for an m"),
        pytest.param("Qvven", "Qwen", id="two v for a w"),
        pytest.param("googIe", "Google", id="a capital I for an l"),
        pytest.param("meta-l1ama", "Meta", id="a one for an l"),
        pytest.param("metallama", "Meta", id="without its dash"),
        pytest.param("mi5tralai", "Mistral AI", id="a five for an s"),
        pytest.param("mistraI", "Mistral AI", id="what people call it, misspelled to deceive"),
        pytest.param("орenai", "OpenAI", id="Cyrillic letters"),
        pytest.param("gοοgle", "Google", id="Greek letters"),
        pytest.param("ｏｐｅｎａｉ", "OpenAI", id="full width"),
        pytest.param("nvídia", "NVIDIA", id="an accent"),
        pytest.param("openai-official", "OpenAI", id="that it is official"),
        pytest.param("OfficialOpenAI", "OpenAI", id="the same before it"),
        pytest.param("therealopenai", "OpenAI", id="that it is the real one"),
        pytest.param("hf-openai", "OpenAI", id="that it is of the Hub"),
        pytest.param("meta-llama-ai", "Meta", id="one word more"),
        pytest.param("deepseek-ai-org", "DeepSeek", id="another word more"),
        pytest.param("deepseek", "DeepSeek", id="one word less, which is its title"),
        pytest.param("moonshot-ai", "Moonshot AI", id="its title with a dash"),
        pytest.param("0penai-community", "OpenAI", id="an owner's second namespace"),
        pytest.param("xai-official", "xAI", id="three letters and a claim"),
        pytest.param("helios-ai-org", "hub-helios", id="one that only the operator watches"),
        *(pytest.param(name, None, id=f"honest: {name}") for name in HONEST),
    ],
)
def test_which_owners_look_like_a_publisher(namespace: str, title: str | None, table: Known) -> None:
    """What equals a publisher's name to a hasty eye is alike; what merely holds it is honest."""
    found = resembles(namespace, table)
    assert (found.title if found else None) == title


def test_no_publisher_looks_like_another(table: Known) -> None:
    """Not even where it is no longer on the list itself."""
    for owner in table.owners:
        rest = Known(tuple(one for one in table.owners if one is not owner))
        assert [(name, alike.title) for name in owner.namespaces if (alike := resembles(name, rest))] == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("OpenАI gpt-oss is out", "OpenАI", id="a Cyrillic A in OpenAI"),
        pytest.param("gpt-oss by Мetа", "Мetа", id="two letters of four"),
        pytest.param("Neues von Мistral", "Мistral", id="what people call it"),
        pytest.param("Мета выпустила модель", None, id="a text in another script"),
        pytest.param("OpenAI veröffentlicht ein größeres Modell", None, id="umlauts"),
        pytest.param("Méta-analyse", None, id="an accent"),
        pytest.param("µTorrent and αcme", None, id="foreign letters in a name that is nobody's"),
        pytest.param("OpenAI", None, id="the real one"),
    ],
)
def test_words_in_foreign_letters(text: str, word: str | None, table: Known) -> None:
    """Only a word of several scripts that reads like a publisher is one in disguise."""
    found = disguised(text, table)
    assert (found[0] if found else None) == word


def test_a_huge_text_stays_cheap(table: Known) -> None:
    """Foreign letters without an end are read once."""
    for text in ("оa" * 30_000, "о " * 30_000, "openаi" * 10_000):
        assert disguised(text, table) is None


@pytest.mark.parametrize(
    ("repo", "source", "confidence", "why"),
    [
        ("0penai/gpt-oss-20b", TRENDING, 0.3, "0penai looks like OpenAI's openai"),
        ("stranger/Model-7B", TRENDING, 0.5, "nobody knows stranger"),
        ("stranger/Model-7B", None, 0.5, "nobody knows stranger"),
        ("stranger/Model-7B", samples.source("hub-s", "hub", organization="Stranger"), 1.0, "stranger is watched"),
        ("stranger/Model-7B", samples.source("news", organization="stranger"), 0.5, "nobody knows stranger"),
        ("mirror/gpt-oss-20b", TRENDING, 0.4, "models of this name are OpenAI's, and nobody knows mirror"),
        ("stranger/Falcon-7B", TRENDING, 0.5, "nobody knows stranger"),
        ("openai/gpt-oss-20b", TRENDING, 1.0, "openai is OpenAI's"),
        ("deepseek/R2", samples.source("hub-d", "hub", organization="deepseek"), 1.0, "deepseek is watched"),
    ],
    ids=[
        "a name made to deceive is believed nothing",
        "a stranger that trends is a perhaps",
        "a source that is no longer watched vouches for nobody",
        "the Hub's own listing of an organization vouches for it",
        "a feed vouches for no repo",
        "a re-upload under the same name is no release",
        "a family that is an everyday word may be anybody's",
        "a known publisher is believed wherever it is seen",
        "whom the operator watches is no look-alike",
    ],
)
def test_how_sure_a_repo_is(repo: str, source: Source | None, confidence: float, why: str, table: Known) -> None:
    """By its namespace: watched or known, unknown, or alike."""
    finding = examine(samples.seen_repo(samples.repo(repo)), source, table)
    assert (finding.confidence, finding.reasons[-1], finding.suspicious) == (confidence, why, "looks like" in why)


def test_a_repo_that_moved_away_is_still_its_source_s(table: Known) -> None:
    """What a watched owner renames stays believed."""
    moved = samples.repo("elsewhere/Model-7B", renamed_from="stranger/Model-7B")
    source = samples.source("hub-s", "hub", organization="stranger")
    assert examine(samples.seen_repo(moved), source, table).confidence == 1.0


def test_a_look_alike_is_a_fact_with_its_evidence(table: Known) -> None:
    """It is attributed to its namespace, and the warning says whose name it borrows."""
    finding = examine(samples.seen_repo(samples.repo("0penai/gpt-oss-20b")), TRENDING, table)
    assert finding.organization == "0penai"
    assert [replace(fact, url=None) for fact in finding.facts] == [
        Fact(
            "warning",
            {"kinds": ["look-alike"], "owner": "OpenAI", "namespace": "0penai"},
            "table",
            100,
            "0penai/gpt-oss-20b",
            quote="0penai",
        )
    ]
    assert "/0penai/gpt-oss-20b/tree/" in (finding.facts[0].url or "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Get it: https://huggingface.co/0penai/gpt-oss-20b", "0penai looks like OpenAI's openai"),
        ("Weights by OpenАI", r"'Open\u0410I' reads like OpenAI"),
        ("Get it: https://huggingface.co/openai/gpt-oss-20b", None),
        ("Get it: https://huggingface.co/unsloth/gpt-oss-20b-GGUF", None),
    ],
    ids=["a link to a look-alike", "a word in foreign letters", "the real one", "an honest mirror"],
)
def test_a_text_that_leads_to_a_look_alike_is_marked(text: str, why: str | None, table: Known) -> None:
    """It is suspicious, and says why."""
    finding = examine(samples.observation(text=text), samples.source(kind=SourceKind.PRESS), table)
    assert finding.suspicious is (why is not None)
    assert why is None or why in finding.reasons
