"""Numbers: what a summary states is found in what was seen, whatever the language and spelling."""

from __future__ import annotations

import pytest

from tracker.summarizers.guard.numbers import absent, figures

SEEN = {  # summary, its language, what was seen, its language
    "trillions in German": ("1,8 Billionen Tokens", "de", "trained on 1.8 trillion tokens", "en"),
    "Milliarden in English": ("1.8 billion parameters", "en", "1,8 Milliarden Parameter", "de"),
    "thousands in German": ("131.072 Tokens", "de", "131,072 tokens", "en"),
    "thousands of tokens": ("a context of 128K", "en", "131,072 tokens of context", "en"),
    "a series with one unit": ("7B und 13B", "de", "7, 13 und 70 Milliarden Parameter", "de"),
    "a range of percents": ("It gains 5%.", "en", "a gain of 5 to 10 percent", "en"),
    "a size inside of a name": ("17 Milliarden aktiv", "de", "Tarn-397B-A17B", "en"),
    "a numeral": ("zwanzig Sprachen", "de", "20 languages", "en"),
    "a compound numeral": ("einundzwanzig Tage", "de", "21 days", "en"),
    "one million": ("eine Million", "de", "1 million", "en"),
    "a date": ("am 5. August 2025", "de", "2025-08-05", "en"),
    "percent in words": ("70 Prozent", "de", "70%", "en"),
    "Mrd. with a full stop": ("109 Mrd. Parameter", "de", "109 billion parameters", "en"),
    "a number with a gap": ("50,000 people", "en", "50, 000 people", "en"),
    "facts in the language of the summary": ("109 Mrd. Parameter", "de", "109 Mrd. Parameter\n109B parameters", "en"),
    "a decimal comma of a version": ("Tarn 3,1", "de", "Tarn 3.1", "en"),
    "no number": ("a model of its own", "en", "nothing", "en"),
}
UNSEEN = {
    "billions for trillions": ("1,8 Milliarden Tokens", "de", "1.8 trillion tokens", "en"),
    "the false friend": ("1,8 Billionen Parameter", "de", "1.8 billion parameters", "en"),
    "another number": ("405B", "en", "a model of 70B", "en"),
    "a percentage that was a count": ("70 %", "de", "70 Leute", "de"),
    "tokens told as parameters": ("120 Milliarden Parameter", "de", "120 Milliarden Tokens", "de"),
    "gigabytes told as billions": ("a 7B model", "en", "it needs 7 GB", "en"),
    "another version": ("Tarn 3.1.2", "en", "Tarn 3.1.1", "en"),
    "another numeral": ("drei Modelle", "de", "zwei Modelle", "de"),
    "years for months": ("12 years", "en", "12 months", "en"),
}


@pytest.mark.parametrize(("text", "language", "seen", "source"), SEEN.values(), ids=SEEN.keys())
def test_lets_pass(text: str, language: str, seen: str, source: str) -> None:
    """The same value in another spelling is the same number."""
    assert absent(text, seen, language, source) == []


@pytest.mark.parametrize(("text", "language", "seen", "source"), UNSEEN.values(), ids=UNSEEN.keys())
def test_refuses(text: str, language: str, seen: str, source: str) -> None:
    """Another value, scale or unit is another number."""
    assert absent(text, seen, language, source)


@pytest.mark.parametrize(
    ("figure", "separators", "values"),
    [
        ("1.500", "de", {1500.0}),
        ("1.500", "en", {1.5, 1500.0}),
        ("1,5", "de", {1.5}),
        ("1.234.567,8", "de", {1234567.8}),
        ("1,234,567.8", "en", {1234567.8}),
        ("0.125", "de", {0.125}),
        ("3.1.2", "en", {"3.1.2"}),
        ("10'000", "de", {10000.0}),
    ],
)
def test_reads_separators(figure: str, separators: str, values: set[float | str]) -> None:
    """A separator is read as its language has it, and both ways where the other spelling is common."""
    assert figures(figure, separators) == values
