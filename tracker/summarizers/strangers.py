"""Texts of strangers before they are drawn from: markup, links, control tokens and orders to machines taken out."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200_000  # characters looked at

_BLOCKS = re.compile(r"(?s)```.{0,20000}?```|<(script|style|pre|table)\b.{0,20000}?</\1>|<!--.{0,5000}?-->")
_TOKENS = re.compile(
    r"<\|[^<>|\n]{0,60}\|>|<[|｜][^<>\n]{0,60}[|｜]>|</?s>|\[/?INST\]|<</?SYS>>|<(?:start|end)_of_turn>|<(?:bos|eos|pad|unk)>"
    r"|</?(?:think|tool_call|system|assistant|user)>|^#{2,3} ?(?:Instruction|Response|System|Human|Assistant)s?:",
    re.IGNORECASE | re.MULTILINE,
)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_IMAGES = re.compile(r"!\[[^\]\n]{0,300}\]\([^()\s]{0,1000}\)")
_LINKS = re.compile(r"\[([^\[\]\n]{0,300})\](?:\([^()\s]{0,1000}(?: \"[^\"\n]{0,200}\")?\)|\[[^\[\]\n]{0,100}\])")
_LINES = re.compile(r"(?m)^\s*(?:#{1,6} .*|\|.*\|?|[-=*_]{3,}|\[[^\]\n]{1,80}\]:.*|~~~.*)\s*$")
_BULLETS = re.compile(r"(?m)^\s*(?:[-*+•]|\d{1,2}[.)]|>+)\s+")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|`{1,2})(?=\S)([^\n]{1,400}?)(?<=\S)\1(?!\w)")

URL = re.compile(r"\b(?:https?://|www\.)\S+|\b[\w.-]+@[\w-]+\.\w+", re.IGNORECASE)

# Sentences that give orders to a reader who is a program; easily avoided, so only a tripwire.
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}"
    r"\b(?:instructions?|prompts?|rules|guidelines|above|previous|prior)\b"
    r"|\b(?:you are|act as|pretend to be|behave as) (?:now )?(?:an?|the|my)? ?(?:\w+ ){0,2}"
    r"(?:ai|assistant|chatbot|language model|llm|dan)\b"
    r"|\b(?:system|developer) (?:prompt|message|instruction)s?\b|\bnew instructions?:"
    r"|\b(?:respond|reply|answer|output|print|say|write|repeat) "
    r"(?:only|exactly|just|nothing but|with the (?:word|phrase|text))\b"
    r"|\bwhen (?:you )?(?:summari[sz]e|summari[sz]ing)\b"
    r"|\b(?:dear|attention|note to) (?:the )?(?:ai|llm|assistant|language model|summari[sz]er)s?\b"
    r"|\b(?:do not|don't|never) (?:mention|summari[sz]e|tell|reveal)\b.{0,30}\b(?:this|that|users?|reader|above)\b"
    r"|\b(?:ignorier\w*|vergiss|vergesst|missachte\w*|übergeh\w*)\b.{0,40}"
    r"\b(?:anweisung\w*|instruktion\w*|vorgaben|regeln|bisherige\w*|vorherige\w*|obige\w*)"
    r"|\b(?:du bist|sie sind|verhalte dich|handle) (?:jetzt |nun |ab jetzt )?(?:als )?(?:eine?|der|die|das)? ?"
    r"(?:\w+ ){0,2}(?:ki|assistent\w*|sprachmodell|chatbot)\b"
    r"|\b(?:systemprompt|systemanweisung|neue anweisung\w*:)"
    r"|\b(?:antworte|schreib\w*|gib|wiederhole|sage?) (?:nur|ausschließlich|genau|exakt|lediglich|nichts als)\b"
    r"|\b(?:beim|wenn du) zusammenfass\w*"
    r"|\b(?:erwähne|verrate|verschweige)\b.{0,30}\b(?:nicht|niemandem|nichts)\b"
    r"|\b(?:hinweis|achtung|nachricht) (?:an|für) (?:die |das |den )?(?:ki|sprachmodell\w*|assistent\w*|llm)\b",
    re.IGNORECASE,
)


def readable(text: str) -> str:
    """Plain prose: without markup, code, headings, tables, invisible characters and control tokens of chat models."""
    text = unicodedata.normalize("NFC", text[:LONGEST])
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
    text = _TOKENS.sub(" ", text)
    text = _BLOCKS.sub("\n\n", text)
    text = _IMAGES.sub(" ", text)
    text = _LINKS.sub(r"\1", text)
    text = _TAGS.sub(" ", text)
    text = _LINES.sub("\n", text)
    text = _BULLETS.sub("\n", text)
    text = _EMPHASIS.sub(r"\2", text)
    return _TOKENS.sub(" ", text).strip()


def is_order(sentence: str) -> bool:
    """Does it order a program about? Such a sentence is never repeated."""
    return _ORDERS.search(sentence) is not None


def has_link(sentence: str) -> bool:
    """Does it hold a web or mail address? Links in messages are always ours."""
    return URL.search(sentence) is not None
