"""How people say it: licenses, amounts, access, commercial use in each language; and what an event is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.domain.facts import JSON
from tracker.domain.releases import Event, LinkedRepo, Release
from tracker.domain.stages import EventKind

_SPELLED = {
    "mit": "MIT",
    "openmdw-1.0": "OpenMDW 1.0",
    "gemma": "Gemma Terms of Use",
    "llama2": "Llama 2 Community License",
    "llama3": "Llama 3 Community License",
    "llama4": "Llama 4 Community License",
    "bigscience-bloom-rail-1.0": "BigScience BLOOM RAIL 1.0",
    "bigscience-openrail-m": "BigScience OpenRAIL-M",
    "creativeml-openrail-m": "CreativeML OpenRAIL-M",
    "openrail": "OpenRAIL",
    "openrail++": "OpenRAIL++",
    "unlicense": "Unlicense",
    "apache-2.0": "Apache-2.0",
}
_FIRST = (EventKind.WEIGHTS, EventKind.VISIBLE)  # their first event speaks of all repos that are there


@dataclass(frozen=True, slots=True)
class Labels:
    """Words and numbers of a language that fact sentences and messages share."""

    point: str  # before decimals
    group: str  # between thousands
    units: tuple[tuple[float, str], ...]  # of parameters, largest first
    commercial: Mapping[str, str]  # by Answer
    access: Mapping[str, str]  # by the value of the fact "gated"
    gates: Mapping[str, str]  # the same, to stand before and after an arrow

    def number(self, value: float) -> str:
        """Digits grouped and pointed as the language does it, at most three decimals."""
        whole, _, rest = f"{value:,.3f}".partition(".")
        rest = rest.rstrip("0")
        return whole.replace(",", self.group) + (f"{self.point}{rest}" if rest else "")

    def amount(self, parameters: float) -> str:
        """A number of parameters as people say it: 117B, 117 Mrd."""
        for size, unit in self.units:
            if parameters >= size * 0.9995:
                value = parameters / size
                return self.number(round(value, 1) if value < 9.95 else round(value)) + unit
        return self.number(round(parameters))


LABELS = {
    "de": Labels(
        point=",",
        group=".",
        units=((1e12, "\u00a0Bio."), (1e9, "\u00a0Mrd."), (1e6, "\u00a0Mio.")),
        commercial={
            "yes": "kommerzielle Nutzung erlaubt",
            "no": "keine kommerzielle Nutzung",
            "conditional": "kommerzielle Nutzung unter Bedingungen",
            "partial": "kommerzielle Nutzung unter Bedingungen",
            "unknown": "kommerzielle Nutzung ungeklärt",
        },
        access={
            "no": "frei herunterladbar",
            "auto": "Zugang nach Anmeldung, sofort erteilt",
            "manual": "Zugang nur auf Antrag",
        },
        gates={"no": "frei", "auto": "nach Anmeldung", "manual": "nur auf Antrag"},
    ),
    "en": Labels(
        point=".",
        group=",",
        units=((1e12, "T"), (1e9, "B"), (1e6, "M")),
        commercial={
            "yes": "commercial use allowed",
            "no": "no commercial use",
            "conditional": "commercial use under conditions",
            "partial": "commercial use under conditions",
            "unknown": "commercial use not known",
        },
        access={"no": "free to download", "auto": "gated, granted at once", "manual": "gated, the owner decides"},
        gates={"no": "free", "auto": "gated (granted at once)", "manual": "gated (the owner decides)"},
    ),
}


def labels(language: str) -> Labels:
    """The labels of a language or locale; English where there are none."""
    return LABELS.get(re.split("[-_]", language)[0], LABELS["en"])


def license_label(license_id: str | None, name: str | None = None) -> str:
    """The name of a license: "apache-2.0" is Apache-2.0, "cc-by-nc-4.0" is CC BY-NC 4.0; a custom one has its own."""
    known = (license_id or "").strip().lower()
    if name and known in ("", "other"):
        return name
    if known in _SPELLED:
        return _SPELLED[known]
    if version := re.fullmatch(r"llama(3\.\d)", known):
        return f"Llama {version[1]} Community License"
    if cc := re.fullmatch(r"cc-((?:by|nc|sa|nd)(?:-(?:nc|sa|nd))*)-(\d\.\d)", known):
        return f"CC {cc[1].upper()} {cc[2]}"
    if re.fullmatch(r"cc0-1\.0|(?:gpl|lgpl|agpl|bsd|mpl|epl|afl|isc|osl)(?:-.*)?", known):
        return re.sub(r"clause|clear", lambda found: found[0].capitalize(), known.upper(), flags=re.IGNORECASE)
    return license_id or name or ""


def label_of(value: JSON) -> str:
    """The same for the value of a fact "license"."""
    if not isinstance(value, dict):
        return ""
    license_id, name = value.get("id"), value.get("name")
    return license_label(str(license_id) if license_id else None, str(name) if name else None)


def own_repos(release: Release) -> tuple[LinkedRepo, ...]:
    """The owner's repos of a release, without conversions and without those that are gone while others are there."""
    own = [one for one in release.repos if one.role == "official" and one.repo.relation != "quantized"]
    return tuple([one for one in own if not one.repo.gone] or own)


def repos_of(release: Release, event: Event) -> tuple[str, ...]:
    """The ids of the owner's repos that an event is about; none for what a text tells of the release."""
    own = [one.repo.id for one in own_repos(release)]
    if event.key in _FIRST:  # the sizes of one moment share its event
        return tuple(own)
    known = {one.repo.id for one in release.repos}
    said = [event.after or ""] if event.kind is EventKind.RENAMED else re.split(r"[\s:]+", event.detail)
    return tuple([word for word in said if word in known][:1])


def name_of(release: Release, event: Event | None = None) -> str:
    """The name as its owner writes it: the one repo's that the event is about, else the release's."""
    if release.nameless:
        return release.name
    repos = repos_of(release, event) if event is not None else ()
    if not repos:
        repos = tuple(one.repo.id for one in own_repos(release))
    return repos[0].partition("/")[2] or release.name if len(repos) == 1 else release.name
