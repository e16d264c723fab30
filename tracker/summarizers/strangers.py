"""Texts of strangers before they are drawn from: markup, links, control tokens and orders to machines taken out."""

from __future__ import annotations

import re
import unicodedata

from tracker.domain.orders import CONTROL_TOKENS, without_orders
from tracker.summarizers.sentences import split

LONGEST = 200_000  # characters looked at
_LONGEST_BLOCK = 20_000  # characters; what is longer was opened by mistake

_RARE = re.compile(r"[^\n\t -~\u00c0-\u017e„“”‚‘’–…]")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_OPENED = re.compile(r"```|~~~|<!--|<(?P<tag>script|style|pre|table|template|noscript)\b", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-zA-Z!][^<>]{0,500}>")
_IMAGES = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{0,1000}\)")
_LINKS = re.compile(r"\[([^\[\]\n]{0,300})\](?:\([^()\s]{0,1000}(?: \"[^\"\n]{0,200}\")?\)|\[[^\[\]\n]{0,100}\])")
_LINES = re.compile(r"(?m)^[^\S\n]*(?:#{1,6} .*|\|.*|[-=*_]{3,}|\[[^\]\n]{1,80}\]:.*|~~~.*)[^\S\n]*$")
_BULLETS = re.compile(r"(?m)^[^\S\n]*(?:[-*+•]|\d{1,2}[.)]|>{1,9})[^\S\n]+")
_EMPHASIS = re.compile(r"(?<![\w*_`])(\*{1,3}|_{1,3}|`{1,2})(?=[^\s*_`])([^\n]{1,400}?)(?<=\S)\1(?!\w)")

URL = re.compile(
    r"[a-z]://\S|\bwww\.\S|\b(?:javascript|data|mailto|file|vbscript):\S"  # a scheme, with slashes or without
    r"|[\w.-]@[\w-]{1,64}\.\w|[\w-]\.[a-z]{2,12}/[\w?]",  # a mail address, a domain with a path
    re.IGNORECASE,
)
MENTION = re.compile(
    r"(?<!\w)[@＠][\w{]|[@＠](?:here|channel|everyone|all)\b|(?<![\w&])#[^\W\d]\w|(?<!\w):[a-z_]+:(?!\w)"
)
MARKUP = re.compile(r"[<>|`{}\\]|\*\*?\S|(?<!\w)_\w[^_\n]{0,200}_(?!\w)|\[[^\[\]\n]{0,200}\]\(|~~|&\w{2,12};|&#\w")

_DISGUISES = frozenset({"FULLWIDTH", "MATHEMATICAL"})
_ALPHABETS = _DISGUISES | {"GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC"}
_WORD = re.compile(r"[^\W\d_]+")
_PILED = re.compile(r"([\u0300-\u036f\u0483-\u0489\u20d0-\u20f0])[\u0300-\u036f\u0483-\u0489\u20d0-\u20f0]+")


def readable(text: str) -> str:
    """Plain prose: without markup, code, headings, tables, invisible characters and control tokens of chat models."""
    return _plain(CONTROL_TOKENS.sub(" ", _seen(text)))


def cleaned(text: str) -> tuple[str, bool]:
    """The prose of a text in which nothing orders a machine about, a paragraph a line, and whether something did.

    What follows a control token up to the end of its paragraph is dropped with it, and so are the sentences that go on
    with an order or lead to it.
    """
    kept, suspicious = [], False
    for paragraph in re.split(r"\n\s*\n", _seen(text)):
        before, *spoken = CONTROL_TOKENS.split(paragraph, maxsplit=1)
        suspicious = suspicious or bool(spoken)
        for part in re.split(r"\n\s*\n", _plain(before)):
            sentences = split(part)
            said = without_orders(sentences)
            suspicious = suspicious or len(said) < len(sentences)
            kept.append(" ".join(said))
    return "\n\n".join(part for part in kept if part), suspicious


def has_link(sentence: str) -> bool:
    """Does it hold a web or mail address? Links in messages are always ours."""
    return URL.search(sentence) is not None


def is_plain(sentence: str) -> bool:
    """Is it free of links, mentions and markup, which a chat program would act upon, and of letters in disguise?"""
    return not (has_link(sentence) or MENTION.search(sentence) or MARKUP.search(sentence) or is_disguised(sentence))


def is_disguised(text: str) -> bool:
    """Does it hold what nobody sees, piles of accents, or letters of two alphabets in one word (OpenАI)?"""
    if text.isascii():
        return not text.replace("\n", "").replace("\t", "").isprintable()
    rare = _RARE.findall(text)
    if any(unicodedata.category(char) in _UNSEEN for char in rare) or _PILED.search(unicodedata.normalize("NFC", text)):
        return True
    used = ({_alphabet(char) for char in word} for word in _WORD.findall(text) if rare and not word.isascii())
    return any(len(alphabets) > 1 or alphabets & _DISGUISES for alphabets in used)


def _alphabet(char: str) -> str:
    """LATIN, GREEK, CYRILLIC …; signs that stand in any of them count as Latin."""
    name = unicodedata.name(char, "").partition(" ")[0]
    return name if name in _ALPHABETS else "LATIN"


def _seen(text: str) -> str:
    """What a person sees: no invisible or control characters, no piles of accents, no code, tables or scripts."""
    text = unicodedata.normalize("NFC", text[:LONGEST])
    text = _RARE.sub(lambda rare: rare[0] if unicodedata.category(rare[0]) not in _UNSEEN else "", text)
    return _without_blocks(_PILED.sub(r"\1", text))


def _without_blocks(text: str) -> str:
    """Without what stands between the marks of a block; a mark that nothing closes is no block."""
    folded, parts, start, absent = text.lower(), list[str](), 0, set[str]()
    if len(folded) != len(text):  # a few letters are longer in lower case
        folded = text
    while opened := _OPENED.search(text, start):
        tag = opened["tag"]
        close = f"</{tag.lower()}>" if tag else "-->" if opened.group() == "<!--" else opened.group()
        end = -1 if close in absent else folded.find(close, opened.end())
        if end < 0:
            absent.add(close)
        if 0 <= end - opened.end() <= _LONGEST_BLOCK:
            parts.append(text[start : opened.start()])
            parts.append("\n\n")
            start = end + len(close)
        else:
            parts.append(text[start : opened.end()])
            start = opened.end()
    return "".join([*parts, text[start:]])


def _plain(text: str) -> str:
    """Without markup; what looks like a control token only then is one too."""
    text = _IMAGES.sub(" ", text)
    text = _LINKS.sub(r"\1", text)
    text = _TAGS.sub(" ", text)
    text = _LINES.sub("\n", text)
    text = _BULLETS.sub("\n", text)
    text = _EMPHASIS.sub(r"\2", text)
    return CONTROL_TOKENS.sub(" ", text).strip()
