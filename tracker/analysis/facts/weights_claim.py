"""Fact `weights_claim`: does a text say that the weights can be had; a claim, which openness never believes."""

from __future__ import annotations

import re

from tracker.analysis.facts.kind import Kind, from_text
from tracker.analysis.facts.license import granted, speaks
from tracker.analysis.facts.others import coming, negated, of_another, until
from tracker.analysis.facts.story import Story
from tracker.analysis.licenses import about, how_open
from tracker.domain import Answer, Fact

_NOT_YET = re.compile(
    r"\b(?:yet to (?:release|publish|open)|(?:has|have|did|will|does) not (?:yet )?(?:release|publish|open"
    r"|shar)\w*\b(?=[^.;]*"
    r"\b(?:weights?|model|it)\b)(?![^.;]*\b(?:data|code)\b)|no (?:open )?weights|weights (?:are|were|will|have) not"
    r"|closed[\s-](?:weights?|source) (?:\w+ )?model|(?:only|nur|ausschließlich) (?:available )?(?:via|through|über"
    r"|per) (?:the"
    r" |die |eine )?(?:api|programmierschnittstelle)|api[\s-]only|keine (?:offenen )?gewichte"
    r"|nicht frei verfügbar|frei verfügbar (?:ist|sind) (?:es|sie|das modell|die gewichte) nicht|not (?:freely"
    r"|publicly) available"
    r"|gewichte (?:sind|werden|wurden|bleiben) (?:noch |bisher |vorerst )?(?:nicht|unter verschluss|geheim))\b",
    re.IGNORECASE,
)
_NOT_YET_STEMS = ("yet to", " not ", "no ", "nicht", "weights", "closed", "api", "schnittstelle", "gewichte")
_NEVER_STEMS = ("no plan", "not ", "won't", "pläne")
_NEVER = re.compile(
    r"\b(?:no plans? to (?:release|publish|open)|(?:will not|won't) (?:release|publish"
    r"|open))\b[^.;]{0,40}\b(?:weights?|model)\b"
    r"|\bkeine pläne\b[^.;]{0,40}\b(?:gewichte|modell)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"^\s+(?:(?:ist|sind|is|are)\b[^.,;:]{0,40}\b)?(?:nicht|not)\b", re.IGNORECASE)
_OPEN = r"open[\s-](?:source[ds]?|weights?|licensed)"
_MODEL = r"(?:(?:language |sprach|ki-)?(?:model|modell)|LLM|VLM|MoE|checkpoint)"
_NOT_A_MODEL = (
    r"(?!question|issue|problem|beta|letter|protocol|framework|library|tool|toolkit|engine|agent|dataset|benchmark"
    r"|community|ecosystem|software|projekt|project|bibliothek|werkzeug|(?:ist|sind|is|are|and|und|with|for|from|of"
    r"|at|by)\b)"
)
_OFFERED_STEMS = (
    *("open", "offen", "weight", "gewicht", "apache", "mit-licensed", "mit licensed", "hugging", "(hf", "on hf"),
    *("download", "herunter", "licen", "freie", "kaggle", "modelscope", "torrent"),
)
_OFFERED = re.compile(
    r"(?:^\W*|[,:–—-]\s+)open[\s-]weights?\b(?=\s*(?:[,.;:]|$|under\b|and\b))"
    r"|\b(?:weights|gewichte)\s*[:→]\s*(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co|modelscope|hugging ?face)"
    r"|\b(?:get|find|grab|download) (?:it|them|the (?:model|weights|checkpoints?)) (?:on|at|from) (?:hugging ?face"
    r"|hf|kaggle"
    r"|modelscope)\b|\bweights can be (?:found|obtained)\b|\bgewichte\w*\b[^.;]{0,60}\böffentlich\b"
    r"|\bdownload\b[^.;]{0,40}\bmöglich\b|\bsind (?:nur )?(?:die |ihre "
    r"|seine )?gewichte\b[^.;]{0,12}\boffen\b"
    r"|(?:\bmodels? (?:was|were|has been|have been) |(?<!was )(?<!were )(?<!been )\b)(?:released?"
    r"|veröffentlicht)\b(?![^.;]*\b(?:data ?sets?|demo|paper|tool|library|space"
    r"|datensatz)\b)[^.;]{0,50}\b(?:on|auf) "
    r"(?:hugging ?face|modelscope)\b|\bcheckpoints?\b (?:is|are) (?:now )?(?:live |available |out )?(?:on"
    r"|at) (?:hugging ?face|modelscope)"
    r"|\b(?:along with|neben|samt|mitsamt)\b (?:\w+ ){0,2}(?:weights|gewichten)\b"
    r"|\bdownload (?:the |its |their )?(?:model )?weights\b"
    r"|\bgewichte?\w*\b[^.;]{0,40}\b(?:gibt es|liegen|stehen|sind|finden sich)\b[^.;]{0,30}\b(?:auf"
    r"|bei) (?:hugging ?face"
    r"|modelscope|kaggle|github)\b"
    rf"|\bopen model\b(?!\s+licen)|\b(?:apache[\s-]?2\.0|(?-i:MIT)[\s-]licensed)[\s-](?:licensed )?(?:\w+"
    rf" ){{0,2}}{_MODEL}\b"
    rf"|\b{_OPEN}[\s,-]+(?:{_NOT_A_MODEL}[\w.-]+[\s,-]+){{0,5}}?{_MODEL}s?\b(?!s)"
    rf"|\b(?:an?|its|new|first|their|the|(?<=ein )offenes) (?:new |fully |truly |top |SOTA "
    rf"|\w+ )?open (?:{_NOT_A_MODEL}[\w-]+ ){{0,2}}{_MODEL}\b(?!\s+licen)"
    r"|\b(?:open[\s-]sourc(?:ed|es)|(?:is|are|we're) open[\s-]sourcing)\b(?![^.;]{0,60}\b(?:protocol|framework"
    r"|library|tool(?:kit)?|cli|agent|dataset"
    r"|benchmark|code)\b)"
    r"|\b(?:is|are|as|now|fully|completely|goes|went|ist|sind|als|vollständig|komplett|macht \w+) (?:now |also "
    r"|fully |jetzt |auch )?"
    r"open[\s-](?:source|weights?)\b(?=\s*(?:[.,;:!()]|$|(?:and|und|under|unter|on|auf|with|via|mit)\b))"
    r"|\b(?:with|has|as|its|their|releas\w+|publish\w+|mit|als) open[\s-]weights?\b(?![\s-]+(?:ai|leadership"
    r"|revolution|movement))"
    r"|\bweights\b(?:[^.;]|\.(?=\d)){0,60}\b(?:public|available|out|downloadable|downloaded|released|published"
    r"|posted|live|uploaded"
    r"|on hugging ?face)\b"
    r"|\b(?:releas|publish|post|upload|shar|dropp?)(?:e|es|ed|s|ing)\b[^.;]{0,40}\bweights\b|\bopened the weights\b"
    r"|\bmodell\w*\b[^.;]{0,80}\b(?:zum (?:freien )?download|herunterladen)\b"
    r"|\bmodels?\b[^.;]{0,60}\b(?:can be|is|are) (?:freely )?download"
    r"|\bwith weights on\b|\b(?:freely |now )?available (?:on|under|via) (?:hugging ?face|an? (?:mit|apache))"
    r"|\bgewichte\w*\b(?:[^.;]|\.(?=\d)){0,80}\b(?:frei|verfügbar|veröffentlicht|download|herunter\w*|verteilt"
    r"|bereit|stehen unter)"
    r"|\b(?:veröffentlicht|stellt)\w*\b[^.;]{0,60}\b(?:modell)?gewichte\b"
    r"|\bquelloffen(?:e[nrs]?)?\b(?!\s+(?:\w+\s+)?(?:software|tools?|bibliothek|framework|projekt\w*|plattform"
    r"|community|agent\w*|code))"
    r"|\bopen-(?:source|weights?)-(?:ki-|sprach)?modell\w*|\b(?:offene[nrs]?|freie[ns]?) (?:ki-|sprach)?modell\w*\b"
    r"|\boffene[nr]? gewichte\w*|\b(?:available|verfügbar) (?:on|auf|bei) hugging ?face\b"
    r"|\b(?:dateien|files) (?:kommen|come) per torrent\b",
    re.IGNORECASE,
)
_MANY = re.compile(r"(?:models|LLMs|VLMs|modelle|modellen|modelle[rn]?)\W*$", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:its|their|our|his|two|three|four|five|several|these|all|both|first|new|family of|series of|seine|ihre"
    r"|zwei|drei"
    r"|vier|fünf|neue[nr]?|familie|reihe|releas\w*|open-sourc\w*|launch\w*|introduc\w*|veröffentlich\w*"
    r"|bringt"
    r"|stellt)\b[^.;:]{0,40}$",
    re.IGNORECASE,
)
"""Open models of some kind, more than one: only with such a word before them they are those of the release."""

_UNDER = re.compile(r"\b(?:under|unter|licensed|lizenziert)\b", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\bopen[\s-]source[\s-](?:serving|engine|library|framework|chat models|llms|tools?|tooling|community|ecosystem"
    r"|projects?"
    r"|software|initiative|definition|inference|stack|code|repositor\w+|agents?|cli|contribut\w+|movement|world|license"
    r"|components?|alternatives? to|and closed|oder|or closed|leaderboard|gemeinde|szene|projekt\w*|software\w*)\b"
    r"|\bopen[\s-](?:source|weights?) (?:chat )?(?:models|llms)\b(?=[^.;]{0,20}\b(?:and|or"
    r"|as well as)\b[^.;]{0,20}\b(?:closed|proprietary))"
    r"|\b(?:open letter|letter|offene[rn]? brief)\b|\b(?:cite as|bibtex)\b|\boutperform\w* (?:\w+ ){0,2}open|@misc",
    re.IGNORECASE,
)


_GONE_STEMS = ("removed", "pulled", "taken", "withdr", "delete", "longer", "mehr", "entfernt", "zurückge", "gelöscht")
_GONE = re.compile(
    r"\b(?:removed|pulled|taken down|withdrawn|withdrew|deleted)\b[^.;]{0,60}\b(?:hugging ?face|weights|models?"
    r"|repo\w*)\b"
    r"|\b(?:weights|model|repo\w*)\b[^.;]{0,60}\b(?:removed|pulled|taken down|withdrawn|deleted|no longer available)\b"
    r"|\bnicht mehr\b[^.;]{0,60}\b(?:abrufbar|verfügbar|herunterlad\w*|hugging ?face|download)\b"
    r"|\b(?:gewichte?\w*|modell\w*)\b[^.;]{0,60}\b(?:entfernt|zurückgezogen|gelöscht|zurückgerufen)\b",
    re.IGNORECASE,
)
_FOR_ONE = re.compile(r"\b(?:für|for|fördert|fund\w*|finanziert|toward|towards)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
"""An open model that somebody wants: "40 Millionen Euro für ein offenes Sprachmodell"."""


def stated(story: Story) -> tuple[Fact, ...]:
    """Yes where a text says so of what is out already; "no" where the first word about it is a no."""
    if any(_GONE.search(line) for line in story.having(*_GONE_STEMS)):
        return ()
    for line, low in story.lines:
        if _any(_NEVER_STEMS, low) and _NEVER.search(line):
            return from_text("weights_claim", "no", line)
        if _of_others(line, low):
            continue
        if (_any(_OFFERED_STEMS, low.replace("openai", "")) and _offered(line)) or (
            speaks(line, low) and _licensed(line)
        ):
            return from_text("weights_claim", "yes", line)
        denied = _NOT_YET.search(line) if _any(_NOT_YET_STEMS, low) else None
        if denied and not coming(line) and not of_another(line, denied.start()):
            return from_text("weights_claim", "no", line)
    return ()


def _any(stems: tuple[str, ...], low: str) -> bool:
    return any(stem in low for stem in stems)


def _of_others(line: str, low: str) -> bool:
    return ("open" in low or "letter" in low or "bibtex" in low or "cite as" in low or "@misc" in low) and bool(
        _OF_OTHERS.search(line)
    )


def _offered(line: str) -> bool:
    """Does it say so of this model, and not the contrary?"""
    return any(
        not coming(until(line, match.end()))
        and not negated(line, match.start())
        and not negated(line, match.end())
        and not _FOR_ONE.search(line[: match.start()])
        and not _DENIED.match(line[match.end() :])
        and not (_MANY.search(match[0]) and not _OWN.search(line[: match.start()]))
        and not of_another(line, match.end())
        for match in _OFFERED.finditer(line)
    )


def _licensed(line: str) -> bool:
    """Under an open license stands what can be had."""
    open_ = any(how_open(about(id_, name)) is Answer.YES for id_, name in granted(line))
    return open_ and _UNDER.search(line) is not None and not coming(line)


KIND = Kind("weights_claim", '"yes" or "no": what a text says about the weights; only files prove them', stated)
