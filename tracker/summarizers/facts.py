"""The fact sentence: what happened, said from verified facts alone; what is not known is said so, never guessed."""

from __future__ import annotations

import re
from datetime import timedelta

from tracker.domain import JSON, Answer, Event, EventKind, Fact, Release
from tracker.domain.labels import NO_LICENSE, license_label, license_title, name_of, parted, repos_of
from tracker.summarizers.expected import expected
from tracker.summarizers.request import Request, Summary
from tracker.summarizers.strangers import readable
from tracker.summarizers.wording import Wording, words

_WITH_TERMS = (EventKind.ANNOUNCED, EventKind.WEIGHTS, EventKind.RESTORED)
_SOON = timedelta(days=60)  # after this nobody counts the days to a withdrawal


class FactSentence:
    """One sentence in German or English."""

    def summarize(self, request: Request) -> Summary | None:
        """Always a sentence, also where little is known."""
        return Summary(sentence(request.release, request.event, request.language), request.language, "facts")


def sentence(release: Release, event: Event, language: str) -> str:
    """What happened and under which terms, in one sentence with its full stop."""
    table = words(language)
    owner = _tidy(release.organization) if release.organization not in ("", "?") else table.somebody
    name = table.model if release.nameless else _tidy(name_of(release, event))
    when, quoted = _expected(release, event, table)
    pattern = table.updates.get(event.topic) if event.kind is EventKind.UPDATE else None
    head = (pattern or table.sentences[event.kind]).format(
        owner=owner,
        by="" if owner == table.somebody else table.by.format(owner=owner),
        name=name,
        expected=when,
        size=_size(release, event, table),
        later=_later(release, event, table),
        before=_tidy(event.before or name),
        after=_tidy(event.after or "?"),
    )
    parts = [head, *_changed(event, table)]
    if event.kind in _WITH_TERMS:
        parts += _terms(release, event, table)
    said = "; ".join(parts) + quoted
    own = tuple(one for one in (owner, name) if one not in (table.somebody, table.model))  # as their owner writes them
    said = said if said.startswith(own) else said[0].upper() + said[1:]
    return said + ("" if said.endswith(".") else ".")


def _terms(release: Release, event: Event, table: Wording) -> list[str]:
    """License and commercial use, training data, access."""
    judged = {one.dimension: one.value for one in release.openness}
    label = _tidy(license_title(_value(release, "license"), release.terms))
    announced = event.kind is EventKind.ANNOUNCED
    said: list[str] = []
    if label:
        commercial = table.shared.commercial[judged.get("commercial_use", Answer.UNKNOWN)]
        said.append(f"{table.license.format(label=label)} ({commercial})")
    else:
        said.append(table.license_open if announced else table.license_unknown)
    stated = _value(release, "training_data")
    data = (stated.get("value") if isinstance(stated, dict) else stated) or judged.get("training_data", Answer.UNKNOWN)
    if not announced or data != Answer.UNKNOWN:
        said.append(table.shared.training_data.get(str(data), table.shared.training_data["unknown"]))
    gate = str(_value(release, "gated"))
    # free access is the rule and not worth words
    return [*said, table.shared.access[gate]] if gate in ("auto", "manual") and not announced else said


def _changed(event: Event, table: Wording) -> list[str]:
    """Before and after, for changes of license, access and name."""
    before, after = _tidy(event.before or ""), _tidy(event.after or "")
    gates = table.shared.gates
    if (event.kind is EventKind.GATED or event.topic == "gate") and after in gates:
        pattern = table.access_before_after if before in gates else table.after
        return [pattern.format(before=gates.get(before, ""), after=gates[after])]
    if event.kind is EventKind.RELICENSED:
        (was, _), (now, changed) = parted(before), parted(after)
        if changed and was == now:
            return [table.reworded.format(after=license_label(now))]
        before = license_label(was)
        after = table.shared.no_license if now == NO_LICENSE else license_label(now)
    elif event.kind is not EventKind.RENAMED:
        return []
    if not after:
        return []
    return [(table.before_after if before else table.after).format(before=before, after=after)]


def _size(release: Release, event: Event, table: Wording) -> str:
    """The size in brackets: " (109B parameters, 17B active)"; "" where it is not known.

    Of the one repo that the event is about, else the one that stands for the release.
    """
    total, active = (_of_event(release, event, name) for name in ("parameters_total", "parameters_active"))
    if not isinstance(total, (int, float)) or isinstance(total, bool) or total <= 0:
        return ""
    said = table.parameters.format(total=table.shared.amount(total))
    if isinstance(active, (int, float)) and 0 < active < total * 0.98:
        said += ", " + table.active.format(active=table.shared.amount(active))
    return f" ({said})"


def _later(release: Release, event: Event, table: Wording) -> str:
    """How long after the weights came out it happened: ", eight hours after the release"."""
    if release.weights_at is None or not timedelta(0) < event.at - release.weights_at <= _SOON:
        return ""
    seconds = (event.at - release.weights_at).total_seconds()
    size, unit = next(
        (pair for pair in ((86400, "days"), (3600, "hours")) if seconds >= pair[0] * 1.5), (60, "minutes")
    )
    count = max(1, round(seconds / size))
    number = table.small[count - 1] if count <= len(table.small) else table.shared.number(count)
    number = table.one.get(unit, number) if count == 1 else number
    return table.later.format(span=f"{number} {table.spans[unit][0 if count == 1 else 1]}")


def _expected(release: Release, event: Event, table: Wording) -> tuple[str, str]:
    """The announced time as part of the sentence, or quoted at its end where it is in words we do not know."""
    said = _value(release, "expected")
    if event.kind not in (EventKind.ANNOUNCED, EventKind.DELAYED) or not isinstance(said, str) or not said:
        return "", ""
    when = expected(said, event.at, table)
    if event.kind is EventKind.DELAYED or when is None:  # a delay's old time must not look like its new one
        return "", "" if event.kind is EventKind.DELAYED else table.expected_quoted.format(when=_tidy(said))
    return table.expected.format(when=when), ""


def best(release: Release, name: str) -> Fact | None:
    """The fact that stands for the release: the record's choice, else the highest rank, then the latest."""
    if name in release.chosen:
        return release.chosen[name]
    known = [fact for fact in release.facts if fact.name == name]
    return max(
        known, key=lambda fact: (fact.rank, fact.learned_at is not None and fact.learned_at.timestamp()), default=None
    )


def _of_event(release: Release, event: Event, name: str) -> JSON:
    """The value of a fact about the one repo of the event, where there are several repos with sizes of their own."""
    repos = repos_of(release, event)
    chosen = best(release, name)
    if len(repos) != 1 or chosen is None or chosen.subject in (None, repos[0]):
        return chosen.value if chosen is not None else None
    own = [fact for fact in release.facts if fact.name == name and fact.subject == repos[0]]
    return max(own, key=lambda fact: fact.rank).value if own else None


def _value(release: Release, name: str) -> JSON:
    fact = best(release, name)
    return fact.value if fact is not None else None


def _tidy(text: str) -> str:
    """A value of a stranger's as part of our sentence: one line, no markup, not too long."""
    return re.sub(r"\s+", " ", readable(text))[:120].strip()
