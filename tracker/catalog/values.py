"""One value of the catalog: TOML in, checked value out, ValueError that says what it must be."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date

from tracker.analysis.known import known
from tracker.analysis.licenses import about
from tracker.catalog.entries import Claim, first_day
from tracker.config import values
from tracker.domain import JSON, LicenseClass

Check = Callable[[object], JSON]

QUOTE = 160  # characters that a quote may have
OLDEST = date(2015, 1, 1)
MODALITIES = ("text", "image", "audio", "video")

entry_id = values.name
answer = values.choice("yes", "partial", "no")
gated = values.choice("no", "auto", "manual")
verdict = values.choice("open", "partial", "closed")
index = values.choice("osai", "ouc", "mot")  # European OSAI Index, Opening up ChatGPT, Model Openness Tool


def organization(value: object) -> str:
    """A title of analysis/known.toml, as live news are filed under it."""
    title, titles = values.text(value), [owner.title for owner in known().owners]
    if title not in titles:
        raise ValueError(f'"{title}" is no title in analysis/known.toml{values.closest(title, titles)}')
    return title


def repos(value: object) -> tuple[str, ...]:
    """Repos of the Hub; "gpt2" and others of the first days have no owner in their id."""
    found = values.words(value)
    for repo in found:
        if not re.fullmatch(r"(?:[\w.-]+/)?[\w.-]+", repo):
            raise ValueError(f'must be "owner/name" as on the Hub, not "{repo}"')
    return found


def day(value: object) -> str:
    """A day or a month that exists, as text: "2024-07-23", "2024-07"."""
    text = values.text(value)
    if not re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", text):
        raise ValueError('must be a day or a month in quotes, such as "2024-07-23" or "2024-07"')
    try:
        found = first_day(text)
    except ValueError as error:
        raise ValueError(f'"{text}" is no day that exists') from error
    if found < OLDEST:
        raise ValueError(f'"{text}" is too long ago')
    return text


def source(value: object) -> str:
    """Where it is said: a public address over https."""
    address = values.url(value)
    if not address.startswith("https://"):
        raise ValueError("the source must begin with https://")
    return address


def amount(value: object) -> int:
    """A whole number above 0: 405e9, 131072."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 1 or value != int(value):
        raise ValueError("must be a whole number above 0, such as 405e9 or 131072")
    return int(value)


def sizes(value: object) -> list[JSON]:
    """A list of {name, total[, active]}, in parameters."""
    if not isinstance(value, list) or not value:
        raise ValueError('must be a list such as [{ name = "8B", total = 8e9 }]')
    found = []
    for one in value:
        if not isinstance(one, dict) or not {"name", "total"} <= one.keys() <= {"name", "total", "active"}:
            raise ValueError("each size has name, total and, for a mixture of experts, active")
        active = amount(one["active"]) if "active" in one else None
        found.append({"name": values.text(one["name"]), "total": amount(one["total"]), "active": active})
    return found


def languages(value: object) -> list[str]:
    """A list of language codes."""
    return [values.language(code) for code in _some(value)]


def modalities(value: object) -> list[str]:
    """A list of text, image, audio, video."""
    return [values.choice(*MODALITIES)(word) for word in _some(value)]


def _some(value: object) -> tuple[str, ...]:
    found = values.words(value)
    if not found:
        raise ValueError("must not be an empty list; leave it out where nothing is known")
    return found


def claim(check: Check) -> Callable[[object], Claim | None]:
    """A check for { value, source[, quote] }, or the word "unknown", which gives None."""

    def read(value: object) -> Claim | None:
        rest = _table(value, ("value", "source", "quote"))
        if rest is None:
            return None
        return Claim(check(rest["value"]), source(rest["source"]), _quote(rest.get("quote")))

    return read


def license_claim(value: object) -> Claim | None:
    """The same for a license: `value` is the Hub's id, or "other" with a `name`; gives {"id", "name"}."""
    rest = _table(value, ("value", "source", "quote", "name"))
    if rest is None:
        return None
    license_id = values.text(rest["value"])
    name = values.text(rest["name"]) if "name" in rest else None
    if license_id == "other" and name is None:
        raise ValueError('"other" needs a name: { value = "other", name = "…", source = "https://…" }')
    if license_id != "other" and about(license_id).license_class is LicenseClass.UNKNOWN:
        raise ValueError(f'"{license_id}" is no id in analysis/licenses.toml; add it, or give "other" and a name')
    return Claim({"id": license_id, "name": name}, source(rest["source"]), _quote(rest.get("quote")))


def _table(value: object, keys: Collection[str]) -> dict[str, JSON] | None:
    if value == "unknown":
        return None
    if not isinstance(value, dict):
        raise ValueError('has no source: write { value = …, source = "https://…" }, or "unknown"')
    for key in value:
        if key not in keys:
            raise ValueError(f'unknown key "{key}"{values.closest(key, keys)}')
    for key in ("value", "source"):
        if key not in value:
            raise ValueError(f'has no {key}: write {{ value = …, source = "https://…" }}, or "unknown"')
    return value


def _quote(value: object) -> str | None:
    if value is None:
        return None
    text = values.text(value)
    if len(text) > QUOTE:
        raise ValueError(f"the quote has {len(text)} characters, at most {QUOTE} are needed")
    return text
