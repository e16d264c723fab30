"""What every file here offers: a kind of fact with its name, its meaning and its two ways of reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tracker.analysis.facts.story import Story
from tracker.domain import JSON, Fact, Repo

METADATA_RANK = 100
"""What the Hub itself says of an official repo."""

CARD_RANK = 80
"""What the README of a repo says; a text's rank is set by whoever knows its source."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact. `stated` reads a text, `of_repo` a repo's state; None: it cannot be read there."""

    name: str
    about: str  # its value and meaning in one line, for the docs
    stated: Callable[[Story], tuple[Fact, ...]] | None = None
    of_repo: Callable[[Repo], tuple[Fact, ...]] | None = None


def from_text(name: str, value: JSON, quote: str) -> tuple[Fact, ...]:
    """A claim of a text, with the sentence that makes it."""
    return (Fact(name, value, "text", quote=shorten(quote)),)


def from_metadata(
    repo: Repo, name: str, value: JSON, *, file: str | None = None, quote: str | None = None
) -> tuple[Fact, ...]:
    """What the Hub says of a repo; `file`: the file that it stands in, else the whole tree at its commit."""
    return (Fact(name, value, "metadata", METADATA_RANK, repo.id, url=page(repo, file), quote=quote),)


def from_card(repo: Repo, name: str, value: JSON, quote: str) -> tuple[Fact, ...]:
    """A claim of a repo's README, with its sentence."""
    return (Fact(name, value, "text", CARD_RANK, repo.id, url=page(repo, "README.md"), quote=shorten(quote)),)


def page(repo: Repo, file: str | None = None) -> str:
    """The page of a repo or of its file, pinned to the commit that was seen; the repo's page without one."""
    base = f"https://huggingface.co/{repo.id}"
    if repo.sha is None:
        return base
    return f"{base}/blob/{repo.sha}/{file}" if file else f"{base}/tree/{repo.sha}"


def shorten(quote: str, limit: int = 300) -> str:
    """A quote in one line, cut at a word."""
    flat = " ".join(quote.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rsplit(" ", 1)[0] + "…"
