"""Clauses of a text and how they speak: as it is, as it is not, under conditions, of the future, of what is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from tracker.summarizers.sentences import split


class Mood(StrEnum):
    """How a clause says what it says; a summary may not say in one mood what was only seen in another."""

    IS = "is"
    NOT = "not"
    LIMITED = "limited"
    COMING = "coming"
    UNKNOWN = "unknown"


_JOINT = re.compile(
    r"[,;()–—]| - |\b(?:but|while|whereas|although|though|aber|sondern|während|obwohl|jedoch)\b", re.IGNORECASE
)
_ADDED = re.compile(r"\b(?:not (?:only|just)|nicht nur)\b", re.IGNORECASE)  # no negation
_MOODS = {
    Mood.UNKNOWN: (
        r"not (?:yet )?(?:been )?(?:stated|known|specified|decided|said|clear|announced)|unknown|unclear|undecided"
        r"|nicht (?:angegeben|bekannt|genannt|geklärt)|unbekannt|unklar|ungeklärt|noch offen|offen(?:gelassen)? ist"
    ),
    Mood.NOT: (
        r"not|no|never|none|neither|nor|without|cannot|lacks?|refus\w+|den(?:y|ies|ied)|prohibit\w*|forbid\w*|non"
        r"|banned|exclud\w+|un(?:available|released)|closed|withheld|\w+n['’]t|nicht|kein\w*|nie|niemals|ohne|weder"
        r"|verbot\w*|verbiete\w*|untersag\w*|ausgeschlossen|ausgenommen|verweiger\w*|fehl(?:t|en)|geschlossen"
    ),
    Mood.LIMITED: (
        r"restrict\w*|condition\w*|limited|limits?|only|subject to|provided|unless|requires?|except\w*|partial\w*"
        r"|up to|eingeschränkt\w*|einschränk\w*|bedingung\w*|bedingt|nur|lediglich|sofern|erfordert|teilweise"
        r"|begrenzt\w*"
    ),
    Mood.COMING: (
        r"will|shall|going to|plan(?:s|ned|ning)?|soon|upcoming|later|coming|expected|expects?|intends?|aims?|promis\w+"
        r"|wants?|hopes?|next|may|might|could|would|should|delay\w*|postpon\w*|wird|werden|soll(?:en|te|ten)?|wollen"
        r"|plant|planen|geplant\w*|bald|demnächst|künftig\w*|später\w*|kommend\w*|erwartet|verspr\w+|könnte\w*"
        r"|dürfte\w*|verschieb\w*|verschoben|kündig\w* .{0,80}\ban|angekündigt\w*|announce[sd]? (?:that|plans)"
        r"|in kürze"
    ),
}
"""In the order in which they are asked."""

_MOOD = tuple((mood, re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE)) for mood, pattern in _MOODS.items())


def clauses(text: str) -> Iterator[str]:
    """The parts between the commas, dashes and "but"s of each sentence; a line ends a sentence, as a title does."""
    for line in text.splitlines():
        for sentence in split(line):
            yield from (part for part in _JOINT.split(sentence) if part and not part.isspace())


def mood(clause: str) -> Mood:
    """The strongest mood that a clause shows."""
    plain = _ADDED.sub(" ", clause)
    return next((mood for mood, pattern in _MOOD if pattern.search(plain)), Mood.IS)


_CUTS = frozenset("and or which who where while after because und oder – — -".split())  # noqa: SIM905
_TURNS = re.compile(
    r"\b(?:if|but|however|although|though|until|rather|instead|außer|wenn|falls|soweit|aber|jedoch|obwohl|allerdings"
    r"|sondern|doch|bis|vorausgesetzt|statt)\b",
    re.IGNORECASE,
)
_SHORTEST_CUT = 8  # words


def clause_end(sentence: str, room: int) -> int:
    """After how many words, `room` at most, a sentence can be cut at the end of a clause; 0: nowhere.

    Never where what is left out holds a condition, a negation or a doubt: "free to use, but not commercially".
    """
    words = sentence.split()
    for count in range(min(room, len(words) - 1), _SHORTEST_CUT - 1, -1):
        if words[count - 1][-1] in ",;:" or words[count].lower() in _CUTS:
            rest = " ".join(words[count:])
            return 0 if _TURNS.search(rest) or mood(rest) is not Mood.IS else count
    return 0
