"""Form: a few whole sentences of plain text in the wanted language, and nothing else."""

from __future__ import annotations

import re
from collections import Counter

from tracker.domain.orders import is_order
from tracker.summarizers.guard.words import SMALL
from tracker.summarizers.sentences import has_ended
from tracker.summarizers.strangers import MARKUP, MENTION, has_link, is_disguised

SHORTEST = 6  # words
LONGER = 1.3  # times the words asked for
_REPEATS = 3
_LISTED = re.compile(r"^\s*(?:#{1,6} |[-*•+] |\d{1,2}[.)] )", re.MULTILINE)
_DOMAIN = re.compile(
    r"(?<![\w.-])(?:[\w-]{1,63}\.)+(?:com|org|net|example|de|dev|io|info|app|xyz|co|me|ru|cn|test|zip|link|site)\b(?!-)",
    re.IGNORECASE,
)
_META = re.compile(
    r"\b(?:here(?:'s| is| are) (?:the|a|your|my)? ?(?:\w+ )?(?:summary|translation)|(?:this|the (?:above"
    r"|following|given)) "
    r"(?:summary|text|article|passage)|in summary|to summari[sz]e|summary:|as an ai|language model,? i"
    r"|i (?:cannot|can't|am "
    r"(?:sorry|unable|an?))|sure[,!]|certainly[,!]|of course[,!]|note:|please|let me|as requested|hope this"
    r"|hier (?:ist|sind|kommt) (?:die|eine|ihre|deine|meine)? ?(?:\w+ )?(?:zusammenfassung|übersetzung)"
    r"|(?:dieser|der (?:obige|folgende|vorliegende)) (?:text|artikel|abschnitt)|zusammenfassung:|zusammenfassend"
    r"|zusammengefasst|als ki|ich (?:kann|bin|habe|werde)|gerne[,!]|natürlich[,!]|hinweis:|bitte|system ?prompt|hf_\w+"
    r"|api[ _]key)(?!\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_CLEAR = 2  # function words more of the other language
_FEWEST_SMALL = 0.08  # of the words: below it a text of some length is in neither language
_LONG = 12  # words


def faults(text: str, language: str, words: int) -> list[str]:
    """What is wrong with the form of a summary of about so many words."""
    said = text.split()
    found = [
        (len(said) < SHORTEST, "too short"),
        (len(said) > LONGER * words, "too long"),
        (not has_ended(text), "does not end"),
        ("\n" in text.strip(), "several paragraphs"),
        (has_link(text) or _DOMAIN.search(text), "a link"),
        (MARKUP.search(text) or _LISTED.search(text), "markup"),
        (MENTION.search(text), "a mention"),
        (_META.search(text), "speaks of itself"),
        (is_order(text), "gives orders"),
        (is_disguised(text), "odd characters"),
        (_repeats(said), "repeats itself"),
        (not _speaks(text, language), f"is not in the language “{language}”"),
    ]
    return [fault for is_so, fault in found if is_so]


def _repeats(words: list[str]) -> bool:
    folded = [re.sub(r"\W", "", word).lower() for word in words]
    return any(count >= _REPEATS for count in Counter(zip(folded, folded[1:], folded[2:], strict=False)).values())


def _speaks(text: str, language: str) -> bool:
    """Is it in the wanted language? By small words; names and numbers belong to every language."""
    words = [word.lower() for word in _WORD.findall(text)]
    foreign = sum(not "\u0000" <= char <= "\u024f" for word in words for char in word)
    if foreign > 0.2 * sum(map(len, words)):
        return False
    counts = {name: sum(word in small for word in words) for name, small in SMALL.items()}
    own = counts.get(language, 0)
    others = max((count for name, count in counts.items() if name != language), default=0)
    return others < own + _CLEAR and (len(words) < _LONG or own >= _FEWEST_SMALL * len(words))
