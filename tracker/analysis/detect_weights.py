"""What the signs of detection are worth: detect_weights.toml, or an operator's own file of the same form."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from tracker.errors import ParseError

_PLACES = ("title", "body")


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity, as the table of owners that carries them
class Weights:
    """Log odds of an event: `base`, and what each sign ("title:weights", "body:hub", a mark's words) adds to it."""

    base: float
    signs: Mapping[str, float]


@cache
def packaged() -> Weights:
    """The weights that come with the tracker."""
    return _weights(resources.files("tracker.analysis").joinpath("detect_weights.toml").read_text("utf-8"))


def read_weights(text: str) -> Weights:
    """Weights of an operator's file; a sign that it leaves out keeps its packaged worth. ParseError where wrong."""
    own, ours = _weights(text), packaged()
    if unknown := sorted(set(own.signs) - set(ours.signs)):
        raise ParseError(f"detection weights: there is no sign called {unknown[0]!r}")
    return Weights(own.base, {**ours.signs, **own.signs})


def write_weights(weights: Weights, says: str) -> str:
    """The file's text; `says` is its first line."""
    lines = [f"# {says}", f"base = {weights.base:.2f}"]
    for table in (*_PLACES, "marks"):
        lines += ["", f"[{table}]"]
        for sign, worth in weights.signs.items():
            place, _, signal = sign.partition(":")
            if signal and place == table:
                lines.append(f"{signal} = {worth:.2f}")
            elif not signal and table == "marks":
                lines.append(f'"{sign}" = {worth:.2f}')
    return "\n".join(lines) + "\n"


def _weights(text: str) -> Weights:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ParseError(f"detection weights: not TOML ({error})") from error
    signs: dict[str, float] = {}
    for name in (*_PLACES, "marks"):
        rows = table.get(name, {})
        if not isinstance(rows, dict):
            raise ParseError(f"detection weights: [{name}] is no table")
        for sign, worth in rows.items():
            signs[f"{name}:{sign}" if name in _PLACES else sign] = _number(worth, sign)
    return Weights(_number(table.get("base"), "base"), signs)


def _number(value: object, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -20 <= value <= 20:
        raise ParseError(f"detection weights: {name} = {value!r} is no number between -20 and 20")
    return float(value)
