"""Sentences: where one ends, in German and English."""

from __future__ import annotations

import pytest

from tracker.summarizers.sentences import split

ONE = {
    "a date in German": "Am 15. Juni erscheint das Modell.",
    "a date without a month's name": "Der Termin ist der 3. Advent.",
    "a quarter": "Im 3. Quartal folgt die größere Fassung.",
    "z. B. with a space": "Offene Modelle, z. B. Falcon, sind kleiner.",
    "z.B. without a space": "Offene Modelle, z.B. Falcon, sind kleiner.",
    "u. a. before a name": "Das nutzen u. a. Mistral und Meta.",
    "d. h. in the middle": "Er ist offen, d. h. Gewichte und Code liegen vor.",
    "a version": "Llama 3.1 ist da und löst Llama 3 ab.",
    "Mrd. before a noun": "Es hat 109 Mrd. Parameter und ist schnell.",
    "an English title": "Dr. Smith and Mr. Jones trained it.",
    "an initial": "John F. Kennedy did not train it.",
    "e.g. before a name": "Open models, e.g. Falcon, are smaller.",
    "vs. before a name": "It is Llama vs. Mistral again.",
    "No. before a number": "It is the No. 1 model now.",
    "a company": "OpenAI Inc. Chief Sam Altman wrote it.",
    "a decimal": "It costs 3.5 dollars a month.",
    "a street": "Der Verein sitzt in der Hauptstr. 5 in Berlin.",
    "a question inside of quotes": "Er fragte „Warum?“ und ging.",
    "dots in the middle": "Das ist … merkwürdig.",
    "an association": "Der Verein Offene Modelle e. V. hat sie veröffentlicht.",
}
TWO = {
    "two plain sentences": ("Das Modell ist da. Es ist offen.", "Es ist offen."),
    "a year at the end": ("Das war 2025. Danach kam mehr.", "Danach kam mehr."),
    "a version at the end": ("They released Llama 3.1. It is open.", "It is open."),
    "a small number at the end": ("Es sind jetzt 12. Das reicht.", "Das reicht."),
    "etc. at the end": ("It does text, images, etc. The license is open.", "The license is open."),
    "a closing quote": ("Er sagte: „Es ist offen.“ Dann ging er.", "Dann ging er."),
    "an opening quote": ('It is out. "We are proud," they said.', '"We are proud," they said.'),
    "a name with a small first letter": ("It is out. vLLM runs it.", "vLLM runs it."),
    "a quote with a gap": ("It took years. ' We are proud,' they said.", "' We are proud,' they said."),
    "an exclamation mark": ("It is out! The weights are open.", "The weights are open."),
    "a question mark": ("Is it open? The license says so.", "The license says so."),
    "an empty line without a stop": ("Offene Gewichte\n\nDas Modell ist da.", "Das Modell ist da."),
}


@pytest.mark.parametrize("text", ONE.values(), ids=ONE.keys())
def test_stays_whole(text: str) -> None:
    """A full stop that belongs to a word or number does not end the sentence."""
    assert split(text) == [text]


@pytest.mark.parametrize(("text", "second"), TWO.values(), ids=TWO.keys())
def test_splits(text: str, second: str) -> None:
    """Where a sentence ends, the next one begins."""
    found = split(text)
    assert len(found) == 2
    assert found[1] == second
