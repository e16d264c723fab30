"""Words beside a name that say that it is a model: "our language model Fjord", "Fjord, an open-weight model"."""

from __future__ import annotations

import re

from tracker.analysis.name_heads import Head
from tracker.analysis.name_parts import word_set

_ONE = re.compile(r"(?:.*-)?(?:model|llm|vlm|slm|checkpoint|modellfamilie|modellreihe)$|.*modell(?:s|familie|reihe)?$")
_MANY = re.compile(r"(?:.*-)?(?:models|llms|vlms|slms|checkpoints)$|.*modellen?$")
_CALLED = word_set("called named dubbed namens names genannt heißt")
_OF_WEIGHTS = word_set("weights gewichte gewichten modellgewichte")
_SPEAKS = word_set(
    "language open open-source open-weight open-weights foundation base reasoning speech vision video image ai new"
)
_OPEN = word_set("offenes offenem offene offenen quelloffenes quelloffenem quelloffene freies")
_SPEAKING = re.compile(
    r".*(?:sprach|ki-|basis|bild|video|audio|reasoning-|weight-|source-|llm-).*modell(?:s|familie|reihe)?$"
)
QUOTES = "\"”“’'„‘«»"
"""What stands around a quoted name."""
_ARTICLES = word_set("a an our ein eine unser unsere their its his sein seine ihr ihre")
_DEFINITE = word_set("the das die der")
_PARTED = word_set("""
    for to that which with by in on at from than using built based like beat beats how why when where für zum zur zu
    mit aus über auf von wie warum tool app platform plattform framework library benchmark dataset agent agents
    assistant chatbot is are has gets kommt ist als and und run runs werkzeug datensatz alternative training attack
    attacks approach method way guide company lab startup firm unternehmen firma
""")
_AFTER_NOUN = re.compile(
    r"(?:tools?|apps?|agents?|gardens?|zoo|hub|servers?|frameworks?|inference|\w+ing)\b", re.IGNORECASE
)
_BEGUN = re.compile(r"(?!reasoning|coding|leading)[\w-]+ing$")
ACTS = word_set("""
    introducing announcing meet presenting unveiling launching releasing open-sourcing open-sources open-sourced
    releases release released launches launched launch unveils unveiled debuts ships drops publishes published
    reveals reveal delays delayed postpones withdraws withdrew pulls update updates updated upgrades presents
    teases relicenses introduces veröffentlicht veröffentlichen veröffentlichte stellt stellen kündigt kündigen
    verschiebt verschieben verschob startet präsentiert enthüllt zeigt zieht lässt legt gibt aktualisiert öffnet
    verzögert plant announce announces announced introduce introduced present presented unveil publish ship drop
    debut removes removed takes took plans share sharing kündigte stellte bringt brachte gab zeigte startete
    nimmt nahm entfernt löscht enthüllte
""")
"""What is done to a model: words before its name."""

BETWEEN = word_set("""
    the a an its their our first new small tiny own open open-weight open-source latest updated der die das den dem ein
    eine einen neue neues neuen neuer sein seine seinen ihr ihre ihren unser unsere unseren erste erstes erstmals offene
    offener offenes quelloffenes quelloffene
""")
"""What may stand between such a word and the name: "releases its new Zaunkönig 2"."""

_MARK = re.compile(
    r"[\"”“’'«»]?(?:\s+(?:vor|an|frei|offen))?(?P<mark>,|\s[–—-]|:|\s+(?:is|are|ist|sind))\s+", re.IGNORECASE
)
_TIED_AFTER = re.compile(
    r"[\"”“’'«»]?(?:"
    r"\s+(?:(?:open|model)[- ])?weights\b|,? (?:with|mit) (?:\d[\d.,]*|\w+) (?:billion|milliarden) param"
    r"|,? (?:with|mit) \d[\d.]*B |,? (?:with|mit) (?:\w+ )?(?:open|offenen|freien)[ -](?:weights|gewichten)\b"
    r"|\s+(?:is|are|ist|steht) (?:now|nun|jetzt|ab sofort) (?:\w+ )?(?:under |unter )?(?:the |der )?"
    r"(?:apache\b|mit(?: licen[sc]ed?|-lizenz| lizenz|$|[.,;]))"
    r"|'s (?:open )?weights\b"
    r")",
    re.IGNORECASE,
)
_SIZED = re.compile(r"\s+\(\d[\d.]*[BM](?: parameters| Parameter)?\)")
_VERB = re.compile(  # "the language model Nebelwerk announced": who acts is no model
    r"\s+(?:has|had|released|releases|announced|built|trained|made|developed|wants|plans|launched|published|will|says|"
    r"hat|will|plant|veröffentlicht|baut|sagt|gibt|stellt|kündigt)\b",
    re.IGNORECASE,
)


_TO_OPEN = re.compile(r"\b(?:to|will|going to) open[- ]source (?:(?:its|our|their|the|new|own) ){0,3}$", re.IGNORECASE)


def tied(head: Head, before: str, after: str, *, acts: bool) -> bool:
    """Whether the words around a name say that it is a model."""
    if (_TIED_AFTER.match(after) and (head.numbered or head.made)) or (_SIZED.match(after) and not head.weak):
        return True
    if head.numbered and _TO_OPEN.search(before):
        return True
    quoted = before.endswith(tuple(QUOTES))
    if (not head.weak or quoted) and _said_before(before, sure=head.numbered or head.made or quoted):
        return head.numbered or not _VERB.match(after)
    return _said_after(head, after, acts=acts)


def _said_before(before: str, *, sure: bool) -> bool:
    """Whether what stands before a name says that it is a model: "das Sprachmodell", "a model called", "weights of"."""
    shown = before.rstrip(QUOTES + " ").split()[-5:]
    said = [word.lower() for word in shown]
    if not said:
        return False
    if said[-1] in {"of", "for", "von"}:
        return len(said) > 1 and said[-2] in _OF_WEIGHTS
    if said[-1] in _CALLED:
        return any(_is_noun(word.rstrip(",")) for word in said[-4:-1])
    quoted = before.endswith(tuple(QUOTES))
    noun = said[-1].rstrip(":") if quoted else said[-1]
    if _SPEAKING.match(noun):
        return True
    if quoted or not _is_noun(noun):
        return quoted and _is_noun(noun)
    if noun.startswith("modell"):
        return sure or bool(_OPEN & set(said[-3:-1]))
    return (sure or shown[-1].islower()) and bool(_SPEAKS & set(said[-4:-1]))


def _is_noun(word: str) -> bool:
    return _ONE.match(word) is not None or _MANY.match(word) is not None


def _said_after(head: Head, after: str, *, acts: bool) -> bool:
    """Whether what stands behind a name says that it is a model: "Fjord, an open-weight model"."""
    match = _MARK.match(after)
    if match is None:
        return False
    mark, shown = match["mark"].strip(), after[match.end() :].split()[:9]
    said = [word.lower() for word in shown]
    article = said[0] if said and said[0] in _ARTICLES | _DEFINITE else ""
    many = _noun_phrase(said[1:] if article else said, begun=bool(article))
    if many is None or (article in _DEFINITE and said[1].strip(".,:;!?") in {"model", "models", "modell", "modelle"}):
        return False
    if mark == "," and not article and (many or (shown[0][0].isupper() and not said[0].startswith("open-weight"))):
        return False
    told = article in _ARTICLES
    own = head.numbered or head.made
    sure = own or acts or (told and not head.weak)
    if mark == ",":
        return sure or not head.weak
    return sure and (acts or not many or (own and bool(article)))


def _noun_phrase(said: list[str], *, begun: bool) -> bool | None:
    """Whether the noun that these words begin with is "model" (False) or "models" (True); None for something else."""
    for at, word in enumerate(said[: 8 if begun else 3]):
        bare = word.strip(".,:;!?()")
        if bare in _PARTED or bare in ACTS or (at == 0 and not begun and _BEGUN.match(bare)):
            return None
        if _is_noun(bare):
            other = bare == word and at + 1 < len(said) and _AFTER_NOUN.match(said[at + 1])
            return None if other else _MANY.match(bare) is not None
        if word[-1] in ".:;!?":
            return None
    return None
