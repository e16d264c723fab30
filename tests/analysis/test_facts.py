"""What texts state of a release, in German and English."""

from __future__ import annotations

from time import perf_counter

import pytest

from tracker.analysis import facts
from tracker.analysis.facts import rows
from tracker.domain import JSON, Fact, Name


def said(text: str, language: str = "en") -> tuple[Fact, ...]:
    """The facts of a text without a title, which nobody has read for names."""
    return facts.stated("", text, language, facts.About())


def value(name: str, text: str, language: str = "en") -> JSON:
    return next((fact.value for fact in said(text, language) if fact.name == name), None)


def stated(text: str, language: str) -> dict[str, JSON]:
    """What a row says of a text, without what the text does not state; sizes as pairs of total and active."""
    row = rows.fields(said(text, language))
    sizes = [(one["total_b"], one["active_b"]) for one in row.pop("sizes") or ()]
    return {name: found for name, found in {"sizes": sizes or None, **row}.items() if found is not None}


@pytest.mark.parametrize(
    ("text", "language", "total", "active"),
    [
        pytest.param("The model has 117B parameters with 5.1B active.", "en", 117e9, 5.1e9, id="total and active"),
        pytest.param(
            "Nova has 117B parameters with 5.1B active, and 21B with 3.6B active.",
            "en",
            117e9,
            5.1e9,
            id="the largest of several",
        ),
        pytest.param("Nova, a 2.8-trillion-parameter model.", "en", 2.8e12, None, id="one word with hyphens"),
        pytest.param("671B total parameters, 37B activated, context length 128K.", "en", 671e9, 37e9, id="activated"),
        pytest.param("We present a 32B open weight model.", "en", 32e9, None, id="a size without the word parameters"),
        pytest.param(
            "Nova hat 117 Milliarden Parameter, etwa 5,1 Milliarden aktiv.",
            "de",
            117e9,
            5.1e9,
            id="German total and active",
        ),
        pytest.param(
            "Nova hat 17 Milliarden aktive von insgesamt 109 Milliarden Parametern.",
            "de",
            109e9,
            17e9,
            id="German active before total",
        ),
        pytest.param(
            "Modelle mit 30 und 235 Milliarden Parametern.", "de", 235e9, None, id="a German list shares its scale"
        ),
        pytest.param("Nova mit 1,8 Billionen Parametern.", "de", 1.8e12, None, id="Billionen are trillions"),
        pytest.param(
            "It beats models than Titan with 405B parameters.",
            "en",
            None,
            None,
            id="a model that is only compared with",
        ),
        pytest.param(
            "Trained on 15 trillion tokens with 30.8M GPU hours.", "en", None, None, id="tokens and hours are no sizes"
        ),
        pytest.param("Reportedly a 500B parameter model is coming.", "en", None, None, id="a rumor states nothing"),
        pytest.param("16 of 896 experts are active.", "en", None, None, id="experts are no parameters"),
    ],
)
def test_parameters(text: str, language: str, total: float | None, active: float | None) -> None:
    """Sizes are read as stated, and nothing else is taken for a size."""
    assert value("parameters_total", text, language) == total
    assert value("parameters_active", text, language) == active


def test_sizes_keep_each_model() -> None:
    """Several sizes stay apart, each active count with its total."""
    text = "nova-large (117B parameters, 5.1B active) and nova-small (21B parameters, 3.6B active)."
    assert value("sizes", text) == [
        {"name": None, "total": 117_000_000_000, "active": 5_100_000_000},
        {"name": None, "total": 21_000_000_000, "active": 3_600_000_000},
    ]


@pytest.mark.parametrize(
    ("text", "language", "tokens"),
    [
        pytest.param("It has a context of 131,072 tokens.", "en", 131072, id="English thousands"),
        pytest.param("Das Kontextfenster umfasst 131.072 Token.", "de", 131072, id="German thousands"),
        pytest.param("with a context length of 128K", "en", 128000, id="K is a thousand"),
        pytest.param("a 1M-token context window", "en", 1_000_000, id="M before the word"),
        pytest.param("ein Kontextfenster bis 10 Millionen Token", "de", 10_000_000, id="German millions"),
        pytest.param("long-context attention for up to one million tokens", "en", 1_000_000, id="a number in words"),
        pytest.param("trained on 15 trillion tokens of context", "en", None, id="training tokens are no context"),
        pytest.param("serve it with --max-model-len 320000", "en", None, id="a flag is no statement"),
    ],
)
def test_context(text: str, language: str, tokens: int | None) -> None:
    """A context length is read as stated."""
    assert value("context_tokens", text, language) == tokens


@pytest.mark.parametrize(
    ("text", "language", "license_id"),
    [
        pytest.param("Nova steht unter Apache 2.0.", "de", "apache-2.0", id="German Apache"),
        pytest.param("Die Gewichte erscheinen unter der MIT-Lizenz.", "de", "mit", id="German MIT"),
        pytest.param("The weights are under the MIT License.", "en", "mit", id="English MIT"),
        pytest.param(
            "This code repository is licensed under the MIT License.", "en", None, id="a license of the code alone"
        ),
        pytest.param(
            "Code and model weights are licensed under the MIT License.", "en", "mit", id="code and weights together"
        ),
        pytest.param(
            "Small is under Apache 2.0. Large is under the MIT License.", "en", None, id="two licenses are none"
        ),
        pytest.param("Released under a Modified MIT license.", "en", "modified-mit", id="modified MIT"),
    ],
)
def test_license(text: str, language: str, license_id: str | None) -> None:
    """The license of the weights is read, not that of other things."""
    found = value("license", text, language)
    assert (found or {}).get("id") == license_id


def test_a_license_without_an_id_keeps_its_name() -> None:
    """What the table does not know is kept by its name and is nobody's open license."""
    found = value("license", "Nova is out under a Research License.")
    assert (found["id"], found["name"]) == (None, "Research License")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The training data is not published.", "en"),
        ("The data sets are not published.", "en"),
        ("The training data has not been disclosed.", "en"),
        ("The lab did not release its training data.", "en"),
        ("Die Trainingsdaten wurden nicht veröffentlicht.", "de"),
        ("Die Trainingsdaten sind nicht offengelegt.", "de"),
        ("Trainingsdaten und Code sind nicht enthalten.", "de"),
    ],
)
def test_training_data_withheld(text: str, language: str) -> None:
    """A "no" comes with the sentence that says it."""
    fact = next(fact for fact in said(text, language) if fact.name == "training_data")
    assert (fact.value["value"], fact.quote) == ("no", text)


@pytest.mark.parametrize(
    "text",
    [
        "Trained on the Pile, a public data set.",
        "The training data is public and was published last year.",
        "The model was not trained on user data.",
        "We use publicly available training data.",
    ],
)
def test_a_text_never_makes_training_data_public(text: str) -> None:
    """Keywords set no yes, and what is not withheld is not a no."""
    assert value("training_data", text) is None


@pytest.mark.parametrize(
    ("text", "language", "when"),
    [
        ("We plan to release an open-weight model in the coming months.", "en", "in the coming months"),
        ("The model will arrive later this summer.", "en", "later this summer"),
        ("OpenAI will im Sommer 2025 ein offenes Modell veröffentlichen.", "de", "im Sommer 2025"),
        ("Das Modell soll im Juni erscheinen.", "de", "im Juni"),
        ("The model was released in June.", "en", None),
    ],
)
def test_expected(text: str, language: str, when: str | None) -> None:
    """An announced time is kept in the text's own words."""
    assert value("expected", text, language) == when


@pytest.mark.parametrize(
    ("name", "text", "language", "expected"),
    [
        ("training_tokens", "It was trained on 14.8T tokens.", "en", 14_800_000_000_000),
        ("training_tokens", "Trainiert wurde mit 36 Billionen Tokens.", "de", 36_000_000_000_000),
        ("training_tokens", "It was fine-tuned on 20 billion tokens.", "en", None),
        ("weights_location", "The weights are available on Hugging Face.", "en", "huggingface"),
        ("weights_location", "Die Dateien kommen per Torrent.", "de", "torrent"),
        ("weights_claim", "Lab released Nova with open weights.", "en", "yes"),
        ("weights_claim", "The lab has yet to release weights.", "en", "no"),
        ("weights_claim", "The lab will release open weights soon.", "en", None),
        ("modalities_in", "Alle Modelle verbinden Text und Bild.", "de", ["text", "image"]),
        ("modalities", "A speech-transcription model.", "en", ["text", "audio"]),
        ("release_date", "Release Date: July 23, 2024.", "en", "2024-07-23"),
        ("release_date", "Das Lab veröffentlicht im März 2024 Nova.", "de", "2024-03"),
        (
            "compute",
            "Training took 2.788M H800 GPU hours.",
            "en",
            {"value": "partial", "text": "2.788M H800 GPU hours"},
        ),
        ("training_code", "Training code is not released.", "en", "no"),
    ],
)
def test_other_facts(name: str, text: str, language: str, expected: JSON) -> None:
    """Each fact reads its own sentence."""
    assert value(name, text, language) == expected


def test_the_next_publisher_of_a_digest_is_another_thing() -> None:
    """What another publisher released is not stated of the main thing."""
    text = "Aurora released Nova, a 24B parameter model. Borealis released Titan, trained on 20 trillion tokens."
    assert value("parameters_total", text) == 24_000_000_000
    assert value("training_tokens", text) is None


def test_rank_is_left_to_the_caller() -> None:
    """A text's facts have no rank, no subject, and a quote."""
    for fact in said("Nova has 7B parameters under Apache 2.0."):
        assert (fact.rank, fact.subject, fact.method) == (0, None, "text")
        assert fact.quote


def test_every_fact_is_listed_with_its_meaning() -> None:
    """FACTS is the whole list, by name."""
    assert all(name == kind.name and kind.about for name, kind in facts.FACTS.items())


def test_row() -> None:
    """A row has plain fields in the units of the row, and null where nothing is stated."""
    found = said("Nova-117B has 117B parameters with 5.1B active, 128K context, under Apache 2.0.")
    row = rows.fields(found, [Name("Nova-117B", "Nova", "nova", total=117e9)])
    assert row["sizes"] == [{"name": "Nova-117B", "total_b": 117, "active_b": 5.1}]
    assert (row["license"], row["context_tokens"], row["languages"]) == ("apache-2.0", 128000, None)


def test_row_of_a_name() -> None:
    """Where the text states no size the name's is shown."""
    assert rows.fields((), [Name("Nova-27B", "Nova", "nova", total=27e9)])["sizes"] == [
        {"name": "Nova-27B", "total_b": 27, "active_b": None}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "117B " * 12_000,
        "1,000,000," * 6_000,
        "A" * 60_000,
        "[" * 60_000,
        "# a\n" * 15_000,
        "under Aa " * 7_000,
        "<" * 60_000,
    ],
    ids=["sizes", "broken numbers", "one word", "brackets", "headings", "names", "tags"],
)
def test_a_hostile_text_costs_little(text: str) -> None:
    """A text made of almost-facts is read without an error and in bounded time."""
    started = perf_counter()
    said(text)
    assert perf_counter() - started < 3
