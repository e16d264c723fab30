"""A repo's state out of the Hub's JSON, and the fingerprint that tells whether it changed. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tracker.domain import Repo
from tracker.pollers.hub_fields import files, gate, moment, number, repo_id, repo_sha, word, words
from tracker.pollers.links import digest
from tracker.pollers.text import clean, cut

MAX_TAGS = 300
_RELATIONS = ("quantized", "adapter", "merge", "finetune")
_MAX_GATE_TEXT = 4000
_LICENSE_TAG = re.compile(r"license:[\w.+-]+")  # a list that was written into one tag is no license
_CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv
ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne
ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st
su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_LANGUAGES = frozenset(_CODES.split())  # ISO 639-1: languages are bare tags among many others


def repo_of(raw: Mapping[str, Any], uid: str, now: datetime, **seen: Any) -> Repo:
    """A listing's row or a detail answer as a Repo; `seen` is what other requests told (card, license_hash …).

    Shapes: huggingface.co/.well-known/openapi.json. cardData is whatever a person wrote, so its types mean nothing.
    """
    card = raw["cardData"] if isinstance(raw.get("cardData"), dict) else {}
    tags = words(raw.get("tags"), MAX_TAGS) if isinstance(raw.get("tags"), list) else ()
    tags = tuple(tag for tag in tags if not tag.startswith("license:") or _LICENSE_TAG.fullmatch(tag))
    license_id, license_name = license_of(card, tags)
    headers = raw.get("safetensors")
    filled: dict[str, Any] = {
        "sha": repo_sha(raw),
        "gated": gate(raw.get("gated")),
        "disabled": raw.get("disabled") is True,
        "created_at": moment(raw.get("createdAt"), now),
        "modified_at": moment(raw.get("lastModified"), now),
        "license": license_id,
        "license_name": license_name,
        "license_link": link_of(card),
        "tags": tags,
        "pipeline_tag": word(raw.get("pipeline_tag")),
        "library": word(raw.get("library_name")) or word(card.get("library_name")),
        "languages": words(card.get("language")) or tuple(tag for tag in tags if tag in _LANGUAGES),
        "datasets": words(card.get("datasets")) or _after(tags, "dataset:"),
        "base_models": words(card.get("base_model")) or base_models(tags),
        "relation": relation_of(card, tags),
        "parameters": number(headers.get("total")) if isinstance(headers, dict) else None,
        "files": files(raw.get("siblings")),
        "gate_text": gate_text(card),
        "eu_excluded": card.get("extra_gated_eu_disallowed") is True,
    }
    return Repo(id=repo_id(raw) or "", uid=uid, **(filled | seen))


def fingerprint(raw: Mapping[str, Any]) -> str:
    """What changes when something happened to a repo: commit, gate, disabled, license tag, task, tags."""
    tags = words(raw.get("tags"), MAX_TAGS) if isinstance(raw.get("tags"), list) else ()
    commit = repo_sha(raw) or word(raw.get("lastModified")) or ""
    licenses = ",".join(sorted(_after(tags, "license:")))
    parts = (commit, gate(raw.get("gated")) or "", str(raw.get("disabled") is True), licenses)
    return digest(*parts, word(raw.get("pipeline_tag")) or "", *sorted(tags))[:32]


def license_of(card: Mapping[str, Any], tags: tuple[str, ...]) -> tuple[str | None, str | None]:
    """License id in lower case and its name, as stated by card and tags; several, or two that disagree, are no one's.

    Then the name tells all of them: none is chosen silently, and their class is never that of the friendliest.
    """
    stated = card.get("license")
    ids = words(stated) if isinstance(stated, str | list) else ()
    found = tuple(dict.fromkeys(one.lower() for one in (*ids, *_after(tags, "license:"))))
    if len(found) > 1:
        return None, ", ".join(found)[:200]
    return (found[0] if found else None), word(card.get("license_name"))


def link_of(card: Mapping[str, Any]) -> str | None:
    """The link to the license's text: a web link, or a place in the repo."""
    link = word(card.get("license_link"), 500)
    return None if link and re.match(r"(?!https?://)[a-z][a-z0-9+.-]*:", link, re.IGNORECASE) else link


def base_models(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Parents out of tags: base_model:org/x and base_model:quantized:org/x."""
    found = (re.sub(r"^(?:quantized|adapter|merge|finetune):", "", value) for value in _after(tags, "base_model:"))
    return tuple(dict.fromkeys(value for value in found if value))


def relation_of(card: Mapping[str, Any], tags: tuple[str, ...]) -> str | None:
    """How a repo was made of its parent, as the card says or else the tags."""
    stated = card.get("base_model_relation")
    if isinstance(stated, str) and stated.lower() in _RELATIONS:
        return stated.lower()
    return next((name for name in _RELATIONS if _after(tags, f"base_model:{name}:")), None)


def gate_text(card: Mapping[str, Any]) -> str:
    """What one must agree to, as the gate shows it."""
    parts = (card.get(f"extra_gated_{name}") for name in ("heading", "prompt", "description"))
    texts = (clean(part[: 2 * _MAX_GATE_TEXT], lines=True) for part in parts if isinstance(part, str))
    return cut("\n\n".join(text for text in texts if text), _MAX_GATE_TEXT)


def _after(tags: tuple[str, ...], prefix: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag[len(prefix) :] for tag in tags if tag.startswith(prefix) and len(tag) > len(prefix)))
