"""Rewrite: a language model says in its own words what was drawn from a text; checked, or the extract stays.

On its own and on the side: no alert and no letter waits for it. What passes takes the extract's place, and the living
message that told of the event is edited. What the guard refuses is kept with its reasons and never asked again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from tracker import analysis
from tracker.domain import JSON, Channel, Event, Release, Source
from tracker.errors import SummarizerError
from tracker.steps.summarize import best_text, drawn_from, with_pages
from tracker.store import Connection, Store, answers, decisions, events, leases, messages, releases, summaries
from tracker.summarizers import guard
from tracker.summarizers.model import Answer, Question, Resting, key_of, prompts, question
from tracker.summarizers.wording import words

log = structlog.get_logger()

FRESH = timedelta(days=2)
"""Nobody reads an older summary anew."""

AGAIN = timedelta(minutes=10)
"""How long after an error the same summary waits."""

WORDS, FEWEST = 60, 12
"""Of a whole summary; and what a model gets at least."""

LEASE = "rewrite"


@dataclass(frozen=True, slots=True)
class _Task:
    """A summary to be said anew: what is asked, and what the answer is checked with."""

    drawn: summaries.Drawn
    event: Event
    asked: Question
    drawn_from: JSON
    key: str  # of the answer


def rewrite(
    store: Store,
    model: Resting,
    known: analysis.Known,
    channels: Sequence[Channel],
    watched: Mapping[str, Source],
    owner: str,
    now: datetime,
) -> int:
    """Asks the model for one batch of summaries, the newest first; returns how many it wrote.

    Only one process does it at a time. It may take as long as `model.longest`, so it is called beside the flow.
    """
    if model.rests(now) or not _waiting(store, model, channels, now):
        return 0
    with store.write() as c:
        if not leases.take(c, LEASE, owner, now + model.longest, now):
            return 0
    try:
        return _rewrite(store, model, names_of(known), channels, watched, now)
    finally:
        with store.write() as c:
            leases.drop(c, LEASE, owner)


def _waiting(store: Store, model: Resting, channels: Sequence[Channel], now: datetime) -> list[summaries.Drawn]:
    """One batch; what failed before is asked alone, so that a text which ends the model takes no other one with it."""
    languages = sorted({channel.language for channel in channels})
    with store.read() as c:
        found = summaries.drawn(c, languages, now - FRESH, now - AGAIN, model.batch)
    return [one for one in found if not one.asked] or found[:1]


def names_of(known: analysis.Known) -> frozenset[str]:
    """Names of organizations and families, which a summary may say only where its text does; no everyday words."""
    found = {name for one in known.owners for name in (one.title, *one.aliases, *one.families, *one.closed)}
    return frozenset(name for name in found if name.lower() not in known.everyday)


def _rewrite(
    store: Store,
    model: Resting,
    names: frozenset[str],
    channels: Sequence[Channel],
    watched: Mapping[str, Source],
    now: datetime,
) -> int:
    waiting = _waiting(store, model, channels, now)
    tasks, hopeless = _tasks(store, model, waiting, watched)
    with store.read() as c:
        kept = {task.key: found for task in tasks if (found := answers.get(c, task.key)) is not None}
    unknown = {task.key: task for task in tasks if task.key not in kept}
    said: dict[str, Answer] = {}
    try:
        if unknown:
            said = dict(zip(unknown, model.ask([task.asked for task in unknown.values()], now), strict=True))
    except SummarizerError as error:
        log.warning("no machine summary", model=model.id, error=str(error))
    kept |= {key: _checked(unknown[key], answer, names) for key, answer in said.items()}
    with store.write() as c:
        for key, answer in said.items():
            language, rejected = unknown[key].asked.language, kept[key].rejected
            answers.keep(c, key, model.id, language, answer.text, rejected, answer.seconds, now)
        for drawn in hopeless:
            summaries.tried(c, drawn, now, model=model.id)
        return sum(_settled(c, task, kept.get(task.key), model, channels, now) for task in tasks)


def _tasks(
    store: Store, model: Resting, waiting: Sequence[summaries.Drawn], watched: Mapping[str, Source]
) -> tuple[list[_Task], list[summaries.Drawn]]:
    """What can be asked, and what cannot because there is no text or no event any more."""
    with store.read() as c:
        homes = decisions.homes(c)
        ids = {one.release_id for one in waiting}
        records = {dossier.id: analysis.build(dossier) for dossier in releases.dossiers(c, ids)} if ids else {}
        whole = with_pages(c, records)
    found = [(one, _task(one, model, records, whole, homes.root(one.release_id), watched)) for one in waiting]
    return [task for _, task in found if task is not None], [one for one, task in found if task is None]


def _task(
    drawn: summaries.Drawn,
    model: Resting,
    records: Mapping[str, Release],
    whole: Mapping[str, Release],
    root: str,
    watched: Mapping[str, Source],
) -> _Task | None:
    release = records[root]
    event = next((one for one in release.events if one.id == drawn.event_id), None)
    best = best_text(whole[root], drawn.language, event, watched) if event is not None else None
    if event is None or best is None:
        return None
    said = drawn.text.partition("\n")[0]
    left = max(WORDS - len(said.split()), FEWEST)
    card = next((linked.repo.card for linked in release.repos if linked.repo.id == best.title), "")
    asked = question(best.title, card or best.text, best.language, drawn.language, left, said)
    if asked is None:
        return None
    source = drawn_from(release, best, page=best not in release.evidence)
    return _Task(drawn, event, asked, source, key_of(model.id, (prompts.VERSION, guard.VERSION), asked))


def _checked(task: _Task, answer: Answer, names: frozenset[str]) -> answers.Kept:
    """An answer with what the guard has against it, judged by exactly what the model saw."""
    if answer.refused:
        return answers.Kept("", (answer.refused,))
    try:
        against = guard.check(
            answer.text,
            answer.seen,
            language=task.asked.language,
            source_language=task.asked.text_language,
            event=task.event.kind,
            words=task.asked.words,
            names=names,
        )
    except Exception as error:  # what cannot be checked does not pass, and must not be asked for ever
        log.exception("guard failed", answer=task.key)
        against = (f"the guard failed: {type(error).__name__}",)
    return answers.Kept(answer.text, tuple(against))


def _settled(
    c: Connection,
    task: _Task,
    kept: answers.Kept | None,
    model: Resting,
    channels: Sequence[Channel],
    now: datetime,
) -> bool:
    """Writes what came of it; True where the model's words took the extract's place."""
    drawn = task.drawn
    if kept is None or kept.rejected:
        rejected = kept.rejected if kept is not None else ()
        summaries.tried(c, drawn, now, model=model.id, rejected=rejected)
        if rejected:
            log.info("machine summary refused", model=model.id, event_id=drawn.event_id, reasons=list(rejected))
        return False
    said = drawn.text.partition("\n")[0]
    text = f"{said}\n{words(drawn.language).machine.format(text=kept.text)}"
    if not summaries.tried(c, drawn, now, model=model.id, text=text, drawn_from=task.drawn_from):
        return False
    log.info("machine summary", model=model.id, event_id=drawn.event_id, language=drawn.language)
    for channel in channels:
        _refresh(c, channel, task, now)
    return True


def _refresh(c: Connection, channel: Channel, task: _Task, now: datetime) -> None:
    """An edit of the channel's living message, where that tells of this event in this language."""
    if channel.mode != "instant" or channel.language != task.drawn.language:
        return
    event = events.get(c, task.drawn.event_id)
    thread = decisions.homes(c).thread(event) if event is not None else ()
    if event is None or messages.told_last(c, channel.name, thread) != event.id:
        return
    root = messages.root(c, channel.name, thread)
    if root is not None and not root.get("ts"):  # a letter, a webhook, a console: nothing there can be edited
        return
    key = f"refresh/{channel.name}/{event.release}/{event.key}"
    messages.add(c, key, channel.name, "refresh", now, payload={"event": event.id})
