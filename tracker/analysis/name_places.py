"""Models of families that nobody listed, found by where they stand: "Introducing Fjord 2", "das Sprachmodell Habicht".

Two kinds of place. A tie (name_ties.py) says that the word is a model and is enough wherever the word stands. An act
("Nebelwerk verschiebt Zaunkönig 2", "Fjord is here") says only that something comes out: it is enough for a name with a
number, in a text that is about one model or its weights.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tracker.analysis.name_heads import Head, heads
from tracker.analysis.name_parts import word_set
from tracker.analysis.name_ties import ACTS, BETWEEN, QUOTES, tied

_GATE = re.compile(  # the text is about a model, not only about something that uses models
    r"open[- ]?weights?\b|\bweights\b|gewichten?\b|offene\w* (?:\w+-)?\w{0,20}modell"
    r"|\b(?:language|open|open-source|foundation|base|reasoning|speech|vision|image|video|audio|world|embedding|ai)"
    r"[- ](?:\w+[- ])?model\b"
    r"|(?:sprach|basis|ki-|bild|video|audio|reasoning-|weight-|source-)modell(?:e?s)?\b|\bllm\b|\bvlm\b"
    r"|billion[- ]parameters?|milliarden parameter|\d[bt][- ](?:\w+[- ])?(?:parameter|model)",
)
_WEIGHTS = re.compile(r"open[- ]weights?\b|\bweights\b|gewichten?\b|hugging ?face|\d[bm]\b|parameter")

_THINGS = (
    r"tools?|app|platform|plattform|framework|library|bibliothek|benchmark|dataset|datensatz|agents?|assistants?|"
    r"assistent|chatbot|engine|sdk|server|editor|browser|chips?|gpus?|compiler|language(?! model)|sprache|spiel|game|"
    r"protocol|protokoll|service|dienst|werkzeug|toolkit|suite|runtime|kit|api|package|stack|system|workspace|kernel|"
    r"megakernel|method|algorithm|corpus|korpus|leaderboard|evaluation|router|mode|program|community|plugin|optimizer|"
    r"encyclopedia|website|extension|feature"
)
_OTHER = re.compile(  # something else than a model
    r"\s(?:" + _THINGS + r")\b|(?:,|\s[–—-]|:|\s+(?:is|are|ist))\s+(?:an?|our|the|its|ein|eine|das|die|der|unser)\s+"
    r"(?:[\w-]+\s+){0,4}?(?:" + _THINGS + r")\b",
    re.IGNORECASE,
)
_ACTS_OF = word_set("""
    launch release withdrawal delay veröffentlichung start freigabe rückzug verschiebung ankündigung license
    lizenz
""")
_ACT_AFTER = re.compile(
    r"[\"”“’'«»]?(?: (?:by|from|von) [A-ZÄÖÜ][\w-]+(?: [A-Z][\w-]+)?)?\s+(?:"
    r"now (?:available|live|open|out|here)\b"
    r"|(?:is|are) (?:finally |now |out )?(?:here|out|live|available|delayed|coming|open|released|postponed|gone)\b"
    r"|(?:ist|sind|steht) (?:nun |jetzt |endlich |ab sofort )?(?:da|erschienen|verfügbar|raus|frei|zurück|bereit)\b"
    r"|(?:erscheint|verspätet|verzögert|kommt|braucht noch|braucht mehr|lässt (?:\w+ )?auf sich warten)\b"
    r"|(?:will take|takes|needs) (?:more time|longer)\b|(?:is |was )?pushed back\b"
    r"|(?:arrives|slips|lands|coming|delayed|released|postponed|withdrawn)\b"
    r"|(?:veröffentlicht|vorgestellt|verschoben|angekündigt|freigegeben|zurückgezogen)(?=\s*(?:[.:,;!–—-]|$))"
    r")",
    re.IGNORECASE,
)
_TO_COME = re.compile(  # "wird Priel 2 mit offenen Gewichten veröffentlichen": the verb stands behind the name
    r"(?:\s+[\w.-]+){0,5}?\s+(?:veröffentlichen|freigeben|offenlegen|herausbringen|vorstellen)\b", re.IGNORECASE
)
_WILL = word_set("will wird wollen werden soll sollen")
_LEAD = re.compile(  # "Coming soon: Priel 2"
    r"^\W*(?:coming soon|coming next|now available|available now|out now|new|demnächst|bald|jetzt verfügbar"
    r"|ab sofort(?: verfügbar)?|neu)\s*[:–—-]\s*$",
    re.IGNORECASE,
)
_OWN_TOPIC = re.compile(  # "Marram: Hollin Labs gibt Gewichte seines Sprachmodells frei": somebody else acts
    r": [A-ZÄÖÜ][\w.&-]*(?: [A-ZÄÖÜ][\w.&-]*){0,3} (?:gibt|veröffentlicht|legt|stellt|releases|publishes|shares|opens)"
    r" (?:die |the )?(?:Modellgewichte|Gewichte|weights)"
    r" (?:(?:seines|ihres|eines|of its|of the|of a) |frei\b|offen\b|$)"
)
_RAISED = re.compile(r"\s+(?:to|auf)\s+(?:version\s+)?(v?\d{1,2}(?:\.\d{1,2})?)(?![\w%.])", re.IGNORECASE)
_REACH = 90  # characters before a name that are looked at
_OPENING = re.compile(
    r"(?:introducing|announcing|meet|presenting|hello to|open-?sourc(?:ing|es|ed)|releasing)\b.{0,30}$", re.IGNORECASE
)
_HERE = re.compile(r" (?:is|are|ist|sind) (?:now |finally |nun |jetzt |endlich )?(?:here|out|da)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands; `version` is what its family was raised to ("updates Zaunkönig to 2.1").

    `told`: the words around say so, and the name may go on; otherwise its shape does, which is the whole name.
    """

    start: int
    end: int
    version: str | None = None
    told: bool = True


@dataclass(frozen=True, slots=True)
class _Told:
    """What a text says of names: words it calls models, possible names with whether an act stands beside each."""

    tied: frozenset[str]
    heads: tuple[tuple[Head, bool], ...]
    one: bool  # it is about a model
    weights: bool  # it is about weights


@lru_cache(maxsize=16)
def _told(text: str) -> _Told:
    called: set[str] = set()
    rows: list[tuple[Head, bool]] = []
    for head in heads(text):
        before, after = text[max(0, head.start - _REACH) : head.start], text[head.end : head.end + _REACH]
        acted = _acted(before, after) or _ACT_AFTER.match(after) is not None or _introduces(head, text)
        acts = acted and not _OTHER.match(after)
        if tied(head, before, after, acts=acts):
            called.add(head.words)
        rows.append((head, acts))
    low = text.lower()
    return _Told(frozenset(called), tuple(rows), bool(_GATE.search(low)), bool(_WEIGHTS.search(low)))


def _introduces(head: Head, text: str) -> bool:
    """Whether a title is the name, or begins with it and a colon: "Petrel 2.0: faster, smaller, open"."""
    return head.start == 0 and head.numbered and text[head.end :].strip()[:1] in {"", ":"}


def _acted(before: str, after: str) -> bool:
    """Whether something is done to what stands between these: "Nebelwerk verschiebt", "the launch of our new"."""
    if _LEAD.match(before):
        return True
    said = [word.strip(QUOTES) for word in before.lower().split()[-6:]]
    while said and (said[-1] in BETWEEN or not said[-1]):
        said.pop()
    if not said:
        return False
    if said[-1] in _WILL:
        return _TO_COME.match(after) is not None
    if said[-1] in {"of", "von", "for", "für"}:
        return len(said) > 1 and said[-2] in _ACTS_OF
    return said[-1] in ACTS or said[-2:] in (["open", "sourcing"], ["open", "sources"], ["hello", "to"])


def places(text: str, around: str, *, official: bool) -> Iterator[Place]:
    """Names of a text that speaks of models, by their places.

    `around` is the rest of it; `official` says that a publisher speaks, so that what it brings out need not be told.
    """
    told, beside = _told(text), _told(around)
    called = told.tied | beside.tied
    silent = around.replace(text, "").strip() in {"", "models"}  # nothing is said beside the title
    gate = told.one or beside.one or (official and silent)
    weights = told.weights or beside.weights
    for head, beside_act in told.heads:
        acts = beside_act and gate
        if _OWN_TOPIC.match(text, head.end) and head.start == 0 and not head.weak:
            yield Place(head.start, head.end)
            continue
        raised = _RAISED.match(text, head.end) if acts and not head.numbered else None
        if head.words in called or (acts and (head.numbered or (weights and _unnumbered(text, head)))):
            yield Place(head.start, head.end, raised.group(1) if raised else None)


def _unnumbered(text: str, head: Head) -> bool:
    """Whether an act is enough for a name without a number: a word like no other, or what a text opens with."""
    if head.made:
        return " " not in text[head.start : head.end]
    if head.start == 0 and _HERE.match(text, head.end):
        return not head.weak
    opens = _OPENING.search(text[max(0, head.start - _REACH) : head.start]) or _RAISED.match(text, head.end)
    return opens is not None and not head.weak
