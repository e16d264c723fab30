"""Which kind of event, or why a text is none: kinds of evaluation and messages, by the signals that a text gives."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.analysis.detect_text import Text
from tracker.analysis.names import Span

# Mark -> kind of a text that is no event, and what it weighs.
_MARKED: dict[str, tuple[str, float]] = {
    "the title lists many things": ("digest", 5.0),
    "the name is that of a conversion": ("third_party_derivative", 4.0),
    "a repo of somebody else": ("third_party_derivative", 2.0),
    "first names a model that can only be rented": ("api_only_model", 1.6),
}

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
    "act": "says that the model came out",
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
    "scores": "speaks of scores",
    "chart": "shows a chart of scores",
    "praise": "praises or ranks",
    "opinion": "gives an opinion",
    "funding": "about money or business",
    "policy": "about law, policy or safety",
    "hardware": "about hardware",
    "tool": "about a tool",
    "product": "about a product",
    "digest": "lists many things",
    "dataset": "about a data set",
    "research": "about research",
    "advert": "advertises",
    "weights_later": "promises the weights for later",
    "nothing_new": "says that nothing is new",
}

AGAINST = frozenset(
    (
        *("api_only", "hosting", "derivative", "tutorial", "evaluation", "praise", "opinion", "funding", "policy"),
        *("scores", "chart", "hardware", "tool", "product", "digest", "dataset", "research", "advert", "nothing_new"),
    )
)
"""Signals of other news: in a body they count at its beginning only, most of them together as one sign."""

FIRM = frozenset({"chart", "api_only", "hosting", "digest", "nothing_new", "advert"})  # those that count alone

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
    "scores": ("evaluation_experience", 1.0),
    "chart": ("evaluation_experience", 1.4),
    "praise": ("evaluation_experience", 0.7),
    "tool": ("infra_tooling_hardware", 1.0),
    "hardware": ("infra_tooling_hardware", 0.9),
    "product": ("product", 0.9),
    "dataset": ("dataset", 0.8),
    "research": ("research_no_weights", 0.6),
    "advert": ("other", 3.0),
    "opinion": ("other", 0.8),
}


def event_kind(text: Text) -> str:
    """The kind of an event. What is said in the title goes before what the body adds."""
    said, body = text.signals.title, text.signals.body
    opens = text.opens
    for told, kind in (
        ("withdrawal" in said, "withdrawal"),
        (text.delayed, "delay"),
        ("relicense" in said, "license_change"),
    ):
        if told:
            return kind
    out = (
        "weights" in said
        or ("weights" in body and {"release", "hub", "license", "act"} & set(body))
        or "hub" in said
        or ("license" in body and "release" in said)
    )
    if text.signals.has("weights_later"):
        return "announcement"
    if "leak" in said and "weights" not in said:
        return "announcement" if text.voice is not None else "prerelease_signal"
    if "leak" in body and "?" in text.signals.words and "release" not in said:
        return "prerelease_signal"
    if "announce" in said and "announce" in body and "weights" not in said:
        return "announcement"
    if "announce" in said and not out and not ("release" in body and ("license" in body or "open_weight" in body)):
        return "announcement"
    done = {"release", "open_act"} & {*said, *body} - text.signals.late
    if not opens and not done and not out and {"open_weight", "open_model"} & set(said):
        return "announcement"
    if "leak" in body and not out and "release" not in said and "release" not in body:
        return "prerelease_signal"
    if "update" in said or (opens and _checkpoint(opens[0])):
        return "update"
    return "release"


def _checkpoint(span: Span) -> bool:
    """Whether a name is that of a later checkpoint: a version with a date and no size ("DeepSeek-R1-0528")."""
    name = span.name
    return name.date is not None and len(name.date) == 4 and name.total is None and name.version is not None


def other_kind(text: Text, found: Mapping[str, float]) -> str:
    """Why a text is no event; "other" where nothing tells. The title's signs count twice."""
    points: dict[str, float] = {}
    for signal, (kind, worth) in _OTHERS.items():
        if signal in text.signals.title:
            points[kind] = points.get(kind, 0) + 2 * worth
        elif signal in text.signals.body:
            points[kind] = points.get(kind, 0) + worth
    for mark, (kind, worth) in _MARKED.items():
        if mark in found:
            points[kind] = points.get(kind, 0) + worth
    if any(span.closed for span in text.in_title) and text.signals.has("release"):
        points["api_only_model"] = points.get("api_only_model", 0) + 1.0
    if not points:
        return "other"
    return max(points.items(), key=lambda item: (item[1], item[0]))[0]
