"""All ways together: the fact sentence first, then what the best other way says within the words that are left."""

from __future__ import annotations

from dataclasses import replace

from tracker.summarizers import SUMMARIZERS
from tracker.summarizers.facts import sentence
from tracker.summarizers.request import Request, Summary
from tracker.summarizers.wording import words

FEWEST = 8  # words left below which nothing is added


def summarize(request: Request) -> Summary:
    """The summary of an event: at most about `request.words` words, and always at least the fact sentence.

    The fact sentence is the first line, what a text adds the second. `method` names the way that came after it, "facts"
    where nothing did. A text in another language than the wanted one is quoted and marked: Original (German): "…".
    """
    said = sentence(request.release, request.event, request.language)
    left = request.words - len(said.split())
    if left < FEWEST or not request.text.strip():
        return Summary(said, request.language, "facts")
    rest = replace(request, words=left)
    for name, make in SUMMARIZERS.items():
        if name == "facts":
            continue
        found = make().summarize(rest)
        if found is not None and found.text.strip():
            return Summary(f"{said}\n{_marked(found, request.language)}", request.language, found.method)
    return Summary(said, request.language, "facts")


def _marked(found: Summary, language: str) -> str:
    """The text as it is, or quoted with its language where that is not the wanted one."""
    if found.language.split("-")[0] == language.split("-")[0]:
        return found.text
    table = words(language)
    named = table.languages.get(found.language.split("-")[0], found.language)
    inner = found.text.translate(str.maketrans('„“”"', "‚‘’’"))
    return table.original.format(language=named, text=inner)
