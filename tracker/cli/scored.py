"""Scores as text for people, with counts and each wrong case, and as one JSON object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TypeAlias

from tracker.analysis.rouge import Summaries
from tracker.analysis.scores import Clusters, Detection, Found, Stated
from tracker.cli.plain import plain
from tracker.domain import JSON

Scores: TypeAlias = Detection | Clusters | Stated | Summaries

_CUT = 100  # characters of a stranger's text that are shown


def text(found: Scores) -> Iterator[str]:
    """The lines of a result."""
    match found:
        case Detection():
            yield from _detection(found)
        case Clusters():
            yield from _clusters(found)
        case Stated():
            yield from _facts(found)
        case Summaries():
            yield from _summaries(found)


def data(found: Scores) -> dict[str, JSON]:
    """One object; shares with four places."""
    match found:
        case Detection():
            return {
                "what": "detection",
                "rows": found.rows,
                "borderline": found.borderline,
                **_found(found.sure),
                "with_borderline": _found(found.all_rows),
                "by_language": {name: _found(one) for name, one in found.languages.items()},
                "alerts": _found(found.alerts),
                "kinds": {"right": found.kinds[0], "of": found.kinds[1]},
                "wrong": [{"id": row["id"], "verdict": verdict} for row, verdict in found.wrong],
            }
        case Clusters():
            return {
                "what": "clusters",
                "items": found.items,
                "precision": round(found.precision, 4),
                "recall": round(found.recall, 4),
                "f1": round(found.f1, 4),
                "joined": [list(pair) for pair in found.joined],
                "split": dict(found.split),
            }
        case Stated():
            wrong = ("id", "field", "verdict", "read", "labeled")
            return {
                "what": "facts",
                "score": round(found.score, 4),
                "wrong_of_read": round(found.astray, 4),
                "total": dict(found.total),
                "by_field": {name: dict(counts) for name, counts in found.fields.items()},
                "wrong": [dict(zip(wrong, one, strict=True)) for one in found.wrong],
            }
        case Summaries():
            return {
                "what": "summaries",
                "rows": found.rows,
                "words": found.words,
                "rouge": {key: round(value, 4) for key, value in asdict(found.ours).items()},
                "lead": {key: round(value, 4) for key, value in asdict(found.lead).items()},
                "refused": found.refused,
                "reasons": dict(found.reasons),
                "seconds": {"median": round(found.median, 6), "longest": round(found.longest, 6)},
            }


def _found(one: Found) -> dict[str, JSON]:
    shares = {"precision": one.precision, "recall": one.recall, "f1": one.f1}
    return {**{key: round(value, 4) for key, value in shares.items()}, **asdict(one)}


def _detection(found: Detection) -> Iterator[str]:
    yield f"{found.rows} labeled observations, {found.borderline} of them borderline"
    yield from _lines("without borderline", found.sure)
    yield from _lines("with borderline", found.all_rows)
    yield from _lines("sure enough for an alert", found.alerts)
    for name, one in found.languages.items():
        yield from _lines(f"language {plain(name)}", one)
    right, of = found.kinds
    yield f"kind right: {_of(right, of)} labeled events"
    for verdict in ("missed", "false"):
        for row, kind in found.wrong:
            if kind == verdict:
                about = " ".join(plain(row.get(key) or "?") for key in ("lang", "event_kind"))
                yield f"{verdict:6}  {plain(row['id'])}  [{about}]  {plain(row['title'], _CUT)}"


def _lines(name: str, one: Found) -> Iterator[str]:
    yield (
        f"{name}: precision {_of(one.right, one.right + one.false)}, recall {_of(one.right, one.right + one.missed)}, "
        f"F1 {one.f1:.3f}"
    )


def _clusters(found: Clusters) -> Iterator[str]:
    yield f"{found.items} items"
    yield f"B-cubed: precision {found.precision:.3f}, recall {found.recall:.3f}, F1 {found.f1:.3f}"
    yield f"joined though they must stay apart: {len(found.joined)}"
    for one, other in found.joined:
        yield f"joined  {plain(one)} and {plain(other)}"
    for name, count in found.split:
        yield f"split   {plain(name)} into {count}"


def _facts(found: Stated) -> Iterator[str]:
    verdicts = ("right", "wrong", "missing", "spurious")
    counts = ", ".join(f"{found.total.get(verdict, 0)} {verdict}" for verdict in verdicts)
    yield f"facts: {counts}; score {found.score:.3f}; wrong or spurious of what was read: {found.astray:.1%}"
    wide = max((len(name) for name in found.fields), default=0)
    for name, one in found.fields.items():
        yield f"{plain(name):{wide}}  " + ", ".join(f"{one.get(verdict, 0)} {verdict}" for verdict in verdicts)
    for id_, field, verdict, have, want in found.wrong:
        yield f"{verdict:8}  {plain(id_)}  {plain(field)}: read {plain(have, _CUT)}, labeled {plain(want, _CUT)}"


def _summaries(found: Summaries) -> Iterator[str]:
    yield f"{found.rows} texts, summaries of {found.words} words"
    for name, ours, lead in (
        ("ROUGE-1", found.ours.one, found.lead.one),
        ("ROUGE-2", found.ours.two, found.lead.two),
        ("ROUGE-L", found.ours.longest, found.lead.longest),
    ):
        difference = 100 * (ours - lead)
        yield f"{name}: {100 * ours:.2f}, first words of the text: {100 * lead:.2f}, difference {difference:+.2f}"
    yield f"refused by the guard: {_of(found.refused, found.rows)}"
    for reason, count in sorted(found.reasons.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"  {count}  {plain(reason)}"
    yield f"seconds for each: {found.median:.4f} (median), {found.longest:.4f} (longest)"


def _of(part: int, whole: int) -> str:
    return f"{part / whole if whole else 0.0:.3f} ({part} of {whole})"
