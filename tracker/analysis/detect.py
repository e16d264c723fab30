"""Is a text about an open-weight release event, and of which kind? A sum of readable weights, with its reasons."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.analysis import detect_kinds
from tracker.analysis.known import Known, Owner
from tracker.analysis.names import Span
from tracker.analysis.signals import Signals
from tracker.domain import Source, SourceKind

_BASE = -2.6

# What each sign is worth, in log odds: (in the title, in the body). Set by hand, checked against labeled rows.
_WEIGHTS: dict[str, tuple[float, float]] = {
    "weights": (2.0, 1.4),
    "open_weight": (1.6, 1.0),
    "open_act": (1.6, 1.0),
    "open_model": (0.7, 0.4),
    "license": (1.2, 1.0),
    "hub": (0.8, 0.5),
    "release": (0.7, 0.5),
    "announce": (0.5, 0.2),
    "delay": (0.8, 0.2),
    "withdrawal": (0.8, 0.2),
    "relicense": (1.2, 0.6),
    "leak": (0.3, 0.0),
    "update": (0.4, 0.2),
    "model": (0.3, 0.4),
    "api_only": (-2.0, -1.2),
    "hosting": (-2.0, -0.9),
    "derivative": (-1.2, -0.4),
    "tutorial": (-1.8, -0.4),
    "evaluation": (-1.8, -0.3),
    "opinion": (-1.2, -0.3),
    "funding": (-2.0, -0.6),
    "policy": (-1.8, -0.5),
    "hardware": (-0.9, -0.1),
    "tool": (-1.2, -0.3),
    "product": (-1.3, -0.4),
    "digest": (-2.5, -1.5),
    "dataset": (-1.0, -0.1),
    "research": (-0.7, -0.1),
    "nothing_new": (-3.0, -3.0),
}
_SHAPE: dict[str, float] = {  # signs that are no phrases
    "names a known open model in the title": 2.2,
    "names a model by its shape in the title": 1.6,
    "names an open model in the body only": 0.7,
    "the title is little more than the model's name": 1.4,
    "the official source of that model's owner": 0.9,
    "first names a model that can only be rented": -2.6,
    "names no open model": -0.6,
    "an open model without a name is promised": 2.4,
    "asks a question": -0.8,
    "speaks of oneself": -1.5,
    "names three models or more in the title": -1.0,
    "states a size in the title": 0.5,
    "an open model is released": 0.9,
}
_OPEN = ("weights", "open_weight", "open_act", "open_model", "license")


@dataclass(frozen=True, slots=True)
class Detection:
    """The judgment of one text. `confidence` is how sure `is_event` is when true, and how sure it is not when false."""

    is_event: bool
    kind: str
    confidence: float
    reasons: tuple[str, ...]
    openness_stated: bool | None


def signs(
    title: Sequence[Span],
    body: Sequence[Span],
    signals: Signals,
    source: Source | None,
    owner: Owner | None,
    voice: Owner | None,
) -> dict[str, float]:
    """Every sign of a text with what it is worth; the sum is the log odds of an event."""
    found: dict[str, float] = {}
    for name, (in_title, in_body) in _WEIGHTS.items():
        if name in signals.title:
            found[f"title:{name}"] = in_title
        elif name in signals.body:
            found[f"body:{name}"] = in_body
    opens = [span for span in title if not span.closed]
    marks: list[str] = []
    said_open = signals.has(*_OPEN)
    if title and title[0].closed:
        marks.append("first names a model that can only be rented")
    elif opens:
        marks.append(
            "names a known open model in the title"
            if any(s.owner for s in opens)
            else "names a model by its shape in the title"
        )
    if not opens:
        marks.append(
            "names an open model in the body only" if any(not span.closed for span in body) else "names no open model"
        )
        if (
            not title
            and signals.has("open_weight", "open_model", "open_act")
            and ({"open_weight", "open_model", "open_act"} & set(signals.title) or "open_weight" in signals.body)
            and {"release", "announce", "delay", "withdrawal", "relicense"} & set(signals.title)
            and "%" in signals.words
            or (not title and owner is not None and owner == voice and "open_weight" in signals.title)
        ):
            marks.append("an open model without a name is promised")
    words = [
        word
        for word in signals.words
        if word not in {"%", "·", "released", "release", ".", ":", "-", "hugging", "face"} and len(word) > 0
    ]
    if opens and len([word for word in words if word.isalpha()]) <= 1 and words.count("@") >= 1:
        marks.append("the title is little more than the model's name")
    if voice is not None and owner == voice and opens and source is not None and source.kind is SourceKind.OFFICIAL:
        marks.append("the official source of that model's owner")
    if "?" in signals.words:
        marks.append("asks a question")
    if {"i", "i've", "i'm", "my", "me"} & set(signals.words):
        marks.append("speaks of oneself")
    if len({span.name.key for span in opens}) >= 3:
        marks.append("names three models or more in the title")
    if any(span.name.total for span in opens):
        marks.append("states a size in the title")
    if opens and said_open and signals.has("release", "hub", "weights"):
        marks.append("an open model is released")
    found.update({mark: _SHAPE[mark] for mark in marks})
    return found


def detect(
    title: Sequence[Span],
    body: Sequence[Span],
    signals: Signals,
    *,
    source: Source | None,
    owner: Owner | None,
    voice: Owner | None,
) -> Detection:
    """The kind of news and how sure that is. `voice` is whose official source it is, `owner` whom the text is about."""
    found = signs(title, body, signals, source, owner, voice)
    odds = _BASE + sum(found.values())
    probability = 1 / (1 + math.exp(-odds))
    is_event = probability >= 0.5
    kind = detect_kinds.event_kind(title, signals) if is_event else detect_kinds.other_kind(title, body, signals)
    confidence = probability if is_event else 1 - probability
    if kind == "prerelease_signal":
        confidence = min(confidence, 0.65)
    reasons = tuple(_reasons(found, signals, is_event))
    stated = True if signals.has(*_OPEN) else False if signals.has("api_only") else None
    return Detection(is_event, kind, round(confidence, 3), reasons, stated)


def _reasons(found: dict[str, float], signals: Signals, is_event: bool) -> list[str]:
    """The strongest signs for the judgment, as a person reads them."""
    ordered = sorted(found.items(), key=lambda item: item[1], reverse=is_event)
    chosen = [(name, worth) for name, worth in ordered if worth and (worth > 0) is is_event][:5]
    texts = []
    for name, _ in chosen:
        where, _, signal = name.partition(":")
        if signal:
            texts.append(
                f"{detect_kinds.SAYS[signal]}: “{(signals.title if where == 'title' else signals.body)[signal]}”"
            )
        else:
            texts.append(name)
    return texts
