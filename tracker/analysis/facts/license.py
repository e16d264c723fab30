"""Fact `license`: which license the weights stand under, as the Hub, the card or a text says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from tracker.analysis.facts.kind import Kind, from_card, from_metadata, from_text, page, shorten
from tracker.analysis.facts.others import coming, negated, parts
from tracker.analysis.facts.sentences import card
from tracker.analysis.facts.story import Story
from tracker.analysis.license_texts import recognize as recognize_text
from tracker.analysis.licenses import CAUTIOUS, UNSTATED, about, how_open, recognize, same
from tracker.domain import JSON, Fact, Repo

FILE_RANK = 90
"""What the owner's license file says: below the metadata, above the card."""

_LICENSE_FILE = re.compile(r"[\w .-]{0,40}licen[cs]e[\w .-]{0,40}", re.IGNORECASE)
_CODE_FILE = re.compile(r"code", re.IGNORECASE)
_SPEAKS_OF_IT = re.compile(
    r"li[cz]en[sczt]\w*|\bunder\b|\bunter\b|\bapache\b|\bMIT\b|open[\s-]source|quelloffen|terms"
    r"|\bcc[\s-]?(?:by|0)\b|\b[al]?gpl\b|\bbsd\b",
    re.IGNORECASE,
)
_STEMS = (
    *(
        "licen",
        "lizen",
        "lisenc",
        "apache",
        "cc-by",
        "cc by",
        "cc0",
        "creative",
        "gpl",
        "bsd",
        "mpl",
        "rail",
        "openmdw",
    ),
    *("gemma terms", "nutzungsbed"),
)
_CODE_ONLY = re.compile(
    r"\b(?:(?<!-)code(?!-)|repository|repo|library|scripts?|implementation|quellcode|programmcode|software|projects?"
    r"|projekt\w*"
    r"|plugin|nodes?)\b",
    re.IGNORECASE,
)
_MODEL_TOO = re.compile(r"\b(?:weights?|models?|checkpoints?|gewichte|modelle?|LLMs?)\b", re.IGNORECASE)
_MODEL_CODE = re.compile(r"\b(?:model|modell)[\s-]?(?:code|implementation|repository)\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"\b(?:older|previous|earlier|formerly|previously|deprecat\w+|predecessor\w*|unlike|instead of|rather than"
    r"|dagegen|hingegen|by contrast|in contrast|fine-?tunes of|derivatives of|compared"
    r" (?:to|with)|früher\w*|bisher\w*|bislang"
    r"|until (?:now|recently|then)|up to now|used to be|no longer|nicht mehr"
    r"|vorgänger\w*|anders als|statt|dataset|data set|datensatz|tokenizer)\b",
    re.IGNORECASE,
)
_COMPARING = re.compile(
    r"\b(?:than|against|beats|outperform\w*|surpass\w*|rival\w*|competes?|similar to|based on|built on|als|schlägt"
    r"|übertrifft|basiert auf|auf basis)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^\s*(?:which|that|who|das|die|der|released|veröffentlicht)\b", re.IGNORECASE)
_ENDS_WITH_MODEL = re.compile(r"\b(?:weights|models?|checkpoints?|gewichte|modelle?)\W*$", re.IGNORECASE)
_ALTERED = re.compile(
    r"\b(?:abgewandelt|abgeändert|verändert|erweitert|adapted|customi[sz]ed|amended)\w*\s+(?=(?:MIT|apache|bsd)\b)",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|statt|anstelle (?:von|der))(?:\s+(?!is\b|ist\b|steht\b)[\w.+-]+){1,4}", re.IGNORECASE
)
_LEFT = re.compile(
    r"(?<=\b)(?<!\w)(?:from|von)\s+(?:(?!\bto\b|\bauf\b|\bzu\b|\bzur\b)[^,;]){3,80}?(?:licen[cs]e|lizenz"
    r"|apache[\w. -]*|MIT|cc[\w. -]*)"
    r"(?=\s+(?:to|auf|zu|zur)\s)",
    re.IGNORECASE,
)
"""The license that a model had before: "from the Aviary License to Apache 2.0"."""

_MIT = re.compile(
    r"\((?=[^()]{0,80}\d\s?[BMK]\b)[^()]{0,80}\bMIT(?=\s*[,;)])|\bopen[\s-](?:weights?|source)(?: model)? \(MIT\b"
    r"|\b(?:is|are) (?:now )?MIT(?=\s*[.,;]|$)|\b[Ll]icen[cs]e\s*\|\s*MIT\s*(?:\||$)"
)
"""MIT in a list of what a model has, so no university: "Gannet 2 (15B, MIT, 64K context)"."""

_GENERIC = re.compile(r"^\W*(?:wer|whoever|anyone|those who|people who|wenn|if)\b", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:\b(?:under|unter|accept(?:ing)?|agree(?:ing)? to|akzeptieren)|(?:^|[.(|]\s*)(?:License"
    r"|Lizenz)\s*[:|])\s+(?:an?|the|its|their|einer|der|seiner|ihrer)?\s*"
    r"(?P<name>(?:(?:[A-Z][\w.+-]*|[\d.]+)\s+){1,5}(?:License|Licence|Lizenz)|[A-Z]\w*-?(?:Forschungslizenz"
    r"|Research License))"
)


def stated(story: Story) -> tuple[Fact, ...]:
    """The license that a text gives the model; nothing where two are named for the same thing."""
    claim = _claim(line for line, low in story.lines if speaks(line, low))
    return from_text("license", claim[0], claim[1]) if claim else ()


def speaks(line: str, low: str) -> bool:
    """Can a sentence be about a license at all? `low` is it in small letters."""
    return "MIT" in line or any(stem in low for stem in _STEMS)


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """The license in the repo's metadata, then its license file where the metadata leaves it open, then the card's."""
    out: tuple[Fact, ...] = ()
    text = of_file(repo)
    if repo.license or repo.license_name:
        link = repo.license_link
        if link and not re.match(r"https?://", link):
            link = f"https://huggingface.co/{repo.id}/blob/{repo.sha or 'main'}/{link.lstrip('./')}"
        value = {"id": repo.license, "name": repo.license_name, "url": link, "hash": repo.license_hash, "text": text}
        out += from_metadata(repo, "license", value, file="README.md")
    claim = of_card(repo)
    if about(repo.license, repo.license_name) is UNSTATED and repo.license_text:
        agreed = text and not (claim and claim[0]["id"] and not same(claim[0]["id"], text))
        value = {"id": text if agreed else None, "name": None, "url": page(repo, repo.license_file)}
        value |= {"hash": repo.license_hash, "text": text}
        out += (Fact("license", value, "table", FILE_RANK, repo.id, url=value["url"], quote=opening(repo)),)
    if claim:
        out += from_card(repo, "license", claim[0], claim[1])
    return out


def agreed(repo: Repo) -> Repo:
    """The repo with the license on which the Hub and the card's front matter at the same commit agree.

    Where one of them states none, nobody knows; of two that differ the less open one stands, and a list stands whole.
    """
    stated = repo.card_license
    if stated is None or not (repo.license or repo.license_name):
        return repo
    if not stated:
        return replace(repo, license=None, license_name=None, license_link=None)
    if len(stated) > 1:
        return replace(repo, license=None, license_name=", ".join(stated))
    hub, card_ = about(repo.license, repo.license_name), about(stated[0])
    if repo.license in (None, stated[0]) or CAUTIOUS.index(how_open(hub)) <= CAUTIOUS.index(how_open(card_)):
        return repo
    return replace(repo, license=stated[0], license_name=None, license_link=None)


def of_file(repo: Repo) -> str | None:
    """What the license file is; None where it was not read, nobody knows its text, or it may be for the code alone."""
    name = repo.license_file or ""
    others = [file.name for file in repo.files or () if file.name != name and _LICENSE_FILE.match(file.name)]
    return None if _CODE_FILE.search(name) or others else recognize_text(repo.license_text)


def of_card(repo: Repo) -> tuple[JSON, str] | None:
    """The license that the card's text names, and its sentence; nothing where its front matter states none."""
    return None if repo.card_license == () else _claim(card(repo.card))


def opening(repo: Repo) -> str:
    """The first words of the license file, to be quoted."""
    return shorten(repo.license_text[:400], 120)


@lru_cache(maxsize=256)
def granted(line: str) -> tuple[tuple[str | None, str | None], ...]:
    """Ids or names of the licenses that a sentence gives the model: not its code, another model, or one to come."""
    if not _SPEAKS_OF_IT.search(line) or _GENERIC.match(line) or (_CODE_ONLY.search(line) and not _of_model(line)):
        return ()
    out: dict[tuple[str | None, str | None], None] = {}
    if _MIT.search(line):
        out["mit", None] = None
    line = _INSTEAD.sub(" ", _LEFT.sub(" ", line))
    of_code = foreign = listed = False
    for part in parts(line):
        if _of_model(part):
            of_code, listed = False, True
        elif _CODE_ONLY.search(part) and not listed:
            of_code = True
        foreign = _OF_ANOTHER.search(part) is not None or (foreign and _GOES_ON.match(part) is not None)
        listed = listed and (len(part.split()) <= 4 or _ENDS_WITH_MODEL.search(part) is not None)
        # "weights, data and code are …": a list of what is meant
        if of_code or foreign or not _SPEAKS_OF_IT.search(part) or coming(part):
            foreign = foreign or _COMPARING.search(part) is not None
            continue
        license_id = None if _ALTERED.search(part) else recognize(part)
        name = _NAMED.search(part) if license_id is None else None
        place = name.start() if name else 0
        if (license_id or name) and not negated(part, place or _first(part)):
            out[license_id, name["name"] if name else None] = None
        foreign = _COMPARING.search(part) is not None
    return tuple(out)


def _of_model(text: str) -> bool:
    """Does it speak of the model's weights, not only of code that is called after it?"""
    return _MODEL_TOO.search(_MODEL_CODE.sub(" ", text)) is not None


def _first(part: str) -> int:
    match = _SPEAKS_OF_IT.search(part)
    return match.start() if match else 0


def _claim(lines: Iterable[str]) -> tuple[JSON, str] | None:
    found: dict[tuple[str | None, str | None], str] = {}
    for line in lines:
        for one in granted(line):
            found.setdefault(one, line)
    if len(found) != 1:
        return None
    (license_id, name_), quote = next(iter(found.items()))
    known = about(license_id, name_)
    return {"id": known.id if known.read else license_id, "name": name_, "url": known.url, "hash": None}, quote


KIND = Kind(
    "license",
    '{"id", "name", "url", "hash", "text"}: the license; id as on the Hub, text: what its file is, or null',
    stated,
    of_repo,
)
