"""Facts as one flat row of fields: what `tracker analyze` prints for one item."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain import JSON, Fact, Name

_DISCLOSURE = {"yes": "full", "partial": "partial", "no": "no"}


def fields(facts: Sequence[Fact], names: Sequence[Name] = ()) -> dict[str, JSON]:
    """The fields of a row; None where nothing is stated. Sizes in billions, training tokens in trillions."""
    first: dict[str, Fact] = {}
    for fact in facts:
        if fact.name not in first or fact.rank > first[fact.name].rank:
            first[fact.name] = fact

    def value(name: str) -> JSON:
        return first[name].value if name in first else None

    license_ = value("license") or {}
    tokens, data = value("training_tokens"), value("training_data") or {}
    state = (value("weights") or {}).get("state")
    seen = {"complete": "yes", "partial": "partial", "none": "no"}.get(state) if state else None
    return {
        "sizes": _sizes(value("sizes") or [], value("parameters_total"), names),
        "license": license_.get("name") if license_.get("id") in (None, "other") else license_["id"],
        "context_tokens": value("context_tokens"),
        "modalities_in": value("modalities_in"),
        "modalities_out": value("modalities_out"),
        "languages": value("languages"),
        "training_tokens_t": _scaled(tokens, 1e12),
        "data_disclosure": _DISCLOSURE.get(data.get("value", "")),
        "weights": seen or value("weights_claim"),
        "weights_location": value("weights_location"),
        "release_date": value("release_date"),
    }


def evidence(facts: Sequence[Fact]) -> dict[str, str]:
    """The quoted sentence of each fact that has one."""
    return {fact.name: fact.quote for fact in facts if fact.quote}


def _sizes(stated: Sequence[JSON], total: JSON, names: Sequence[Name]) -> list[JSON] | None:
    """Sizes as stated; else those in the models' names; else the file headers' sum."""
    rows = [_row(_name(size["total"], names), size["total"], size["active"]) for size in stated]
    if not rows:
        rows = [_row(name.text, name.total, name.active) for name in names if name.total]
    if not rows and total:
        rows = [_row(_name(total, names), total, None)]
    return rows or None


def _name(total: float | None, names: Sequence[Name]) -> str | None:
    """The name with this size, else the only name."""
    fits = [name.text for name in names if name.total and total and abs(name.total - total) <= 0.1 * total]
    return fits[0] if fits else names[0].text if len(names) == 1 else None


def _row(name: str | None, total: float | None, active: float | None) -> JSON:
    return {"name": name, "total_b": _scaled(total, 1e9), "active_b": _scaled(active, 1e9)}


def _scaled(value: float | None, unit: float) -> float | int | None:
    if value is None:
        return None
    scaled = round(value / unit, 4)
    return int(scaled) if scaled == int(scaled) else scaled
