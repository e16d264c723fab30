"""Names: what a summary names was named in what it is about."""

from __future__ import annotations

import pytest

from tracker.summarizers.guard.names import absent

KNOWN = ("Rouvray", "Nordlicht Labs", "Command", "gpt-fjord")
THERE = {  # summary, language, seen, its language
    "the same name": ("Fjord-13B is out.", "en", "Fjord-13B was released", "en"),
    "a name without its hyphen": ("FjordXL ist da.", "de", "Fjord XL is here", "en"),
    "a genitive": ("OpenTarns Modell ist da.", "de", "OpenTarn released it", "en"),
    "a plural": ("Two LLMs are out.", "en", "an LLM is out", "en"),
    "German nouns are no names": ("Das Modell der Firma ist da.", "de", "it is out", "en"),
    "a German abbreviation": ("Das KI-Modell ist da.", "de", "the AI model", "en"),
    "a day in another language": ("It came out on Tuesday in Germany.", "en", "am Dienstag in Deutschland", "de"),
    "the first word of a sentence": ("Somebody made it. Nobody knows.", "en", "it was made", "en"),
    "a size is a number": ("It has 7B and costs 3M.", "en", "sieben", "de"),
    "a known name that was seen": ("rouvray and Rouvray's model", "de", "Rouvray", "en"),
    "a word that is also a known name": ("Run the command again.", "en", "run it", "en"),
}
ABSENT = {
    "inner capitals": ("OpenTarn hat es gebaut.", "de", "somebody built it", "en", "OpenTarn"),
    "letters with digits": ("Es ist so gut wie K2.", "de", "it is good", "en", "K2"),
    "all capitals": ("Die NBW prüft es.", "de", "it is checked", "en", "NBW"),
    "an English capital": ("It was built by Sextant today.", "en", "it was built today", "en", "Sextant"),
    "a known name in German": ("Das Modell kommt von Rouvray.", "de", "Nordlicht Labs built it", "en", "Rouvray"),
    "a known name of two words": ("Das kommt von Nordlicht Labs.", "de", "Rouvray built it", "en", "Nordlicht Labs"),
    "a known name in small letters": ("Auch gpt-fjord ist da.", "de", "it is here", "en", "gpt-fjord"),
    "a known name that is also a word": ("Wie Command läuft es.", "de", "it runs", "en", "Command"),
}


@pytest.mark.parametrize(("text", "language", "seen", "source"), THERE.values(), ids=THERE.keys())
def test_lets_pass(text: str, language: str, seen: str, source: str) -> None:
    """A name that was seen passes in any case, with and without hyphens and endings."""
    assert absent(text, seen, language, source, KNOWN) == []


@pytest.mark.parametrize(("text", "language", "seen", "source", "name"), ABSENT.values(), ids=ABSENT.keys())
def test_refuses(text: str, language: str, seen: str, source: str, name: str) -> None:
    """A name that was not seen is told."""
    assert name in absent(text, seen, language, source, KNOWN)
