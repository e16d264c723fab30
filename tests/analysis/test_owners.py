"""Owners: whose news a text is, and whose voice a source is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.analysis.headlines import publisher
from tracker.analysis import owners
from tracker.analysis.known import Known, known
from tracker.domain import Source, SourceKind

DAY = timedelta(days=1)
HUB = Source("hub-helios", "hub", SourceKind.OFFICIAL, DAY, organization="helios-ai", title="Helios AI")


@pytest.fixture(scope="module")
def table() -> Known:
    """The list of publishers, and one that only the operator watches."""
    return known([HUB])


def feed(name: str, kind: SourceKind = SourceKind.OFFICIAL, **more: str) -> Source:
    """A feed by its name."""
    return Source(name, "feed", kind, DAY, **more)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("OpenAIs offenes Modell verschoben", "OpenAI", id="a genitive"),
        pytest.param("Nach Deepseek-Erfolg: Auch OpenAI kündigt etwas an", "OpenAI", id="not the one before"),
        pytest.param("Leak hints at OpenAI's open model", "OpenAI", id="whom a hint is about"),
        pytest.param("Hinweise auf OpenAIs offenes Modell", "OpenAI", id="whom a German hint is about"),
        pytest.param("Acme-7B is on Hugging Face", None, id="a place is no publisher"),
        pytest.param("Neue Kimi-Modelle: Kimi K3 ist da", "Moonshot AI", id="the family's publisher"),
        pytest.param("Gemma 3 beats DeepSeek V3", "Google", id="the subject, not the yardstick"),
        pytest.param(
            "New weights are out\nMistral AI publishes them", "Mistral AI", id="the body where the title is silent"
        ),
        pytest.param("Helios launches a model", "Helios AI", id="a watched publisher by its own word"),
        pytest.param(
            "China's Quellstein to open-source its Wren 2 model this week", "Quellstein", id="not its country"
        ),
        pytest.param("Chinas Quellstein veröffentlicht Sprachmodell Wren 2", "Quellstein", id="nor in German"),
        pytest.param("Elektroauto fährt weit", None, id="nobody"),
    ],
)
def test_the_publisher_of_a_press_text(text: str, title: str | None, table: Known) -> None:
    """The press tells by families, genitives and who acts."""
    found = publisher(text, table, feed("press", SourceKind.PRESS))
    assert (found.title if found else None) == title


@pytest.mark.parametrize(
    ("source", "title"),
    [
        pytest.param(feed("news", organization="openai"), "OpenAI", id="by its organization"),
        pytest.param(feed("openai-news"), "OpenAI", id="by its name"),
        pytest.param(feed("helios-blog"), "Helios AI", id="by the first word of a watched publisher"),
        pytest.param(feed("blog", url="https://mistral.ai/rss.xml"), "Mistral AI", id="by its host"),
        pytest.param(feed("labs", url="http://127.0.0.1:8000/labs"), None, id="a feed of many labs"),
        pytest.param(feed("openai-news", SourceKind.PRESS), None, id="the press is nobody's voice"),
        pytest.param(None, None, id="no source"),
    ],
)
def test_whose_voice_a_source_is(source: Source | None, title: str | None, table: Known) -> None:
    """Only official sources speak for a publisher."""
    found = owners.of_source(source, table)
    assert (found.title if found else None) == title


def test_an_official_text_without_names_is_its_owner_s(table: Known) -> None:
    """A blog need not say its own name."""
    found = publisher("Planning an open-weight language model", table, feed("openai-news"))
    assert found is not None
    assert found.title == "OpenAI"
