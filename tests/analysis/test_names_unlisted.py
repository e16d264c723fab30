"""Models of families and publishers that nobody listed: found by shape and place, and what is no model."""

from __future__ import annotations

import pytest

from tests.analysis.headlines import named, publisher
from tracker.analysis.known import known
from tracker.analysis.names import spans

GATE = "\nThe open-weight language model is on Hugging Face."


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("Introducing Tanne 1.5, a small open-weight model", "tanne-1.5", id="an apposition"),
        pytest.param("Tanne 1.5 is here\nOur language model has open weights.", "tanne-1.5", id="is here"),
        pytest.param("Announcing Fjord\nFjord is a 7B open-weight language model.", "fjord", id="told by the body"),
        pytest.param("Announcing Fjord\nToday we release the weights.", "fjord", id="what a text opens with"),
        pytest.param("Meet Wren-2" + GATE, "wren-2", id="meet"),
        pytest.param("We're open-sourcing Zephyrion\nThe weights are out.", "zephyrion", id="we open-source"),
        pytest.param("Introducing Blue Heron: our first open-weight model", "blue-heron", id="two words"),
        pytest.param("Introducing kites.vlm1, an open-weight model", "kites-vlm1", id="small letters and a point"),
        pytest.param("arbor-oss-20b is out", "arbor-oss", id="small letters and a size"),
        pytest.param("A language model called Little Egret comes out", "little-egret", id="called"),
        pytest.param("Aurelio releases open-source coding model CorbeauCoder", "corbeaucoder", id="model and a name"),
        pytest.param("Nebelwerk updates Zaunkönig to 2.1" + GATE, "zaunkoenig-2.1", id="raised to a version"),
        pytest.param("Nebelwerk verschiebt Zaunkönig 2\nDie Gewichte kommen später.", "zaunkoenig-2", id="verschiebt"),
        pytest.param("Nebelwerk gibt Gewichte von Zaunkönig 2 frei", "zaunkoenig-2", id="Gewichte von"),
        pytest.param("Zaunkönig 2 erscheint im Mai mit offenen Gewichten", "zaunkoenig-2", id="erscheint"),
        pytest.param("Petrel 2.0: kleiner, offen\nDas Sprachmodell ist da.", "petrel-2.0", id="a title's beginning"),
        pytest.param("Nebelwerk nimmt Dohle 2 offline\nDie Gewichte sind weg.", "dohle-2", id="nimmt"),
        pytest.param("Say hello to Osprey-mini" + GATE, "osprey-mini", id="hello to"),
        pytest.param("Osprey mini: an open-weight model", "osprey-mini", id="a line in small letters"),
        pytest.param("We're excited to announce Osprey 3" + GATE, "osprey-3", id="to announce"),
        pytest.param("Osprey 3 now available" + GATE, "osprey-3", id="now available"),
        pytest.param("Neue Lizenz für Zaunkönig 2\nDie Gewichte sind frei.", "zaunkoenig-2", id="Lizenz für"),
        pytest.param("Das Sprachmodell Habicht ist da", "habicht", id="das Sprachmodell"),
        pytest.param("Nebelwerk stellt offenes Sprachmodell „Wiedehopf“ vor", "wiedehopf", id="in quotes"),
        pytest.param("Aurelio stellt Brambling vor: offenes Sprachmodell", "brambling", id="stellt vor"),
        pytest.param("Das neue Sprachmodell heißt Corbeau", "corbeau", id="heißt"),
        pytest.param("Buche-VL ist da: Nebelwerk gibt Gewichte frei", "buche-vl", id="ist da"),
        pytest.param("Eichhorn 3: unser offenes Sprachmodell", "eichhorn-3", id="a name and a colon"),
    ],
)
def test_a_family_that_nobody_listed_is_found(text: str, key: str) -> None:
    """Where it stands tells that it is a model, and it is called as its repo would be."""
    assert [name.key for name in named(text, known())] == [key]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Studio veröffentlicht Burgherr 117\nDas Spiel ist da.", id="a game"),
        pytest.param("Introducing Foo 2.0: a tool to run open-weight models\nRun any language model.", id="a tool"),
        pytest.param("OpenAI veröffentlicht Bericht über Sprachmodell\nEs geht um Gewichte.", id="a report"),
        pytest.param("Google stellt KI-Modell Ende Juli vor", id="a date"),
        pytest.param("Ein Sprachmodell hilft\nDas KI-Modell Nutzern erklärt.", id="people"),
        pytest.param("The language model Rouvray announced is late", id="who acts"),
        pytest.param("Größtes KI-Modell: Rouvray schafft 27 Milliarden Parameter", id="a topic before a colon"),
        pytest.param("Elektroauto Flitz 3 ist da\nDas Modell kommt im Oktober.", id="a car"),
        pytest.param("Lädt mit 45 Watt, erkennt viele Modelle automatisch", id="an amount"),
        pytest.param("Robots Talk Back, AI Risks, Political Fakes, Pretrained Models on the Cheap", id="headlines"),
        pytest.param("Acme open-sources Universal Trade Protocol" + GATE, id="a protocol"),
        pytest.param("Acme startet Assistenten Drossel\nDas Modell hat keine Gewichte.", id="an assistant"),
        pytest.param("EU veröffentlicht Leitlinien 2.0\nEs geht um Gewichte.", id="guidelines"),
        pytest.param("Acme announces Kites 3.0.2" + GATE, id="a version of software"),
        pytest.param("Acme introduces DipTrO, a new optimizer" + GATE, id="an optimizer"),
        pytest.param("Das Acme-Nano-45-W-Ladegerät lädt viele Modelle", id="a charger"),
        pytest.param("FooBench: Measuring how language models fail", id="a benchmark"),
    ],
)
def test_what_only_stands_beside_models_is_none(text: str) -> None:
    """Products, people, dates and headlines are no models."""
    assert named(text, known()) == ()


def test_a_publisher_s_own_news_need_not_speak_of_models() -> None:
    """Its feed's "Fjord 2 is here" is a name, anybody else's is not."""
    assert [span.name.key for span in spans("Fjord 2 is here", known(), official=True)] == ["fjord-2"]
    assert spans("Fjord 2 is here", known()) == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("Nebelwerk veröffentlicht Zaunkönig 2\nDas Sprachmodell ist frei.", "Nebelwerk", id="who acts"),
        pytest.param("Startup Aurelio releases Brambling, an open-weight model", "Aurelio", id="without what it is"),
        pytest.param("Münchner KI-Firma Perlhuhn stellt Sprachmodell Fitis vor", "Perlhuhn", id="nor where it is"),
        pytest.param("TU Ahlen veröffentlicht Sprachmodell Isarius", "TU Ahlen", id="two words"),
        pytest.param("Buche-VL ist da: Forst AI gibt Gewichte frei", "Forst AI", id="behind a colon"),
        pytest.param("Rouvray AI: Corbeau 2 ist da\nDas Sprachmodell ist frei.", "Rouvray AI", id="before a colon"),
        pytest.param("Corbeau 2, das Open-Weight-Modell von Rouvray, ist da", "Rouvray", id="von"),
        pytest.param("Corbeau 2 by Rouvray is open source\nThe 12B language model", "Rouvray", id="by"),
        pytest.param("Rouvrays neues Sprachmodell heißt Corbeau", "Rouvray", id="a genitive"),
        pytest.param("Rouvray announces an open-weight model", "Rouvray", id="a model without a name"),
        pytest.param("Forscher veröffentlichen Open-Weight-Modell", None, id="researchers are no publisher"),
        pytest.param("Rouvray sammelt Geld ein", None, id="no model, no publisher"),
    ],
)
def test_a_publisher_that_nobody_listed_is_found(text: str, title: str | None) -> None:
    """Who brings out a model is its publisher."""
    found = publisher(text, known())
    assert (found.title if found else None) == title
