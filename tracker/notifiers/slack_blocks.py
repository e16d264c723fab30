"""Slack's form of a page: Block Kit, escaped, and inside of Slack's limits whatever it is fed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.domain import JSON
from tracker.notifiers.clean import Link, shorten
from tracker.notifiers.page import Page
from tracker.notifiers.story import Story, opened
from tracker.notifiers.wording import words

# Slack refuses 151, 3001, 10 × 2001 and 51 (docs.slack.dev/reference/block-kit/blocks); a margin costs nothing.
HEADER, SECTION, FIELD, FIELDS, BLOCKS, TOTAL, FALLBACK = 150, 2900, 1900, 10, 45, 12_000, 280


def escape(text: str) -> str:
    """Text that mrkdwn shows as it is: no mention, no link, no date token."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str) -> str:
    """Text for plain_text, where nothing is escaped: what opens a mention gets another bracket."""
    return text.replace("<", "‹").replace(">", "›")


def cut(mrkdwn: str, limit: int) -> str:
    """At most `limit` characters; half an entity or half a link at the end is taken away."""
    if len(mrkdwn) <= limit:
        return mrkdwn
    kept = shorten(mrkdwn, limit).removesuffix("…")
    kept = re.sub(r"&[a-z]{0,3}$", "", kept)
    if kept.rfind("<") > kept.rfind(">"):
        kept = kept[: kept.rfind("<")]
    return kept.rstrip()[: max(limit - 1, 0)] + "…" if limit > 0 else ""


def anchor(link: Link) -> str:
    """A link; its address has no bar and no bracket since clean.link encoded it."""
    return f"<{link.url.replace('&', '&amp;').replace('|', '%7C').replace('>', '%3E')}|{escape(link.label)}>"


def fallback(page: Page) -> str:
    """The short text for notifications and for readers without blocks."""
    stories = [story for section in page.sections for story in section.stories]
    title = with_state(page.title, stories[0]) if len(stories) == 1 else page.title
    lead = f": {page.lead[0]}" if page.lead and not stories else ""
    return cut(escape(title + lead), FALLBACK)


def with_state(headline: str, story: Story) -> str:
    """A headline and how far the release is, where the headline does not say that: "gpt-oss is withdrawn"."""
    return headline if story.state.casefold() in headline.casefold() else f"{headline} · {story.state}"


def of_page(page: Page) -> list[dict[str, JSON]]:
    """The blocks of a page: an alert, a letter or a note."""
    blocks = [header(page.heading)]
    if page.lead:
        blocks.append(section("\n".join(escape(line) for line in page.lead)))
    rest: list[dict[str, JSON]] = []
    for part in page.sections:
        if part.title:
            rest.append(section(f"*{escape(part.title)}*" + (f"\n{escape(part.lead)}" if part.lead else "")))
        for story in part.stories:
            rest += [short(story)] if part.title else in_full(story, page.language)
    if page.foot:
        rest.append(context([escape("\n".join(page.foot))]))
    return within(blocks + rest, words(page.language).letter["more"])


def living(story: Story, language: str, latest: str) -> list[dict[str, JSON]]:
    """A release's own message after an edit: its name above, what happened last below."""
    label = words(language).latest
    blocks = [
        header(story.title),
        section(f"*{escape(label)}:* {escape(latest)}"),
        *in_full(story, language),
    ]
    return within(blocks, words(language).letter["more"])


def reply(page: Page, *, out: bool) -> list[dict[str, JSON]]:
    """What is new about a release, in its thread: headline, one line, a sentence where weights are `out`, evidence."""
    story = page.sections[0].stories[0]
    line = " · ".join(filter(None, (escape(story.fresh), *map(anchor, story.changed))))
    blocks = [header(page.heading), section(line)]
    if out:
        blocks += [section(escape(sentence)) for sentence in story.summary[:1]]
    if story.links:
        blocks.append(
            context([f"{words(page.language).evidence}: " + ", ".join(map(anchor, story.links[: 3 if out else 1]))])
        )
    return blocks


def in_full(story: Story, language: str) -> list[dict[str, JSON]]:
    """Everything about one release, below its headline."""
    blocks = [section(f"*{escape(opened(story.state))}*")]
    if story.facts:
        fields = [mrkdwn(cut(f"*{escape(label)}*\n{escape(value)}", FIELD)) for label, value in story.facts[:FIELDS]]
        blocks.append({"type": "section", "fields": fields})
    if story.openness:
        blocks.append(section(" · ".join(f"*{escape(label)}:* {escape(value)}" for label, value in story.openness)))
    blocks += [section(escape(line)) for line in story.summary]
    evidence = [anchor(link) for link in story.links] + ([escape(story.press)] if story.press else [])
    if evidence:
        blocks.append(section(f"*{words(language).evidence}:* " + ", ".join(evidence)))
    if story.news:
        blocks.append(context([*(escape(time) for _, time in story.news), *map(anchor, story.changed)]))
    return blocks


def short(story: Story) -> dict[str, JSON]:
    """One release in a letter: one block."""
    facts = " · ".join(escape(f"{label}: {value}") for label, value in story.facts)
    openness = " · ".join(escape(f"{label}: {value}") for label, value in story.openness)
    where = ", ".join(anchor(link) for link in story.links[:3])
    head = f"*{escape(story.headline)}*{escape(with_state(story.headline, story)[len(story.headline) :])}"
    lines = (
        head,
        escape("; ".join(time if line == story.headline else f"{line} ({time})" for line, time in story.news)),
        facts,
        openness,
        escape(" ".join(story.summary)),
        where,
    )
    return section("\n".join(filter(None, lines)))


def header(text: str) -> dict[str, JSON]:
    """A headline in plain text."""
    return {
        "type": "header",
        "text": {"type": "plain_text", "text": shorten(plain(text), HEADER) or "-", "emoji": False},
    }


def section(text: str) -> dict[str, JSON]:
    """A paragraph of escaped mrkdwn."""
    return {"type": "section", "text": mrkdwn(cut(text, SECTION) or "-")}


def context(texts: Iterable[str]) -> dict[str, JSON]:
    """A line in small print (at most 10 elements)."""
    return {"type": "context", "elements": [mrkdwn(cut(text, FIELD) or "-") for text in list(texts)[:10]]}


def mrkdwn(text: str) -> dict[str, JSON]:
    """A text object; verbatim: Slack links nothing by itself."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def within(blocks: list[dict[str, JSON]], more: str) -> list[dict[str, JSON]]:
    """The blocks that fit into number and total length; what is left out is counted in a last line."""
    kept: list[dict[str, JSON]] = []
    length = 0
    for number, block in enumerate(blocks):
        length += size(block)
        if len(kept) >= BLOCKS - 1 or length > TOTAL - 200:
            left = sum("fields" not in other and other["type"] == "section" for other in blocks[number:])
            return [*kept, context([escape(more.format(count=left))])] if left else kept
        kept.append(block)
    return kept


def size(block: dict[str, JSON]) -> int:
    """Characters of text in a block."""
    texts = [block.get("text"), *block.get("fields", ()), *block.get("elements", ())]
    return sum(len(text["text"]) for text in texts if text)
