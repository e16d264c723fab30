"""Fact `expected`: when a release is announced for, in the text's own words."""

from __future__ import annotations

import re

from tracker.analysis.facts.kind import Kind, from_text
from tracker.analysis.facts.others import negated, of_another
from tracker.analysis.facts.story import Story
from tracker.domain import Fact

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember)"
)
_WHEN = re.compile(
    rf"\b(?:in|over|within) the (?:coming|next) (?:few )?(?:days|weeks|months)\b|\bin (?:a few|several|two"
    rf"|three) (?:days|weeks|months)\b"
    r"|\b(?:later|early|earlier) (?:this|next) (?:spring|summer|fall|autumn|winter|month|year|week|quarter)\b"
    r"|\b(?:this|next) (?:spring|summer|fall|autumn|winter|month|week|year)\b"
    r"|\b(?:in |by |the end of )?(?:early |mid[- ]|late )?(?:spring|summer|fall|autumn|winter) (?:of )?20\d\d\b"
    r"|\b(?:in |by )?Q[1-4] 20\d\d\b"
    rf"|\b(?:in|by|on|until) (?:early |mid-|late )?{_MONTH}(?: \d{{1,2}})?(?:,? 20\d\d)?\b"
    r"|\bin den (?:kommenden|nächsten) (?:Tagen|Wochen|Monaten)\b|\bin (?:wenigen|einigen|den nächsten) (?:Tagen"
    r"|Wochen|Monaten)\b"
    r"|\b(?:im|noch im|bis|ab|Ende|Anfang|Mitte|spätestens im) (?:Frühjahr|Frühling|Sommer|Herbst"
    r"|Winter)(?: 20\d\d)?\b"
    rf"|\b(?:im|noch im|bis|ab|Ende|Anfang|Mitte) {_MONTH}(?: 20\d\d)?\b"
    r"|\b(?:noch )?(?:in diesem|diesen|nächsten|dieses|nächstes) (?:Sommer|Herbst|Winter|Frühjahr|Monat|Jahr)\b"
    r"|\b(?:nächste|kommende|diese|in der nächsten|in der kommenden) Woche\b"
    r"|\b(?:early|mid|late)[- ]20\d\d\b|\b(?:Anfang|Mitte|Ende) 20\d\d\b|\bQ[1-4] 20\d\d\b|\b(?:[1-4]\. Quartal"
    r"|erste[sn]? Halbjahr"
    r"|zweite[sn]? Halbjahr)(?: 20\d\d)?\b"
    rf"|\b(?:am|ab dem|bis zum) \d{{1,2}}\. {_MONTH}(?: 20\d\d)?\b|\btomorrow\b|\bmorgen\b"
    rf"|\b(?:noch )?im laufenden (?:Jahr|Monat)\b"
    r"|\b(?:noch )?in diesem (?:Jahr|Monat|Quartal)\b|\b(?:im|nächsten|kommenden) (?:nächsten|kommenden) (?:Monat"
    r"|Jahr|Quartal)\b"
    r"|\b(?:before|by) the end of (?:the|this) (?:year|month|quarter|summer)\b|\bbis (?:zum )?(?:Jahresende"
    r"|Ende des (?:Jahres|Monats))\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|plan(?:s|ning|ned)? to|intend\w*|expect(?:s|ed)?|aims? to|going to|slated|scheduled|to (?:release"
    r"|launch|publish|open)|coming|soon|delay\w*|postpon\w*|pushed|later"
    r"|wird|werden|will|wollen|plant|planen|soll|sollen|angekündigt|kündigt|erscheint|erscheinen|kommt|kommen"
    r"|verschiebt|verschoben|verzögert)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:(?<!be )(?:released|launched|unveiled)|veröffentlichte|erschien|stellte|vorgestellte?|has released"
    r"|hat .{0,60}veröffentlicht)\b",
    re.IGNORECASE,
)
_STEMS = ("model", "weight", "open", "release", "gewicht", "veröffentlich", "llm")
_ABOUT = re.compile(
    r"\b(?:model|weights?|open|release|modell\w*|gewichte|sprachmodell\w*|veröffentlich\w*|llm)\b", re.IGNORECASE
)


def stated(story: Story) -> tuple[Fact, ...]:
    """The first time that a sentence about a coming release gives."""
    for line in story.having(*_STEMS):
        if not _ABOUT.search(line) or not _FUTURE.search(line) or _PAST.search(line):
            continue
        when = _WHEN.search(line)
        if when and not negated(line, when.start()) and not of_another(line, when.start()):
            return from_text("expected", when[0], line)
    return ()


KIND = Kind("expected", 'the announced time in the text\'s words: "in the coming months", "im Sommer 2025"', stated)
