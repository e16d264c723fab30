"""How good the judgment is on labeled cases: detection, clusters, facts; counts first, then shares.

Gold rows are what people labeled (README, "Labels and scores"), judged rows what `tracker analyze` says of the same
ids. Precision, recall and F1 are the usual ones; B-cubed: Bagga and Baldwin 1998.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TypeAlias

from tracker.domain import JSON

Row: TypeAlias = Mapping[str, JSON]

_EMPTY: tuple[JSON, ...] = (None, [], "", "unknown")
_OLD_NAMES = {"org": "organization", "licence": "license"}
_SAME_LICENSE = {
    "apache2": "apache20",
    "apachelicense20": "apache20",
    "apache20license": "apache20",
    "mitlicense": "mit",
}
_UNSCORED = ("languages",)  # named too differently to be compared
_SIZE_OFF, _NUMBER_OFF = 0.02, 0.03


@dataclass(frozen=True, slots=True)
class Found:
    """How many were found rightly, told falsely, missed."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """Of what was told, the share that is right."""
        return _share(self.right, self.right + self.false)

    @property
    def recall(self) -> float:
        """Of what there is, the share that was found."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _share(2 * self.right, 2 * self.right + self.false + self.missed)


@dataclass(frozen=True, slots=True)
class Detection:
    """Are events told from the rest; borderline rows are counted in `all_rows` alone."""

    rows: int
    borderline: int
    sure: Found
    all_rows: Found
    languages: Mapping[str, Found]
    alerts: Found  # of what is sure enough for an alert
    kinds: tuple[int, int]  # events of the right kind, events with a labeled kind
    wrong: tuple[tuple[Row, str], ...]  # the row, and missed | false


@dataclass(frozen=True, slots=True)
class Clusters:
    """Are items of one event, and only they, put together."""

    items: int
    precision: float
    recall: float
    joined: tuple[tuple[str, str], ...]  # pairs of clusters that must stay apart and were joined
    split: tuple[tuple[str, int], ...]  # clusters that came apart, and into how many

    @property
    def f1(self) -> float:
        """B-cubed F1."""
        return _share(2 * self.precision * self.recall, self.precision + self.recall)


@dataclass(frozen=True, slots=True)
class Stated:
    """Are the facts of texts read; `fields`: right, wrong, missing, spurious of each."""

    total: Mapping[str, int]
    fields: Mapping[str, Mapping[str, int]]
    wrong: tuple[tuple[str, str, str, JSON, JSON], ...]  # id, field, verdict, read, labeled

    @property
    def score(self) -> float:
        """The share of what is stated that was read, less what was read wrongly; never below 0."""
        asked = self.total["right"] + self.total["wrong"] + self.total["missing"]
        return max(0.0, _share(self.total["right"] - self.total["wrong"], asked))

    @property
    def astray(self) -> float:
        """Of all that was read, the share that is wrong or was never stated."""
        off = self.total["wrong"] + self.total["spurious"]
        return _share(off, off + self.total["right"])


def detection(gold: Sequence[Row], judged: Iterable[Row], alert: float) -> Detection:
    """Gold rows hold label (event | not_event), lang, event_kind, borderline; `alert`: the confidence of alerts."""
    said = {row["id"]: row for row in judged}

    def told(row: Row, least: float = 0.0) -> bool:
        one = said.get(row["id"], {})
        return bool(one.get("is_event")) and float(one.get("confidence") or 0) >= least

    def found(rows: Iterable[Row], least: float = 0.0) -> Found:
        pairs = Counter((row["label"] == "event", told(row, least)) for row in rows)
        return Found(pairs[True, True], pairs[False, True], pairs[True, False])

    sure = [row for row in gold if not row.get("borderline")]
    kinds = [(row.get("event_kind"), row["id"]) for row in sure if row["label"] == "event" and row.get("event_kind")]
    wrong = [(row, "false" if told(row) else "missed") for row in sure if (row["label"] == "event") != told(row)]
    languages = sorted({str(row.get("lang") or "?") for row in sure})
    return Detection(
        rows=len(gold),
        borderline=len(gold) - len(sure),
        sure=found(sure),
        all_rows=found(gold),
        languages={one: found(row for row in sure if str(row.get("lang") or "?") == one) for one in languages},
        alerts=found(sure, alert),
        kinds=(
            sum(str(kind).replace("licence", "license") == said.get(id_, {}).get("kind") for kind, id_ in kinds),
            len(kinds),
        ),
        wrong=tuple(wrong),
    )


def clusters(gold: Sequence[Row], judged: Iterable[Row]) -> Clusters:
    """Gold rows hold cluster_id, members (each with entry_id) and hard_non_match_clusters."""
    said = {row["id"]: row.get("cluster") for row in judged}
    truth = {member["entry_id"]: row["cluster_id"] for row in gold for member in row["members"]}
    mine = {id_: said.get(id_) or id_ for id_ in truth}
    wanted, made = _groups(truth), _groups(mine)
    both = [(len(wanted[truth[id_]] & made[mine[id_]]), id_) for id_ in truth]
    names = {row["cluster_id"]: {said.get(m["entry_id"]) for m in row["members"]} - {None} for row in gold}
    apart = {
        (min(row["cluster_id"], other), max(row["cluster_id"], other))
        for row in gold
        for other in row.get("hard_non_match_clusters") or ()
        if other in names
    }
    pieces = {cluster: len({mine[id_] for id_ in ids}) for cluster, ids in wanted.items()}
    return Clusters(
        items=len(truth),
        precision=fmean(count / len(made[mine[id_]]) for count, id_ in both) if both else 0.0,
        recall=fmean(count / len(wanted[truth[id_]]) for count, id_ in both) if both else 0.0,
        joined=tuple(sorted(pair for pair in apart if names[pair[0]] & names[pair[1]])),
        split=tuple((cluster, count) for cluster, count in pieces.items() if count > 1),
    )


def facts(gold: Sequence[Row], judged: Iterable[Row]) -> Stated:
    """Gold rows hold under "gold" each field's value, null where the text states none."""
    said = {row["id"]: row.get("facts") or {} for row in judged}
    fields: defaultdict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[tuple[str, str, str, JSON, JSON]] = []
    for row in gold:
        for name, want in row["gold"].items():
            field = _OLD_NAMES.get(name, name)
            verdict = None if field in _UNSCORED else _verdict(field, want, have := said.get(row["id"], {}).get(field))
            if verdict is None:
                continue
            fields[field][verdict] += 1
            if verdict != "right":
                wrong.append((str(row["id"]), field, verdict, have, want))
    return Stated(sum(fields.values(), Counter()), dict(fields), tuple(wrong))


def _verdict(field: str, want: JSON, have: JSON) -> str | None:
    """Right, wrong, missing or spurious; None where nothing is stated and nothing was read."""
    if want in (None, [], ""):
        return None if have in _EMPTY else "spurious"
    if have in _EMPTY:
        return "missing"
    return "right" if _agrees(field, want, have) else "wrong"


def _agrees(field: str, want: JSON, have: JSON) -> bool:
    if field == "sizes":
        read = [one["total_b"] for one in have if isinstance(one, dict) and one.get("total_b")]
        labeled = [one["total_b"] for one in want if one.get("total_b")]
        return bool(read) and all(any(abs(r - t) <= _SIZE_OFF * t for r in read) for t in labeled)
    if field == "model_names":
        return any(_within(one, other) for one in want for other in have)
    if field == "release_date":
        shorter = min(len(str(want)), len(str(have)))
        return str(want)[:shorter] == str(have)[:shorter]
    if isinstance(want, (int, float)) and not isinstance(want, bool):
        return isinstance(have, (int, float)) and abs(have - want) <= _NUMBER_OFF * abs(want)
    if isinstance(want, list):
        return {_folded(one) for one in want} <= {_folded(one) for one in (have if isinstance(have, list) else [have])}
    return _within(want, have)


def _within(one: JSON, other: JSON) -> bool:
    a, b = _folded(one), _folded(other)
    return a in b or b in a


def _folded(value: JSON) -> str:
    key = re.sub(r"[^a-z0-9]", "", str(value).lower())
    return _SAME_LICENSE.get(key, key)


def _groups(places: Mapping[str, str]) -> dict[str, set[str]]:
    out: defaultdict[str, set[str]] = defaultdict(set)
    for id_, place in places.items():
        out[place].add(id_)
    return out


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
