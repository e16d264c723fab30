"""What changed between two states of a repo: license, gate, data and card, each with before and after."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.analysis import facts as fact_list
from tracker.domain import JSON, EventKind, Fact, Repo
from tracker.domain.labels import NO_LICENSE

_RELIED_ON = ("parameters_total", "parameters_active", "context_tokens", "languages", "base_model", "training_data")
"""What people take from a card; a gain of training data is a change of its own."""

_DISCLOSED = {"no": 1, "partial": 2, "yes": 3}


@dataclass(frozen=True, slots=True)
class Change:
    """One change; `before` and `after` as short text."""

    kind: EventKind
    before: str
    after: str
    what: str = ""  # in a few words, where the kind does not say it
    topic: str = ""  # of an update: gate, closed-eu, open-eu


def between(before: Repo, repo: Repo) -> tuple[Change, ...]:
    """The changes from one state of a repo to the next; what could not be read in one of them has not changed."""
    found = (_license(before, repo), _gate(before, repo), *_stated(before, repo))
    return tuple(change for change in found if change is not None)


def _license(before: Repo, repo: Repo) -> Change | None:
    old, new = before.license_name or before.license, repo.license_name or repo.license
    if old is None:
        return None  # what was not known has not changed
    if new is None:
        gone = before.sha != repo.sha  # the same commit cannot say less: its answer was cut short
        return Change(EventKind.RELICENSED, old, NO_LICENSE, "no license is stated any more") if gone else None
    if (before.license, before.license_name) != (repo.license, repo.license_name):
        return Change(EventKind.RELICENSED, old, new)
    if before.license_hash and repo.license_hash and before.license_hash != repo.license_hash:
        was, now = (f"{old} (text {text[:8]})" for text in (before.license_hash, repo.license_hash))
        return Change(EventKind.RELICENSED, was, now, "the text of the license was changed")
    return None


def _gate(before: Repo, repo: Repo) -> Change | None:
    old, new = before.gated, repo.gated
    if old is None or new is None:
        return None
    if old != new:
        kind = EventKind.UNGATED if new == "no" else EventKind.GATED if old == "no" else EventKind.UPDATE
        other = kind is EventKind.UPDATE
        return Change(kind, old, new, "another kind of gate" if other else "", "gate" if other else "")
    if before.eu_excluded != repo.eu_excluded:
        said = {True: "closed to the EU", False: "open to the EU"}
        topic = "closed-eu" if repo.eu_excluded else "open-eu"
        texts = said[before.eu_excluded], said[repo.eu_excluded]
        return Change(EventKind.UPDATE, *texts, "conditions of the gate", topic)
    return None


def _stated(before: Repo, repo: Repo) -> tuple[Change | None, ...]:
    if before.sha == repo.sha or not (before.card and repo.card):
        return ()
    old, new = _by_name(before), _by_name(repo)
    data = _data(old.get("training_data"), new.get("training_data"))
    corrected = [
        name
        for name in _RELIED_ON
        if name in old and name in new and old[name].value != new[name].value and not (name == "training_data" and data)
    ]
    if not corrected:
        return (data,)
    was, now = (", ".join(f"{name} {_short(facts[name].value)}" for name in corrected) for facts in (old, new))
    return data, Change(EventKind.CORRECTED, was, now, "the card was changed")


def _by_name(repo: Repo) -> dict[str, Fact]:
    """What the card says, in words and metadata; sizes of files and settings of the code are not the card's words."""
    kept: dict[str, Fact] = {}
    for fact in fact_list.of_repo(repo):
        of_files = fact.name in ("parameters_total", "context_tokens") and fact.method == "metadata"
        if fact.name in _RELIED_ON and not of_files:
            kept.setdefault(fact.name, fact)
    return kept


def _data(old: Fact | None, new: Fact | None) -> Change | None:
    """More data sets are named than before."""
    if new is None:
        return None
    was: JSON = old.value if old is not None else {"value": "unknown", "sets": []}
    now = new.value
    added = [one for one in now["sets"] if one not in was["sets"]]
    if not added or _DISCLOSED.get(now["value"], 0) < max(2, _DISCLOSED.get(was["value"], 0)):
        return None
    return Change(EventKind.DATA_PUBLISHED, was["value"], now["value"], f"named now: {', '.join(added[:5])}")


def _short(value: JSON) -> str:
    if isinstance(value, dict):
        value = value.get("value") or value.get("ids") or value
    return (", ".join(map(str, value)) if isinstance(value, list) else str(value))[:80]
