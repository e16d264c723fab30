"""How open a release is: one answer for each dimension, computed from facts; where they say nothing it is unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from tracker.analysis.bases import bases, by_subject, conversions
from tracker.analysis.licenses import CAUTIOUS, UNSTATED, about, how_open
from tracker.domain import CATALOG, JSON, OPERATOR, Answer, Fact, License, Openness
from tracker.domain.labels import license_label

DIMENSIONS: tuple[tuple[str, str], ...] = (
    ("weights", "complete weights can be downloaded by everybody"),
    ("base_weights", "the weights of the base model are out too"),
    ("license", "the license of the weights is open"),
    ("commercial_use", "one may earn money with it"),
    ("gate", "nobody must ask before the download (partial: granted at once)"),
    ("training_data", "it is public what the model was trained on"),
    ("training_code", "the code of the training is public"),
    ("inference_code", "open code runs the model"),
    ("architecture", "it is described how the model is built"),
    ("paper", "there is a paper or technical report"),
    ("model_card", "the model card says what one must know"),
    ("evaluation", "results of evaluations are public"),
    ("checkpoints", "states from the middle of the training are public"),
    ("compute", "it is public what the training cost in computing"),
)
"""Name and meaning of "yes" of every dimension, in the order in which people read them."""

Judged = tuple[Answer, Fact]


def assess(facts: Sequence[Fact], *, has_official_repo: bool) -> tuple[Openness, ...]:
    """One answer for each dimension, in order, each with its evidence. All official repos gone: weights unknown.

    What the operator states decides.
    """
    left_out = conversions(facts)
    kept = [fact for fact in facts if fact.subject not in left_out] or list(facts)
    gone = not has_official_repo and any(fact.name == "weights" and fact.method == "metadata" for fact in kept)
    of_weights = of_base = [] if gone else kept
    judges: dict[str, Callable[[], Judged | None]] = {
        "weights": lambda: _weights(of_weights),
        "base_weights": lambda: _base_weights(of_weights) or _cautious(of_base, "base_weights", _stated),
        "license": lambda: _rated(kept, "licenses", _license(kept)),
        "commercial_use": lambda: _commercial(kept),
        "gate": lambda: _cautious(kept, "gated", _gate),
        "training_data": lambda: _rated(kept, "datasources_basemodel", _cautious(kept, "training_data", _stated)),
        "training_code": lambda: _rated(kept, "trainingcode", _cautious(kept, "training_code", _stated)),
        "inference_code": lambda: _cautious(kept, "inference_code", _stated),
        "architecture": lambda: _cautious(kept, "architecture", _stated),
        "paper": lambda: _cautious(kept, "paper", lambda fact: Answer.YES),
        "model_card": lambda: _cautious(kept, "card", _stated),
        "evaluation": lambda: _cautious(kept, "evaluation", _stated),
        "checkpoints": lambda: _cautious(kept, "checkpoints", _stated),
        "compute": lambda: _cautious(kept, "compute", _stated),
    }
    return tuple(_openness(name, judges[name]()) for name, _ in DIMENSIONS)


def licenses(facts: Sequence[Fact]) -> tuple[License, ...]:
    """Every license under which the release stands, as its own repos name them, else as others do."""
    left_out = conversions(facts)
    kept = [fact for fact in facts if fact.subject not in left_out]
    found = [_terms(fact) for fact in _best(kept, "license")] + [one for one, _ in _contradicted(kept) or ()]
    return tuple({one.title: one for one in found if one is not UNSTATED}.values())


def _openness(name: str, judged: Judged | None) -> Openness:
    if judged is None:
        return Openness(name, Answer.UNKNOWN)
    answer, fact = judged
    return Openness(
        name, answer, evidence=fact.url, quote=fact.quote or _words(fact), method=fact.method, at=fact.learned_at
    )


def _words(fact: Fact) -> str | None:
    """What stands for a quote where metadata has none."""
    if fact.name == "gated":
        return f"gated: {fact.value}"
    value: JSON = fact.value if isinstance(fact.value, dict) else {}
    if fact.name == "license" and fact.method == "metadata":
        return f"license: {value.get('name') or value.get('id')}" if value.get("name") or value.get("id") else None
    reason = value.get("reason")
    return str(reason) if reason else None


def _cautious(facts: Sequence[Fact], name: str, answer: Callable[[Fact], Answer]) -> Judged | None:
    """The least open answer among the facts of a name that count, one of each subject."""
    return _least((answer(fact), fact) for fact in _best(facts, name))


def _least(judged: Iterable[Judged]) -> Judged | None:
    return min(judged, key=lambda one: CAUTIOUS.index(one[0]), default=None)


def _best(facts: Sequence[Fact], name: str) -> list[Fact]:
    """What counts of a name: the operator's word, else each repo's best, else the best ranked of what others say."""
    known = [fact for fact in facts if fact.name == name]
    known = [fact for fact in known if fact.source == OPERATOR] or known
    found = list(by_subject(known, name).values())
    of_repos = [fact for fact in found if fact.subject is not None and fact.source != CATALOG]
    top = max((fact.rank for fact in found), default=0)
    return of_repos or [fact for fact in found if fact.rank == top]


def _weights(facts: Sequence[Fact]) -> Judged | None:
    """From files and gate alone: free and complete is yes, behind a gate partial. The most complete repo speaks."""
    states = {"complete": 3, "partial": 2, "none": 1}
    files = [
        fact
        for fact in _best(facts, "weights")
        if isinstance(fact.value, dict) and (fact.method == "metadata" or fact.source in (OPERATOR, CATALOG))
    ]
    known = [fact for fact in files if fact.value.get("state") in states]
    top = max((states[fact.value["state"]] for fact in known), default=0)
    return _least(_reached(fact, facts) for fact in known if states[fact.value["state"]] == top)


def _reached(files: Fact, facts: Sequence[Fact]) -> Judged:
    """Can everybody have these files? The gate is the evidence where it decides."""
    gates = {fact.subject: fact for fact in _best(facts, "gated")}
    gate = gates.get(files.subject) or gates.get(None)
    closed = next(
        (
            fact
            for fact in _best(facts, "gate_conditions")
            if fact.subject in (files.subject, None) and isinstance(fact.value, dict) and fact.value.get("eu_excluded")
        ),
        None,
    )
    if files.value["state"] != "complete" or files.value.get("disabled"):
        return Answer.NO, files
    if gate is not None and gate.value in ("auto", "manual"):
        return Answer.PARTIAL, gate
    if closed is not None:
        return Answer.PARTIAL, closed
    return (Answer.YES if gate is not None and gate.value == "no" else Answer.UNKNOWN), files


def _base_weights(facts: Sequence[Fact]) -> Judged | None:
    """Only what the release itself shows: the repos that its models were made from are among its own."""
    found = bases(facts)
    if found is None:
        return None
    judged = [_weights([fact for fact in facts if (fact.subject or "").lower() == base]) for base in found]
    return None if None in judged else _least(filter(None, judged))


def _license(facts: Sequence[Fact]) -> Judged | None:
    """Open where the table says so and nothing contradicts: of licenses that contradict each other the strictest."""
    stated = _cautious(facts, "license", lambda fact: how_open(_terms(fact)))
    conflict = _contradicted(facts)
    if conflict is None:
        return stated
    judged = [(how_open(one), fact) for one, fact in conflict] + [(Answer.PARTIAL, conflict[0][1])]
    return _least(filter(None, [*judged, stated]))


def _rated(facts: Sequence[Fact], part: str, judged: Judged | None) -> Judged | None:
    """No plain yes where the European index has published "closed": the contradiction is the evidence."""
    if judged is None or judged[0] is not Answer.YES or judged[1].source == OPERATOR:
        return judged
    for fact in _best(facts, "rating"):
        if fact.value["index"] == "osai" and fact.value["values"].get(part) == "closed":
            said = f"European OSAI Index, {fact.value['date']}: {part} closed; by {judged[1].source} it is open"
            return Answer.PARTIAL, replace(fact, quote=said)
    return judged


def _commercial(facts: Sequence[Fact]) -> Judged | None:
    stated = _cautious(facts, "license", lambda fact: _terms(fact).commercial_use)
    conflict = [(one.commercial_use, fact) for one, fact in _contradicted(facts) or ()]
    return _least(filter(None, [*conflict, stated]))


def _terms(fact: Fact) -> License:
    return about(fact.value.get("id"), fact.value.get("name"))


def _contradicted(facts: Sequence[Fact]) -> list[tuple[License, Fact]] | None:
    """Each license that a contradiction names; one whose license is no longer the repo's is over."""
    now = {fact.subject: fact for fact in _best(facts, "license")}
    for fact in _best(facts, "license_conflict"):
        named = {key: str(one) for key, one in fact.value.items() if one} if isinstance(fact.value, dict) else {}
        current = now.get(fact.subject)
        over = current is not None and current.source == OPERATOR
        over |= current is not None and current.rank >= fact.rank and not _names(current, named.values())
        if len(set(named.values())) > 1 and not over:
            said = "; ".join(f"{key}: {license_label(one)}" for key, one in named.items())
            return [(about(one), replace(fact, quote=said)) for one in named.values()]
    return None


def _names(fact: Fact, ids: Iterable[str]) -> bool:
    """Is the license of a fact among these ids? What it does not name itself cannot be compared."""
    value: JSON = fact.value
    known = _terms(fact).id or value.get("id")
    return known is None or known in ids or value.get("name") in ids


def _gate(fact: Fact) -> Answer:
    return {"no": Answer.YES, "auto": Answer.PARTIAL, "manual": Answer.NO}.get(str(fact.value), Answer.UNKNOWN)


def _stated(fact: Fact) -> Answer:
    """The fact's own word; a text alone never makes a yes."""
    value = fact.value.get("value") if isinstance(fact.value, dict) else fact.value
    if value not in ("yes", "partial", "no"):
        return Answer.UNKNOWN
    answer = Answer(value)
    return Answer.PARTIAL if answer is Answer.YES and fact.subject is None and fact.method == "text" else answer
