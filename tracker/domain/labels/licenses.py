"""How people write licenses: the name of an id, of a fact's value, and of what an event says of a license's text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tracker.domain.facts import JSON, License

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

NO_LICENSE = "none"
"""What an event says instead of a license that is not stated any more."""

UNREAD = "unread text"
"""Stands instead of a license for a text that is none of those that are known word for word."""


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


def license_title(value: JSON, terms: Mapping[str, License]) -> str:
    """The same, by the name in the table of licenses (`Release.terms`) where an id alone says little: "deepseek"."""
    label, known = label_of(value), terms.get(key_of(value))
    return known.title if known is not None and known.read and label == key_of(value) else label


def key_of(value: JSON) -> str:
    """What events and `Release.terms` call a license: the name that its owner gave it, else its id."""
    return str(value.get("name") or value.get("id") or "") if isinstance(value, dict) else ""


def parted(text: str) -> tuple[str, str]:
    """License and the beginning of its text's hash, as events name them: "apache-2.0 (text 1a2b3c4d)"."""
    match = re.fullmatch(r"(.*) \(text (\w+)\)", text)
    return (match[1], match[2]) if match else (text, "")
