"""Delays, licenses that were, rows of yardsticks, and models to be had over an interface only, in titles and bodies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analysis.headlines import entry, named, publisher
from tracker.analysis.examine import examine
from tracker.analysis.facts.license import granted
from tracker.analysis.known import known
from tracker.analysis.names import spans
from tracker.domain import SourceKind


@pytest.mark.parametrize(
    ("kind", "title", "text"),
    [
        pytest.param("delay", "An update on Tarn 4", "Our open-weight model will take more time.", id="in the body"),
        pytest.param(
            "delay", "Tarn 4 braucht noch Zeit", "Die offenen Gewichte kommen später.", id="braucht noch Zeit"
        ),
        pytest.param("delay", "Offenes Modell Tarn 4 lässt auf sich warten", "", id="lässt auf sich warten"),
        pytest.param("delay", "Open weights of Tarn 4 pushed back to May", "", id="pushed back"),
        pytest.param("announcement", "Coming soon: Tarn 4", "We will publish its weights.", id="weights to come"),
        pytest.param("announcement", "Nebelwerk will Tarn 4 mit offenen Gewichten veröffentlichen", "", id="will"),
        pytest.param("announcement", "Zhenlu to open-source its Tarn 4 model this week", "", id="this week"),
        pytest.param("delay", "An update on our open-weight model", "We are delaying the release.", id="no name"),
        pytest.param("release", "Tarn 4 ist da: Nebelwerk veröffentlicht Gewichte", "", id="veröffentlicht Gewichte"),
        pytest.param("api_only_model", "Tarn 4: Sprachmodell nur über die Programmierschnittstelle", "", id="API"),
        pytest.param(
            "api_only_model",
            "Introducing Tarn 4, a language model",
            "For all developers through our API.",
            id="our API",
        ),
    ],
)
def test_the_kind_of_what_is_told(kind: str, title: str, text: str) -> None:
    """A delay is one in the body too, what is to come is no release, and an interface opens nothing."""
    seen, source = entry(title, text)
    assert examine(seen, source, known()).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The model was Apache 2.0 until now.", id="until now"),
        pytest.param("Das Modell stand bislang unter Apache 2.0.", id="bislang"),
        pytest.param("Das Modell stand bisher unter Apache 2.0.", id="bisher"),
    ],
)
def test_the_license_that_was_is_none(text: str) -> None:
    """What a model stood under before is not what it stands under."""
    assert granted(text) == ()


@pytest.mark.parametrize(
    ("title", "key"),
    [
        pytest.param("Coming soon: Tarn 4\nWe will publish its weights.", "tarn-4", id="coming soon"),
        pytest.param(
            "Nebelwerk wird Tarn 4 mit offenen Gewichten veröffentlichen", "tarn-4", id="wird veröffentlichen"
        ),
        pytest.param("Offenes Modell Tarn 4 lässt auf sich warten", "tarn-4", id="a noun before it"),
        pytest.param("Hollin Labs to open-source Tarn 4 next week", "tarn-4", id="to open-source"),
        pytest.param("Dohle: Hollin Labs gibt Gewichte seines Sprachmodells frei", "dohle", id="another acts"),
    ],
)
def test_names_of_what_is_to_come(title: str, key: str) -> None:
    """What is said before and behind a name makes it one, though nothing came out."""
    assert [name.key for name in named(title, known())] == [key]


@pytest.mark.parametrize("title", ["Tarn 4", "Tarn 4 is now Apache 2.0"])
def test_a_publisher_names_what_is_its_own(title: str) -> None:
    """From an official source a title that says little more than a name tells of a model."""
    assert [span.name.key for span in spans(title, known(), official=True)] == ["tarn-4"]
    assert not spans(title, known())


def test_a_row_of_yardsticks_names_no_model() -> None:
    """Each name of a row that is beaten is a yardstick."""
    text = "Nebelwerk releases open-weight Tarn 3, beats Llama 3.3 and Qwen 2.5"
    assert [name.key for name in named(text, known())] == ["tarn-3"]


def test_who_promises_is_the_publisher() -> None:
    """A promise is an act like others."""
    found = publisher("Nebelwerk promises open weights for Tarn 3", known())
    assert found is not None
    assert found.title == "Nebelwerk"


@pytest.mark.parametrize(
    ("publisher_title", "event"),
    [
        pytest.param("OpenAI Research", False, id="who rents models out"),
        pytest.param("Acme Blog", True, id="somebody else"),
    ],
)
def test_a_name_alone_tells_of_a_model_only_where_nothing_is_rented(publisher_title: str, event: bool) -> None:
    """A title that is only an unknown name may be anything from a publisher of rented models."""
    seen, source = entry("Tarn 4", "")
    official = replace(source, name="own", title=publisher_title, kind=SourceKind.OFFICIAL)
    assert examine(seen, official, known()).is_event is event
