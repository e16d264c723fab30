"""Is a text about an open-weight release event, and of which kind? A sum of readable weights, with its reasons."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.analysis import detect_kinds
from tracker.analysis.detect_marks import Text, marks, shows_open
from tracker.analysis.detect_weights import BASE, BODY_NOISE, FIRM, MARKS, SIGNALS
from tracker.analysis.signals import Signals

_UNSURE = 0.65  # below an alert: a rumor, whoever writes it, and a model of which nothing says that it is open
_OPEN = ("weights", "open_weight", "open_act", "open_model", "license")
_REASONS = 5


@dataclass(frozen=True, slots=True)
class Detection:
    """The judgment of one text. `confidence` is how sure the answer is, yes or no: 0.5 to 1."""

    is_event: bool
    kind: str
    confidence: float
    reasons: tuple[str, ...]
    openness_stated: bool | None


def weigh(text: Text) -> dict[str, float]:
    """Every sign of a text with what it is worth; the sum is the log odds of an event."""
    found: dict[str, float] = {}
    noise = 0.0
    for name, (in_title, in_body) in SIGNALS.items():
        if name == "derivative" and text.voice is not None and text.owner == text.voice:
            continue  # its own conversions are news of its owner
        if name in text.signals.title:
            found[f"title:{name}"] = in_title
        elif name in text.signals.body:
            worth = in_body
            if worth < 0 and name not in FIRM:  # a long body mentions many things: together they tell little
                worth = max(worth, BODY_NOISE - noise)
                noise += worth
            found[f"body:{name}"] = worth
    found.update({mark: MARKS[mark] for mark in marks(text)})
    return found


def detect(text: Text) -> Detection:
    """The kind of news in a text, how sure that is, and why."""
    found = weigh(text)
    probability = 1 / (1 + math.exp(-(BASE + sum(found.values()))))
    is_event = probability >= 0.5
    confidence = probability if is_event else 1 - probability
    if is_event:
        kind = detect_kinds.event_kind(text)
        if kind == "prerelease_signal" or not shows_open(text):
            confidence = min(confidence, _UNSURE)
    else:
        kind = detect_kinds.other_kind(text, found)
    stated = True if text.signals.has(*_OPEN) else False if text.signals.has("api_only") else None
    return Detection(is_event, kind, round(confidence, 3), _reasons(found, text.signals, is_event), stated)


def _reasons(found: Mapping[str, float], signals: Signals, is_event: bool) -> tuple[str, ...]:
    """The strongest signs for the judgment, as a person reads them."""
    ordered = sorted(found.items(), key=lambda item: item[1], reverse=is_event)
    texts = []
    for name, worth in ordered[:_REASONS]:
        if worth == 0 or (worth > 0) is not is_event:
            continue
        where, _, signal = name.partition(":")
        said = (signals.title if where == "title" else signals.body).get(signal, "")
        texts.append(f"{detect_kinds.SAYS[signal]} (“{said}”)" if signal else name)
    return tuple(texts)
