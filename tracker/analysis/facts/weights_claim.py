"""Fact `weights_claim`: does a text say that the weights can be had; a claim, which openness never believes."""

from __future__ import annotations

import re

from tracker.analysis.facts.kind import Kind, from_text
from tracker.analysis.facts.sentences import told
from tracker.domain import Fact

_NOT_YET = re.compile(
    r"\b(?:yet to (?:release|publish|open)|(?:has|have|will) not (?:yet )?(?:release|publish|open)"
    r"|no (?:open )?weights|weights (?:are|were|will) not"
    r"|closed[\s-](?:weights?|source)|(?:only|nur) (?:via|through|über) (?:the |die |eine )?api|api[\s-]only"
    r"|keine (?:offenen )?gewichte"
    r"|gewichte (?:sind|werden|wurden) (?:noch )?nicht)\b",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\bopen[\s-](?:weights?|source[ds]?|model)\b|\bopen(?:ly)? sourced?\b|\bweights (?:are "
    r"|is )?(?:now )?(?:public|available|open|on|downloadable)\b"
    r"|\b(?:freely |now )?available (?:on|under|via) (?:hugging ?face|an? (?:mit|apache))"
    r"|\bgewichte\b.{0,60}\b(?:frei|verfügbar|veröffentlicht|download)"
    r"|\b(?:quelloffen\w*|open-weights?-modell\w*|offene[nrs]? (?:modell\w*|gewichte\w*|sprachmodell\w*))\b"
    r"|\b(?:available|verfügbar) (?:on|auf|bei) hugging ?face\b"
    r"|\b(?:dateien|files) (?:kommen|come) per torrent\b",
    re.IGNORECASE,
)
_LICENSED = re.compile(r"\b(?:under|unter)\b.{0,30}\b(?:[Aa]pache|MIT|open[\s-]?rail)\b")
_OF_OTHERS = re.compile(
    r"\bopen[\s-]source (?:serving|engine|library|framework|chat models|llms|tools?)\b"
    r"|\boutperform\w* (?:\w+ ){0,2}open",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|plans? to|planning|going to|soon|upcoming|coming|later this|next (?:week|month|year)|wird|werden"
    r"|will .{0,40}veröffentlichen|plant|kündigt"
    r"|demnächst|bald|künftig)\b",
    re.IGNORECASE,
)


def stated(text: str, language: str) -> tuple[Fact, ...]:
    """Yes where a text says so of what is out already; "no" where the first word about it is a no."""
    for line in told(text):
        if _FUTURE.search(line) or _OF_OTHERS.search(line):
            continue
        if _OFFERED.search(line) or _LICENSED.search(line):
            return from_text("weights_claim", "yes", line)
        if _NOT_YET.search(line):
            return from_text("weights_claim", "no", line)
    return ()


KIND = Kind("weights_claim", '"yes" or "no": what a text says about the weights; only files prove them', stated)
