"""Texts of strangers that order a program about, in German and English; a tripwire and no wall."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Of any family of models: ChatML, Llama 2 to 4, Mistral, Gemma, DeepSeek, Phi, Command, Granite, harmony …
CONTROL_TOKENS = re.compile(
    r"<\|[^<>|\n]{0,60}\|>|<[|｜][^<>\n]{0,60}[|｜]>|</?s>|\[/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_\w{1,20})\]"
    r"|<</?SYS>>|</?(?:start|end)_of_(?:turn|image|text|role)>|<(?:bos|eos|pad|unk|mask|unused\d+|CLS|SEP)>"
    r"|</?(?:think|thinking|tools?|tool_calls?|tool_response|system|assistant|user|human|instructions?)>"
    r"|<[A-Z]{2,12}_TOKEN>|^#{2,3} ?(?:Instruction|Response|System|Human|Assistant|Input)s?:",
    re.IGNORECASE | re.MULTILINE,
)
"""What only a chat model's own template may write."""

_MACHINE = (
    r"(?:ai|a\.i\.|assistant|chatbot|bot|language model|llm|summari[sz]er|agent|gpt|crawler"
    r"|ki|sprachmodell\w*|assistent\w*|zusammenfasser)s?"
)
# Of text in lower case; many small patterns are four times as fast as a big one.
_ORDERS = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"\b(?:ignore|disregard|forget|override|bypass|discard|overlook|drop)\b.{0,40}\b(?:instructions?|prompts?"
            r"|rules|guidelines|directives?|above|previous|prior|told|earlier)\b"
        ),
        (
            r"\b(?:ignorier\w*|vergiss|vergesst|vergessen sie|missacht\w*|übergeh\w*|verwirf"
            r"|überschreib\w*)\b.{0,60}\b(?:anweisung\w*|instruktion\w*|vorgabe\w*|regeln?|bisherige\w*|vorherige\w*"
            r"|obige\w*|vorgang\w*|alles davor)"
        ),
        (
            rf"\b(?:you are|you're|(?<!to )(?<!can )act as|pretend to be|behave as|roleplay as) (?:now(?: an?| the| my"
            rf"| in)?|an?|the|my|in) (?:\w+ ){{0,2}}(?:{_MACHINE}|dan|jailbr\w+|developer mode)\b"
        ),
        (
            r"\b(?:you|du|ihr) (?:now|must now|will now|jetzt|musst jetzt) (?:approve|obey|confirm|follow|genehmig\w*"
            r"|befolg\w*)"
        ),
        (
            rf"\b(?:du bist|sie sind|verhalte dich|handle|tu so)(?: jetzt| nun| ab jetzt| ab sofort)? (?:als "
            rf"|wie )?(?:ein\w*|der|die|das|im)? ?(?:\w+ ){{0,2}}(?:{_MACHINE}|entwicklermodus)\b"
        ),
        r"\b(?:from now on|ab jetzt|ab sofort),? (?:you|always|your|bist|wirst|antwort\w*|schreib\w*|sag\w*)\b",
        r"\b(?:jailbreak|dan|developer|god|debug) mode (?:is )?(?:on|enabled|activated)\b",
        (
            r"\b(?:your|this|deine\w*) (?:system|developer|hidden|initial)[ -]?(?:prompt|message|instruction"
            r"|anweisung)\w*"
        ),
        r"\b(?:system|developer) (?:prompt|message|instruction|override)s?:",
        (
            r"\b(?:new|updated|real|important|neue|wichtige|echte) (?:instructions?|anweisung\w*|order"
            r"|befehl\w*)(?: \w+){0,4}:"
        ),
        (
            r"\b(?:begin|end|start|ende|beginn)(?: of| der| des)?(?: the| new| neuen?)? (?:instructions?|prompt"
            r"|article|document|input|anweisung\w*|artikels?|dokuments?|eingabe)\b"
        ),
        r"^\W{0,3}(?:system|assistant|developer|user|human|instruction|anweisung|nutzer|assistent)\s?:",
        (
            r"\b(?:print|reveal|output|show|send|leak|repeat|gib|zeig\w*|verrate|nenne|sende"
            r"|schick\w*)\b.{0,60}\b(?:(?:hf|api|access|secret)[ _-]?(?:tokens?|keys?)|passwor[dt]\w*|secrets?"
            r"|credentials|zugangsdaten|geheimnis\w*|alle tokens?|all tokens|(?:system|hidden)[ -]?prompts?"
            r"|your (?:prompt|instructions)|deine[n]? (?:prompt|anweisung\w*))\b"
        ),
        (
            r"(?<!the )(?<!its )\b(?:respond|reply|answer|output|print|say|write|repeat)(?: back)? (?:only|exactly"
            r"|just|nothing but|verbatim|with (?:the )?(?:word|phrase|text|following))\b"
        ),
        (
            r"\b(?:antworte|antwortet|schreib|schreibe|schreibt|gib|wiederhole\w*|sage?) (?:nur|ausschließlich|genau"
            r"|exakt|lediglich|nichts als|wörtlich|folgende\w*)\b"
        ),
        r"\b(?:when|while|if)(?: you(?:'re| are)?)? summari[sz](?:e|ing)\b",
        r"\b(?:beim|wenn (?:du|sie)) (?:.{0,20} )?zusammenfass\w*",
        r"\b(?:in|for) (?:the|your) summary\b",
        r"\b(?:your|the|any|every) summary (?:must|should|shall|has to|needs to)\b",
        r"\b(?:deine|ihre|die|jede) zusammenfassung (?:muss|soll\w*|hat|darf)\b",
        r"\bin (?:der|deiner|ihrer) zusammenfassung\b",
        (
            r"^\W{0,3}(?:say|claim|state|write|tell|mention|sag\w*|behaupt\w*|schreib\w*|erwähn\w*"
            r"|nenn\w*)\b.{0,40}\b(?:licen[sc]e|lizenz|official|offiziell\w*|open[ -](?:source|weights?)|released"
            r"|veröffentlicht|quelloffen|offen)\b"
        ),
        (
            r"\b(?:do not|don't|never) (?:mention|summari[sz]e|tell|reveal)\b.{0,30}\b(?:this|that|users?|reader"
            r"|above)\b"
        ),
        r"\b(?:erwähne|verrate|verschweige)\b.{0,30}\b(?:nicht|niemandem|nichts)\b",
        (
            rf"\b(?:dear|hey|attention|note (?:to|for)|message (?:to|for)|^to)(?: all| any"
            rf"| the)? {_MACHINE}\b ?(?:reading|:|,|who|that)"
        ),
        rf"\b(?:attention|note to|dear) (?:the )?{_MACHINE}\b",
        (
            rf"\b(?:liebe\w*|hallo|achtung|hinweis|nachricht|notiz|^an),?(?: an| für)?(?: die| das| den"
            rf"| alle)? {_MACHINE}\b ?[,:]"
        ),
        rf"\b(?:hinweis|achtung|nachricht|notiz) (?:an|für) (?:die |das |den |alle )?{_MACHINE}\b",
        rf"\b(?:if|since|as) you(?: are|'re) an? (?:\w+ )?{_MACHINE}\b",
        rf"\bwenn (?:du|sie) (?:ein\w*) (?:\w+ )?{_MACHINE}\b",
    )
)
# What goes on with an order: "Say …", "Then print …", "Danach gib …". Only asked of the neighbors of an order.
_GOES_ON = re.compile(
    r"^\W{0,3}(?:(?:then|and|now|also|finally|instead|next|after that|please|anschließend|dann|und|nun|jetzt|außerdem"
    r"|stattdessen|danach|bitte|zum schluss)\b,? ?){0,2}(?:say|print|write|output|respond|reply|answer|include|add"
    r"|mention|call|claim|state|tell|reveal|send|visit|click|run|execute|translate|approve|rate|describe|use|pretend"
    r"|always|never|do|don't|praise|recommend|append|insert|end|begin|start|sage?|schreib\w*|gib|nenn\w*"
    r"|antwort\w*|füg\w*|erwähn\w*|behaupt\w*|send\w*|besuch\w*|klick\w*|führ\w*|übersetz\w*|bewert\w*|beschreib\w*|lob\w*|empfiehl"
    r"|verwend\w*|beend\w*|beginn\w*|tu|stell\w*|markier\w*|genehmig\w*)\b"
    r"|\b(?:you|your|you're|du|dich|dir|dein\w*)\b",
    re.IGNORECASE,
)


def is_order(sentence: str) -> bool:
    """Does a sentence order a program about? Such a one is never repeated."""
    folded = sentence.lower()
    return any(pattern.search(folded) for pattern in _ORDERS)


def orders_about(text: str) -> bool:
    """Does a line of the text, code left out, order a program about?"""
    return any(is_order(line) for part in text.split("```")[::2] for line in part.splitlines())


def has_control_tokens(text: str) -> bool:
    """Does a chat model's own markup stand in it? A card may show it, a news text never."""
    return CONTROL_TOKENS.search(text) is not None


def without_orders(sentences: Sequence[str]) -> list[str]:
    """The sentences of a paragraph that are no orders and do not go on with the one before or lead to the one after."""
    ordered = [is_order(sentence) for sentence in sentences]
    if not any(ordered):
        return list(sentences)
    dropped = set[int]()
    for direction in (range(len(sentences)), range(len(sentences) - 1, -1, -1)):
        running = False
        for place in direction:
            running = ordered[place] or (running and _GOES_ON.search(sentences[place]) is not None)
            if running:
                dropped.add(place)
    return [sentence for place, sentence in enumerate(sentences) if place not in dropped]
