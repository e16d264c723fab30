"""Licenses: what kind each one is and what it asks; by the table in licenses.toml and never by resemblance."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from tracker.domain import Answer, Event, EventKind, Fact, License, LicenseClass, Release
from tracker.domain.labels import key_of, parted

UNSTATED = License(None, "unknown", LicenseClass.UNKNOWN, Answer.UNKNOWN, read=False)
"""No license is stated, or a word that says nothing ("other" without a name, "unknown")."""

_SAYS_NOTHING = frozenset({"", "other", "unknown", "none", "null", "custom", "license", "proprietary"})


_STRICT = (
    LicenseClass.PERMISSIVE,
    LicenseClass.COPYLEFT,
    LicenseClass.OPEN_MODEL,
    LicenseClass.OPEN_DATA,
    LicenseClass.USE_RESTRICTED,
    LicenseClass.CUSTOM,
    LicenseClass.NON_COMMERCIAL,
)
"""The classes of the table from open to closed."""


@cache
def _table() -> tuple[Mapping[str, License], Mapping[str, License], Mapping[str, frozenset[str]]]:
    """By id, by exact folded name, and the licenses that a general name may mean."""
    data = tomllib.loads(resources.files("tracker.analysis").joinpath("licenses.toml").read_text("utf-8"))
    by_id: dict[str, License] = {}
    for group in data["group"]:
        for one in group["ids"]:
            by_id[one] = _license({"id": one, "title": data["titles"].get(one) or _title(one), **group})
    names: dict[str, License] = {}
    for row in data["license"]:
        base = by_id.get(row["id"])
        known = {"class": base.license_class, "commercial": base.commercial_use, "osi": base.osi} if base else {}
        by_id[row["id"]] = _license(known | row)
        for name in row.get("names", ()):
            names[_folded(name)] = by_id[row["id"]]
    for one, license_ in by_id.items():
        names.setdefault(_folded(one), license_)
        names.setdefault(_folded(license_.title), license_)
    return by_id, names, {name: frozenset(ids) for name, ids in data["general"].items()}


def _license(row: Mapping[str, Any]) -> License:
    return License(
        id=row["id"],
        title=row["title"],
        license_class=LicenseClass(row["class"]),
        commercial_use=Answer(row["commercial"]),
        user_cap=row.get("user_cap"),
        territory=row.get("territory"),
        naming_duty=row.get("naming_duty", False),
        output_training_ban=row.get("output_training_ban", False),
        url=row.get("url", f"https://spdx.org/licenses/{row['title']}.html" if row.get("osi") else None),
        osi=row.get("osi", False),
        read=row.get("read", True),
    )


def _title(license_id: str) -> str:
    """The usual spelling of an id: "CC-BY-NC-4.0", "BSD-3-Clause"."""
    small = {"apache", "artistic", "clause", "clear", "permissive", "sharing"}
    return "-".join(part.capitalize() if part in small else part.upper() for part in license_id.split("-"))


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", "-", name.strip().lower())


def about(license_id: str | None, name: str | None = None) -> License:
    """What is known of a license: the Hub's id, or "other" (or nothing) with the card's `license_name`.

    A name may be a list ("mit, cc-by-nc-4.0"): then the strictest of each counts, and nothing where one is unknown.
    """
    by_id, names, _ = _table()
    folded = (license_id or "").strip().lower()
    if folded not in _SAYS_NOTHING:
        return by_id.get(folded) or License(
            folded, license_id or folded, LicenseClass.UNKNOWN, Answer.UNKNOWN, read=False
        )
    if not name or _folded(name) in _SAYS_NOTHING:
        return UNSTATED
    if known := names.get(_folded(name)):
        return known
    listed = [by_id.get(part.strip().lower()) for part in name.split(", ")]
    if len(listed) > 1 and any(listed):
        return _together(name.strip(), [one or UNSTATED for one in listed])
    return License(None, name.strip(), LicenseClass.CUSTOM, Answer.UNKNOWN, read=False)


def _together(title: str, listed: Sequence[License]) -> License:
    """Several licenses for the same thing, read as if all of them bound."""
    if any(one is UNSTATED for one in listed):
        return License(None, title, LicenseClass.UNKNOWN, Answer.UNKNOWN, read=False)
    answers = {one.commercial_use for one in listed}
    strict = (Answer.UNKNOWN, Answer.NO, Answer.CONDITIONAL, Answer.YES)
    return License(
        None,
        ", ".join(one.title for one in listed),
        max((one.license_class for one in listed), key=_STRICT.index),
        next(answer for answer in strict if answer in answers),
        user_cap=min((one.user_cap for one in listed if one.user_cap), default=None),
        territory="; ".join(dict.fromkeys(one.territory for one in listed if one.territory)) or None,
        naming_duty=any(one.naming_duty for one in listed),
        output_training_ban=any(one.output_training_ban for one in listed),
        osi=all(one.osi for one in listed),
        read=all(one.read for one in listed),
    )


OPEN_CLASSES = (LicenseClass.PERMISSIVE, LicenseClass.COPYLEFT, LicenseClass.OPEN_MODEL, LicenseClass.OPEN_DATA)

CAUTIOUS = (Answer.NO, Answer.CONDITIONAL, Answer.PARTIAL, Answer.UNKNOWN, Answer.YES)
"""The order in which one of several repos speaks for the release: a wrong "yes" is the worst error."""


def how_open(known: License) -> Answer:
    """Does a license give what open source and open data ask for? Partial: under conditions or for some uses."""
    if known.license_class in OPEN_CLASSES and known.commercial_use is Answer.YES:
        return Answer.YES
    if known.license_class is LicenseClass.NON_COMMERCIAL:
        return Answer.NO
    restricted = known.license_class is LicenseClass.USE_RESTRICTED or known.commercial_use is Answer.CONDITIONAL
    return Answer.PARTIAL if restricted else Answer.UNKNOWN


def same(one: str, other: str) -> bool:
    """Whether two ids may mean the same license: equal, or one is the general name of the other."""
    general = _table()[2]
    return one == other or other in general.get(one, ()) or one in general.get(other, ())


def classify(license_id: str | None, name: str | None = None) -> LicenseClass:
    """The class of a license; CUSTOM for a name that nobody has read, UNKNOWN where nothing is stated."""
    return about(license_id, name).license_class


def class_of(release: Release) -> LicenseClass:
    """The class of the license that stands for the release."""
    fact = release.chosen.get("license")
    return classify(fact.value.get("id"), fact.value.get("name")) if fact is not None else LicenseClass.UNKNOWN


def named(chosen: Mapping[str, Fact], events: Iterable[Event]) -> dict[str, License]:
    """What is known of each license that a record speaks of, by what it calls them (domain.labels.key_of)."""
    fact = chosen.get("license")
    value = fact.value if fact is not None and isinstance(fact.value, dict) else {}
    known = {key_of(value): about(value.get("id"), value.get("name"))}
    changed = [event for event in events if event.kind is EventKind.RELICENSED]
    for text in {text for event in changed for text in (event.before, event.after) if text}:
        license_id = parted(text)[0]
        by_id = about(license_id)
        known.setdefault(text, by_id if by_id.license_class is not LicenseClass.UNKNOWN else about(None, license_id))
    return known


_LICENSE_WORD = r"(?:[\s-]*(?:open[\s-]source[\s-]*)?li[cz]en[sczt]\w*)"
_RECOGNIZED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), license_id)
    for pattern, license_id in (
        (r"\b(?:modified|modifizierte[rn]?|angepasste[rn]?)[\s-]+mit\b", "modified-mit"),
        (r"\bapache[\s-]*(?:software\s+)?(?:license|lizenz|licence)?[\s,-]*(?:version\s*|v)?2(?:\.0)?\b", "apache-2.0"),
        (r"\bllama[\s-]?2[\s-]community[\s-]li[cz]en[sz]", "llama2"),
        (r"\bllama[\s-]?3[\s-]community[\s-]li[cz]en[sz]", "llama3"),
        (r"\bllama[\s-]?3\.1[\s-](?:version[\s-])?community[\s-]li[cz]en[sz]", "llama3.1"),
        (r"\bllama[\s-]?3\.2[\s-]community[\s-]li[cz]en[sz]", "llama3.2"),
        (r"\bllama[\s-]?3\.3[\s-]community[\s-]li[cz]en[sz]", "llama3.3"),
        (r"\bllama[\s-]?4[\s-]community[\s-]li[cz]en[sz]", "llama4"),
        (r"\bgemma[\s-]+(?:terms(?:\s+of\s+use)?|license|lizenz|nutzungsbedingungen)\b", "gemma"),
        (r"\bfalcon[\s-]llm[\s-]license\b", "falcon-llm-license"),
        (r"\b(?:bigscience|bloom)[\s-]+(?:bloom[\s-]+)?rail\b|\brail license v?1\.0\b", "bigscience-bloom-rail-1.0"),
        (r"\bcreativeml[\s-]+open[\s-]?rail(?:\+\+)?-m\b", "creativeml-openrail-m"),
        (r"\bbigcode[\s-]+open[\s-]?rail-m\b", "bigcode-openrail-m"),
        (r"\bopenmdw[\s-]*1\.1\b", "openmdw-1.1"),
        (r"\bopenmdw[\s-]*1\.0\b", "openmdw-1.0"),
        (r"\bnvidia open model license\b", "nvidia-open-model-license"),
        (r"\bmistral(?: ai)? research license\b|\bmistral-forschungslizenz\b", "mrl"),
        (r"\bmistral(?: ai)? non-production license\b", "mnpl"),
        (r"\bdeepseek (?:model )?license(?: agreement)?\b", "deepseek"),
        (r"\btongyi qianwen license\b", "tongyi-qianwen"),
        (r"\blfm open license v?1\.0\b", "lfm1.0"),
        (r"\bstability ai community license\b", "stabilityai-ai-community"),
        (r"\bstability ai non-commercial research community license\b", "stabilityai-nc-research-community"),
        (rf"\bbsd[\s-]*3(?:[\s-]*clause)?{_LICENSE_WORD}?\b", "bsd-3-clause"),
        (r"\b(?:gnu\s+)?agpl[\s-]*v?3(?:\.0)?\b", "agpl-3.0"),
        (r"\b(?:gnu\s+)?lgpl[\s-]*v?3(?:\.0)?\b", "lgpl-3.0"),
        (r"\b(?:gnu\s+)?gpl[\s-]*v?3(?:\.0)?\b", "gpl-3.0"),
        (r"\b(?:gnu\s+)?gpl[\s-]*v?2(?:\.0)?\b", "gpl-2.0"),
        (r"\bmpl[\s-]*2\.0\b", "mpl-2.0"),
        (r"\bcc0(?:[\s-]*1\.0)?\b", "cc0-1.0"),
        (rf"(?<!modified )(?<!modified-)\b(?-i:MIT){_LICENSE_WORD}", "mit"),
        (
            r"(?:\b(?:under|licen[sc]ed|unter)|li[cz]en[sc][ez]:)\s+(?:an?\s+|the\s+|der\s+)?(?-i:MIT)\b(?!\W*(?:press|tech|csail|and\s+stanford))",
            "mit",
        ),
    )
)
_CC = re.compile(r"\b(?:cc|creative\s+commons)[\s-]+by((?:[\s-]+(?:nc|nd|sa))*)(?:[\s-]+(?:(\d\.\d)))?", re.IGNORECASE)


def recognize(text: str) -> str | None:
    """The id of the license whose name stands first in a text, None without one; versions are never guessed."""
    found: list[tuple[int, int, str]] = []
    for order, (pattern, license_id) in enumerate(_RECOGNIZED):
        if match := pattern.search(text):
            found.append((match.start(), order, license_id))
    if match := _CC.search(text):
        parts = re.findall(r"nc|nd|sa", match[1].lower())
        found.append((match.start(), 99, "-".join(["cc-by", *parts, *([match[2]] if match[2] else [])])))
    return min(found)[2] if found else None
