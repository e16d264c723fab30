"""Page: letters and notes as people read them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.notifiers.sent import BIG, WEIGHTS, alert, channel, gpt_oss, letter, note
from tests.samples import NOW, event
from tracker.domain import EventKind, LetterItem
from tracker.notifiers import render
from tracker.notifiers.page import page_of
from tracker.notifiers.wording import LANGUAGES


def test_names_the_day_in_the_subject() -> None:
    """The subject says what came out and counts the rest."""
    assert render(letter())[0] == (
        "Open-Weight-Tagesbericht, 6. August 2025: gpt-oss ist da; 2 Ankündigungen, 1 Lizenzänderung"
    )


def test_has_the_sections_in_their_order() -> None:
    """New, announced, changed, perhaps, sources: in text and HTML alike."""
    item = letter().items[1]
    _, text, html = render(letter(perhaps=(item,)))
    names = ["Neu verfügbar", "Angekündigt", "Geändert", "Vielleicht", "Quellen"]
    for form in (text, html):
        places = [form.index(f"{name}\n" if form is text else f"{name}</h2>") for name in names]
        assert places == sorted(places)
    assert "bisher MIT, jetzt CC BY-NC 4.0" in text
    assert "26 von 27 Quellen erreichbar." in text
    assert "Golem: stumm seit 19:00 Uhr." in text


def test_says_an_empty_day_in_one_line() -> None:
    """Where nothing happened one sentence says so."""
    sources = tuple(source for source in letter().sources if source.trouble is None)
    subject, text, _ = render(letter(items=(), sources=sources))
    assert subject == "Open-Weight-Tagesbericht, 6. August 2025: nichts Neues"
    body = text.partition("-- ")[0].splitlines()
    assert [line for line in body[2:] if line] == ["Nichts Neues; 26 von 26 Quellen erreichbar."]


def test_an_empty_day_still_names_a_silent_source() -> None:
    """Where a source is silent the one line has a second one."""
    _, text, _ = render(letter(items=()))
    assert "Nichts Neues; 26 von 27 Quellen erreichbar." in text
    assert "Golem: stumm seit 19:00 Uhr." in text


def test_breaks_no_name() -> None:
    """However long a line is, a name with hyphens stays in one piece."""
    item = LetterItem(letter().items[0].release, letter().items[0].events, "Wort " * 14 + "gpt-oss-120b-instruct-2507.")
    assert "gpt-oss-120b-instruct-2507" in render(letter(items=(item,)))[1]


def test_names_the_days_without_a_letter() -> None:
    """A letter that comes late says which days it covers."""
    _, text, _ = render(letter(missed=(date(2025, 8, 4), date(2025, 8, 5))))
    assert "4. August 2025 und 5. August 2025" in " ".join(text.split())


def test_html_has_nothing_remote_and_no_script() -> None:
    """The HTML loads nothing: no image, no script, no style sheet; it knows the dark."""
    html = render(letter())[2]
    assert "<img" not in html
    assert "<script" not in html
    assert "<link" not in html
    assert "prefers-color-scheme: dark" in html
    assert 'name="viewport"' in html


def test_html_escapes_what_strangers_wrote() -> None:
    """A title with markup is shown as text, in mail as everywhere."""
    evil = '<script>alert(1)</script><b onmouseover="x">'
    item = LetterItem(letter().items[0].release, letter().items[0].events, evil)
    html = render(letter(items=(item,)))[2]
    assert "<script" not in html
    assert "<b " not in html
    assert "&lt;script&gt;" in html


def test_shows_the_host_beside_a_link() -> None:
    """Where a link leads can be read."""
    html = render(letter())[2]
    assert "openai.example.org</span>" in html


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("kind", ["start", "test", "trouble", "recovered", "dead", "something new"])
def test_every_note_has_a_text(language: str, kind: str) -> None:
    """Every kind of note can be said in every language, whatever values it came with."""
    page = page_of(note(kind, channel=channel(language=language), values={}))
    assert page.title
    assert "{" not in "".join(page.lead)


def test_the_start_note_says_what_is_watched() -> None:
    """The first message of a channel says how many sources answered and what is latest."""
    assert page_of(note()).lead[0].startswith("26 of 27 sources answered; latest is OpenAI gpt-oss.")
    alone = page_of(note(values={"sources": 3, "well": 3, "latest": None})).lead[0]
    assert alone == "3 of 3 sources answered. What they already held is history and is not alerted."


def test_an_alert_is_a_page_of_one_story() -> None:
    """An instant mail has the news as its subject."""
    subject, text, _ = render(alert(summary="A sentence."))
    assert subject == "Weights are out: OpenAI gpt-oss-120b and gpt-oss-20b"
    assert "A sentence." in text
    assert NOW.strftime("%Y") in text


def test_a_change_leads_to_before_and_after() -> None:
    """The letter's item of a change links the commit and both states, in text and HTML."""
    page = f"https://huggingface.co/{BIG}"
    commit = f"{page}/commit/{'c' * 40}"
    changed = event(EventKind.RELICENSED, NOW + timedelta(days=1), before="mit", after="cc-by-nc-4.0", evidence=commit)
    item = LetterItem(gpt_oss(events=(WEIGHTS, changed)), (changed,))
    _, text, html = render(letter(items=(item,)))
    assert f"vorher: {page}/tree/{'a' * 40}" in text
    assert f'<a href="{page}/tree/{"c" * 40}"' in html
    assert ">nachher</a>" in html


COUNTED = {
    EventKind.DELAYED: "1 Verzögerung",
    EventKind.DATA_PUBLISHED: "1 Datenveröffentlichung",
    EventKind.WEIGHTS_ADDED: "1 weitere Änderung",
    EventKind.CORRECTED: "1 weitere Änderung",
    EventKind.MERGED: "1 weitere Änderung",
}


@pytest.mark.parametrize(("kind", "counted"), COUNTED.items(), ids=[kind.value for kind in COUNTED])
def test_counts_every_kind_of_change(kind: EventKind, counted: str) -> None:
    """What changed stands under "Geändert" and is counted in the subject."""
    subject, text, _ = render(letter(items=(LetterItem(gpt_oss(), (event(kind, before="a", after="b"),)),)))
    assert subject.endswith(counted)
    assert "Geändert\n" in text
