"""The fact sentence: from facts alone, in two languages, with what is unknown said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.summarizers.samples import NOW, event, fact, release
from tracker.domain import Event, EventKind, Release
from tracker.summarizers.facts import sentence

LLAMA = {
    "parameters_total": 109_000_000_000,
    "parameters_active": 17_000_000_000,
    "license": {"id": "llama4", "name": None, "url": None},
}
SCOUT = release(facts=LLAMA, openness={"commercial_use": "conditional", "training_data": "no"})
OPENAI = release("an open-weight model", "OpenAI", nameless=True, facts={"expected": "summer 2025"})
WIZARD = release("WizardLM-2", "Microsoft", weights_at=NOW - timedelta(hours=8))
FALCON = release("Falcon-40B", "TII")
BLOOM = release(
    "BLOOM",
    "BigScience",
    facts={
        "parameters_total": 176e9,
        "license": {"id": "bigscience-bloom-rail-1.0"},
        "training_data": {"value": "yes"},
    },
    openness={"commercial_use": "conditional"},
)

CASES: dict[str, tuple[Release, Event, str, str]] = {
    "announced without a name": (
        OPENAI,
        event(EventKind.ANNOUNCED),
        "OpenAI kündigt ein Open-Weight-Modell für Sommer 2025 an; Lizenz noch offen.",
        "OpenAI announces an open-weight model for summer 2025; license not yet known.",
    ),
    "weights with sizes, license and data": (
        SCOUT,
        event(EventKind.WEIGHTS),
        (
            "Meta veröffentlicht die Gewichte von Llama 4 Scout (109\u00a0Mrd. Parameter, 17\u00a0Mrd. aktiv); "
            "Lizenz: Llama 4 Community License (kommerzielle Nutzung unter Bedingungen); "
            "Trainingsdaten nicht offengelegt."
        ),
        (
            "Meta releases the weights of Llama 4 Scout (109B parameters, 17B active); "
            "license: Llama 4 Community License (commercial use under conditions); training data not disclosed."
        ),
    ),
    "weights with open data": (
        BLOOM,
        event(EventKind.WEIGHTS),
        (
            "BigScience veröffentlicht die Gewichte von BLOOM (176\u00a0Mrd. Parameter); "
            "Lizenz: BigScience BLOOM RAIL 1.0 (kommerzielle Nutzung unter Bedingungen); Trainingsdaten offen."
        ),
        (
            "BigScience releases the weights of BLOOM (176B parameters); "
            "license: BigScience BLOOM RAIL 1.0 (commercial use under conditions); training data open."
        ),
    ),
    "weights and nothing known": (
        release("Fjord", "Nordlicht Labs"),
        event(EventKind.WEIGHTS),
        ("Nordlicht Labs veröffentlicht die Gewichte von Fjord; Lizenz nicht angegeben; Trainingsdaten unbekannt."),
        "Nordlicht Labs releases the weights of Fjord; license not stated; training data unknown.",
    ),
    "withdrawn after hours": (
        WIZARD,
        event(EventKind.WITHDRAWN),
        "Microsoft zieht WizardLM-2 zurück, acht Stunden nach der Veröffentlichung.",
        "Microsoft withdraws WizardLM-2, eight hours after the release.",
    ),
    "withdrawn and nobody knows when it came": (
        release("SVD-XT", "Stability AI"),
        event(EventKind.WITHDRAWN),
        "Stability AI zieht SVD-XT zurück.",
        "Stability AI withdraws SVD-XT.",
    ),
    "relicensed": (
        FALCON,
        event(EventKind.RELICENSED, before="TII Falcon License", after="apache-2.0"),
        "TII ändert die Lizenz von Falcon-40B; bisher TII Falcon License, neu Apache-2.0.",
        "TII changes the license of Falcon-40B; before TII Falcon License, now Apache-2.0.",
    ),
    "the text of the license changed": (
        FALCON,
        event(EventKind.RELICENSED, before="mit (text 1a2b3c4d)", after="mit (text 9f8e7d6c)"),
        "TII ändert die Lizenz von Falcon-40B; der Text von MIT ist ein anderer.",
        "TII changes the license of Falcon-40B; the text of MIT is another one.",
    ),
    "a license is stated no more": (
        FALCON,
        event(EventKind.RELICENSED, before="mit", after="none"),
        "TII ändert die Lizenz von Falcon-40B; bisher MIT, neu keine Lizenz mehr angegeben.",
        "TII changes the license of Falcon-40B; before MIT, now no license stated any more.",
    ),
    "merged with another": (
        FALCON,
        event(EventKind.MERGED, before="TII Falcon-40B", after="TII Falcon"),
        "Eine Veröffentlichung, nicht zwei: TII Falcon-40B und TII Falcon.",
        "One release, not two: TII Falcon-40B and TII Falcon.",
    ),
    "gated": (
        FALCON,
        event(EventKind.GATED, before="no", after="manual"),
        "TII beschränkt den Zugang zu Falcon-40B; bisher frei, jetzt nur auf Antrag.",
        "TII restricts access to Falcon-40B; before free, now gated (the owner decides).",
    ),
    "ungated": (
        FALCON,
        event(EventKind.UNGATED, before="manual", after="no"),
        "TII öffnet den Zugang zu Falcon-40B: frei herunterladbar.",
        "TII opens access to Falcon-40B: free to download.",
    ),
    "visible": (
        FALCON,
        event(EventKind.VISIBLE),
        "TII macht das Repo von Falcon-40B öffentlich; die Gewichte sind noch nicht vollständig.",
        "TII makes the repository of Falcon-40B public; the weights are not complete yet.",
    ),
    "delayed": (
        OPENAI,
        event(EventKind.DELAYED),
        "OpenAI verschiebt ein Open-Weight-Modell.",
        "OpenAI delays an open-weight model.",
    ),
    "renamed": (
        FALCON,
        event(EventKind.RENAMED, before="tiiuae/falcon", after="tiiuae/falcon-40b"),
        "TII benennt das Repo von Falcon-40B um; bisher tiiuae/falcon, neu tiiuae/falcon-40b.",
        "TII renames the repository of Falcon-40B; before tiiuae/falcon, now tiiuae/falcon-40b.",
    ),
    "by nobody known": (
        release("Fjord", "?"),
        event(EventKind.UPDATE),
        "Jemand Unbekanntes aktualisiert Fjord.",
        "An unknown organization updates Fjord.",
    ),
    "a sign, by nobody known": (
        release("Fjord", "?"),
        event(EventKind.SIGNAL),
        "Es gibt Hinweise auf Fjord, nicht bestätigt.",
        "There are signs of Fjord, not confirmed.",
    ),
}


@pytest.mark.parametrize(("record", "happened", "german", "english"), CASES.values(), ids=CASES.keys())
def test_says_it(record: Release, happened: Event, german: str, english: str) -> None:
    """The sentence is exactly this one, in both languages."""
    assert sentence(record, happened, "de") == german
    assert sentence(record, happened, "en") == english


@pytest.mark.parametrize("kind", list(EventKind))
@pytest.mark.parametrize("language", ["de", "en"])
def test_says_every_kind(kind: EventKind, language: str) -> None:
    """Every kind of event has its sentence: capital first, full stop last, no open braces."""
    said = sentence(SCOUT, event(kind), language)
    assert said[0].isupper()
    assert said.endswith(".")
    assert "{" not in said


@pytest.mark.parametrize("topic", ["taken", "anew", "also", "flaps", "gate", "closed-eu", "open-eu"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_says_what_an_update_is(topic: str, language: str) -> None:
    """What brings no new version is not called an update."""
    keys = ("update/u", f"{topic}/u")
    plain, said = (sentence(SCOUT, replace(event(EventKind.UPDATE), key=key), language) for key in keys)
    assert said != plain
    assert said.endswith(".")
    assert "{" not in said


def test_leaves_names_as_their_owners_write_them() -> None:
    """A sentence may begin with a small letter where a name does."""
    record = release("tarn-7b", "sextant-labs")

    assert sentence(record, event(EventKind.UPDATE), "en").startswith("sextant-labs updates tarn-7b")
    assert sentence(record, event(EventKind.RETRACTED), "en").startswith("tarn-7b by")


EXPECTED: dict[str, tuple[str, str, str]] = {
    "a season of a year": ("in summer 2025", "Sommer 2025", "summer 2025"),
    "this season": ("later this summer", "Sommer 2025", "summer 2025"),
    "a German season": ("im Herbst 2025", "Herbst 2025", "autumn 2025"),
    "a month": ("in June", "Juni 2025", "June 2025"),
    "a month that is past": ("in February", "Februar 2026", "February 2026"),
    "the beginning of a month": ("in early August 2025", "Anfang August 2025", "early August 2025"),
    "a quarter": ("in Q3 2025", "das 3. Quartal 2025", "Q3 2025"),
    "coming months": ("in the coming months", "die kommenden Monate", "the coming months"),
    "kommende Wochen": ("in den kommenden Wochen", "die kommenden Wochen", "the coming weeks"),
    "later this year": ("later this year", "später im Jahr 2025", "later in 2025"),
}


@pytest.mark.parametrize(("said", "german", "english"), EXPECTED.values(), ids=EXPECTED.keys())
def test_translates_the_expected_time(said: str, german: str, english: str) -> None:
    """A time in a source's words is said in the language of the sentence."""
    record = release("X", "Meta", facts={"expected": said})
    assert f"kündigt X für {german} an" in sentence(record, event(EventKind.ANNOUNCED), "de")
    assert f"announces X for {english};" in sentence(record, event(EventKind.ANNOUNCED), "en")


def test_quotes_a_time_it_does_not_know() -> None:
    """Words that cannot be translated are quoted, not guessed at."""
    record = release("X", "Meta", facts={"expected": "soon after the summit"})
    assert sentence(record, event(EventKind.ANNOUNCED), "de").endswith("Termin: „soon after the summit“.")


def test_believes_the_best_fact() -> None:
    """Where facts disagree and the record has not chosen, the highest rank speaks."""
    facts: tuple[Any, ...] = (fact("parameters_total", 7e9, rank=0), fact("parameters_total", 8e9, rank=100))
    record = Release("r", "Meta", "X", None, SCOUT.stage, NOW, facts=facts)
    assert "(8B parameters)" in sentence(record, event(EventKind.WEIGHTS), "en")


def test_lets_no_markup_into_the_sentence() -> None:
    """A name made to order a machine about comes out without its tokens."""
    record = release("<|im_start|>X\n<b>bold</b>", "Meta")
    assert "<" not in sentence(record, event(EventKind.UPDATE), "en")
