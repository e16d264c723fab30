"""What is read of a repo at its commit: card, license, settings and indexes; bounded, and nothing else ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.domain import Repo
from tracker.errors import FetchError, ParseError
from tracker.pollers.hub_client import HubClient
from tracker.pollers.hub_files import (
    card_file,
    card_text,
    config_file,
    index_files,
    license_file,
    license_hash,
    license_text,
)
from tracker.pollers.hub_json import MAX_SHARDS


@dataclass(frozen=True, slots=True)
class Read:
    """The repo with its texts. `whole`: all that it has for us was read; `later`: the rest can be asked for again."""

    repo: Repo
    got: bool  # at least one of them
    whole: bool  # else one is closed to us, by a gate, or comes later
    later: bool
    trouble: str | None = None


async def read(client: HubClient, repo: Repo, now: datetime) -> Read:
    """Reads all that may be read; where the limit is near only card and license. What fails does not travel.

    What cannot be read leaves its fields empty: unknown, which is not the same as "there is none".
    """
    files, tight = repo.files or (), client.tight(now)
    card, terms, settings, indexes = card_file(files), license_file(files), config_file(files), index_files(files)
    more = [name for name in (settings, *indexes) if name]
    wanted = [name for name in (card, terms) if name] + ([] if tight else more)
    texts: dict[str, bytes] = {}
    trouble = None
    for name in wanted:
        try:
            text = await client.text(repo.id, repo.sha or "", name, now)
        except FetchError as error:
            trouble = f"{repo.id}: {name} could not be read: {error}"
            break
        if text is not None:
            texts[name] = text
    if card in texts:
        stated = await _stated(client, texts[card])
        repo = replace(repo, card=card_text(texts[card]), card_license=stated)
    if terms in texts:
        law = texts[terms]
        repo = replace(repo, license_file=terms, license_text=license_text(law), license_hash=license_hash(law))
    if settings in texts:
        repo = replace(repo, config=await _config(client, texts[settings]))
    repo = replace(repo, shards=await _shards(client, {name: texts[name] for name in indexes if name in texts}))
    later = trouble is not None or (tight and bool(more))
    return Read(repo, bool(texts), bool(wanted) and len(texts) == len(wanted) and not later, later, trouble)


async def _stated(client: HubClient, data: bytes) -> tuple[str, ...]:
    """The license in the card's front matter; one that is too costly to read states none."""
    try:
        return tuple(await client.parsed("card_license", data) or ())
    except ParseError:
        return ()


async def _config(client: HubClient, data: bytes) -> Mapping[str, object]:
    try:
        return dict(await client.parsed("config", data))
    except ParseError:
        return {}


async def _shards(client: HubClient, indexes: Mapping[str, bytes]) -> tuple[str, ...] | None:
    """All files that the indexes ask for; None where none of them could be made use of."""
    names: dict[str, None] = {}
    for index, data in indexes.items():
        try:
            found = await client.parsed("shards", data, folder=index.rpartition("/")[0])
        except ParseError:
            continue
        names |= dict.fromkeys(found or ())
    return tuple(names) if 0 < len(names) <= MAX_SHARDS else None
