"""The publisher's own teaser, where it is a clean one in the wanted language."""

from __future__ import annotations

import re

from tracker.summarizers.request import Request, Summary
from tracker.summarizers.sentences import has_ended, split
from tracker.summarizers.strangers import cleaned, is_plain

SHORTEST, LONGEST = 6, 80  # words
_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\b(?:read more|continue reading|weiterlesen|mehr lesen|zum artikel))[\s.!»>→\])]*$",
    re.IGNORECASE,
)


class Teaser:
    """What an editor wrote to say it shortly: better than any machine, when it is whole."""

    def summarize(self, request: Request) -> Summary | None:
        """The teaser in whole sentences; None where the text is none, is cut off, or speaks another language."""
        if not request.teaser or request.text_language != request.language:
            return None
        prose, suspicious = cleaned(request.text)
        text = " ".join(prose.split())
        # golem.de and others end with tags in brackets: "(KI, OpenAI)"
        text = re.sub(r"(?<=[.!?])\s*\([^()]{1,80}(?:, [^()]{1,80})*\)\s*$", "", text)
        count = len(text.split())
        sentences = split(text)
        if not SHORTEST <= count <= LONGEST or _CUT_OFF.search(text) or not is_plain(text):
            return None
        if suspicious or not has_ended(text):
            return None
        while sentences and sum(len(sentence.split()) for sentence in sentences) > request.words:
            sentences.pop()
        return Summary(" ".join(sentences), request.language, "teaser") if sentences else None
