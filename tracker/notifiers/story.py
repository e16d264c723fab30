"""One release as a message tells it: headline, news, facts, openness, evidence; all texts cleaned, in one language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime

from tracker.domain import Answer, Event, EventKind, Release, SourceKind, Stage
from tracker.notifiers import facts
from tracker.notifiers.clean import Link, clean, link
from tracker.notifiers.licenses import license_label
from tracker.notifiers.wording import Wording

_REPOS, _SOURCES, _NEWS = 4, 4, 8  # links and lines shown at most


@dataclass(frozen=True, slots=True)
class Story:
    """A release ready to be shown. `facts` and `openness` are pairs of label and value."""

    title: str
    news: tuple[tuple[str, str], ...]  # what happened and when, one pair per event
    state: str  # stage, access, openness at a glance
    facts: tuple[tuple[str, str], ...]
    openness: tuple[tuple[str, str], ...]
    summary: str
    links: tuple[Link, ...]
    press: str  # "3 press reports (2 in German)", "" where there are none


def tell(release: Release, events: tuple[Event, ...], words: Wording, zone: str, summary: str | None = None) -> Story:
    """The story of a release after `events` (oldest first), with times in `zone`."""
    state = (words.stages[release.stage], _access(release, words), facts.glance(release, words))
    return Story(
        title=title_of(release, words),
        news=tuple((news(release, event, words), times(event, words, zone)) for event in events[-_NEWS:]),
        state=" · ".join(filter(None, state)),
        facts=fact_lines(release, words),
        openness=facts.openness(release, words),
        summary=clean(summary or "", 2000),
        links=links(release, events),
        press=_press(release, words),
    )


def title_of(release: Release, words: Wording) -> str:
    """Organization and name; what is nameless is called an open-weight model."""
    if release.nameless:
        owner = "" if release.organization == "?" else release.organization
        return clean(f"{owner}: {words.model}" if owner else words.model, 140)
    return clean(release.title, 140)


def news(release: Release, event: Event, words: Wording) -> str:
    """What happened, in one line without a full stop."""
    title, owner = title_of(release, words), clean(release.organization, 80)
    if event.kind is EventKind.ANNOUNCED:
        if owner == "?":
            return f"{words.stages[Stage.ANNOUNCED]}: {title}"
        pattern = words.announced_nameless if release.nameless else words.news[EventKind.ANNOUNCED]
        return pattern.format(owner=owner, name=clean(release.name, 120))
    before, after = clean(event.before or "", 100), clean(event.after or "", 100)
    if event.kind is EventKind.RELICENSED:
        before, after = license_label(before or None), license_label(after or None)
        pattern = words.news[event.kind] if before and after else words.relicensed_to
        return pattern.format(title=title, before=before, after=after or words.not_stated)
    pattern = words.news[event.kind]
    line = pattern.format(title=title, before=before or "?", after=after or "?")
    if event.kind is EventKind.GATED and after in words.access_before_after:
        return f"{line}: {words.access_before_after.get(before, '?')} → {words.access_before_after[after]}"
    return line


def fact_lines(release: Release, words: Wording) -> tuple[tuple[str, str], ...]:
    """Label and value of what is known; license and training data are named as not stated where they are not."""
    labels = words.labels
    data = facts.value(release, "training_data")
    answer = data.get("value") if isinstance(data, dict) else data
    judged = {one.dimension: one.value for one in release.openness}
    answer = answer or judged.get("training_data")
    named = {key: heading for key, heading in words.answers.items() if key != Answer.UNKNOWN}
    tokens = facts.value(release, "context_tokens")
    expected = facts.value(release, "expected") if release.stage in (Stage.ANNOUNCED, Stage.VISIBLE) else None
    spoken = facts.value(release, "languages")
    found = (
        (labels["sizes"], facts.size_text(release, words)),
        (
            labels["context"],
            labels["context_value"].format(tokens=words.number(tokens)) if isinstance(tokens, int) else "",
        ),
        (labels["modalities"], facts.modality_text(release, words)),
        (labels["languages"], _languages(spoken, words) if isinstance(spoken, (list, tuple)) else ""),
        (
            labels["expected"],
            clean(f"„{expected}“" if words.locale == "de" else f"“{expected}”", 120) if expected else "",
        ),
        (labels["license"], facts.license_text(release, words) or words.not_stated),
        (labels["training_data"], named.get(str(answer), words.not_stated).lower()),
    )
    return tuple((label, text) for label, text in found if text)


def _languages(codes: Iterable[object], words: Wording) -> str:
    names = Locale.parse(words.locale).languages
    spoken = [clean(str(names.get(str(code).replace("-", "_"), str(code))), 40) for code in codes]
    return words.listed(spoken, 5)


def _access(release: Release, words: Wording) -> str:
    return facts.access_text(release, words) if release.stage is Stage.WEIGHTS else ""


def links(release: Release, events: Iterable[Event]) -> tuple[Link, ...]:
    """The evidence: repos at the commit that was seen, then what official sources and the events point to."""
    found: list[Link | None] = []
    for repo in [one.repo for one in release.repos if one.role == "official" and not one.repo.gone][:_REPOS]:
        at = f"@{repo.sha[:7]}" if repo.sha else ""
        page = f"https://huggingface.co/{repo.id}" + (f"/tree/{repo.sha}" if repo.sha else "")
        found.append(link(page, f"Hub {repo.id}{at}"))
    official = [one for one in release.evidence if one.kind is not SourceKind.PRESS and one.url]
    found += [link(one.url, f"{clean(one.source, 60)}: {clean(one.title, 90)}") for one in official[:_SOURCES]]
    found += [link(event.evidence, clean(event.source, 60)) for event in events]
    shown: dict[str, Link] = {}
    for known in filter(None, found):
        shown.setdefault(known.url, known)
    return tuple(shown.values())[: _REPOS + _SOURCES]


def _press(release: Release, words: Wording) -> str:
    press = {one.url or one.title: one for one in release.evidence if one.kind is SourceKind.PRESS}
    if not press:
        return ""
    local = sum(one.language == words.locale[:2] for one in press.values())
    counted = words.one_or_many(words.press, len(press))
    return f"{counted} ({words.press_local.format(count=local)})" if 0 < local < len(press) else counted


def times(event: Event, words: Wording, zone: str) -> str:
    """When it was public and how much later we saw it: "31 Mar 2025, 19:15 CEST · seen 1 minute later"."""
    said = moment(event.at, words, zone)
    seconds = (event.seen_at - event.at).total_seconds()
    if seconds < 45:
        return said
    for span, size in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= size * 1.5 or span == "minutes":
            later = words.one_or_many(words.spans[span], max(1, round(seconds / size)))
            return f"{said} · {words.seen_later.format(span=later)}"
    return said


def moment(at: datetime, words: Wording, zone: str, pattern: str = "") -> str:
    """Day and time in a zone; where the language does not say "o'clock" the zone is named."""
    local = at.astimezone(ZoneInfo(zone))
    said = str(format_datetime(local, pattern or words.moment, locale=words.locale))
    return said if words.locale == "de" else f"{said} {local.tzname() or zone}"
