"""A whole message before it has a form: alert, letter or note as a Page of sections and stories."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from babel.dates import format_date

from tracker.domain import Alert, Channel, EventKind, Letter, LetterItem, Message, Note, SourceHealth
from tracker.domain.labels import name_of
from tracker.notifiers.clean import clean
from tracker.notifiers.story import Story, moment, tell, title_of
from tracker.notifiers.unconfirmed import confirmed, is_sign, tell_sign, unconfirmed
from tracker.notifiers.wording import Wording, words

_SILENT = 10  # silent sources named at most
_NEW = (EventKind.WEIGHTS, EventKind.RESTORED)
_OTHER = {
    EventKind.UPDATE,
    EventKind.RENAMED,
    EventKind.RETRACTED,
    EventKind.MERGED,
    EventKind.SPLIT,
    EventKind.WEIGHTS_ADDED,
    EventKind.CORRECTED,
    EventKind.SIGNAL,
}
"""Kinds that a subject line counts without a name."""

_COMING = (EventKind.ANNOUNCED, EventKind.VISIBLE)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page with its heading; `lead` is a sentence under it."""

    title: str
    stories: tuple[Story, ...]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A message ready for a form: mail, Slack, console. `title` is a mail's subject."""

    title: str
    heading: str
    language: str
    lead: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    foot_title: str = ""
    foot: tuple[str, ...] = ()  # about the sources
    why: str = ""  # why one gets it, for letters


def page_of(message: Message) -> Page:
    """The page of any message, in its channel's language."""
    table = words(message.channel.language)
    if isinstance(message, Alert):
        return _alert(message, table)
    return _letter(message, table) if isinstance(message, Letter) else _note(message, table)


def _alert(alert: Alert, table: Wording) -> Page:
    channel, release = alert.channel, alert.release
    made = tell_sign if channel.radar and unconfirmed(release) else tell
    story = made(release, (alert.event,), table, channel.zone, alert.summary)
    proved = confirmed(release, alert.event, table, channel.zone) if channel.radar else ""
    if proved:
        story = replace(story, fresh=f"{proved} · {story.fresh}")
    lead = (proved,) if proved else ()
    return Page(story.news[0][0], story.news[0][0], table.locale[:2], lead, sections=(Section("", (story,)),))


def _note(note: Note, table: Wording) -> Page:
    title, text = table.notes.get(note.kind, (note.kind, ""))
    values = {"channel_name": note.channel.name, "channel": note.channel.name, **note.values}
    said = {name: clean(str(value), 400) for name, value in values.items() if value is not None}
    if note.kind == "start":
        said["latest"] = table.latest_known.format(latest=said["latest"]) if "latest" in said else ""
    return Page(title, title, table.locale[:2], lead=(text.format_map(_Said(said)),) if text else ())


class _Said(dict[str, str]):
    """The values of a note; one that nobody gave is a question mark instead of a failure."""

    def __missing__(self, name: str) -> str:
        return "?"


def _letter(letter: Letter, table: Wording) -> Page:
    groups: dict[str, list[LetterItem]] = {"new": [], "announced": [], "changed": []}
    channel, signs = letter.channel, [item for item in letter.items if is_sign(item, letter.channel)]
    for item in letter.items:
        if item not in signs:
            groups[_place(item)].append(item)
    said, zone = table.letter, channel.zone
    sections = [Section(said[name], _stories(items, table, channel)) for name, items in groups.items() if items]
    if letter.perhaps:
        sections.append(Section(said["perhaps"], _stories(letter.perhaps, table, channel), said["perhaps_why"]))
    if signs:
        sections.append(Section(said["radar"], _stories(signs, table, channel), said["radar_why"]))
    day = str(format_date(letter.slot, table.day, locale=table.locale))
    headline = "; ".join(filter(None, (_out_now(groups["new"], table), ", ".join(_counts(letter, table)))))
    lead: list[str] = []
    if letter.missed:
        days = [str(format_date(missed, table.day, locale=table.locale)) for missed in letter.missed]
        lead.append(said["missed"].format(days=table.listed(days, 7)))
    foot = _health(letter.sources, table, zone, letter.until)
    if sections:
        since, until = (moment(at, table, zone) for at in (letter.since, letter.until))
        foot.append(said["window"].format(since=since, until=until))
    else:
        lead.append(said["empty"].format(well=_well(letter.sources), all=len(letter.sources)))
        foot = foot[1:]  # a day without news is said in one line; only silent sources add theirs
    return Page(
        title=said["subject"].format(day=day, news=headline or said["empty_short"]),
        heading=day,
        language=table.locale[:2],
        lead=tuple(lead),
        sections=tuple(sections),
        foot_title=said["sources"],
        foot=tuple(foot),
        why=said["why"].format(channel=letter.channel.name),
    )


def _place(item: LetterItem) -> str:
    """The section of an item: by the best that happened to it in the window."""
    kinds = {event.kind for event in item.events}
    if kinds & set(_NEW):
        return "new"
    return "announced" if kinds & set(_COMING) else "changed"


def _stories(items: tuple[LetterItem, ...] | list[LetterItem], table: Wording, channel: Channel) -> tuple[Story, ...]:
    return tuple(
        (tell_sign if channel.radar and unconfirmed(item.release) else tell)(
            item.release, item.events, table, channel.zone, item.summary
        )
        for item in items
    )


def _out_now(items: list[LetterItem], table: Wording) -> str:
    """Says what is new by its names, at most three: "gpt-oss is out"."""
    names = [
        title_of(item.release, table) if item.release.nameless else clean(name_of(item.release), 60) for item in items
    ]
    form = table.out_now[0 if len(names) == 1 else 1]
    return form.format(names=table.listed(names, 3)) if names else ""


def _counts(letter: Letter, table: Wording) -> list[str]:
    """What else happened, counted: "2 announcements", "1 license change"."""
    tally = dict.fromkeys(table.counted, 0)
    for item in letter.items:
        if is_sign(item, letter.channel):
            tally["radar"] += 1
            continue
        place, kinds = _place(item), {event.kind for event in item.events}
        tally["announced"] += place == "announced"
        tally["delayed"] += EventKind.DELAYED in kinds
        tally["relicensed"] += EventKind.RELICENSED in kinds
        tally["access"] += bool(kinds & {EventKind.GATED, EventKind.UNGATED, EventKind.DISABLED})
        tally["data"] += EventKind.DATA_PUBLISHED in kinds
        tally["withdrawn"] += EventKind.WITHDRAWN in kinds
        tally["other"] += kinds <= _OTHER
    tally["perhaps"] = len(letter.perhaps)
    return [table.one_or_many(table.counted[name], count) for name, count in tally.items() if count]


def _well(sources: tuple[SourceHealth, ...]) -> int:
    return sum(source.trouble is None for source in sources)


def _health(sources: tuple[SourceHealth, ...], table: Wording, zone: str, now: datetime) -> list[str]:
    """How many sources answer, then those that do not and since when."""
    if not sources:
        return []
    lines = [table.letter["well"].format(well=_well(sources), all=len(sources))]
    silent = [source for source in sources if source.trouble is not None]
    for source in silent[:_SILENT]:
        label = clean(source.label, 80)
        if source.last_success is None:
            lines.append(table.letter["never"].format(source=label))
        else:
            today = now - source.last_success < timedelta(hours=20)
            since = moment(source.last_success, table, zone, table.clock if today else "")
            lines.append(table.letter["silent"].format(source=label, since=since))
    if len(silent) > _SILENT:
        lines.append(table.letter["more"].format(count=len(silent) - _SILENT))
    return lines
