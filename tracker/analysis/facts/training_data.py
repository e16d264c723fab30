"""Fact `training_data`: is it public what the model was trained on; from the table or from a sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.analysis.facts.corpora import is_public
from tracker.analysis.facts.kind import Kind, from_card, from_metadata, from_text
from tracker.analysis.facts.others import coming, negated, of_another
from tracker.analysis.facts.sentences import card
from tracker.analysis.facts.story import Story
from tracker.domain import Fact, Repo

_DATA = (
    r"(?:(?:pre-?)?training[\s-]data(?:sets?)?|(?:training|pretraining) (?:data ?sets?|corpus|corpora)|data ?sets?"
    r"|trainingsdaten(?:sätze)?|trainingsdatensatz)"
)
_WITHHELD = re.compile(
    rf"\b{_DATA}\b[^.;:]{{0,60}}?\b(?:(?:is|are|was|were|has|have|remains?|stays?)\s+(?:\w+\s+){{0,2}}?(?:not"
    rf"|never|n't)\s+(?:been\s+)?(?:yet\s+)?(?:made\s+|being\s+)?"
    r"(?:published|released|disclosed|public|publicly available|shared|available|open)|(?:is|are|remains?|stays?"
    r"|was|were)\s+(?:undisclosed|proprietary|secret|closed))"
    rf"|\b(?:does|do|did|has|have|will) not (?:yet )?(?:release|released|publish|published|disclose|disclosed"
    rf"|share|shared)\b[^.;]{{0,40}}\b{_DATA}"
    r"|\b(?:does|do|did|has|have) not (?:\w+ )?(?:release|publish|disclose|share)\w*\b[^.;]{0,40}\btraining data"
    r"|\btrainingsdaten\w*\b[^.;:]{0,60}?\b(?:nicht|keine|weder)\b[^.;:]{0,40}?\b(?:veröffentlicht|offengelegt"
    r"|enthalten|verfügbar|öffentlich|bekannt|offen|zugänglich)"
    rf"|\b(?:{_DATA}|data)\b (?:stays?|remains?|(?:is|are) kept|are staying)\s+(?:private|secret|internal|in-house)\b"
    rf"|\b{_DATA}\b (?:is|are|remains?) (?:unknown|unclear)\b"
    r"|\btrainingsdaten\b[^.;:]{0,60}\bveröffentlicht\b[^.;:]{0,20}\bnicht\b"
    r"|\b(?:woher|wo) die (?:trainings)?daten\b[^.;]{0,60}\b(?:verrät|sagt|nennt|legt|gibt)\b[^.;]{0,40}\bnicht\b"
    r"|\bdaten bleiben (?:privat|geheim|intern|unter verschluss)\b"
    r"|\btrainingsdaten\b[^.;:]{0,50}\b(?:unter verschluss|geheim|zurück)\b"
    r"|\b(?:ohne|keine) trainingsdaten\b"
    r"|\b(?:weder|keine)\b[^.;:]{0,30}\btrainingsdaten|\bneither\b[^.;:]{0,30}\btraining data\b"
    r"|\b(?:does|do|did|has|have) not \w+ (?:what|which) (?:training )?data\b"
    r"|\bwelche (?:trainings)?daten\b[^.;]{0,80}\b(?:verrät|sagt|nennt|legt|gibt)\b[^.;]{0,40}\bnicht\b",
    re.IGNORECASE,
)
_NEVER = re.compile(
    rf"\b(?:{_DATA}|data)\b (?:will not|won't) be (?:made )?(?:released|published|public|available|disclosed|shared"
    rf"|open)"
    rf"|\b{_DATA}\b[^.;:]{{0,20}}\b(?:wird|werden|soll|sollen)\b[^.;:]{{0,40}}\bnicht (?:veröffentlicht|offengelegt"
    rf"|geteilt)",
    re.IGNORECASE,
)
_TRAINING = (
    r"(?:(?:pre-?)?training[\s-]data(?:[\s-]?sets?)?|(?:training|pre-?training) (?:corpus|corpora)"
    r"|trainingsdaten(?:sätzen?|satz)?)"
)
_WHOLE = (
    r"(?:full|complete|entire|all(?: of)?(?: its| the| our| their)?|vollständige[mnrs]?|sämtliche[nr]?|gesamte[mnrs]?"
    r"|komplette[nrs]?|alle)"
)
_ACT = (
    r"(?:releas\w+|publish\w+|open-?sourc\w+|shar(?:ed|es)|disclos\w+|veröffentlicht\w*|offengelegt|legt|stellt|gibt)"
)
_PUBLISHED = re.compile(
    rf"\b{_ACT}\b[^.;]{{0,90}}?\b{_WHOLE} (?:\w+ )?{_TRAINING}\b(?:[^.;]{{0,60}}\b(?:offen|frei|bereit)\b)?"
    rf"|\b{_WHOLE} (?:\w+ )?{_TRAINING}\b[^.;:,]{{0,60}}\b(?:released|published|public|available|veröffentlicht"
    rf"|offengelegt"
    r"|öffentlich|verfügbar|frei)\b"
    rf"|\b{_ACT}\b[^.;]{{0,50}}\b(?:weights|checkpoints|gewichte\w*)\b[^.;]{{0,40}}\b{_TRAINING}(?=\s*(?:,|and|und"
    rf"|as well|sowie|\.|$))",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"\b(?:weights|checkpoints|gewichte)\b[^.;]{{0,30}}\b{_TRAINING}\b[^.;]{{0,30}}\b(?:are|is|sind|wurden|werden"
    rf"|stehen)\b"
    r"(?:[^.;]|\.\d){0,40}\b(?:released|published|public|available|open|veröffentlicht|verfügbar|offen|öffentlich"
    r"|zugänglich)\b"
    rf"|\b(?:together|along) with (?:the |its |their )?{_WHOLE} (?:\w+ )?{_TRAINING}"
    rf"|\b(?:samt|mitsamt|zusammen mit) (?:den |dem )?{_WHOLE} (?:\w+ )?{_TRAINING}",
    re.IGNORECASE,
)
_IN_PART = re.compile(
    rf"\b(?:part|parts|portion|subset|sample|summary|list|description|overview|teil|teile|auszug|zusammenfassung|liste"
    rf"|beschreibung|auswahl)\b (?:of|von|der|des) (?:\w+ ){{0,2}}{_TRAINING}\b[^.;]{{0,60}}\b(?:released|published"
    rf"|public|available"
    r"|veröffentlicht|offengelegt|verfügbar|zugänglich)\b"
    rf"|\b{_ACT}\b[^.;]{{0,30}}\btokens? (?:of|from|der|aus den) (?:\w+ )?{_TRAINING}\b"
    rf"|\b{_ACT}\b (?:an? |eine? |the |nur |only )?(?:\w+ )?(?:part|parts|portion|subset|sample|summary|list"
    rf"|description|overview"
    rf"|teil|teile|auszug|zusammenfassung|liste|beschreibung|auswahl)\b (?:of|von|der"
    rf"|des) (?:\w+ ){{0,2}}{_TRAINING}\b",
    re.IGNORECASE,
)
_NO = re.compile(r"\b(?:not|no|without|never|nicht|kein\w*|ohne|weder|except|außer)\b", re.IGNORECASE)
_UNCLEAR = re.compile(
    r"\b(?:evaluat\w*|benchmarks?|test sets?|user data|nutzerdaten|personal data|private data"
    r"|do(?:es)? not (?:include|contain))\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:part of|parts of|portion of|subset of|in addition(?: to)?|additional(?:ly)?|enhanced with|supplemented"
    r"|augmented|enriched|combined with|as well as|curated corpora"
    r"|(?:and|with|plus) (?:other )?curated|proprietary|in-house|internal|licensed|synthetic|teil der"
    r"|zusätzlich\w*)\b",
    re.IGNORECASE,
)
_TRAINED_ON = re.compile(r"\b(?:train\w*|pretrain\w*|corpus|corpora|tokens|data ?sets?|data)\b", re.IGNORECASE)


_SPEAKS_OF_IT = re.compile(r"data|daten|corpus|corpora", re.IGNORECASE)


def stated(story: Story) -> tuple[Fact, ...]:
    """What a sentence says of publishing the data; a text's yes is no more than partial to openness."""
    for line in story.having("data", "daten", "corpus", "corpora"):
        if value := _told(line):
            return from_text("training_data", {"value": value, "sets": []}, line)
    return ()


def _told(line: str) -> str | None:
    """The data that were used and can be had; "trained on public data" is not published."""
    if _NEVER.search(line):
        return "no"
    if _UNCLEAR.search(line) or coming(line):
        return None
    match = _IN_PART.search(line)
    if match and not negated(line, match.start()) and not of_another(line, match.start()):
        return "partial"
    if _WITHHELD.search(line):
        return "no"
    match = _PUBLISHED.search(line) or _LISTED.search(line)
    if match and not any(negated(line, place) for place in (match.start(), match.end())) and not _NO.search(match[0]):
        return None if of_another(line, match.start()) else "yes"
    return None


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """A sentence that withholds the data counts first; then the data sets that the card's metadata names."""
    lines = card(repo.card)
    if line := _withheld(lines):
        return from_card(repo, "training_data", {"value": "no", "sets": list(repo.datasets)}, line)
    if not repo.datasets:
        return ()
    more = next((line for line in lines if _MORE.search(line) and _TRAINED_ON.search(line)), None)
    whole = more is None and not repo.base_models and all(is_public(name) for name in repo.datasets)
    value = {"value": "yes" if whole else "partial", "sets": list(repo.datasets)}
    return from_metadata(repo, "training_data", value, file="README.md", quote=more)


def _withheld(lines: Iterable[str]) -> str | None:
    about = (line for line in lines if _SPEAKS_OF_IT.search(line))
    return next((line for line in about if _WITHHELD.search(line) and not _UNCLEAR.search(line)), None)


KIND = Kind(
    "training_data", '{"value": yes | partial | no, "sets"}: is it known what the model was trained on', stated, of_repo
)
