"""Story: what people read of a release, in both languages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.notifiers.sent import ANNOUNCED, BIG, SMALL, WEIGHTS, gpt_oss, promised
from tests.samples import NOW, event, fact, linked, repo
from tracker.domain import Answer, EventKind, Openness, Release, RepoFile
from tracker.notifiers import facts
from tracker.notifiers.facts import sizes
from tracker.notifiers.story import news, tell
from tracker.notifiers.wording import LANGUAGES, words


def test_says_it_in_english() -> None:
    """The English story has everything that the sketch of an alert has."""
    told = tell(gpt_oss(), (WEIGHTS,), words("en"), "Europe/Berlin")
    assert told.news == (("Weights are out: OpenAI gpt-oss-120b and gpt-oss-20b", "Aug 5, 2025, 19:00 CEST"),)
    assert told.state == "weights out · free to download"
    assert told.facts == (
        ("Parameters", "117B (5.1B active) and 21B (3.6B active)"),
        ("Context", "131,072 tokens"),
        ("Modalities", "text"),
        ("Languages", "English"),
        ("License", "Apache-2.0, commercial use allowed"),
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
