"""Is a text about an open-weight release event, and of which kind? A sum of readable weights, with its reasons."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.analysis import detect_kinds
from tracker.analysis.detect_marks import INTRODUCED, LISTED, UNLISTED, marks
from tracker.analysis.detect_text import OPEN, Text
from tracker.analysis.detect_weights import Weights

_UNSURE = 0.65  # below an alert: a rumor, whoever writes it, and a model of which nothing says that it is open
_BESIDE = "the body speaks of other things"
_PRAISE = ("research", "product", "hardware", "praise", "scores")
_MANY = 3  # other things that a body may speak of: more of them tell no more
_REASONS = 5


@dataclass(frozen=True, slots=True)
class Detection:
    """The judgment of one text. `confidence` is how sure the answer is, yes or no: 0.5 to 1."""

    is_event: bool
    kind: str
    confidence: float
    reasons: tuple[str, ...]
    openness_stated: bool | None


def signs(text: Text) -> dict[str, float]:
    """Every sign of a text with how often it counts: what training and judgment see of it."""
    found: dict[str, float] = dict.fromkeys(marks(text), 1.0)
    others = 0
    for name in detect_kinds.SAYS:
        if name == "derivative" and (text.own or text.owner_updates):
            continue  # its own conversions are news of its owner
        if name in _PRAISE and (INTRODUCED in found or "act" in text.signals.title):
            continue  # "Kestrel 2: towards better agents" says what the model is for
        if name in text.terms:
            continue  # "free below a million in revenue" is what a license says
        if name in text.signals.title:
            found[f"title:{name}"] = 1.0
        elif name in text.signals.body and name in detect_kinds.AGAINST:
            if name not in text.signals.late:
                if name in detect_kinds.FIRM:
                    found[f"body:{name}"] = 1.0
                others += name not in detect_kinds.FIRM
        elif name in text.signals.body and not (name == "open_model" and name in text.signals.late):
            found[f"body:{name}"] = 1.0  # an open model that a body comes to late is another one
    if others:
        found[_BESIDE] = float(min(others, _MANY))
    return found


def log_odds(found: Mapping[str, float], weights: Weights) -> float:
    """What the signs of a text say together."""
    return weights.base + sum(weights.signs.get(sign, 0.0) * count for sign, count in found.items())


def detect(text: Text, weights: Weights) -> Detection:
    """The kind of news in a text, how sure that is, and why."""
    found = signs(text)
    probability = 1 / (1 + math.exp(-log_odds(found, weights)))
    is_event = probability >= 0.5
    confidence = probability if is_event else 1 - probability
    if is_event:
        kind = detect_kinds.event_kind(text)
        if kind == "prerelease_signal" or not text.shows_open or text.of_software:
            confidence = min(confidence, _UNSURE)
    else:
        kind = detect_kinds.other_kind(text, found)
    stated = True if text.signals.has(*OPEN) else False if text.signals.has("api_only") else None
    worth = {sign: weights.signs.get(sign, 0.0) * count for sign, count in found.items()}
    return Detection(is_event, kind, round(confidence, 3), _reasons(worth, text, is_event), stated)


def _reasons(worth: Mapping[str, float], text: Text, is_event: bool) -> tuple[str, ...]:
    """The strongest signs for the judgment, as a person reads them; equally strong ones in the order of their words."""
    ordered = sorted(worth.items(), key=lambda item: (-item[1] if is_event else item[1], item[0]))
    return tuple(_said(sign, text) for sign, value in ordered[:_REASONS] if value and (value > 0) is is_event)


def _said(sign: str, text: Text) -> str:
    where, _, signal = sign.partition(":")
    if signal:
        words = (text.signals.title if where == "title" else text.signals.body).get(signal, "")
        return f"{detect_kinds.SAYS[signal]} (“{words}”)"
    if sign == LISTED:
        span = next(span for span in text.opens if span.owner)
        return f"names {span.name.text} of {span.owner.title if span.owner else ''}"
    return f"names {text.opens[0].name.text}, which is on no list" if sign == UNLISTED else sign
