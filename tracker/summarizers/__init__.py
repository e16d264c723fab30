"""SHORT: ways to say an event or a release in a few sentences; SUMMARIZERS is the whole list, in order of preference.

choose.py puts them together: the fact sentence always comes first, then the first way below that fits the text. What
the extract says a language model of the operator's own may say anew (model/); guard/ checks it, nothing waits for it.
"""

from __future__ import annotations

from collections.abc import Callable

from tracker.summarizers.extract import Extract
from tracker.summarizers.facts import FactSentence
from tracker.summarizers.request import Request, Summarizer, Summary
from tracker.summarizers.teaser import Teaser

SUMMARIZERS: dict[str, Callable[[], Summarizer]] = {
    "facts": FactSentence,
    "teaser": Teaser,
    "extract": Extract,
}

__all__ = ["SUMMARIZERS", "Request", "Summarizer", "Summary"]
