"""Which kind of event, or why a text is none: kinds of evaluation and messages, by the signals that a text gives."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.analysis.names import Span
from tracker.analysis.signals import Signals

EVENTS = ("release", "announcement", "prerelease_signal", "update", "delay", "withdrawal", "license_change")

# Signal -> what it says, for reasons.
SAYS: dict[str, str] = {
    "weights": "speaks of weights to download",
    "open_weight": "says open weights",
    "open_act": "says that it is made open",
    "open_model": "speaks of an open model",
    "license": "names a license",
    "hub": "names a place for weights",
    "release": "speaks of a release",
    "announce": "speaks of something to come",
    "delay": "speaks of a delay",
    "withdrawal": "speaks of a withdrawal",
    "relicense": "speaks of a new license",
    "leak": "speaks of a leak or rumor",
    "update": "speaks of an update",
    "model": "speaks of a model",
    "api_only": "only as a service",
    "hosting": "about a place that hosts models",
    "derivative": "about another's conversion",
    "tutorial": "explains how to do something",
    "evaluation": "tests or compares",
    "opinion": "gives an opinion",
    "funding": "about money or business",
    "policy": "about law, policy or safety",
    "hardware": "about hardware",
    "tool": "about a tool",
    "product": "about a product",
    "digest": "lists many things",
    "dataset": "about a data set",
    "research": "about research",
    "nothing_new": "says that nothing is new",
}

# Signal -> kind of a text that is no event, and what it weighs in a tie; the title counts twice.
_OTHERS: dict[str, tuple[str, float]] = {
    "digest": ("digest", 3.0),
    "api_only": ("api_only_model", 1.6),
    "hosting": ("hosting_availability", 1.4),
    "derivative": ("third_party_derivative", 1.4),
    "tutorial": ("tutorial_howto", 1.2),
    "funding": ("funding_business", 1.2),
    "policy": ("policy_legal_safety", 1.2),
    "evaluation": ("evaluation_experience", 1.1),
    "tool": ("infra_tooling_hardware", 1.0),
    "hardware": ("infra_tooling_hardware", 0.9),
    "product": ("product", 0.9),
    "dataset": ("dataset", 0.8),
    "research": ("research_no_weights", 0.6),
    "opinion": ("other", 0.8),
}


def event_kind(title: Sequence[Span], signals: Signals) -> str:
    """The kind of an event. What is said in the title goes before what the body adds."""
    said, body = signals.title, signals.body
    opens = [span for span in title if not span.closed]
    out = signals.has("weights", "license", "hub") or "release" in said
    if "withdrawal" in said:
        return "withdrawal"
    if "delay" in said:
        return "delay"
    if "relicense" in said:
        return "license_change"
    if "leak" in said and "weights" not in said:
        return "prerelease_signal"
    if (
        "announce" in said
        and not signals.has("weights")
        and "today" not in signals.words
        and not ("release" in body and opens and out)
    ):
        return "announcement"
    if not title and "release" not in said and "open_weight" in said:
        return "announcement"
    if "leak" in body and not out and "release" not in body:
        return "prerelease_signal"
    if "update" in said or (
        opens and opens[0].name.date is not None and len(opens[0].name.date) == 4 and opens[0].name.total is None
    ):
        return "update"
    return "release"


def other_kind(title: Sequence[Span], body: Sequence[Span], signals: Signals) -> str:
    """Why a text is no event; "other" where nothing tells."""
    points: dict[str, float] = {}
    for signal, (kind, worth) in _OTHERS.items():
        if signal in signals.title:
            points[kind] = points.get(kind, 0) + 2 * worth
        elif signal in signals.body:
            points[kind] = points.get(kind, 0) + worth
    if any(span.closed for span in title):
        points["api_only_model"] = points.get("api_only_model", 0) + (2.2 if signals.has("release", "model") else 1.2)
    elif any(span.closed for span in body) and not any(not span.closed for span in (*title, *body)):
        points["api_only_model"] = points.get("api_only_model", 0) + 0.8
    if not points:
        return "other"
    return max(points.items(), key=lambda item: (item[1], item[0]))[0]
