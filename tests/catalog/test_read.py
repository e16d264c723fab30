"""The catalog's reader: no value without a source, and each mistake with its file, line and remedy."""

from __future__ import annotations

import pytest

from tracker.catalog import CatalogEntry, Claim, Rating, first_day, last_day, read
from tracker.errors import ConfigError

ENTRY = """[[release]]
id = "llama-3.1"
organization = "Meta"
name = "Llama 3.1"
family = "Llama"
repos = ["meta-llama/Llama-3.1-8B"]
announced = "unknown"
weights = { value = "2024-07-23", source = "https://a.example/blog" }
license = { value = "llama3.1", source = "https://a.example/LICENSE" }
parameters = { value = 405e9, source = "https://a.example/card" }
training_data = { value = "no", source = "https://a.example/card", quote = "not disclosed" }
"""
RATING = """[[release.rating]]
index = "osai"
subject = "Llama 3.1"
date = "2026-06-12"
source = "https://osai-index.eu/"
values = { weights_endmodel = "partial", licenses = "closed" }
"""


def wrong(text: str) -> list[str]:
    """The lines of what is wrong with a file of this text."""
    with pytest.raises(ConfigError) as caught:
        read({"a.toml": text})
    return str(caught.value).splitlines()


def test_an_entry_is_read_with_a_source_for_each_value() -> None:
    """What is "unknown" is no claim; numbers are whole; a rating keeps what its index said."""
    assert read({"a.toml": ENTRY + RATING}) == (
        CatalogEntry(
            id="llama-3.1",
            organization="Meta",
            name="Llama 3.1",
            family="Llama",
            repos=("meta-llama/Llama-3.1-8B",),
            claims={
                "weights": Claim("2024-07-23", "https://a.example/blog"),
                "license": Claim({"id": "llama3.1", "name": None}, "https://a.example/LICENSE"),
                "parameters": Claim(405_000_000_000, "https://a.example/card"),
                "training_data": Claim("no", "https://a.example/card", "not disclosed"),
            },
            ratings=(
                Rating(
                    "osai",
                    "Llama 3.1",
                    "2026-06-12",
                    "https://osai-index.eu/",
                    {"weights_endmodel": "partial", "licenses": "closed"},
                ),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("line", "instead", "number", "said"),
    [
        pytest.param('"unknown"', '"2024-07"', 7, "announced: has no source", id="a value without a source"),
        pytest.param(
            '{ value = 405e9, source = "https://a.example/card" }',
            "{ value = 405e9 }",
            10,
            "parameters: has no source",
            id="a number without one",
        ),
        pytest.param("https://a.example/blog", "http://a.example/blog", 8, "begin with https://", id="plain http"),
        pytest.param("https://a.example/blog", "the blog", 8, "a web address", id="a source that is no address"),
        pytest.param("2024-07-23", "2024-02-30", 8, "no day that exists", id="a day that does not exist"),
        pytest.param("2024-07-23", "July 2024", 8, "a day or a month", id="a day in words"),
        pytest.param("2024-07-23", "1999-07-23", 8, "too long ago", id="a day before all of this"),
        pytest.param(
            'value = "llama3.1"', 'value = "lama3.1"', 9, "no id in analysis/licenses.toml", id="an unknown license"
        ),
        pytest.param("405e9", "0.5", 10, "a whole number", id="half a parameter"),
        pytest.param('"no", source', '"perhaps", source', 11, '"yes", "partial", "no"', id="no known answer"),
        pytest.param("quote =", "qoute =", 11, 'did you mean "quote"?', id="a misspelled key of a claim"),
        pytest.param("training_data =", "trainingdata =", 11, 'did you mean "training_data"?', id="a misspelled key"),
        pytest.param('"Meta"', '"Metta"', 3, 'did you mean "Meta"?', id="an unknown organization"),
        pytest.param('"not disclosed"', f'"{"a" * 161}"', 11, "161 characters", id="a long quote"),
        pytest.param('family = "Llama"\n', "", 1, '"family" is missing', id="a family is missing"),
        pytest.param('["meta-llama/Llama-3.1-8B"]', '["a/b/c"]', 6, "as on the Hub", id="no repo of the Hub"),
        pytest.param(
            '{ value = "2024-07-23", source = "https://a.example/blog" }',
            '"unknown"',
            1,
            "no date is known",
            id="dateless",
        ),
        pytest.param(
            'announced = "unknown"',
            'announced = "unknown"\nwithdrawn = { value = "2024-07-22", source = "https://a.example/" }',
            8,
            "before the other dates",
            id="withdrawn before it was there",
        ),
    ],
)
def test_a_mistake_has_its_line_and_remedy(line: str, instead: str, number: int, said: str) -> None:
    """The first complaint names file and line; it says what is wrong or what was meant."""
    found = [one for one in wrong(ENTRY.replace(line, instead, 1)) if said in one]

    assert [one.split(": ")[0] for one in found] == [f"a.toml:{number}"]


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        pytest.param('index = "mine"', "must be one of", id="an unknown index"),
        pytest.param('index = "osai"\nnote = "x"', "must have exactly", id="one key too many"),
    ],
)
def test_a_rating_is_checked_too(instead: str, said: str) -> None:
    """The complaint stands at the rating's line."""
    (line,) = wrong(ENTRY + RATING.replace('index = "osai"', instead))

    assert line.startswith('a.toml:12: release "Llama 3.1": rating: ')
    assert said in line


def test_an_index_rates_a_release_once() -> None:
    """Two ratings of one index could not be told apart later."""
    (line,) = wrong(ENTRY + RATING + RATING)

    assert 'rating: "osai" stands there twice' in line


def test_ids_are_unique_over_all_files() -> None:
    """The second of two names where the first stands."""
    with pytest.raises(ConfigError, match=r'^b.toml:2: .*"llama-3.1" stands in a.toml:2 too$'):
        read({"a.toml": ENTRY, "b.toml": ENTRY})


def test_other_licenses_need_a_name() -> None:
    """A license that the table does not list is "other" with its owner's name for it."""
    text = ENTRY.replace('value = "llama3.1"', 'value = "other"')
    (line,) = wrong(text)
    (entry,) = read({"a.toml": text.replace('value = "other"', 'value = "other", name = "Our License"')})

    assert '"other" needs a name' in line
    assert entry.claims["license"].value == {"id": "other", "name": "Our License"}


def test_broken_toml_and_unknown_tables_are_named() -> None:
    """The line of the syntax error, and each table that is not ours."""
    assert wrong("[[release]\n")[0].startswith("a.toml:1: ")
    assert wrong("[[model]]\n") == ['a.toml:1: unknown table "model": entries stand under [[release]]']


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("2024-02-23", "2024-02-23", "2024-02-23", id="a day is itself"),
        pytest.param("2024-02", "2024-02-01", "2024-02-29", id="a month ends with its last day"),
    ],
)
def test_a_month_lasts_to_its_end(text: str, first: str, last: str) -> None:
    """A date is a first and a last day."""
    assert (first_day(text).isoformat(), last_day(text).isoformat()) == (first, last)
