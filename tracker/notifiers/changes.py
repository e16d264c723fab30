"""What a change is and what it means: licenses before and after, commercial use, the reason of a correction."""

from __future__ import annotations

import re

from tracker.domain import Answer, Event, EventKind, Release
from tracker.domain.labels import NO_LICENSE, license_label, parted
from tracker.notifiers import facts
from tracker.notifiers.clean import clean
from tracker.notifiers.wording import Wording

OF_A_REPO = (EventKind.RELICENSED, EventKind.DATA_PUBLISHED, EventKind.CORRECTED, EventKind.GATED, EventKind.UNGATED)
"""Changes that a commit shows."""

_SETS = 5  # data sets named


def licenses(event: Event, words: Wording) -> tuple[str, str]:
    """The licenses before and after, each with the mark of its text where only that was changed."""
    return _license(event.before, words) or "?", _license(event.after, words) or words.not_stated


def _license(text: str | None, words: Wording) -> str:
    license_id, hash_ = parted(clean(text or "", 100))
    if license_id == NO_LICENSE:
        return words.shared.no_license
    return license_label(license_id) + (f" ({words.text_of.format(hash=hash_)})" if hash_ else "")


def relicensed(event: Event, title: str, words: Wording) -> str:
    """The headline of a change of license."""
    before, after = (parted(clean(text or "", 100)) for text in (event.before, event.after))
    names = [license_label(one) for one in (before[0], after[0])]
    if after[0] == NO_LICENSE:
        return words.unlicensed.format(title=title, before=names[0] or "?")
    if before[0] == after[0] and after[1]:
        return words.reworded.format(title=title, after=names[1])
    pattern = words.news[EventKind.RELICENSED] if all(names) and before[0] != NO_LICENSE else words.relicensed_to
    return pattern.format(title=title, before=names[0], after=names[1] or words.not_stated)


def meaning(release: Release, event: Event, words: Wording) -> str:
    """What the change means for whoever uses the model; "" for kinds that mean what they say."""
    if event.kind is EventKind.RELICENSED:
        return _use(release, event, words)
    if event.kind is EventKind.RETRACTED:
        return words.quoted(clean(event.detail, 300)) if event.detail else ""
    before, after = clean(event.before or "", 200), clean(event.after or "", 200)
    if event.kind is EventKind.DATA_PUBLISHED:
        data = facts.value(release, "training_data")
        sets = data.get("sets") if isinstance(data, dict) else None
        named = words.listed([clean(str(one), 60) for one in sets], _SETS) if isinstance(sets, list) else ""
        answers = words.shared.answers
        return f"{answers.get(before, '?')} → {answers.get(after, '?')}" + (f": {named}" if named else "")
    return f"{before} → {after}" if event.kind is EventKind.CORRECTED and before and after else ""


def _use(release: Release, event: Event, words: Wording) -> str:
    """May one earn money with it, said as a change where it changed; of a new text that nobody has read nothing."""
    (was, _), (now, text) = (parted(one or "") for one in (event.before, event.after))
    stated = facts.value(release, "license")
    if text and was == now and not (isinstance(stated, dict) and stated.get("text")):
        return words.unread
    terms = [release.terms.get(text or "") for text in (event.before, event.after)]
    before, after = (one.commercial_use if one is not None else None for one in terms)
    if after is None:
        return words.shared.commercial[facts.commercial_use(release)]
    if before in (None, Answer.UNKNOWN, after):
        return words.shared.commercial[after]
    return words.use_now["opened" if (before, after) == (Answer.NO, Answer.CONDITIONAL) else after]


def message(event: Event, words: Wording) -> str:
    """The message of the commit, where the event has one."""
    match = re.search(r': "(.*)"$', event.detail, re.DOTALL)
    return words.quoted(clean(match[1], 100)) if match else ""
