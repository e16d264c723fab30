"""Values of the configuration: what is taken, what is refused and with which words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tracker.config import values
from tracker.domain import Stage


@pytest.mark.parametrize(
    ("check", "given", "found"),
    [
        pytest.param(values.duration, "30s", timedelta(seconds=30), id="seconds"),
        pytest.param(values.duration, " 5 m ", timedelta(minutes=5), id="minutes with spaces"),
        pytest.param(values.duration, "2h", timedelta(hours=2), id="hours"),
        pytest.param(values.duration, "1d", timedelta(days=1), id="days"),
        pytest.param(values.name, "github-ggml-org-llama.cpp", "github-ggml-org-llama.cpp", id="a name with a dot"),
        pytest.param(values.name, "Süddeutsche", "Süddeutsche", id="a name with an umlaut"),
        pytest.param(values.repository, "openai/gpt-oss", "openai/gpt-oss", id="a repository"),
        pytest.param(values.url, "http://127.0.0.1:8000/feeds/a?x=1", "http://127.0.0.1:8000/feeds/a?x=1", id="a URL"),
        pytest.param(values.language, "DE", "de", id="a language in capitals"),
        pytest.param(values.language, "pt-BR", "pt-br", id="a language with a country"),
        pytest.param(values.country, "CH", "CH", id="a country"),
        pytest.param(values.zone, "Europe/Berlin", "Europe/Berlin", id="a time zone"),
        pytest.param(values.clock_time, "23:59", "23:59", id="the last minute of a day"),
        pytest.param(values.mail, "leserin@example.org", "leserin@example.org", id="a mail address"),
        pytest.param(values.flag, True, True, id="true"),
        pytest.param(values.words, ["a", " b "], ("a", "b"), id="a list of texts"),
        pytest.param(values.members(Stage), ["Weights"], (Stage.WEIGHTS,), id="a stage in capitals"),
    ],
)
def test_a_good_value_is_taken(check: Callable[[object], object], given: object, found: object) -> None:
    """A value of the right form comes out in our form."""
    assert check(given) == found


@pytest.mark.parametrize(
    ("check", "given", "said"),
    [
        pytest.param(values.duration, 5, "5m", id="a duration without a unit"),
        pytest.param(values.duration, "5 minutes", "5m", id="a unit in full"),
        pytest.param(values.duration, "1s", "10s", id="more often than is polite"),
        pytest.param(values.duration, "365d", "30d", id="so seldom that it is a mistake"),
        pytest.param(values.text, "a\nb", "one line", id="two lines"),
        pytest.param(values.text, "a\x1b[31m", "control", id="a control character"),
        pytest.param(values.text, 7, "in quotes", id="a number for a text"),
        pytest.param(values.name, "a b", "letters", id="a name with a space"),
        pytest.param(values.namespace, "openai/gpt", "openai", id="a repo for an organization"),
        pytest.param(values.repository, "https://github.com/a/b", "owner/name", id="a URL for a repository"),
        pytest.param(values.url, "ftp://example.org", "https://", id="another scheme"),
        pytest.param(values.url, "example.org/feed", "https://", id="no scheme"),
        pytest.param(values.url, "https://u:p@example.org/", "password", id="a password in the URL"),
        pytest.param(values.url, "https://example.org:port/", "web address", id="a port that is no number"),
        pytest.param(values.url, "https://[::1/", "web address", id="a bracket that is not closed"),
        pytest.param(values.language, "german", "code", id="a language by its name"),
        pytest.param(values.country, "Germany", "two letters", id="a country by its name"),
        pytest.param(values.country, "EU", "two letters", id="a union is no country"),
        pytest.param(values.zone, "Europe/Berln", "Europe/Berlin", id="a zone with a slip of the pen"),
        pytest.param(values.zone, "../etc/passwd", "no known", id="a path for a zone"),
        pytest.param(values.clock_time, "24:00", "08:00", id="an hour that no day has"),
        pytest.param(values.clock_time, "8:00", "08:00", id="an hour with one digit"),
        pytest.param(values.mail, "Leserin <a@example.org>", "reader@example.org", id="a name beside the address"),
        pytest.param(values.flag, "true", "without quotes", id="true in quotes"),
        pytest.param(values.words, "openai", "list", id="a text for a list"),
        pytest.param(values.members(Stage), ["weigths"], '"weights"', id="a stage with a slip of the pen"),
        pytest.param(values.variable, "hook_secret", "capitals", id="a variable in small letters"),
        pytest.param(values.variable, "TRACKER_HOOK", "TRACKER_", id="a variable among our own"),
        pytest.param(values.choice("de", "en"), ["de"], '"de", "en"', id="a list for a word"),
    ],
)
def test_a_wrong_value_is_refused_with_the_remedy(check: Callable[[object], object], given: object, said: str) -> None:
    """A wrong value is a ValueError whose text says what it must be."""
    with pytest.raises(ValueError) as caught:
        check(given)
    assert said in str(caught.value)
