"""Story: what people read of a release, in both languages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.notifiers.sent import ANNOUNCED, BIG, SMALL, WEIGHTS, gpt_oss, promised
from tests.samples import NOW, event, fact, linked, repo
from tracker.domain import Answer, Event, EventKind, License, LicenseClass, Openness, Release, RepoFile
from tracker.notifiers import facts
from tracker.notifiers.facts import sizes
from tracker.notifiers.story import fresh, news, state_of, tell
from tracker.notifiers.wording import LANGUAGES, words


def test_says_it_in_english() -> None:
    """The English story has everything that the sketch of an alert has."""
    told = tell(gpt_oss(), (WEIGHTS,), words("en"), "Europe/Berlin")
    assert told.news == (("Weights are out: OpenAI gpt-oss-120b and gpt-oss-20b", "Aug 5, 2025, 19:00 CEST"),)
    assert told.state == "Weights free to download, Apache-2.0, commercial use allowed; training data not disclosed"
    assert told.facts == (
        ("Parameters", "117B (5.1B active) and 21B (3.6B active)"),
        ("Context", "131,072 tokens"),
        ("Modalities", "text"),
        ("Languages", "English"),
    )
    assert told.openness == (
        ("Open", "weights, license, inference code"),
        ("Not open", "training data, training code"),
        ("Unknown", "intermediate checkpoints"),
    )
    assert [link.label for link in told.links] == [
        "openai-news: Introducing gpt-oss",
        f"Hub openai/gpt-oss-120b@{'a' * 7}",
        f"Hub openai/gpt-oss-20b@{'a' * 7}",
    ]
    assert told.press == "2 press reports (1 in German)"


def test_says_it_in_german() -> None:
    """The German story says the same with German numbers, dates and quotation marks."""
    told = tell(promised(), (ANNOUNCED,), words("de"), "Europe/Berlin")
    assert told.title == "OpenAI: Open-Weight-Modell"
    assert told.news == (
        ("OpenAI kündigt ein Open-Weight-Modell an", "31. März 2025, 19:15 Uhr · 1 Minute später gesehen"),
    )
    assert told.facts == (
        ("Erwartet", "„in the coming months“"),
        ("Lizenz", "nicht angegeben"),
        ("Trainingsdaten", "nicht angegeben"),
    )
    whole = tell(gpt_oss(), (WEIGHTS,), words("de"), "Europe/Berlin")
    assert ("Parameter", "117\u00a0Mrd. (5,1\u00a0Mrd. aktiv) und 21\u00a0Mrd. (3,6\u00a0Mrd. aktiv)") in whole.facts
    assert ("Kontext", "131.072 Token") in whole.facts


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("kind", list(EventKind))
def test_has_words_for_every_event(language: str, kind: EventKind) -> None:
    """Every kind of event can be told in every language, also without before and after."""
    said = news(gpt_oss(), event(kind), words(language))
    assert "gpt-oss" in said
    assert "{" not in said


def test_shows_a_change_of_license_and_access() -> None:
    """Before and after stand in the news."""
    table = words("en")
    relicensed = event(EventKind.RELICENSED, before="mit", after="cc-by-nc-4.0")
    assert news(gpt_oss(), relicensed, table) == "OpenAI gpt-oss: license changed from MIT to CC BY-NC 4.0"
    gated = event(EventKind.GATED, before="no", after="manual")
    assert news(gpt_oss(), gated, table).endswith("free → gated (the owner decides)")


UPDATES = [
    ("a size among others is gone", "taken", "gpt-oss-20b ist nicht mehr zu haben, die übrigen Repos schon"),
    ("a repo is made anew", "anew", "gpt-oss-20b wurde gelöscht und neu angelegt"),
    ("another size did so before", "also", "gpt-oss-20b: dieselbe Änderung wie in einem anderen Repo davon"),
    ("a gate comes and goes", "flaps", "gpt-oss-20b wechselt hin und her, gezeigt ist der letzte Stand"),
    ("the gate is another one", "gate", "gpt-oss-20b hat eine andere Zugangsschranke: nach Anmeldung → nur auf Antrag"),
    ("the EU is shut out", "closed-eu", "gpt-oss-20b: aus der EU kein Zugang mehr"),
    ("a version", "update", "gpt-oss-20b: neue Fassung oder Größe"),
]


@pytest.mark.parametrize(("topic", "line"), [c[1:] for c in UPDATES], ids=[c[0] for c in UPDATES])
def test_says_what_an_update_is(topic: str, line: str) -> None:
    """What was taken away is no new version."""
    seen = event(EventKind.UPDATE, key=f"{topic}/u1", detail="openai/gpt-oss-20b: x", before="auto", after="manual")

    assert line in news(gpt_oss(), seen, words("de"))


def test_the_same_news_twice_is_one_line() -> None:
    """A gate that flaps all day is one line of a letter, with the time of the last change."""
    flaps = [event(EventKind.UPDATE, NOW + timedelta(hours=n), key=f"flaps/u1/{n}") for n in range(12)]
    told = tell(gpt_oss(), (event(EventKind.GATED, after="auto"), *flaps), words("en"), "UTC")

    assert len(told.news) == 2
    assert told.news[-1][1].endswith("Aug 6, 2025, 04:00 UTC")


def test_leaves_conversions_out_of_the_sizes() -> None:
    """A packed copy with another number of parameters is no size of the release."""
    small = linked(repo("openai/x-fp8", relation="quantized"))
    known = (fact("parameters_total", 8e9, subject="openai/x"), fact("parameters_total", 2e9, subject="openai/x-fp8"))
    assert sizes(gpt_oss(repos=(small,), facts=known)) == [(8e9, None)]


def test_counts_how_much_later_we_saw_it() -> None:
    """The delay is named in the unit that fits."""
    late = event(EventKind.UPDATE, NOW, seen_at=NOW + timedelta(days=3))
    assert tell(gpt_oss(), (late,), words("en"), "UTC").news[0][1] == "Aug 5, 2025, 17:00 UTC · seen 3 days later"


def test_prefers_what_the_owner_says_of_a_size() -> None:
    """Near the sum of the headers the card's own number stands; a number far away speaks of something else."""
    near = (
        fact("parameters_total", 21.5e9, subject=SMALL),
        fact("parameters_total", 21e9, subject=SMALL, method="text"),
    )
    far = (fact("parameters_total", 21.5e9, subject=SMALL), fact("parameters_total", 7e9, subject=SMALL, method="text"))
    chosen = {"parameters_total": fact("parameters_total", 117e9, subject=BIG)}
    shown = [sizes(gpt_oss(facts=facts, chosen=chosen))[1:] for facts in (near, far)]
    assert shown == [[(21e9, None)], [(21.5e9, None)]]


def card(answer: str, *files: str) -> Release:
    """A release whose model card was judged so, with these files."""
    kept = tuple(RepoFile(name) for name in files)
    return gpt_oss(repos=(linked(repo(BIG, files=kept)),), openness=(Openness("model_card", Answer(answer)),))


CARDS = {
    "a short card is there": (card("partial", "README.md"), (("Partly open", "model card"),)),
    "no card at all": (card("no", "config.json"), (("Not open", "model card"),)),
    "a good card": (card("yes", "README.md"), (("Open", "model card"),)),
    "nothing known": (card("unknown"), ()),
}


@pytest.mark.parametrize(("told", "lines"), CARDS.values(), ids=CARDS.keys())
def test_calls_a_card_closed_only_where_there_is_none(told: Release, lines: tuple[tuple[str, str], ...]) -> None:
    """A short model card is not called closed, and a release of which nothing is known has no line."""
    assert facts.openness(told, words("en")) == lines


def terms(license_id: str, commercial: str) -> License:
    """What the table would know of a license."""
    return License(license_id, license_id, LicenseClass.PERMISSIVE, Answer(commercial))


TERMS = {
    "mit": terms("mit", "yes"),
    "mit (text 1a2b3c4d)": terms("mit", "yes"),
    "mit (text 9f8e7d6c)": terms("mit", "yes"),
    "cc-by-nc-4.0": terms("cc-by-nc-4.0", "no"),
    "llama4": terms("llama4", "conditional"),
    "none": terms("none", "unknown"),
}
CHANGES: dict[str, tuple[tuple[str | None, str | None], tuple[str, str], tuple[str, str]]] = {
    "to a closed one": (
        ("mit", "cc-by-nc-4.0"),
        ("license changed from MIT to CC BY-NC 4.0", "Lizenz geändert, bisher MIT, jetzt CC BY-NC 4.0"),
        (
            "MIT → CC BY-NC 4.0, commercial use no longer allowed · “Update license” · Aug 5, 2025, 17:00 UTC",
            "MIT → CC BY-NC 4.0, kommerzielle Nutzung nicht mehr erlaubt · „Update license“ · 5. August 2025",
        ),
    ),
    "to one with conditions": (
        ("mit", "llama4"),
        (
            "license changed from MIT to Llama 4 Community License",
            "Lizenz geändert, bisher MIT, jetzt Llama 4 Community License",
        ),
        (
            "MIT → Llama 4 Community License, commercial use now under conditions only",
            "MIT → Llama 4 Community License, kommerzielle Nutzung jetzt nur unter Bedingungen",
        ),
    ),
    "from a closed one to one with conditions": (
        ("cc-by-nc-4.0", "llama4"),
        ("license changed from CC BY-NC 4.0", "bisher CC BY-NC 4.0"),
        ("commercial use allowed now under conditions", "kommerzielle Nutzung jetzt unter Bedingungen"),
    ),
    "to an open one": (
        ("cc-by-nc-4.0", "mit"),
        ("license changed from CC BY-NC 4.0 to MIT", "bisher CC BY-NC 4.0, jetzt MIT"),
        ("commercial use allowed now", "kommerzielle Nutzung jetzt erlaubt"),
    ),
    "another text under the same name": (
        ("mit (text 1a2b3c4d)", "mit (text 9f8e7d6c)"),
        ("the text of its license MIT was changed", "der Text der Lizenz MIT ist geändert"),
        (
            "MIT (text 1a2b3c4d) → MIT (text 9f8e7d6c), nobody has read yet what the new text allows",
            "MIT (Text 1a2b3c4d) → MIT (Text 9f8e7d6c), was der neue Text erlaubt, hat noch niemand gelesen",
        ),
    ),
    "none any more": (
        ("mit", "none"),
        ("no license stated any more, before MIT", "keine Lizenz mehr angegeben, bisher MIT"),
        (
            "MIT → no license stated any more, commercial use not known any more",
            "MIT → keine Lizenz mehr angegeben, kommerzielle Nutzung jetzt ungeklärt",
        ),
    ),
    "nobody knows from what": (
        (None, "mit"),
        ("license changed to MIT", "Lizenz geändert, jetzt MIT"),
        ("? → MIT, commercial use allowed", "? → MIT, kommerzielle Nutzung erlaubt"),
    ),
}


@pytest.mark.parametrize(("change", "headlines", "lines"), CHANGES.values(), ids=CHANGES.keys())
def test_says_what_a_change_of_license_means(
    change: tuple[str | None, str | None], headlines: tuple[str, str], lines: tuple[str, str]
) -> None:
    """Headline and line have before and after, the commit's message, and what it means for commercial use."""
    detail = f'{SMALL}: "Update license"'
    changed = event(EventKind.RELICENSED, before=change[0], after=change[1], detail=detail)
    record = gpt_oss(terms=TERMS)
    for language, headline, line in zip(("en", "de"), headlines, lines, strict=True):
        assert headline in news(record, changed, words(language))
        assert line in fresh(record, changed, words(language), "UTC")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(None, "Nobody has read yet what the new text allows", id="a text that nobody knows"),
        pytest.param("apache-2.0", "Commercial use", id="another print of the same license"),
    ],
)
def test_says_nothing_of_a_text_that_nobody_has_read(text: str | None, said: str) -> None:
    """A license file that was changed under its old name may say anything."""
    license_ = fact("license", {"id": "apache-2.0", "hash": "b" * 64, "text": text}, subject=SMALL)
    record = gpt_oss(facts=(license_,), chosen={"license": license_})
    seen = event(EventKind.RELICENSED, before="apache-2.0 (text aaaaaaaa)", after="apache-2.0 (text bbbbbbbb)")

    assert tell(record, (seen,), words("en"), "UTC").news[0][1].startswith(said)


def test_says_what_became_public() -> None:
    """A publication of data names the sets, and how much is open now."""
    data = fact("training_data", {"value": "partial", "sets": ["lab/one", "lab/two"]})
    published = event(EventKind.DATA_PUBLISHED, before="unknown", after="partial")
    line = fresh(gpt_oss(facts=(data,)), published, words("de"), "UTC")
    assert line == "Unbekannt → teilweise: lab/one und lab/two · 5. August 2025, 17:00 Uhr UTC"


def test_says_once_which_weights_are_out() -> None:
    """A size that came some minutes later is named with the first ones; a conversion has its own line."""
    later = event(EventKind.WEIGHTS_ADDED, key="weights-added/small", detail=f"{SMALL}: 2 of 2 shards")
    other = event(EventKind.WEIGHTS_ADDED, key="weights-added/gguf", detail="openai/gpt-oss-20b-GGUF: a file")
    told = tell(gpt_oss(), (WEIGHTS, later, other), words("en"), "UTC")

    assert [line for line, _ in told.news] == [
        "Weights are out: OpenAI gpt-oss-120b and gpt-oss-20b",
        "OpenAI gpt-oss: more weights are out",
    ]


CORRECTIONS: dict[str, tuple[Event, str, str]] = {
    "no release": (
        event(EventKind.RETRACTED, detail="a benchmark, no model"),
        "Correction: OpenAI gpt-oss is not a release",
        "“a benchmark, no model” · Aug 5",
    ),
    "one and the same": (
        event(EventKind.MERGED, before="OpenAI gpt-oss-20b", after="OpenAI gpt-oss"),
        "Correction: OpenAI gpt-oss-20b and OpenAI gpt-oss are one release; see OpenAI gpt-oss",
        "Aug 5",
    ),
}


@pytest.mark.parametrize(("said", "headline", "line"), CORRECTIONS.values(), ids=CORRECTIONS.keys())
def test_corrects_itself(said: Event, headline: str, line: str) -> None:
    """What a person decided is told as a correction, with the reason."""
    assert news(gpt_oss(), said, words("en")) == headline
    assert fresh(gpt_oss(), said, words("en"), "UTC").startswith(line)


def test_what_was_no_release_has_no_card() -> None:
    """A retracted release is shown as such, without facts and openness."""
    told = tell(gpt_oss(retracted=True), (event(EventKind.RETRACTED),), words("en"), "UTC")
    assert (told.state, told.facts, told.openness) == ("corrected: no release", (), ())


def test_before_the_weights_the_stage_is_said() -> None:
    """An announcement has no line about openness; where its publisher is unknown its news begins with the stage."""
    assert state_of(promised(), words("en")) == "announced, no weights yet"
    nobody_s = promised(organization="?", name="Palette 3", nameless=False)
    assert news(nobody_s, ANNOUNCED, words("en")) == "Announced, no weights yet: Palette 3"
