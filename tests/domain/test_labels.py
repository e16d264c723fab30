"""Labels: how people write licenses and amounts, and which repos an event is about."""

from __future__ import annotations

from typing import Any

import pytest

from tests.samples import event, fact, linked, release, repo
from tracker.domain import Answer, Event, EventKind, License, LicenseClass, Openness, Release, Stage
from tracker.domain.labels import LABELS, labels, license_label, license_title, name_of, openness_line, parted, repos_of

LICENSES = {
    "apache-2.0": "Apache-2.0",
    "mit": "MIT",
    "cc-by-nc-4.0": "CC BY-NC 4.0",
    "cc-by-nc-sa-4.0": "CC BY-NC-SA 4.0",
    "cc0-1.0": "CC0-1.0",
    "bsd-3-clause": "BSD-3-Clause",
    "gpl-3.0": "GPL-3.0",
    "llama3.1": "Llama 3.1 Community License",
    "llama4": "Llama 4 Community License",
    "some-new-license": "some-new-license",
}


@pytest.mark.parametrize(("license_id", "label"), LICENSES.items(), ids=LICENSES.keys())
def test_spells_licenses(license_id: str, label: str) -> None:
    """License ids are written as people know them."""
    assert license_label(license_id) == label


def test_takes_the_name_of_a_custom_license() -> None:
    """A license of its own has the name that its owner gave it."""
    assert license_label("other", "fjord-license") == "fjord-license"


AMOUNTS = {
    116_829_156_672: ("117B", "117\u00a0Mrd."),
    999_700_000: ("1B", "1\u00a0Mrd."),
    270_098_176: ("270M", "270\u00a0Mio."),
    1_500_000_000: ("1.5B", "1,5\u00a0Mrd."),
    1_040_000_000_000: ("1T", "1\u00a0Bio."),
    9_960_000_000: ("10B", "10\u00a0Mrd."),
    131_072: ("131,072", "131.072"),
}


@pytest.mark.parametrize(("count", "said"), AMOUNTS.items())
def test_says_amounts(count: int, said: tuple[str, str]) -> None:
    """Numbers of parameters are rounded as people say them."""
    assert (labels("en").amount(count), labels("de").amount(count)) == said


def test_knows_locales_and_falls_back_to_english() -> None:
    """A locale finds its language; a language without labels is said in English."""
    assert [labels(name) for name in ("de_DE", "de-AT", "fr")] == [LABELS["de"], LABELS["de"], LABELS["en"]]


BIG, SMALL, PACKED = "openai/gpt-oss-120b", "openai/gpt-oss-20b", "openai/gpt-oss-20b-fp8"
SIZES = release(
    repos=(linked(repo(BIG)), linked(repo(SMALL)), linked(repo(PACKED, relation="quantized"))),
)
ABOUT: dict[str, tuple[Event, tuple[str, ...], str]] = {
    "the first weights speak of all sizes": (event(detail=f"{BIG}: 15 of 15 shards"), (BIG, SMALL), "gpt-oss"),
    "later weights speak of their repo": (
        event(key="weights/uid", detail=f"{SMALL}: 1 of 1 shards"),
        (SMALL,),
        "gpt-oss-20b",
    ),
    "a change names its repo": (event(EventKind.RELICENSED, detail=SMALL), (SMALL,), "gpt-oss-20b"),
    "a disabled repo stands in the sentence": (
        event(EventKind.DISABLED, detail=f"access to {BIG} is disabled"),
        (BIG,),
        "gpt-oss-120b",
    ),
    "a renamed repo has its new name": (event(EventKind.RENAMED, before="openai/x", after=BIG), (BIG,), "gpt-oss-120b"),
    "a text speaks of the release": (event(EventKind.DELAYED, detail="It comes later"), (), "gpt-oss"),
}


@pytest.mark.parametrize(("told", "repos", "name"), ABOUT.values(), ids=ABOUT.keys())
def test_knows_what_an_event_is_about(told: Event, repos: tuple[str, ...], name: str) -> None:
    """An event is about the repos it came from, by their owner's names, else about the release."""
    assert (repos_of(SIZES, told), name_of(SIZES, told)) == (repos, name)


def test_a_release_of_one_repo_has_its_name() -> None:
    """Where one repo is all there is, people read the name that its owner gave it."""
    assert name_of(release(name="Fjord", repos=(linked(repo("nordlab/Fjord-13B")),))) == "Fjord-13B"


def test_every_kind_of_event_has_a_name() -> None:
    """Each language names every kind."""
    assert [set(table.kinds) for table in LABELS.values()] == [set(EventKind)] * len(LABELS)


@pytest.mark.parametrize(
    ("text", "parts"),
    [("mit (text 1a2b3c4d)", ("mit", "1a2b3c4d")), ("my (own) license", ("my (own) license", "")), ("", ("", ""))],
    ids=["the text changed", "brackets in a name", "nothing"],
)
def test_takes_the_mark_of_a_text_from_a_license(text: str, parts: tuple[str, str]) -> None:
    """What events call a license may end with the beginning of its text's hash."""
    assert parted(text) == parts


OPEN = {"weights": "yes", "commercial_use": "yes", "license": "yes", "training_data": "no"}
LLAMA = License(
    "llama4",
    "Llama 4",
    LicenseClass.CUSTOM,
    Answer.CONDITIONAL,
    user_cap=700_000_000,
    territory="multimodal models: not granted to persons and companies of the EU",
)


def out(license_id: str | None, answers: dict[str, str] = OPEN, **values: Any) -> Release:
    """A release whose weights are out under this license."""
    chosen = {"license": fact("license", {"id": license_id, "name": None})} if license_id else {}
    judged = tuple(Openness(name, Answer(answer)) for name, answer in answers.items())
    filled: dict[str, Any] = {"stage": Stage.WEIGHTS, "openness": judged, "terms": {"llama4": LLAMA}}
    return release(**(filled | {"chosen": chosen | values.pop("chosen", {})} | values))


DEEPSEEK = License("deepseek", "DeepSeek License Agreement", LicenseClass.CUSTOM, Answer.CONDITIONAL)


def test_a_license_has_the_name_of_the_table_where_its_id_says_little() -> None:
    """An id that nobody would write is spelled by what is known of it; one that is not known stays."""
    terms = {"deepseek": DEEPSEEK, "new": License("new", "New", LicenseClass.UNKNOWN, Answer.UNKNOWN, read=False)}
    shown = [license_title({"id": one}, terms) for one in ("deepseek", "new", "mit")]
    assert shown == ["DeepSeek License Agreement", "new", "MIT"]


LINES: dict[str, tuple[Release, str, str]] = {
    "free and permissive": (
        out("apache-2.0"),
        "Gewichte frei, Apache-2.0, kommerziell nutzbar; Trainingsdaten nicht offengelegt",
        "Weights free to download, Apache-2.0, commercial use allowed; training data not disclosed",
    ),
    "no license is known": (
        out(None),
        "Gewichte frei, Lizenz unbekannt; Trainingsdaten nicht offengelegt",
        "Weights free to download, license unknown; training data not disclosed",
    ),
    "with conditions, behind a gate": (
        out(
            "llama4",
            {"weights": "partial", "commercial_use": "conditional", "training_data": "unknown"},
            chosen={"gated": fact("gated", "manual")},
        ),
        (
            "Gewichte nur auf Antrag, Llama 4 Community License, kommerziell mit Auflagen "
            "(bis 700 Mio. Nutzer im Monat, in der EU nicht voll gewährt); Trainingsdaten unbekannt"
        ),
        (
            "Weights gated (the owner decides), Llama 4 Community License, commercial use under conditions "
            "(up to 700 million users a month, not fully granted in the EU); training data unknown"
        ),
    ),
    "closed to some without a gate": (
        out("mit", OPEN | {"weights": "partial"}, chosen={"gated": fact("gated", "no")}),
        "Gewichte nicht für alle frei, MIT, kommerziell nutzbar; Trainingsdaten nicht offengelegt",
        "Weights not free to everybody, MIT, commercial use allowed; training data not disclosed",
    ),
    "sources that contradict each other": (
        out(
            "mit",
            OPEN | {"commercial_use": "no"},
            chosen={"license_conflict": fact("license_conflict", {"hub": "mit", "file": "cc-by-nc-4.0"})},
        ),
        (
            "Gewichte frei, Lizenz widersprüchlich (MIT / CC BY-NC 4.0), nicht kommerziell nutzbar; "
            "Trainingsdaten nicht offengelegt"
        ),
        (
            "Weights free to download, license contradictory (MIT / CC BY-NC 4.0), no commercial use; "
            "training data not disclosed"
        ),
    ),
    "nobody looked at the files": (
        out("mit", OPEN | {"weights": "unknown"}, chosen={"gated": fact("gated", "no")}),
        "Gewichte da, frei herunterladbar, MIT, kommerziell nutzbar; Trainingsdaten nicht offengelegt",
        "Weights out, free to download, MIT, commercial use allowed; training data not disclosed",
    ),
    "nothing is known": (
        out(None, {}),
        "Gewichte da, Zugang unbekannt, Lizenz unbekannt; Trainingsdaten unbekannt",
        "Weights out, access unknown, license unknown; training data unknown",
    ),
    "no weights are out": (release(stage=Stage.ANNOUNCED), "", ""),
}


@pytest.mark.parametrize(("told", "german", "english"), LINES.values(), ids=LINES.keys())
def test_says_in_one_line_how_open_it_is(told: Release, german: str, english: str) -> None:
    """Weights, license, commercial use and training data in one line; the unknown is said as unknown."""
    assert openness_line(told, labels("de")) == german
    assert openness_line(told, labels("en")) == english
