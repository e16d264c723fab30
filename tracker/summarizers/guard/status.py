"""Status: what happened is known from the event, and a summary may not tell of another stage."""

from __future__ import annotations

import re

from tracker.domain import EventKind
from tracker.summarizers.clauses import Mood, clauses, mood

_OUT = re.compile(
    r"\b(?:releas(?:es|ed|ing)|publish(?:es|ed)|launch(?:es|ed)|available|downloadable|ships|shipped|is out|are out"
    r"|made public|open[- ]sourced|verfügbar\w*|erhältlich\w*|veröffentlicht\w*|freigegeben\w*|erschienen"
    r"|herunterladbar\w*"
    r"|bereitgestellt\w*|ab sofort|steht .{0,60}bereit|stehen .{0,60}bereit|gibt .{1,60} frei|zum download)(?!\w)",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:(?:is|are|now|still|remains?) (?:\w+ )?(?:available|downloadable|accessible)|can be (?:down)?loaded"
    r"|ab sofort"
    r"|(?:ist|sind|bleibt|bleiben) .{0,60}(?:verfügbar|erhältlich|herunterladbar|zugänglich)|steht .{0,60}bereit"
    r"|stehen .{0,60}bereit)(?!\w)",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:free(?:ly)? (?:available|accessible|download\w*)|without (?:registration|approval|request)|for everyone"
    r"|frei (?:verfügbar|zugänglich|herunterladbar)\w*|ohne (?:anmeldung|registrierung|antrag)|für alle)(?!\w)",
    re.IGNORECASE,
)
_WEIGHTS = re.compile(r"\b(?:weights|gewichte\w*)\b", re.IGNORECASE)

_RULES = {
    EventKind.SIGNAL: (_OUT, "only a sign of a release"),
    EventKind.ANNOUNCED: (_OUT, "only announced"),
    EventKind.DELAYED: (_OUT, "delayed"),
    EventKind.WITHDRAWN: (_NOW, "withdrawn"),
    EventKind.DISABLED: (_NOW, "disabled"),
    EventKind.RETRACTED: (_OUT, "no release"),
    EventKind.GATED: (_FREE, "gated"),
}
"""Which wording an event forbids in a clause that says how it is, and what the event says instead."""

_FINISHED = (EventKind.WEIGHTS, EventKind.RESTORED, EventKind.WEIGHTS_ADDED)


def contradicts(text: str, event: EventKind | None) -> list[str]:
    """The wordings of a summary that do not go with the event."""
    found = []
    pattern, state = _RULES.get(event, (None, "")) if event else (None, "")
    for clause in clauses(text):
        how = mood(clause)
        weights = _WEIGHTS.search(clause) is not None
        if pattern is not None and how in (Mood.IS, Mood.LIMITED) and (wording := pattern.search(clause)):
            found.append(f"{state}, but it says “{wording.group()[:60]}”")
        elif event is EventKind.VISIBLE and weights and how in (Mood.IS, Mood.LIMITED) and _OUT.search(clause):
            found.append("the weights are not complete, but it says that they are out")
        elif event in _FINISHED and weights and how in (Mood.COMING, Mood.NOT) and _OUT.search(clause):
            found.append("the weights are out, but it says that they are not yet")
    return found
