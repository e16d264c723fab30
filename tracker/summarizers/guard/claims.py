"""Claims: license, openness, availability and superlatives must have been seen, and in the same mood."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from tracker.summarizers.clauses import Mood, clauses, mood

_LICENSE = "license "
_CONCEPTS: Mapping[str, str] = {
    _LICENSE + "Apache": r"apache",
    _LICENSE + "MIT": r"(?-i:MIT)(?:[ -](?:licen[sc]e|lizenz)|[ -]licensed)|(?:under|unter)(?: the| der)? (?-i:MIT)\b",
    _LICENSE + "BSD": r"bsd",
    _LICENSE + "GPL": r"[al]?gpl",
    _LICENSE + "Creative Commons": r"cc[ -]?(?:by|0)|creative commons",
    _LICENSE + "non-commercial": r"(?:cc[ -]?)?by[ -]nc(?:[ -](?:sa|nd))?",
    _LICENSE + "RAIL": r"(?:open)?rail(?:[+-]\+?m)?",
    _LICENSE
    + "of a family": r"(?:community|model|gemma|llama|qwen|research)[ -](?:licen[sc]e|lizenz|nutzungsbedingungen)",
    "public domain": r"public domain|gemeinfrei",
    "proprietary": r"proprietary|proprietär\w*",
    "open source": r"open[ -]?sourc(?:e|ed|es|ing)\b|quelloffen\w*|open-source-\w+",
    "open weights": r"open[ -]weights?|open-weight-\w+|offene\w* (?:modell)?gewichte\w*|weights are open",
    "fully open": r"(?:fully|completely|entirely|truly) open|(?:vollständig|komplett|ganz|völlig) offen\w*",
    "commercial use": r"commercial(?:ly)?|(?:nicht-?)?kommerziell\w*|gewerblich\w*",
    "free": r"free(?:ly)?(?! of (?!charge)| up| from|-)|kostenlos\w*|kostenfrei\w*|gratis|unentgeltlich\w*"
    r"|frei (?:verfügbar|zugänglich|herunterlad\w+|nutzbar|verwendbar)\w*|freie\w* (?:zugang|nutzung)",
    "released": r"releas(?:es|ed|ing)|publish(?:es|ed)|launch(?:es|ed)|rolled out|ships|shipped|made public"
    r"|is out|are out"
    r"|veröffentlicht\w*|freigegeben\w*|erschienen|herausgebracht\w*|bereitgestellt\w*|gibt .{1,60} frei",
    "available": r"(?:un)?available|downloadable|download(?:s|ed)?|accessible|verfügbar\w*|erhältlich\w*"
    r"|herunter(?:ge)?lad\w*|zugänglich\w*|steht .{0,60}bereit|zum download",
    "withdrawn": r"withdr[ae]wn?|withdrew|taken down|pulled (?:back|from|offline)|zurückgezogen\w*"
    r"|zurückzieh\w*|zieht .{1,60} zurück",
    "state of the art": r"state[ -]of[ -]the[ -]art|sota|stand der technik|best-in-class|bestleistung\w*"
    r"|spitzenleistung\w*",
    "best": r"best|beste[nrsm]?|leading|führend\w*|unmatched|unerreicht\w*|unübertroffen\w*|number one|nummer eins",
    "better": r"outperform\w*|surpass\w*|beats?|better than|exceeds?|übertriff\w*|übertreff\w*|übertroffen"
    r"|schlägt|besser als",
    "largest": r"largest|biggest|größte[nrsm]?",
    "fastest": r"fastest|schnellste[nrsm]?",
    "cheapest": r"cheapest|billigste[nrsm]?|günstigste[nrsm]?",
    "most powerful": r"(?:most|more) (?:powerful|capable|intelligent|advanced)|leistungs(?:fähigste"
    r"|stärkste)[nrsm]?|mächtigste\w*",
    "first": r"first(?! (?:glance|of all|time))|erste[nrsm]?|erstmal\w*|als erste\w*|zum ersten mal|for the first time",
    "only one": r"the only|einzige[nrsm]?",
    "training data": r"training (?:data|set|corpus)|trainingsdaten\w*|datasets?|datens(?:atz|ätze)\w*|data ?sets?",
    "official": r"official(?:ly)?|offiziell\w*",
    "approved": r"approv\w+|certif\w+|zertifizier\w*|genehmig\w*|zugelassen|recommend\w*|empf(?:ehl|ohl"
    r"|iehl)\w*|verified|geprüft\w*",
    "safe": r"safest|(?:completely|fully|perfectly|absolutely) safe|safe (?:to use|for)|unbedenklich\w*"
    r"|sicherste\w*|compliant|konform\w*",
    "free of bias": r"unbiased|neutral|objective|unvoreingenommen\w*",
}
_PATTERNS = {name: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) for name, pattern in _CONCEPTS.items()}
_TERMS = frozenset(
    {
        "proprietary",
        "open source",
        "open weights",
        "fully open",
        "commercial use",
        "free",
        "released",
        "available",
        "training data",
    }
)
"""What depends on conditions and on the day."""

_IMPLIED = {"open weights": ("released", "available"), "available": ("released",), "released": ("available",)}
"""What may be said where one of these was seen: weights that are released are available."""


def absent(text: str, seen: str) -> list[str]:
    """The claims of a summary that were not seen, or only in another mood: "commercial use (seen: limited)"."""
    known: dict[str, set[Mood]] = {}
    for name, said in _found(seen):
        known.setdefault(name, set()).add(said)
    missing: dict[str, None] = {}
    for name, said in _found(text):
        moods = known.get(name, set()).union(*(known.get(other, set()) for other in _IMPLIED.get(name, ())))
        if said not in moods:
            was = f" (seen: {', '.join(sorted(moods))})" if moods else ""
            missing[f"{name}: {said}{was}"] = None
    return list(missing)


def _found(text: str) -> Collection[tuple[str, Mood]]:
    """Every claim in the text with its mood; what is not about terms is only said or denied."""
    found: dict[tuple[str, Mood], None] = {}
    for clause in clauses(text):
        names = [name for name, pattern in _PATTERNS.items() if pattern.search(clause)]
        said = mood(clause) if names else Mood.IS
        for name in names:
            found[name, said if name in _TERMS or said is Mood.NOT else Mood.IS] = None
    return found
