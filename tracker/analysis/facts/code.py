"""What cards say about code: the reading that training_code and inference_code share."""

from __future__ import annotations

import re
from collections.abc import Iterable

_OUT = (
    r"(?:released?|published?|available|open(?:[\s-]sourced?)?|public(?:ly)?|shared?|provided?"
    r"|veröffentlicht|verfügbar|offengelegt|enthalten)"
)
_SUBJECT = (
    r"(?:training|pre-?training|fine-?tuning|trainings?|feinabstimmungs?)[\s-]*"
    r"(?:code|scripts?|recipes?|skripte?|quellcode)"
)
_NOT = re.compile(
    rf"\b{_SUBJECT}\b[^.;]{{0,60}}\b(?:not|nicht|never|n't)\b[^.;]{{0,30}}\b{_OUT}|\b(?:without|ohne|no"
    rf"|kein) {_SUBJECT}\b",
    re.IGNORECASE,
)
_YES = re.compile(rf"\b{_SUBJECT}\b[^.;]{{0,80}}\b{_OUT}\b|\b{_OUT}\b[^.;]{{0,60}}\b{_SUBJECT}\b", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:will|soon|upcoming|plan(?:s|ned)?|coming|wird|werden|bald|demnächst)\b", re.IGNORECASE)


def training_code(lines: Iterable[str]) -> tuple[str, str] | None:
    """Answer and sentence: "no" as said; "partial" where it is said to be out, since nobody has looked at it."""
    for line in lines:
        if _NOT.search(line):
            return "no", line
        if _YES.search(line) and not _FUTURE.search(line):
            return "partial", line
    return None
