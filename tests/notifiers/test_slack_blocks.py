"""Slack's blocks: inside of the limits and without a mention, whatever comes in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.notifiers.sent import BIG, EVIDENCE, WEIGHTS, alert, gpt_oss, letter
from tests.samples import event, fact
from tracker.domain import EventKind, LetterItem, Stage
from tracker.notifiers import slack_blocks
from tracker.notifiers.clean import Link
from tracker.notifiers.page import page_of

NASTY = st.text(alphabet=st.sampled_from("<>&!@#|*_`~ \n\ra=?\u202e\u2028ü"), max_size=600) | st.text(max_size=600)


def texts(block: Any) -> Iterator[str]:
    """All texts in a block."""
    if isinstance(block, dict):
        for name, value in block.items():
            if name == "text" and isinstance(value, str):
                yield value
            else:
                yield from texts(value)
    elif isinstance(block, list):
        for value in block:
            yield from texts(value)


def is_inside(blocks: list[dict[str, Any]]) -> bool:
    """Would Slack take these blocks?"""
    for block in blocks:
        if block["type"] == "header" and not 0 < len(block["text"]["text"]) <= 150:
            return False
        if block["type"] == "section" and "text" in block and not 0 < len(block["text"]["text"]) <= 3000:
            return False
        if len(block.get("fields", ())) > 10 or any(len(text) > 2000 for text in texts(block.get("fields", []))):
            return False
        if len(block.get("elements", ())) > 10:
            return False
    return len(blocks) <= 50 and sum(map(len, texts(blocks))) <= 12_000


@settings(max_examples=40, deadline=None)
@given(NASTY, NASTY, NASTY)
def test_any_alert_is_inside_and_mentions_nobody(name: str, title: str, summary: str) -> None:
    """Names, titles and summaries of any kind make blocks that Slack takes and that ping nobody."""
    record = gpt_oss(
        name=name or "x",
        facts=(fact("license", {"id": "other", "name": title}), fact("languages", [title] * 40)),
        evidence=tuple(replace(one, title=title, url=f"https://example.org/{title}") for one in EVIDENCE),
    )
    message = alert(release=record, summary=summary * 10)
    blocks = slack_blocks.of_page(page_of(message))
    assert is_inside(blocks)
    for text in [*texts(blocks), slack_blocks.fallback(page_of(message))]:
        assert not re.search(r"<(?!https?://)", text)
        assert not re.search(r"&(?!amp;|lt;|gt;)", text) or text == blocks[0]["text"]["text"]


def test_a_short_text_says_a_state_once() -> None:
    """A headline that tells the state is not followed by it."""
    gone = alert(release=gpt_oss(stage=Stage.WITHDRAWN), event=event(EventKind.WITHDRAWN))
    assert slack_blocks.fallback(page_of(gone)) == "OpenAI gpt-oss is withdrawn"
    assert slack_blocks.fallback(page_of(alert())).startswith("Weights are out: OpenAI gpt-oss-120b and gpt-oss-20b · ")


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 120), NASTY)
def test_any_letter_is_inside(count: int, summary: str) -> None:
    """A letter of any length fits; what does not is counted."""
    items = tuple(LetterItem(gpt_oss(), (WEIGHTS,), summary) for _ in range(count))
    blocks = slack_blocks.of_page(page_of(letter(items=items)))
    assert is_inside(blocks)
    if count == 120:
        assert "weitere" in blocks[-1]["elements"][0]["text"]


def test_a_letter_that_is_too_long_says_so() -> None:
    """The number of releases that found no place is named."""
    items = tuple(LetterItem(gpt_oss(), (WEIGHTS,), "Satz. " * 60) for _ in range(60))
    blocks = slack_blocks.of_page(page_of(letter(items=items)))
    assert re.match(r"und \d+ weitere", blocks[-1]["elements"][0]["text"])


def test_a_cut_leaves_no_half_entity_or_link() -> None:
    """Whatever the limit, a cut ends before an entity or a link that has no end."""
    text = "a &amp; b <https://example.org/x|label> c"
    for limit in range(1, len(text)):
        kept = slack_blocks.cut(text, limit)
        assert len(kept) <= limit
        assert kept.count("<") == kept.count(">")
        assert re.sub(r"&(?:amp|lt|gt);", "", kept).count("&") == 0


def test_links_cannot_be_broken_out_of() -> None:
    """Bar and bracket in an address or a label do not end the link."""
    shown = slack_blocks.anchor(Link("<a|b>", "https://example.org/a|b>c&d", "example.org"))
    assert shown == "<https://example.org/a%7Cb%3Ec&amp;d|&lt;a|b&gt;>"


def test_an_alert_looks_like_this() -> None:
    """Headline, state, facts, openness, summary, evidence, time: in this order."""
    blocks = slack_blocks.of_page(page_of(alert(summary="One sentence.")))
    assert [block["type"] for block in blocks] == ["header", *["section"] * 5, "context"]
    assert blocks[0]["text"]["text"] == "Weights are out: OpenAI gpt-oss-120b and gpt-oss-20b"
    assert blocks[1]["text"]["text"] == (
        "*Weights free to download, Apache-2.0, commercial use allowed; training data not disclosed*"
    )
    assert "License" not in json.dumps(blocks[2])
    assert blocks[3]["text"]["text"].startswith("*Open:* weights, license, inference code · *Not open:*")


def lines(blocks: list[dict[str, Any]]) -> list[str]:
    """The texts of blocks, one a block."""
    return [" | ".join(texts(block)) for block in blocks]


def test_a_reply_says_only_what_is_new() -> None:
    """Weights: headline, one line, the fact sentence without what a text adds, and evidence."""
    blocks = slack_blocks.reply(page_of(alert(summary="One sentence.\nMore of a text.")), out=True)
    assert lines(blocks)[:3] == [
        "Weights are out: OpenAI gpt-oss-120b and gpt-oss-20b",
        "Complete, free to download · Aug 5, 2025, 19:00 CEST",
        "One sentence.",
    ]
    assert lines(blocks)[3].startswith(
        "Evidence: <https://openai.example.org/gpt-oss|openai-news: Introducing gpt-oss>"
    )
    assert len(blocks) == 4


def test_a_reply_about_a_license_shows_before_after_and_commit() -> None:
    """The line has both licenses, what the new one allows and the commit."""
    page_url = f"https://huggingface.co/{BIG}/tree/{'b' * 40}"
    changed = event(EventKind.RELICENSED, detail=BIG, before="mit", after="cc-by-nc-4.0", evidence=page_url)
    blocks = slack_blocks.reply(page_of(alert(event=changed, summary="Not shown.")), out=False)
    assert lines(blocks)[0] == "OpenAI gpt-oss-120b: license changed from MIT to CC BY-NC 4.0"
    assert lines(blocks)[1].startswith("MIT → CC BY-NC 4.0, commercial use allowed · Aug 5, 2025")
    assert f" · <{page_url}|commit bbbbbbb> · " in lines(blocks)[1]
    assert "Not shown." not in json.dumps(blocks)
