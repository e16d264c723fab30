"""What is asked of a summarizer and what it gives back: Request, Summary, Summarizer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from tracker.domain import Event, Release


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be summarized: `text` in `text_language` is the best source text at hand, "" where there is none."""

    release: Release
    event: Event
    language: str  # wanted: "de" or "en"
    title: str = ""
    text: str = ""
    text_language: str = "en"
    words: int = 60
    teaser: bool = False  # the text is a publisher's own teaser


@dataclass(frozen=True, slots=True)
class Summary:
    """A few sentences and how they came about."""

    text: str
    language: str
    method: str  # facts | teaser | extract | model


class Summarizer(Protocol):
    """Says it shortly, or None where this way does not fit the request."""

    def summarize(self, request: Request) -> Summary | None:
        """At most `request.words` words in `request.language`; quotes in another language are marked as such."""
        ...
