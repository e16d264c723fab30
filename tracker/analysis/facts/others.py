"""Whose fact it is: places in a sentence that speak of another model (a competitor, a predecessor, a base model)."""

from __future__ import annotations

import re

_BEFORE = 160  # characters before a place that may give it to another model

_COMPARING = re.compile(
    r"\b(?:(?:more|less|fewer|better|larger|bigger|smaller|faster|longer|higher|other|rather|\w+er) than|unlike|versus"
    r"|vs\.?|against|beat(?:s|en|ing)?|beating|surpass\w*|outperform\w*|outclass\w*|rival(?:s|ing)?|compet(?:es?|ing)"
    r"|match(?:es|ing)|compar(?:ed|able|ing)|on par with|close to|similar to|improv\w+ (?:over|on)|contrast\w* (?:to"
    r"|with)"
    r"|contrasting it with|half of the|ahead of|behind|such as|like|(?:evaluated|tested) models|baselines?"
    r"|getestete\w* modelle?|half the size of"
    r"|(?:\w+er|mehr|weniger|anders) als|gegenüber|gegen|verglichen|vergleichbar|im vergleich|schlägt|übertrifft"
    r"|überholt"
    r"|konkurrier\w*|konkurrent\w*|ähnlich wie|so \w+ wie|wie etwa|wie|nahe an|im gegensatz)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:predecessors?|previous(?:ly)?|earlier (?:version|model)s?|older|prior|formerly|prior (?:version|model)s?"
    r"|successor (?:to|of)|nachfolger (?:von|des|der)|vorgänger\w*|vorherige\w*|frühere\w*|ältere\w*|bisherige\w*)\b",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"\b(?:(?:based|built|builds|building) (?:up)?on|on top of|fine-?tun(?:es?|ed|ing) (?:version )?(?:of|from|on)"
    r"|finetun(?:e|ed) of|derived from|distill?ed (?:from|version of)|continued from|initiali[sz]ed from"
    r"|basier(?:t|end) auf|auf (?:der )?basis von|aufbauend auf|baut auf|grundlage (?:ist|sind|war|bildet)"
    r"|destilliert (?:aus|von)|feinabgestimmte \w+ von|abgeleitet von|teacher|lehrermodell)\b"
    r"(?!\s+(?:an?|ein\w*|the (?:transformer|mixture|moe))\s)",
    re.IGNORECASE,
)
_VERB = (
    r"schafft|bietet|verarbeitet|unterstützt|verfügt|umfasst|fasst|stellt|veröffentlicht|gibt|setzt|macht|legt|sind"
    r"|wurden?"
)
_OPENING = re.compile(
    rf"^\W*(?:while|whereas|unlike|compared (?:to|with)|während)\b(?:[^,]|,(?=\d))*$"
    rf"|^\W*(?:anders als|im gegensatz zu)\b(?:(?!\b(?:{_VERB}|hat|ist)\b)[^,])*$",
    re.IGNORECASE,
)
_OLD_SUBJECT = re.compile(
    r"^\W*(?:(?:its|the|our|der|die|das|ihr|sein)\s+)?(?:\w+\s+)?(?:predecessor|previous|vorgänger\w*|vorherige\w*)\b"
    rf"(?:(?!\b(?:while|whereas|but|während|aber)\b|,\s+[\w.-]+\s+(?:{_VERB}|hat|has|offers|comes)\b)[^;])*$",
    re.IGNORECASE,
)
_TURN = re.compile(r"\b(?:dagegen|hingegen|demgegenüber|by contrast|in contrast)\b", re.IGNORECASE)
"""Two are told of in one sentence, and only their names say which of them is the release."""

_BREAK = re.compile(
    r",\s+(?!(?:which|who|whose|that|released|launched|published|with its|der|die|das|dessen|deren|mit seinen)\b)"
    r"|\.\s|\)|\band\s+(?:supports?|has|offers|comes|is|can|features|uses|adds)\b"
    rf"|\bund\s+(?:hat|kommt|ist|kann)\b|\b(?:{_VERB})\b"
    r"|\b(?:while|whereas|but|although|though|obwohl|während|aber|doch)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\([^()]*$")
_AMOUNT_WORD = re.compile(
    r"(?<!fewer )(?<!less )(?<!smaller )(?<!weniger )(?<!kleiner )(?:than|als)\s+(?:about |around |rund |etwa )?~?$",
    re.IGNORECASE,
)


def of_another(line: str, start: int) -> bool:
    """Does what begins at this place of a sentence speak of another model than the rest?"""
    before = line[max(0, start - _BEFORE) : start]
    if _OLD_SUBJECT.match(line[:start]) or _OPENING.match(line[:start]) or _TURN.search(line):
        return True
    for pattern in (_COMPARING, _EARLIER, _BASE):
        for match in pattern.finditer(before):
            between = _OPEN.sub(" ", before[match.end() :])
            own = pattern is _COMPARING and not between.strip(" ~") and _AMOUNT_WORD.search(before)
            if own or _BREAK.search(between) or ";" in between:
                continue
            if pattern is _BASE and re.search(r"\b(?:architect\w*|architektur\w*)\b", between, re.IGNORECASE):
                continue
            return True
    return False


_NEGATED = re.compile(
    r"\b(?:not|never|no|without|isn't|aren't|wasn't|hasn't|haven't|lacks?|yet to|nicht|kein\w*|ohne|weder"
    r"|nie)\b[^.,;]{0,40}$",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:will|plans?|planned|planning|intends?|going to|aims? to|soon|upcoming|to be (?:released|published)|would"
    r"|(?-i:may)"
    r"|forthcoming|slated|preparing to|(?:is|are) developing|working on|arbeite[nt] an|entwickelt derzeit"
    r"|to (?:train|build|develop|create) an?|(?:is|are) still (?:in )?training|by 20[2-9]\d|bis 20[2-9]\d"
    r"|delay\w*|postpon\w*|pushed back|verschob\w*|verschieb\w*|verzöger\w*|verspät\w*|aufgeschoben|might|could"
    r"|to open[- ]source|more time|braucht (?:noch|mehr)|auf sich warten"
    r"|promis\w+|pledg\w+|later|next (?:week|month|year)|will|wollen|plan(?:t|en)|soll(?:en|te)?|künftig"
    r"|demnächst|bald|später|kündigt|verspricht|könnte\w*|dürfte\w*)\b"
    r"|\bw(?:ird|erden)\b[^.;]{0,120}\b(?:veröffentlichen|freigeben|bereitstellen|erscheinen|folgen)\b",
    re.IGNORECASE,
)


def negated(line: str, start: int) -> bool:
    """Is what begins at this place denied by the words before it?"""
    return _NEGATED.search(line[max(0, start - 80) : start]) is not None


def coming(part: str) -> bool:
    """Does a part of a sentence speak of what is to come, or of what may be?"""
    return _COMING.search(part) is not None


def until(line: str, place: int) -> str:
    """A sentence up to the end of the part in which the place lies."""
    end = re.compile(r"[,;](?=\s)|\b(?:and then|anschließend|danach)\b").search(line, place)
    return line[: end.start()] if end else line


def part_of(line: str, place: int) -> str:
    """The part of a sentence in which the place lies."""
    return re.split(r"[,;]\s|\b(?:and then|then|followed by|anschließend|danach)\b", until(line, place))[-1]


def parts(line: str) -> list[str]:
    """The parts of a sentence between commas, points, "while" and "but"; those within a number part nothing."""
    return [part for part in re.split(r"[,;.](?=\s)|\b(?:while|whereas|but|während|aber)\b", line) if part.strip()]
