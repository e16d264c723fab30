"""The keys a release is found by: names, repos, and what an organization or family did in a month."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from tracker.analysis.name_parts import SPELLED
from tracker.analysis.names import parse
from tracker.domain import Name

FORMATS = re.compile(
    r"[-_.](gguf|awq|gptq|fp8|fp4|nvfp4|mxfp4|mlx|bf16|fp16|int4|int8|w4a16|onnx|openvino|exl2|bnb|[348]-?bit|q\d_\w+)\b",
    re.IGNORECASE,
)
"""Suffixes of conversions; a tie-break only, the declared relation decides (sources: rule order 2 before 4)."""

REPO_LINK = re.compile(
    r"(?:https?://)?(?:huggingface\.co|hf\.co)/"
    r"(?!(?:datasets|spaces|blog|papers|docs|collections|learn|models|tasks|join|settings|api|posts)/)"
    r"([A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9](?:[\w.-]{0,94}[A-Za-z0-9])?)"
)
"""A link to a repo of a model on the Hub; its first group is the repo's id."""

_ARXIV = re.compile(r"arxiv(?:\.org/(?:abs|pdf|html)/|:\s?)(\d{4}\.\d{4,5})", re.IGNORECASE)


def fold(text: str) -> str:
    """Lower case, words joined by one dash: what organization and family names are compared by."""
    return re.sub(r"[^a-z0-9.]+", "-", text.lower().translate(SPELLED)).strip("-")


def name_key(key: str) -> str:
    """A model's name with its version."""
    return f"name:{key}"


def repo_key(repo: str) -> str:
    """A Hub repo by its current or former id."""
    return f"repo:{repo.lower()}"


def nameless_key(organization: str) -> str:
    """An organization's announced model without a name."""
    return f"nameless:{fold(organization)}"


def page_key(url: str | None) -> str | None:
    """The page behind a link, whatever its scheme, query and fragment; None for a site's front page."""
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    return f"page:{host}{path}" if host and path else None


def linked_repos(text: str) -> tuple[str, ...]:
    """Hub repos of models that a text or its links name, each once, in order."""
    return tuple(dict.fromkeys(match[1].removesuffix(".git") for match in REPO_LINK.finditer(text)))


def paper_keys(text: str) -> tuple[str, ...]:
    """The papers on arXiv that a text or its links name, each once, as the Hub's tags write them."""
    return tuple(dict.fromkeys(f"arxiv:{number}" for number in _ARXIV.findall(text)))


def month_keys(prefix: str, name: str, now: datetime) -> tuple[str, str]:
    """The keys of what `name` did this month and in the one before; releases carry the first of their own month."""
    before = now.replace(day=1) - timedelta(days=1)
    return f"{prefix}:{fold(name)}:{now:%Y-%m}", f"{prefix}:{fold(name)}:{before:%Y-%m}"


def display(text: str, name: Name) -> str:
    """The part of a repo's or model's name that is the release, as its owner writes it: "gpt-oss" of "gpt-oss-120b"."""
    parts = re.split(r"([-_ ])", text)
    for end in range(1, len(parts) + 1, 2):
        shorter = "".join(parts[:end])
        parsed = parse(shorter)
        if parsed is not None and parsed.key == name.key:
            return shorter
    return text
