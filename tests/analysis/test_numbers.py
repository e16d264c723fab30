"""Numbers of German and English texts."""

from __future__ import annotations

import pytest

from tracker.analysis.numbers import amounts


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        pytest.param("117B parameters", "en", 117e9, id="B is a billion"),
        pytest.param("2.8-trillion-parameter", "en", 2.8e12, id="hyphens join number and scale"),
        pytest.param("1,000B tokens", "en", 1e12, id="an English comma parts thousands"),
        pytest.param(
            "1,8 Billionen Parameter", "de", 1.8e12, id="a German comma parts decimals, Billionen are trillions"
        ),
        pytest.param("1 Billion Parameter", "de", 1e12, id="a German Billion is 10^12"),
        pytest.param("1 billion parameters", "en", 1e9, id="an English billion is 10^9"),
        pytest.param("117 Mrd. Parameter", "de", 117e9, id="Mrd. with its point"),
        pytest.param("5.1B active", "de", 5.1e9, id="an English number in German text"),
        pytest.param("131.072 Token", "de", 131072, id="a German point parts thousands"),
        pytest.param("131,072 Token", "de", 131072, id="a count has no decimals, even in German"),
        pytest.param("131,072 tokens", "en", 131072, id="English thousands"),
        pytest.param("0.125B", "en", 125e6, id="zero point something is no thousand"),
        pytest.param("eine Million Token", "de", 1e6, id="a German number word"),
        pytest.param("one million tokens", "en", 1e6, id="an English number word"),
        pytest.param("Tülu 3 405B", "en", 3, id="a blank does not join a version and a size"),
    ],
)
def test_first_amount(text: str, language: str, value: float) -> None:
    """A number means what a reader of that language takes it for."""
    assert next(amounts(text, language)).value == pytest.approx(value)


def test_number_words_without_a_scale_are_no_amounts() -> None:
    """Neither "a model" nor "eine Familie" counts anything."""
    assert not list(amounts("a model, eine Familie", "de"))


def test_places() -> None:
    """An amount knows where it stands in the text."""
    text = "up to 128K tokens"
    amount = next(amounts(text, "en"))
    assert (text[amount.start : amount.end], amount.scaled) == ("128K", True)
