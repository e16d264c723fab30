"""The guard: what a language model wrote is checked against exactly what it saw before anyone reads it.

A precise tripwire and no proof: it knows numbers, names, claims, negations, status and form; that a sentence is true
it does not know. On a hit the summary is thrown away and the extract stands in its place. Numbers, license and stage
of a message come from facts anyway, never from a model.
"""

from __future__ import annotations

from collections.abc import Collection

from tracker.domain import EventKind
from tracker.summarizers.guard.claims import absent as claims_not_in
from tracker.summarizers.guard.form import faults
from tracker.summarizers.guard.names import absent as names_not_in
from tracker.summarizers.guard.numbers import absent as numbers_not_in
from tracker.summarizers.guard.status import contradicts
from tracker.summarizers.guard.words import NOVEL, novel, turned

VERSION = "1"
"""Goes up when a rule changes: answers are remembered with it."""

LONGEST = 64_000  # characters of what was seen
_WORD = 40  # characters; what has more for each word asked for is no summary


def check(
    text: str,
    seen: str,
    *,
    language: str,
    source_language: str,
    event: EventKind | None,
    words: int,
    names: Collection[str] = (),
) -> tuple[str, ...]:
    """Why a summary may not be shown, one short reason each; empty: nothing is wrong with it.

    `seen` is all that the model saw: verified facts, title and text, a line each. `event` is what happened, None where
    that is not known; `words` the number of words asked for; `names` those of organizations and model families, which
    are found in any spelling.
    """
    if len(text) > _WORD * (words + 10):
        return ("form: too long",)
    seen = seen[:LONGEST]
    found = [f"form: {fault}" for fault in faults(text, language, words)]
    found += [f"number: {one.text} is not in the text" for one in numbers_not_in(text, seen, language, source_language)]
    found += [f"name: {one} is not in the text" for one in names_not_in(text, seen, language, source_language, names)]
    found += [f"claim: {one}" for one in claims_not_in(text, seen)]
    found += [f"status: {one}" for one in contradicts(text, event)]
    if language == source_language:
        found += [f"negation: “{one[:80]}” was seen the other way round" for one in turned(text, seen)]
        if (share := novel(text, seen)) > NOVEL:
            found.append(f"novelty: {share:.0%} of its words are not in the text")
    return tuple(found)
