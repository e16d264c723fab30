"""Form: a few whole sentences of plain text in the wanted language, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from tracker.summarizers.guard.words import SMALL
from tracker.summarizers.strangers import URL, is_order

SHORTEST = 6  # words
LONGER = 1.3  # times the words asked for
_REPEATS = 3
_ENDED = re.compile(r"[.!?][\"'”“»’)\]]*$")
_MARKUP = re.compile(
    r"[<>|`{}\\]|\*\*?\S|(?<!\w)_\S[^_\n]*_(?!\w)|\[[^\]\n]*\]\s?\(|^\s*(?:#{1,6} |[-*•+] |\d{1,2}[.)] )|~~|!\["
    r"|&\w+;|&#\d",
    re.MULTILINE,
)
_MENTION = re.compile(r"(?:^|[^\w])[@＠][\w{]|@(?:here|channel|everyone|all)\b|(?<!\w)#[^\W\d]\w*|(?<!\w):\w+:(?!\w)")
_LINK = re.compile(
    rf"{URL.pattern}|\b\w{{2,15}}://|\bdata:\w|\bjavascript:|\bmailto:"
    r"|(?<![\w.-])(?:[\w-]{1,63}\.)+(?:com|org|net|example|de|dev|io|info|app|xyz|co|me|ru|cn|test|zip|link"
    r"|site)\b(?!-)",
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
_DISGUISES = frozenset({"FULLWIDTH", "MATHEMATICAL"})
_ALPHABETS = _DISGUISES | {"GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC"}
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
        (not _ENDED.search(text), "does not end"),
        ("\n" in text.strip(), "several paragraphs"),
        (_LINK.search(text), "a link"),
        (_MARKUP.search(text), "markup"),
        (_MENTION.search(text), "a mention"),
        (_META.search(text), "speaks of itself"),
        (is_order(text), "gives orders"),
        (_is_odd(text), "odd characters"),
        (_repeats(said), "repeats itself"),
        (not _speaks(text, language), f"is not in the language “{language}”"),
    ]
    return [fault for is_so, fault in found if is_so]


def _is_odd(text: str) -> bool:
    """Characters that nobody sees or that look like others: controls, marks piled up, two alphabets in one word."""
    if any(
        unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") and char not in "\n\t" for char in text
    ):
        return True
    if re.search(r"[\u0300-\u036f\u0483-\u0489\u20d0-\u20f0]{2}", unicodedata.normalize("NFC", text)):
        return True
    used = [{_alphabet(char) for char in word} for word in _WORD.findall(text)]
    return any(len(alphabets) > 1 or alphabets & _DISGUISES for alphabets in used)


def _alphabet(char: str) -> str:
    """LATIN, GREEK, CYRILLIC …; signs that stand in any of them count as Latin."""
    name = unicodedata.name(char, "").partition(" ")[0]
    return name if name in _ALPHABETS else "LATIN"


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
