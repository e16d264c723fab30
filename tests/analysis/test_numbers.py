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
        pytest.param("dreizehn Milliarden Parameter", "de", 13e9, id="a German number word above ten"),
        pytest.param("einundzwanzig Milliarden", "de", 21e9, id="a German compound"),
        pytest.param("zweihundert Millionen", "de", 2e8, id="German hundreds"),
        pytest.param("eine halbe Milliarde", "de", 5e8, id="a German half"),
        pytest.param("anderthalb Billionen Token", "de", 1.5e12, id="one and a half in German"),
        pytest.param("zwei Billionen Token", "de", 2e12, id="German trillions in words"),
        pytest.param("half a billion parameters", "en", 5e8, id="an English half"),
        pytest.param("twenty-one billion", "en", 21e9, id="an English compound"),
        pytest.param("two hundred and twenty billion", "en", 220e9, id="English hundreds"),
        pytest.param("1,5 Bio. Token", "de", 1.5e12, id="Bio. with its point"),
        pytest.param("15T tokens", "en", 15e12, id="T is a trillion"),
        pytest.param("200K tokens", "en", 2e5, id="K is a thousand"),
        pytest.param("one million tokens", "en", 1e6, id="an English number word"),
        pytest.param("Tülu 3 405B", "en", 3, id="a blank does not join a version and a size"),
    ],
)
def test_first_amount(text: str, language: str, value: float) -> None:
    """A number means what a reader of that language takes it for."""
    assert next(amounts(text, language)).value == pytest.approx(value)


@pytest.mark.parametrize("text", ["a model, eine Familie", "ein paar Milliarden", "a few billion", "mehrere Millionen"])
def test_what_counts_nothing_is_no_amount(text: str) -> None:
    """An article counts nothing, and "a few" is no number."""
    assert not list(amounts(text, "de"))


def test_places() -> None:
    """An amount knows where it stands in the text."""
    text = "up to 128K tokens"
    amount = next(amounts(text, "en"))
    assert (text[amount.start : amount.end], amount.scaled) == ("128K", True)
