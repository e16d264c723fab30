"""Names that look like a publisher's: look-alike owners on the Hub, and words in foreign letters. Pure.

Names are compared by what a hasty reader sees in them. Only one that then equals a publisher's own is alike; one that
merely holds it ("mistral-community", "nvidia-fans") is honest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from tracker.analysis.known import Known, Owner

_FOREIGN = dict(zip("абвгезикмнопрстухіјѕԁһԛԝѵӏь", "abbre3ukmhonpctyxijsdhqwvlb", strict=True))  # Cyrillic
_FOREIGN |= dict(zip("αβγεηικμνορστυχω", "abyenikuvopotuxw", strict=True))  # Greek
_CAPITALS = str.maketrans("ΖΗΜΝΥ", "ZHMNY")  # Greek ones that look otherwise than their small ones
_SMALL = str.maketrans(_FOREIGN)
_ALIKE = str.maketrans("01i|345$", "ollleass", "-_. ")

_CLAIMS = ("official", "real", "the", "verified", "original")
"""What only somebody who is not the publisher writes beside its name."""

_BESIDE = ("ai", "org", "hf", "hq", "inc", "team")
"""What a publisher might write there too."""

_SHORT = 4  # letters of a name: shorter ones are like many things; beside a claim one less
_WORD = re.compile(r"\w{3,40}")


def resembles(namespace: str, known: Known) -> Owner | None:
    """The publisher that a namespace on the Hub looks like, without being one of its own."""
    if known.by_namespace(namespace) is not None:
        return None
    own, name = _namespaces(known), skeleton(namespace)
    alike = next((own[core] for core in _cores(name, _SHORT) if core in own), None)
    if alike is None and len(name) >= _SHORT and _spelled(namespace) not in _spellings(known):
        return _names(known).get(name)  # "mistraI": "mistral" might be somebody's name, this one is made to deceive
    return alike


def disguised(text: str, known: Known) -> tuple[str, Owner] | None:
    """The first word of a text that is a publisher's name in letters of several scripts: "OpenАI"; and that publisher.

    A word that is foreign as a whole is honest, and an accent makes no other script.
    """
    if text.isascii() or not any(letter in _FOREIGN for letter in set(text.casefold())):
        return None
    for word in _WORD.findall(text):
        small = word.casefold()
        if any("a" <= letter <= "z" for letter in small) and any(letter in _FOREIGN for letter in small):
            owner = _names(known).get(skeleton(word))
            if owner is not None:
                return word, owner
    return None


def skeleton(name: str) -> str:
    """What a hasty reader sees in a name: "0penАI" and "open-ai" are one. For comparing only.

    Compatible forms, accents, case and separators fall away; then foreign letters, digits and pairs of letters become
    what they look like (Unicode TR 39, "Confusable Detection", cut down to what may stand in a name).
    """
    plain = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    folded = plain.translate(_CAPITALS).casefold().translate(_SMALL).translate(_ALIKE)
    return folded.replace("rn", "m").replace("vv", "w")


def _cores(name: str, short: int) -> Iterator[str]:
    """A skeleton, and what is left of it without the words that may stand before and behind a publisher's name.

    Nothing shorter than `short` letters; beside a claim, one letter less.
    """
    found = {name}
    waiting = [name] if len(name) >= short else []
    while waiting:
        one = waiting.pop(0)
        yield one
        for words, least in ((_CLAIMS, short - 1), (_BESIDE, short)):
            for word in map(skeleton, words):
                rests = {one.removeprefix(word), one.removesuffix(word)} - found
                fresh = sorted(rest for rest in rests if len(rest) >= least)
                found.update(fresh)
                waiting += fresh


@lru_cache(maxsize=8)
def _namespaces(known: Known) -> dict[str, Owner]:
    """Skeletons of all namespaces; of a title too, where the owner's own namespace only adds to it ("deepseek-ai")."""
    found: dict[str, Owner] = {}
    for owner in known.owners:
        title = skeleton(owner.title)
        for namespace in owner.namespaces:
            own = skeleton(namespace)
            found.setdefault(own, owner)
            if title in _cores(own, _SHORT - 1):
                found.setdefault(title, owner)
    return found


@lru_cache(maxsize=8)
def _names(known: Known) -> dict[str, Owner]:
    """Skeletons of everything that publishers are called."""
    own = [owner for owner in reversed(known.owners) if owner.namespaces]  # nobody pretends to be who is not there
    return {skeleton(name): owner for owner in own for name in _called(owner)}


@lru_cache(maxsize=8)
def _spellings(known: Known) -> frozenset[str]:
    """The same as publishers write it themselves."""
    return frozenset(_spelled(name) for owner in known.owners for name in _called(owner))


def _called(owner: Owner) -> tuple[str, ...]:
    return (*owner.namespaces, *owner.aliases, owner.title)


def _spelled(name: str) -> str:
    return re.sub(r"[-_. ]", "", name).casefold()
