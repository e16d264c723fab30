"""What messages say of signs, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.notifiers.sent import channel
from tests.samples import NOW, event, fact, release
from tracker.domain import Alert, Event, EventKind, Evidence, Letter, LetterItem, Release, Role, SourceKind, Stage
from tracker.notifiers import render, slack_blocks
from tracker.notifiers.page import page_of
from tracker.notifiers.unconfirmed import confirmed
from tracker.notifiers.webhook import document
from tracker.notifiers.wording import words

RUDE = "Add <!channel> Zephyrus2 | <https://evil.example|click> @here\u202e"
PULL = "https://github.com/lab/engine/pull/7"
SIGN = event(EventKind.SIGNAL, confidence=0.5, detail=RUDE, evidence=PULL, source="engine-pulls")
FOUND = release(
    organization="?",
    name="Zephyrus2",
    family="Zephyrus",
    events=(SIGN,),
    facts=(fact("parameters_total", 8_000_000_000),),
    evidence=(
        Evidence("engine-pulls", RUDE, PULL, "en", NOW, SourceKind.COMMUNITY),
        Evidence("forum", "Get it", "https://huggingface.co/thief/Zephyrus2-leak", "en", NOW, SourceKind.COMMUNITY),
    ),
)
DAY = timedelta(days=1)


def alert(language: str, found: Release = FOUND, told: Event = SIGN, role: Role = Role.ROOT) -> Alert:
    """A sign for a channel of the radar."""
    text = "There are signs of it.\nSomebody says: download it at evil.example"
    wanted = replace(channel("slack", language=language), radar=True)
    return Alert("key", wanted, found, told, role, NOW, summary=text)


@pytest.mark.parametrize(
    ("language", "headline"),
    [("en", "Unconfirmed: a sign of Zephyrus2"), ("de", "Unbestätigt: Hinweis auf Zephyrus2")],
)
def test_every_form_begins_with_unconfirmed(language: str, headline: str) -> None:
    """Subject, headline, Slack's fallback and the living message after an edit say so first."""
    page = page_of(alert(language))
    living = slack_blocks.living(page.sections[0].stories[0], language, page.title)

    assert page.title == page.heading == headline
    assert slack_blocks.fallback(page).startswith(headline)
    assert render(alert(language))[1].startswith(headline)
    assert living[0]["text"]["text"] == f"{headline.split(':')[0]}: Zephyrus2"


def test_strangers_words_call_nobody_and_lead_nowhere_else() -> None:
    """The pull request is linked as evidence; its text is escaped, and no place of a leak's copies is shown."""
    page = page_of(alert("en"))
    (story,) = page.sections[0].stories
    text = str(slack_blocks.of_page(page))

    assert [link.url for link in story.links] == [PULL]
    assert (story.facts, story.openness, story.summary) == ((), (), ("There are signs of it.",))
    assert "<!channel>" not in text
    assert "<https://evil" not in text
    assert "thief" not in text + render(alert("en"))[2]


@pytest.mark.parametrize(
    ("days", "en", "de"),
    [
        (
            0,
            "A sign of August 5, 2025 is confirmed within a day",
            "Ein Hinweis vom 5. August 2025 ist binnen eines Tages",
        ),
        (
            1,
            "A sign of August 5, 2025 is confirmed after 1 day",
            "Ein Hinweis vom 5. August 2025 ist nach 1 Tag bestätigt",
        ),
        (37, "confirmed after 37 days", "nach 37 Tagen bestätigt"),
    ],
)
def test_how_long_a_sign_was_ahead(days: int, en: str, de: str) -> None:
    """The release that comes says it in the channel's language."""
    out = event(at=NOW + days * DAY + timedelta(hours=2))
    found = replace(FOUND, events=(SIGN, out))

    assert en in confirmed(found, out, words("en"), "UTC")
    assert de in confirmed(found, out, words("de"), "UTC")


OUT = event(at=NOW + 9 * DAY)
UNPROVED = [
    ("nothing before", ()),
    ("what a source held at first", (replace(SIGN, baseline=True),)),
    ("its own upload", (event(EventKind.VISIBLE, OUT.at - timedelta(minutes=9)),)),
    ("a repo of what was announced", (event(EventKind.ANNOUNCED, NOW), event(EventKind.VISIBLE, NOW + DAY))),
    ("a sign that the announcement proved", (SIGN, event(EventKind.ANNOUNCED, NOW + DAY))),
]


@pytest.mark.parametrize("before", [c[1] for c in UNPROVED], ids=[c[0] for c in UNPROVED])
def test_what_proves_no_sign(before: tuple[Event, ...]) -> None:
    """Only the first that is real after a sign proves it."""
    assert confirmed(replace(FOUND, events=(*before, OUT)), OUT, words("en"), "UTC") == ""


def test_a_leak_of_what_was_announced_is_proved_by_the_weights() -> None:
    """The days are counted from the leak."""
    found = replace(FOUND, events=(event(EventKind.ANNOUNCED, NOW - 90 * DAY), SIGN, OUT))

    assert "after 9 days" in confirmed(found, OUT, words("en"), "UTC")


def test_a_reply_says_it_in_its_line() -> None:
    """Slack shows the line of a reply, mail the lead; a channel without the radar shows neither."""
    found = replace(FOUND, stage=Stage.WEIGHTS, events=(SIGN, OUT))
    page = page_of(alert("en", found, OUT, Role.REPLY))
    plain = alert("en", found, OUT, Role.REPLY)
    quiet = page_of(replace(plain, channel=replace(plain.channel, radar=False)))

    assert page.lead == ("A sign of August 5, 2025 is confirmed after 9 days",)
    assert "is confirmed after 9 days · " in slack_blocks.reply(page, out=True)[1]["text"]["text"]
    assert quiet.lead == ()
    assert "confirmed" not in quiet.sections[0].stories[0].fresh


def test_a_webhook_gets_signs_apart() -> None:
    """They stand under radar, never among the items."""
    wanted = replace(channel("webhook"), radar=True)
    body = document(Letter("key", wanted, NOW.date(), NOW - DAY, NOW, NOW, items=(LetterItem(FOUND, (SIGN,)),)))

    assert body["data"]["items"] == []
    assert [one["release"]["name"] for one in body["data"]["radar"]] == ["Zephyrus2"]
