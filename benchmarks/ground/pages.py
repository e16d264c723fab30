"""Made-up pages: feeds and Hub listings of a usual size."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

WORDS = "The lab writes about its work on language models, what it measured, what it learned and what comes next. "
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def feed(name: str, entries: int = 40) -> bytes:
    """RSS with a paragraph in each entry."""
    items = "".join(
        f"<item><title>{name}: report number {n}</title><link>https://{name}.example.org/{n}</link>"
        f"<guid>https://{name}.example.org/{n}</guid><pubDate>{format_datetime(BEGIN + timedelta(hours=n))}</pubDate>"
        f"<description>&lt;p&gt;{WORDS * 5}&lt;/p&gt;</description></item>"
        for n in range(entries)
    )
    head = f"<title>{name}</title><link>https://{name}.example.org/</link><description>made up</description>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def releases(repository: str, entries: int = 10) -> bytes:
    """GitHub's Atom feed of releases."""
    items = "".join(
        f"<entry><id>tag:github.com,2008:Repository/1/v1.{n}</id><updated>{_iso(n)}</updated>"
        f'<link rel="alternate" href="https://github.com/{repository}/releases/tag/v1.{n}"/>'
        f'<title>v1.{n}</title><content type="html">{WORDS * 5}</content></entry>'
        for n in range(entries)
    )
    head = f"<id>tag:github.com,2008:{repository}/releases</id><title>Releases</title><updated>{_iso(0)}</updated>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">{head}{items}</feed>'.encode()


def listing(organization: str, repos: int = 40) -> bytes:
    """The Hub's list of an organization's repos."""
    return json.dumps([_repo(f"{organization}/Report-{n}-{n}B", n) for n in range(repos)]).encode()


def _repo(id_: str, number: int) -> dict[str, object]:
    shards = [f"model-{n:05}-of-00008.safetensors" for n in range(1, 9)]
    files = ["README.md", "LICENSE", "config.json", "generation_config.json", "tokenizer.json", *shards]
    return {
        "_id": hashlib.sha256(id_.encode()).hexdigest()[:24],
        "id": id_,
        "modelId": id_,
        "sha": hashlib.sha1(id_.encode()).hexdigest(),
        "lastModified": _iso(number),
        "createdAt": _iso(number),
        "gated": False,
        "disabled": False,
        "private": False,
        "pipeline_tag": "text-generation",
        "library_name": "transformers",
        "tags": ["transformers", "safetensors", "text-generation", "license:apache-2.0", "en", "de", "region:us"],
        "safetensors": {"parameters": {"BF16": 10**9 * (number + 1)}, "total": 10**9 * (number + 1)},
        "cardData": {"license": "apache-2.0", "language": ["en", "de"], "library_name": "transformers"},
        "siblings": [{"rfilename": name} for name in files],
    }


def _iso(hours: int) -> str:
    return (BEGIN + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
