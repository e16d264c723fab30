"""One release as a message tells it: headline, news, facts, openness, evidence; all texts cleaned, in one language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime

from tracker.domain import Answer, Event, EventKind, Release, Stage
from tracker.domain.labels import name_of, openness_line, repos_of
from tracker.notifiers import changes, facts
from tracker.notifiers.clean import Link, clean
from tracker.notifiers.links import changed, links, press
from tracker.notifiers.wording import Wording

_NEWS, _NAMED = 8, 3  # lines shown, repos named in a headline, at most
_GERMAN = ("CET", "CEST")  # what a German reader takes a time without a zone for
_OUT = (EventKind.WEIGHTS, EventKind.RESTORED)


@dataclass(frozen=True, slots=True)
class Story:
    """A release ready to be shown. `facts` and `openness` are pairs of label and value."""

    title: str
    headline: str  # the news where it is one, else the title
    news: tuple[tuple[str, str], ...]  # what happened and when, one pair per event
    state: str  # the plain line about openness, or the stage while no weights are out
    facts: tuple[tuple[str, str], ...]
    openness: tuple[tuple[str, str], ...]
    summary: tuple[str, ...]  # the fact sentence, then what a text adds
    links: tuple[Link, ...]
    press: str  # "3 press reports (2 in German)", "" where there are none
    fresh: str  # what the last event brought, in one line: repos, access, before and after, time
    changed: tuple[Link, ...]  # commit, before and after, where the last event is a change in a repo


def tell(release: Release, events: tuple[Event, ...], words: Wording, zone: str, summary: str | None = None) -> Story:
    """The story of a release after `events` (oldest first), with times in `zone`."""
    last = events[-1] if events else None
    latest: dict[str, Event] = {}
    for event in _without_twins(release, events):  # what was the news more than once is told once, when it last was
        line = news(release, event, words)
        latest.pop(line, None)
        latest[line] = event
    shown = list(latest.items())[-_NEWS:]
    happened = tuple((line, _when(release, event, words, zone)) for line, event in shown)
    shown_links = links(release, events)
    return Story(
        title=title_of(release, words),
        headline=happened[0][0] if len(happened) == 1 else title_of(release, words),
        news=happened,
        state=state_of(release, words),
        facts=() if release.retracted else fact_lines(release, words),
        openness=() if release.retracted else facts.openness(release, words),
        summary=tuple(filter(None, (clean(line, 2000) for line in (summary or "").split("\n", 1)))),
        links=shown_links,
        press=press(release.evidence, words, shown_links),
        fresh=fresh(release, last, words, zone) if last else "",
        changed=changed(release, last, words) if last and last.kind in changes.OF_A_REPO else (),
    )


def _without_twins(release: Release, events: tuple[Event, ...]) -> list[Event]:
    """All events but weights that were added to those whose line names their repo too."""
    named = {id_ for event in events if event.kind is EventKind.WEIGHTS for id_ in repos_of(release, event)}
    return [
        event
        for event in events
        if event.kind is not EventKind.WEIGHTS_ADDED or not named.issuperset(repos_of(release, event) or {""})
    ]


def state_of(release: Release, words: Wording) -> str:
    """How far it is; once weights are out the plain line says it with license and data."""
    if release.retracted:
        return words.shared.kinds[EventKind.RETRACTED]
    return clean(openness_line(release, words.shared), 300) or words.stages[release.stage]


def title_of(release: Release, words: Wording, event: Event | None = None) -> str:
    """Organization and name, as the owner writes it; what is nameless is called an open-weight model."""
    if release.nameless:
        owner = "" if release.organization == "?" else release.organization
        return clean(f"{owner}: {words.model}" if owner else words.model, 140)
    named = _repo_names(release, event)
    name = words.listed(named) if 0 < len(named) <= _NAMED else name_of(release, event)
    return clean(replace(release, name=name).title, 140)


def _repo_names(release: Release, event: Event | None) -> list[str]:
    """The names of the repos that came out with an event, without their owner."""
    return [clean(id_.partition("/")[2], 80) for id_ in repos_of(release, event)] if event else []


def news(release: Release, event: Event, words: Wording) -> str:
    """What happened, in one line without a full stop."""
    title, owner = title_of(release, words, event), clean(release.organization, 80)
    if event.kind is EventKind.ANNOUNCED:
        if owner == "?":
            return f"{opened(words.stages[Stage.ANNOUNCED])}: {title}"
        pattern = words.announced_nameless if release.nameless else words.news[EventKind.ANNOUNCED]
        return pattern.format(owner=owner, name=clean(release.name, 120))
    if event.kind is EventKind.RELICENSED:
        return changes.relicensed(event, title, words)
    before, after = clean(event.before or "", 100), clean(event.after or "", 100)
    update = words.updates.get(event.topic) if event.kind is EventKind.UPDATE else None
    pattern = update or words.news[event.kind]
    line = pattern.format(title=title, before=before or title, after=after or "?")
    gates = words.shared.gates
    return (
        f"{line}: {gates.get(before, '?')} → {gates[after]}"
        if (event.kind is EventKind.GATED or event.topic == "gate") and after in gates
        else line
    )


def fresh(release: Release, event: Event, words: Wording, zone: str) -> str:
    """What is new with an event, beyond its headline: "complete, free to download · Aug 5, 2025, 17:00 UTC"."""
    said: list[str] = []
    if event.kind in _OUT:
        names = _repo_names(release, event)
        said += [words.listed(names)] if len(names) > _NAMED else []
        said.append(", ".join(filter(None, (words.complete, _access(release, words)))))
    elif event.kind is EventKind.RELICENSED:
        before, after = changes.licenses(event, words)
        said += [f"{before} → {after}, {changes.meaning(release, event, words)}", changes.message(event, words)]
    elif event.kind is EventKind.DELAYED and (expected := facts.value(release, "expected")):
        said.append(f"{words.labels['expected']}: {words.quoted(clean(str(expected), 120))}")
    else:
        said.append(changes.meaning(release, event, words))
    return opened(" · ".join(filter(None, (*said, times(event, words, zone)))))


def _when(release: Release, event: Event, words: Wording, zone: str) -> str:
    """What a change means, and when it was."""
    return " · ".join(filter(None, (opened(changes.meaning(release, event, words)), times(event, words, zone))))


def opened(text: str) -> str:
    """The text as the beginning of a line: with a capital letter."""
    return text[:1].upper() + text[1:]


def fact_lines(release: Release, words: Wording) -> tuple[tuple[str, str], ...]:
    """Label and value of what is known; a license or training data that nobody stated are named as such."""
    labels = words.labels
    data = facts.value(release, "training_data")
    answer = data.get("value") if isinstance(data, dict) else data
    judged = {one.dimension: one.value for one in release.openness}
    answer = answer or judged.get("training_data")
    named = {key: heading for key, heading in words.answers.items() if key != Answer.UNKNOWN}
    tokens = facts.value(release, "context_tokens")
    expected = facts.value(release, "expected") if release.stage in (Stage.ANNOUNCED, Stage.VISIBLE) else None
    spoken = facts.value(release, "languages")
    out = bool(openness_line(release, words.shared))  # it says license and training data
    told = out or bool(facts.openness(release, words))  # the lines on openness name the training data too
    found = (
        (labels["sizes"], facts.size_text(release, words)),
        (
            labels["context"],
            labels["context_value"].format(tokens=words.shared.number(tokens)) if isinstance(tokens, int) else "",
        ),
        (labels["modalities"], facts.modality_text(release, words)),
        (labels["languages"], _languages(spoken, words) if isinstance(spoken, (list, tuple)) else ""),
        (labels["expected"], words.quoted(clean(str(expected), 120)) if expected else ""),
        (labels["license"], "" if out else facts.license_text(release, words) or words.not_stated),
        (labels["training_data"], "" if told else named.get(str(answer), words.not_stated).lower()),
    )
    return tuple((label, text) for label, text in found if text)


def _languages(codes: Iterable[object], words: Wording) -> str:
    names = Locale.parse(words.locale).languages
    spoken = [clean(str(names.get(str(code).replace("-", "_"), str(code))), 40) for code in codes]
    return words.listed(spoken, 5)


def _access(release: Release, words: Wording) -> str:
    return facts.access_text(release, words) if release.stage is Stage.WEIGHTS else ""


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


def moment(at: datetime, words: Wording, zone: str, pattern: str = "", *, zoned: bool = True) -> str:
    """Day and time in a zone; it is named, if it is to be `zoned`, unless the language's readers live in it."""
    local = at.astimezone(ZoneInfo(zone))
    said = str(format_datetime(local, pattern or words.moment, locale=words.locale))
    at_home = words.locale == "de" and local.tzname() in _GERMAN
    return said if at_home or not zoned else f"{said} {local.tzname() or zone}"
