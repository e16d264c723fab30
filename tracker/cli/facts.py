"""Facts of a release as people read them: the value in a few words, the evidence in one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.analysis.facts import FACTS
from tracker.analysis.facts.license_conflict import with_github
from tracker.analysis.licenses import classify
from tracker.cli.plain import plain
from tracker.cli.words import WORDS
from tracker.domain import JSON, Fact, Release
from tracker.domain.labels import label_of, labels, license_label
from tracker.notifiers.wording import words as message_words

HIDDEN = frozenset({"organization", "name", "family", "announced_as", "repos", "warning", "rating"})
"""Facts that are the head of the record, or have a part of their own."""

_DIMENSIONS = {"card": "model_card", "gated": "gate"}
"""Facts whose dimension has another name."""

LIST = 8
"""A list of a stranger is cut after so many entries."""

VALUE = 160
QUOTE = 100
OTHERS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A fact: its name for people, its value, where it stands, and what other sources say instead."""

    name: str
    value: str
    evidence: str
    others: tuple[str, ...] = ()


def lines(release: Release, language: str) -> Iterator[Line]:
    """The facts that stand for the release, in the order of the list of facts."""
    order = {name: place for place, name in enumerate(FACTS)}
    for name, fact in sorted(release.chosen.items(), key=lambda item: (order.get(item[0], len(order)), item[0])):
        if name in HIDDEN or _repeats(release, fact):
            continue
        yield Line(
            _label(name, language),
            value(name, fact.value, language),
            evidence(fact),
            (*_others(release, fact, language), *_of_code(release, fact, language)),
        )


def _label(name: str, language: str) -> str:
    """A fact is called as its dimension is, where it has one."""
    dimension = labels(language).dimensions.get(_DIMENSIONS.get(name, name))
    return WORDS[language].facts.get(name) or dimension or name.replace("_", " ")


def _repeats(release: Release, fact: Fact) -> bool:
    """Whether the record says it elsewhere: the one size, both sides of the modalities, a contradicting license."""
    if fact.name == "license_github":
        return with_github(release.chosen) is not None
    if fact.name == "modalities":
        return {"modalities_in", "modalities_out"} <= release.chosen.keys()
    if fact.name != "sizes" or not isinstance(fact.value, list):
        return False
    known = tuple(_of(release, name) for name in ("parameters_total", "parameters_active"))
    return all((size.get("total"), size.get("active")) == known for size in fact.value if isinstance(size, dict))


def _of(release: Release, name: str) -> JSON:
    fact = release.chosen.get(name)
    return fact.value if fact is not None else None


def _others(release: Release, chosen: Fact, language: str) -> Iterator[str]:
    """Other sources' words about the same thing: disagreement is shown."""
    said = {value(chosen.name, chosen.value, language)}
    for fact in release.facts:
        about_same = fact.subject in (None, chosen.subject) and fact.name == chosen.name
        text = value(fact.name, fact.value, language)
        another = (fact.source, fact.method) != (chosen.source, chosen.method)
        another &= _state(fact) is None or _state(fact) != _state(chosen)
        if about_same and another and text not in said and len(said) <= OTHERS:
            said.add(text)
            yield f"{text} · {evidence(fact)}"


def _state(fact: Fact) -> JSON:
    """Of weights: two sources that agree need not give the same reason."""
    return fact.value.get("state") if isinstance(fact.value, dict) else None


def _of_code(release: Release, chosen: Fact, language: str) -> Iterator[str]:
    """GitHub's license beside the repo's where they contradict each other."""
    if chosen.name == "license" and with_github(release.chosen) is not None:
        github = release.chosen["license_github"]
        yield f"{_label(github.name, language)}: {value(github.name, github.value, language)} · {evidence(github)}"


def value(name: str, given: JSON, language: str) -> str:
    """The value of a fact in a few words; what a stranger wrote is one line without control characters."""
    shared = labels(language)
    if name in ("parameters_total", "parameters_active") and _number(given):
        return shared.amount(given)
    if name == "gated" and str(given) in shared.access:
        return shared.access[str(given)]
    if isinstance(given, dict):
        return plain(_parts(name, given, language), VALUE)
    if isinstance(given, (list, tuple)):
        return plain(_listed(name, list(given), language), VALUE)
    if _number(given):
        return shared.number(given)
    return plain(_answer(given, language), VALUE)


def _answer(given: JSON, language: str) -> JSON:
    return WORDS[language].states.get(str(given)) or labels(language).answers.get(str(given), given)


def _number(given: JSON) -> bool:
    return isinstance(given, (int, float)) and not isinstance(given, bool)


def _parts(name: str, given: dict[str, JSON], language: str) -> str:
    if name == "license":
        kind = classify(given.get("id"), given.get("name"))
        return f"{label_of(given)} ({kind.value})"
    if name == "license_github":
        return license_label(str(given.get("id")))
    if name == "license_conflict":
        return ", ".join(f"{who}: {license_label(str(one))}" for who, one in given.items() if one)
    if name == "base_model":
        parents = _listed(name, given.get("ids") or [], language)
        return f"{parents} ({given['relation']})" if given.get("relation") else parents
    answer = given.get("value", given.get("state"))
    about = [str(given[key]) for key in ("reason", "text") if given.get(key)]
    if given.get("sets"):
        about.append(_listed(name, given["sets"], language))
    about += [key for key in ("disabled", "eu_excluded") if given.get(key) is True]
    head = str(_answer(answer, language)) if answer is not None else ""
    return f"{head} ({', '.join(about)})" if head and about else head or ", ".join(about)


def _listed(name: str, given: list[JSON], language: str) -> str:
    words = message_words(language)
    if name == "sizes":
        return words.listed([_size(one, language) for one in given if isinstance(one, dict)], LIST)
    return words.listed([words.modalities.get(str(one), str(one)) for one in given], LIST)


def _size(size: dict[str, JSON], language: str) -> str:
    shared = labels(language)
    total, active = (number if _number(number := size.get(key)) else None for key in ("total", "active"))
    text = "?" if total is None else shared.amount(total)
    if active is not None:
        text = message_words(language).active.format(total=text, active=shared.amount(active))
    return f"{size['name']} {text}" if size.get("name") else text


def evidence(fact: Fact) -> str:
    """Source, method, link and the words, in one line."""
    said = f'"{plain(fact.quote, QUOTE)}"' if fact.quote else ""
    return "  ".join(part for part in (plain(f"{fact.source} ({fact.method})"), plain(fact.url or ""), said) if part)
