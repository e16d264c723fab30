"""How open a release is: one answer for each dimension, computed from facts; where they say nothing it is unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.analysis import openness_lines as lines
from tracker.analysis.licenses import UNSTATED, License, about
from tracker.domain import Answer, Fact, LicenseClass, Openness

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
_OPEN_CLASSES = (LicenseClass.PERMISSIVE, LicenseClass.COPYLEFT, LicenseClass.OPEN_MODEL, LicenseClass.OPEN_DATA)
_CAUTIOUS = (Answer.NO, Answer.CONDITIONAL, Answer.PARTIAL, Answer.UNKNOWN, Answer.YES)
"""The order in which one of several repos speaks for the release: a wrong "yes" is the worst error."""


def assess(facts: Sequence[Fact], *, has_official_repo: bool) -> tuple[Openness, ...]:
    """One answer for each dimension, in order, each with its evidence. No official repo: weights unknown."""
    judges: dict[str, Callable[[], Judged | None]] = {
        "weights": lambda: _weights(facts) if has_official_repo else None,
        "base_weights": lambda: _base_weights(facts) if has_official_repo else None,
        "license": lambda: _cautious(facts, "license", _license),
        "commercial_use": lambda: _cautious(facts, "license", _commercial),
        "gate": lambda: _cautious(facts, "gated", _gate),
        "training_data": lambda: _cautious(facts, "training_data", _stated),
        "training_code": lambda: _cautious(facts, "training_code", _stated),
        "inference_code": lambda: _cautious(facts, "inference_code", _stated),
        "architecture": lambda: _cautious(facts, "architecture", _stated),
        "paper": lambda: _cautious(facts, "paper", lambda fact: Answer.YES),
        "model_card": lambda: _cautious(facts, "card", _stated),
        "evaluation": lambda: _cautious(facts, "evaluation", _stated),
        "checkpoints": lambda: _cautious(facts, "checkpoints", _stated),
        "compute": lambda: _cautious(facts, "compute", _stated),
    }
    return tuple(_openness(name, judges[name]()) for name, _ in DIMENSIONS)


def _openness(name: str, judged: Judged | None) -> Openness:
    if judged is None:
        return Openness(name, Answer.UNKNOWN)
    answer, fact = judged
    quote = fact.quote or (fact.value.get("reason") if isinstance(fact.value, dict) else None)
    return Openness(name, answer, evidence=fact.url, quote=quote, method=fact.method)


def _cautious(facts: Sequence[Fact], name: str, answer: Callable[[Fact], Answer]) -> Judged | None:
    """The least open answer among the best-ranked facts of a name, the latest of each subject."""
    judged = [(answer(fact), fact) for fact in _best(facts, name)]
    return min(judged, key=lambda one: _CAUTIOUS.index(one[0]), default=None)


def _best(facts: Sequence[Fact], name: str) -> list[Fact]:
    latest: dict[str | None, Fact] = {}
    for fact in facts:
        if fact.name == name and (fact.subject not in latest or _order(fact) >= _order(latest[fact.subject])):
            latest[fact.subject] = fact
    top = max((fact.rank for fact in latest.values()), default=0)
    return [fact for fact in latest.values() if fact.rank == top]


def _order(fact: Fact) -> tuple[int, float]:
    return fact.rank, fact.learned_at.timestamp() if fact.learned_at else 0.0


def _weights(facts: Sequence[Fact]) -> Judged | None:
    """From files and gate alone: free and complete is yes, behind a gate partial. The most complete repo speaks."""
    gates = {fact.subject: fact.value for fact in _best(facts, "gated")}
    closed_to_some = {
        fact.subject
        for fact in _best(facts, "gate_conditions")
        if isinstance(fact.value, dict) and fact.value.get("eu_excluded")
    }
    states = {"complete": 3, "partial": 2, "none": 1}
    files = [fact for fact in _best(facts, "weights") if fact.method == "metadata" and isinstance(fact.value, dict)]
    known = [fact for fact in files if fact.value.get("state") in states]
    if not known:
        return None
    top = max(states[fact.value["state"]] for fact in known)
    judged: list[Judged] = []
    for fact in known:
        if states[fact.value["state"]] != top:
            continue
        gate = gates.get(fact.subject)
        if top < 3 or fact.value.get("disabled"):
            answer = Answer.NO
        elif gate in ("auto", "manual") or fact.subject in closed_to_some:
            answer = Answer.PARTIAL
        else:
            answer = Answer.YES if gate == "no" else Answer.UNKNOWN
        judged.append((answer, fact))
    return min(judged, key=lambda one: _CAUTIOUS.index(one[0]))


def _base_weights(facts: Sequence[Fact]) -> Judged | None:
    """Only what the facts of the release itself show: a parent whose own weights fact is among them."""
    states = {fact.subject: fact for fact in _best(facts, "weights") if fact.subject and isinstance(fact.value, dict)}
    for base in _best(facts, "base_model"):
        parents = base.value.get("ids", []) if isinstance(base.value, dict) else []
        known = [states[parent] for parent in parents if parent in states]
        if parents and len(known) == len(parents):
            return _weights([fact for fact in facts if fact.subject in parents])
    return None


def _license(fact: Fact) -> Answer:
    known = about(fact.value.get("id"), fact.value.get("name"))
    if known.osi or known.license_class in _OPEN_CLASSES:
        return Answer.YES
    if known.license_class is LicenseClass.NON_COMMERCIAL:
        return Answer.NO
    restricted = known.license_class is LicenseClass.USE_RESTRICTED or known.commercial_use is Answer.CONDITIONAL
    return Answer.PARTIAL if restricted else Answer.UNKNOWN


def _commercial(fact: Fact) -> Answer:
    return about(fact.value.get("id"), fact.value.get("name")).commercial_use


def _gate(fact: Fact) -> Answer:
    return {"no": Answer.YES, "auto": Answer.PARTIAL, "manual": Answer.NO}.get(str(fact.value), Answer.UNKNOWN)


def _stated(fact: Fact) -> Answer:
    """The fact's own word; a text alone never makes a yes."""
    value = fact.value.get("value") if isinstance(fact.value, dict) else fact.value
    if value not in ("yes", "partial", "no"):
        return Answer.UNKNOWN
    answer = Answer(value)
    return Answer.PARTIAL if answer is Answer.YES and fact.subject is None and fact.method == "text" else answer


def line(openness: Sequence[Openness], terms: License | None, language: str) -> str:
    """The line for messages: "Weights free to download, MIT, commercial use allowed; training data unknown"."""
    tongue = language if language in lines.WEIGHTS else "en"
    answers = {one.dimension: one.value for one in openness}

    def answer(dimension: str) -> Answer:
        return answers.get(dimension, Answer.UNKNOWN)

    stated = terms is not None and terms is not UNSTATED
    parts = [
        lines.WEIGHTS[tongue][answer("weights")],
        terms.title if terms and stated else lines.LICENSE_UNKNOWN[tongue],
    ]
    if terms and stated:
        conditions = []
        if terms.user_cap:
            conditions.append(lines.USER_CAP[tongue].format(millions=terms.user_cap // 1_000_000))
        if terms.territory and "EU" in terms.territory:
            conditions.append(lines.NOT_IN_EU[tongue])
        parts.append(
            lines.COMMERCIAL[tongue][terms.commercial_use] + (f" ({', '.join(conditions)})" if conditions else "")
        )
    return f"{', '.join(parts)}; {lines.TRAINING_DATA[tongue][answer('training_data')]}"
