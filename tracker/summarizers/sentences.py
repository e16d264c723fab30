"""Text to sentences, in German and English: a full stop ends one unless it belongs to an abbreviation or a number."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_END = re.compile(r"(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>[\"'”“»’)\]]*)\s+(?=(?P<next>(?:[\"'„“‘’‚»«(\[] ?)*[^\s]+))")

_ENDED = re.compile(r"[.!?][\"'”“»’)\]]*$")

# Words after which a full stop ends nothing, in lower case and without it.
_ABBREVIATIONS = _words(
    """
    abb abs abt allg anm art aufl ausg bd betr bsp bspw bzgl bzw ca chr dez dgl dipl dr ebd ehem eigtl einschl engl etc
    evtl exkl feb fr ggf ggü gegr geb gest hrsg inkl insb int jan jh jhd kap lt max mind min mio mrd mtl nov nr okt
    prof resp rd sep sept sog st std str tab tel tgl tsd usf usw ver vgl vol vs vorm wg ztr zt zzgl zz
    apr aug corp dept ed eds est fig figs gen gov inc jr jul jun ltd mr mrs ms no nos op pp pres ref refs rep rev sen sr
    approx al cf e.g i.e u.s u.k a.m p.m ph.d d.h z.b u.a o.ä s.o s.u i.d.r u.ä m.e e.v a.d z.t i.v.m
    """
)
_ENDS_TOO = frozenset({"etc", "usw", "inc", "ltd", "corp", "jr", "sr", "a.m", "p.m", "u.s", "u.k", "usf", "co"})
_AFTER_ENDS = _words(
    """
    the a an it this that these those he she they we i in on at but and so for as when while however
    der die das ein eine es er sie wir ich im in am auf bei mit doch aber und für zudem auch damit dabei nun laut
    """
)
_ORDINAL_OF = _words(
    """
    januar februar märz april mai juni juli august september oktober november dezember jan feb apr jun jul aug sep sept
    okt nov dez quartal jahrhundert halbjahr minute mal platz rang auflage generation tag woche monat jahr stock runde
    spieltag geburtstag jahrestag bundestag version kapitel klasse etage kongress konferenz iteration stufe weltkrieg
    """
)
_BEFORE_ORDINAL = _words(
    """
    am im der die das den dem des zum zur vom ab bis seit beim jeden jede jeder jedes und oder ihr ihre sein seine
    """
)


def has_ended(text: str) -> bool:
    """Does it end as a sentence does, and is not cut off?"""
    return _ENDED.search(text) is not None


def split(text: str) -> list[str]:
    """The sentences of a text in order, whitespace collapsed; an empty line always ends one."""
    found: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text):
        line = " ".join(paragraph.split())
        start = 0
        for end in _END.finditer(line):
            if _ends(line[start : end.start("stop")], end["stop"], end["next"]):
                found.append(line[start : end.end("close")].strip())
                start = end.end()
        found.append(line[start:].strip())
    return [sentence for sentence in found if sentence]


def _ends(before: str, stop: str, following: str) -> bool:
    """Does this stop end a sentence? `before` is the sentence so far, `following` the next word."""
    word = following.lstrip("\"'„“‘’‚»«([ ")
    if not word or (word[0].islower() and not re.match(r"[a-z]+[A-Z]", word)):  # "vLLM" begins a sentence too
        return False
    if stop != ".":
        return True
    tokens = before.split()
    last = tokens[-1].lstrip("\"'„“‚»«([") if tokens else ""
    low, plain_next = last.lower(), re.sub(r"\W", "", word).lower()
    if re.fullmatch(r"\d{1,2}", last):
        return not _is_ordinal(tokens[-2].lower() if len(tokens) > 1 else "", plain_next)
    if low.endswith("str") and re.match(r"\d", word):  # Hauptstr. 5
        return False
    if re.fullmatch(r"[^\W\d_]", last):  # an initial, or "z. B."
        return last in "IX" and plain_next in _AFTER_ENDS
    if low in _ENDS_TOO:
        return plain_next in _AFTER_ENDS
    return low not in _ABBREVIATIONS


def _is_ordinal(previous: str, following: str) -> bool:
    """Says whether a number is the fifteenth, the third and so on: "am 15. Juni", "im 3. Quartal"."""
    return following in _ORDINAL_OF or (previous in _BEFORE_ORDINAL and following not in _AFTER_ENDS)
