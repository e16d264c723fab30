"""Who is known: organizations with their names and Hub namespaces, model families, licenses' common names.

The data lies in known.toml, which a person can extend; what sources.toml lists is added to it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources

from tracker.analysis.detect_weights import Weights
from tracker.domain import Source


@dataclass(frozen=True, slots=True)
class Owner:
    """An organization that publishes models."""

    title: str  # "OpenAI"
    namespaces: tuple[str, ...] = ()  # on the Hub and GitHub, lower case: "openai"
    aliases: tuple[str, ...] = ()  # other names in texts: "Open AI"
    families: tuple[str, ...] = ()  # "gpt-oss", "Whisper"
    hosts: tuple[str, ...] = ()  # of its own pages: "openai.com"
    closed: tuple[str, ...] = ()  # models that can only be rented: "GPT-5"

    @property
    def watched(self) -> bool:
        """Whether the table says nothing of it: an organization on the Hub that the operator's sources name."""
        return bool(self.namespaces) and not (self.families or self.closed)


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity: patterns are kept per table
class Known:
    """All owners; those of the operator's sources first."""

    owners: tuple[Owner, ...]
    everyday: frozenset[str] = frozenset()  # families that are also everyday words, lower case: "falcon"
    products: frozenset[str] = frozenset()  # names that look like models and are none, lower case: "iphone"
    detection: Weights | None = None  # the operator's own; the packaged ones where there are none

    def by_namespace(self, namespace: str) -> Owner | None:
        """The owner of a Hub or GitHub namespace."""
        folded = namespace.lower()
        return next((owner for owner in self.owners if folded in owner.namespaces), None)


@cache
def _table() -> Known:
    table = tomllib.loads(resources.files("tracker.analysis").joinpath("known.toml").read_text("utf-8"))
    owners = tuple(
        Owner(
            title=row["title"],
            namespaces=tuple(name.lower() for name in row.get("namespaces", [])),
            aliases=tuple(row.get("aliases", [])),
            families=tuple(row.get("families", [])),
            hosts=tuple(row.get("hosts", [])),
            closed=tuple(row.get("closed", [])),
        )
        for row in table["owner"]
    )
    return Known(
        owners,
        everyday=frozenset(name.lower() for name in table["everyday"]),
        products=frozenset(name.lower() for name in table["products"]),
    )


def known(sources: Iterable[Source] = (), detection: Weights | None = None) -> Known:
    """The table and what the operator watches: an unlisted Hub organization becomes an owner by its title."""
    return _with(tuple(sources), detection)


@lru_cache(maxsize=8)
def _with(sources: tuple[Source, ...], detection: Weights | None) -> Known:
    table = _table()
    listed = {name for owner in table.owners for name in owner.namespaces}
    own = tuple(
        Owner(title=source.label, namespaces=(source.organization.lower(),))
        for source in sources
        if source.type == "hub" and source.organization and source.organization.lower() not in listed
    )
    return replace(table, owners=own + table.owners, detection=detection)
