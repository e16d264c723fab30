"""Decide: what a person says about releases, kept for ever: two are one, a repo is one of its own, one was none.

Nothing that was seen is changed; since the decision it is read otherwise (store/decisions.py). Channels that were told
the wrong are corrected by the next announce, out of the events that are written here.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from tracker import analysis
from tracker.analysis.keys import display, name_key, repo_key
from tracker.analysis.names import parse
from tracker.analysis.record import main_repo
from tracker.domain import JSON, OPERATOR, Decision, Dossier, Event, EventKind, Fact, LinkedRepo, Release
from tracker.errors import TrackerError
from tracker.store import Connection, Store, decisions, messages, releases

PERSON = 200
"""The rank of what a person says: no repo's metadata (100) renames it."""


class Senseless(TrackerError):
    """A decision that cannot be made; the text says why."""


def merge(store: Store, into: Release, part: Release, why: str, now: datetime) -> None:
    """All that is known of `part`, and what will be learned of it, belongs to `into`, also where it was retracted."""
    if into.id == part.id:
        raise Senseless(f"both are {into.title} ({into.id})")
    if into.retracted:
        raise Senseless(f"{into.title} ({into.id}) was retracted: nothing more would be told of {part.title}")
    with store.write() as c:
        store.analyze_lock(c)
        number = len(_unchanged(c, into, part).made)
        decisions.add(c, Decision("merge", part.id, now, to=into.id, why=why))
        said = {name: into.chosen[name].value for name in ("name", "family", "organization") if name in into.chosen}
        _call(c, into.id, said, now)  # it keeps its name
        key = f"merged/{into.id}/{number}"
        _happened(c, part.id, EventKind.MERGED, key, into.title, now, part.title, into.title)


def undo_merge(store: Store, whole: Release, part: str, why: str, now: datetime) -> Release:
    """The release with the id `part` is one of its own again; returns it."""
    with store.write() as c:
        store.analyze_lock(c)
        return _apart(c, whole, part, why, now, len(_unchanged(c, whole).made))


def split(store: Store, whole: Release, linked: LinkedRepo, why: str, now: datetime) -> Release:
    """A repo and all that was seen of it is a release of its own; returns that."""
    repo = linked.repo
    if linked.role != "official":
        raise Senseless(f"{repo.id} is another owner's: it is no part of {whole.title} and no release")
    new = "r" + hashlib.sha256(f"{whole.id}\0{repo.uid}".encode()).hexdigest()[:12]
    with store.write() as c:
        store.analyze_lock(c)
        homes = _unchanged(c, whole)
        if new in whole.merged:  # it was split off before, and merged again
            return _apart(c, whole, new, why, now, len(homes.made))
        releases.create(c, new, now, whole.baseline)
        decisions.add(c, Decision("split", whole.id, now, to=new, repo=repo.uid, why=why))
        rest, own = _dossier(c, whole.id), _dossier(c, new)
        if not (rest.repos or rest.events):
            raise Senseless(f"{repo.id} is all that is known of {whole.title} ({whole.id})")
        taken = {repo_key(name) for name in (repo.id, repo.renamed_from) if name} | _names(own)
        said = [fact.value for fact in rest.facts if fact.name in ("name", "family")]
        kept = _names(rest) | {name_key(analysis.fold(str(text))) for text in said}
        releases.move_keys(c, homes.members(whole.id), new, taken - kept)
        for dossier in (rest, own):
            _complete(c, dossier, whole, now)
        key = f"split/{new}/{len(homes.made)}"
        _happened(c, whole.id, EventKind.SPLIT, key, repo.id, now, whole.title, repo.id)
        return analysis.build(_dossier(c, new))


def retract(store: Store, release: Release, why: str, now: datetime) -> None:
    """It was no release, and stays none whatever is seen later."""
    if release.retracted:
        raise Senseless(f"{release.title} ({release.id}) is retracted already")
    with store.write() as c:
        store.analyze_lock(c)
        _unchanged(c, release)
        decisions.add(c, Decision("retract", release.id, now, why=why))
        _happened(c, release.id, EventKind.RETRACTED, "retracted", why, now)


def _unchanged(c: Connection, *known: Release) -> decisions.Homes:
    """Where everything belongs, in the transaction of a decision; Senseless where another one came in between."""
    homes = decisions.homes(c)
    for one in known:
        if homes.about((one.id, *one.merged)) != one.decisions:
            raise Senseless(f"{one.title} ({one.id}): something else was decided just now; look again: tracker show")
    return homes


def _apart(c: Connection, whole: Release, part: str, why: str, now: datetime, number: int) -> Release:
    """Undoes a merge; where the merge was told, that is told too."""
    decisions.add(c, Decision("split", part, now, to=part, why=why))
    own = analysis.build(_dossier(c, part))
    merges = {event.id for event in own.events if event.kind is EventKind.MERGED}
    told = (one for one in messages.of_releases(c, [part]) if one.state not in ("skipped", "dead"))
    if any(one.event_id in merges for one in told):
        _happened(c, part, EventKind.SPLIT, f"split/{part}/{number}", own.title, now, whole.title, own.title)
    return own


def _dossier(c: Connection, id_: str) -> Dossier:
    return releases.dossiers(c, [id_])[0]


def _names(dossier: Dossier) -> set[str]:
    """The name keys of its own repos."""
    own = [parse(linked.repo.id) for linked in dossier.repos if linked.role == "official"]
    return {name_key(name.key) for name in own if name is not None}


def _complete(c: Connection, dossier: Dossier, whole: Release, now: datetime) -> None:
    """What one side of a split had only through the other: its name, and that its repo was seen and is complete."""
    record = analysis.build(dossier)
    main = main_repo(record.repos, record.facts)
    linked = next((one for one in record.repos if one.repo.id == main), None)
    if linked is None:
        return
    repo = linked.repo
    written, name = repo.id.split("/")[-1], parse(repo.id)
    said = {
        "name": display(written, name) if name else written,
        "family": name.family if name else written,
        "organization": whole.organization,
    }
    _call(c, record.id, {key: text for key, text in said.items() if key not in record.chosen}, now)
    complete = [one for one in dossier.facts if one.name == "weights" and one.subject == repo.id]
    complete = [one for one in complete if isinstance(one.value, dict) and one.value.get("state") == "complete"]
    kind = EventKind.WEIGHTS if complete else EventKind.VISIBLE
    if any(event.kind in (kind, EventKind.WEIGHTS) for event in dossier.events):
        return
    seen = min((one.learned_at for one in complete if one.learned_at is not None), default=linked.first_seen)
    event = Event(
        kind=kind,
        at=now if whole.baseline else seen,  # what was there at the first contact is older than its time says
        seen_at=now,
        key=f"{kind}/{repo.uid}",
        detail=repo.id,
        evidence=f"https://huggingface.co/{repo.id}" + (f"/tree/{repo.sha}" if repo.sha else ""),
        source=complete[0].source if complete else OPERATOR,
        baseline=True,
    )
    releases.add_events(c, record.id, [event], repo.uid)


def _call(c: Connection, id_: str, said: dict[str, JSON], now: datetime) -> None:
    facts = [Fact(name, value, "person", PERSON, source=OPERATOR, learned_at=now) for name, value in said.items()]
    releases.add_facts(c, id_, facts)


def _happened(
    c: Connection,
    id_: str,
    kind: EventKind,
    key: str,
    detail: str,
    now: datetime,
    before: str | None = None,
    after: str | None = None,
) -> None:
    event = Event(kind, now, now, key, detail, before, after, source=OPERATOR)
    releases.add_events(c, id_, [event])
