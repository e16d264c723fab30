"""Weights of detection learned from labeled rows: a logistic regression that leaves the given weights for cause only.

Rows are those of `tracker label --export`: id, title, summary, source, url, label (event or not_event), lang,
event_kind, borderline, organization, release. What is measured is measured on rows that the weights did not see: folds
keep all rows of one release, else of one organization or family, together.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.analysis import rows, scores
from tracker.analysis.detect import detect, log_odds, signs
from tracker.analysis.detect_text import Text
from tracker.analysis.detect_weights import Weights
from tracker.analysis.examine import text_of
from tracker.analysis.known import Known

FOLDS = 10
_HOLD = 4.0  # how firmly a weight holds to the given one: as if so many halves of rows had spoken for it
_SWEEPS = 25
_STEP = 1.0  # the most that a weight moves at once


@dataclass(frozen=True, slots=True)
class Example:
    """A labeled row with its signs; examples of one `group` are never on both sides of a measurement."""

    row: scores.Row
    text: Text
    signs: dict[str, float]
    group: str

    @property
    def is_event(self) -> bool:
        """What the label says."""
        return bool(self.row["label"] == "event")


def examples(labeled: Iterable[scores.Row], known: Known) -> list[Example]:
    """Labeled rows as training sees them."""
    found = []
    for row in labeled:
        item = {key: row.get(key) for key in ("id", "source", "title", "summary", "url")}
        text = text_of(rows.observation(item), rows.source(item, known), known)
        found.append(Example(row, text, signs(text), _group(row, text)))
    return found


def unlisted(labeled: Iterable[scores.Row], known: Known) -> list[Example]:
    """The same where nobody had ever listed the publishers that a row names: how models of new ones are judged."""
    found = []
    for one in examples(labeled, known):
        spans = [*one.text.in_title, *one.text.in_body]
        named = {owner.title for owner in (one.text.owner, *(span.owner for span in spans)) if owner is not None}
        rest = tuple(owner for owner in known.owners if owner.title not in named)
        found += examples([one.row], replace(known, owners=rest))
    return found


def fit(seen: Sequence[Example], prior: Weights) -> Weights:
    """Weights that explain the examples best while they hold to `prior`; none changes its direction."""
    sure = [one for one in seen if not one.row.get("borderline")]
    worth, base = dict(prior.signs), prior.base
    odds = [log_odds(one.signs, prior) for one in sure]
    columns: dict[str, list[tuple[int, float]]] = {"": [(at, 1.0) for at in range(len(sure))]}
    for at, one in enumerate(sure):
        for sign, count in one.signs.items():
            columns.setdefault(sign, []).append((at, count))
    for _ in range(_SWEEPS):
        for sign, cells in columns.items():
            given, now = (prior.signs.get(sign, 0.0), worth.get(sign, 0.0)) if sign else (prior.base, base)
            slope, curve = _HOLD * (given - now), _HOLD
            for at, count in cells:
                chance = 1 / (1 + math.exp(-odds[at]))
                slope += count * (sure[at].is_event - chance)
                curve += count * count * chance * (1 - chance)
            new = now + max(-_STEP, min(_STEP, slope / curve))
            new = max(new, 0.0) if given > 0 else min(new, 0.0)
            for at, count in cells:
                odds[at] += (new - now) * count
            if sign:
                worth[sign] = new
            else:
                base = new
    return Weights(base, worth)


def judged(seen: Iterable[Example], weights: Weights) -> list[scores.Row]:
    """What detection says of examples: id, is_event, kind, confidence."""
    found: list[scores.Row] = []
    for one in seen:
        said = detect(one.text, weights)
        found.append({"id": one.row["id"], "is_event": said.is_event, "kind": said.kind, "confidence": said.confidence})
    return found


def held_out(seen: Sequence[Example], prior: Weights) -> list[scores.Row]:
    """What detection says of each example with weights learned from the other folds."""
    found = []
    for fold in folds(seen):
        rest = [one for one in seen if one.group not in fold]
        found += judged([one for one in seen if one.group in fold], fit(rest, prior))
    return found


def folds(seen: Iterable[Example]) -> list[set[str]]:
    """Groups in folds of about as many examples; always the same for the same examples."""
    sizes: dict[str, int] = {}
    for one in seen:
        sizes[one.group] = sizes.get(one.group, 0) + 1
    parts: list[tuple[int, set[str]]] = [(0, set()) for _ in range(min(FOLDS, len(sizes)))]
    for group in sorted(sizes, key=lambda group: (-sizes[group], group)):
        at = min(range(len(parts)), key=lambda at: parts[at][0])
        count, names = parts[at]
        parts[at] = (count + sizes[group], names | {group})
    return [names for _, names in parts]


def _group(row: scores.Row, text: Text) -> str:
    """The release of a row; else the publisher or family that it is about; else the row itself."""
    if release := row.get("release"):
        return f"release {release}"
    if organization := row.get("organization") or row.get("org"):
        return f"of {organization}"
    if text.in_title:
        return f"named {text.in_title[0].name.family}"
    return f"of {text.owner.title}" if text.owner else f"row {row['id']}"
