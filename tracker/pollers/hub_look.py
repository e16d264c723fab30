"""One look at one repo: its own page, its card and license where they are new, and what that says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tracker.clock import iso
from tracker.domain import Observation, Repo, Source
from tracker.errors import BadStatus
from tracker.pollers.hub_client import HubClient, error_code
from tracker.pollers.hub_fields import moment, repo_id, repo_uid
from tracker.pollers.hub_files import weights
from tracker.pollers.hub_memory import DISABLED, MOVED, Known, confirm, short
from tracker.pollers.hub_repo import fingerprint, repo_of
from tracker.pollers.hub_texts import read

_TRIES = 3  # to read texts that the Hub fails to give
_SHOWN = 2000  # characters of the card


@dataclass(frozen=True, slots=True)
class Look:
    """What a look brought: the new memory of the repo (None: as it was, look again) and what is to be told."""

    known: Known | None = None
    repo: Repo | None = None
    trouble: str | None = None


async def look(client: HubClient, uid: str, row: Mapping[str, Any], known: Known | None, now: datetime) -> Look:
    """Asks for a repo that the listing shows as new or changed. BadStatus and other FetchErrors: leave it as it was."""
    try:
        raw: Mapping[str, Any] = await client.detail(repo_id(row) or "", now)
    except BadStatus as error:
        match error_code(error):
            case "disabled":
                return shut(uid, row, known, now)
            case "gated":
                raw = {**row, "gated": row.get("gated") or "manual"}
            case _:
                raise
    if not is_same(raw, uid, row):
        return Look(trouble=f"{repo_id(row)}: its page speaks of another repo")
    if raw.get("private") is True:
        return Look(trouble=f"{repo_id(row)}: is private")
    if _older(raw, row, now):
        return Look(trouble=f"{repo_id(row)}: its page lags behind the listing")
    return await tell(client, uid, raw, fingerprint(row), known, now)


async def tell(
    client: HubClient, uid: str, raw: Mapping[str, Any], row: str, known: Known | None, now: datetime
) -> Look:
    """What a repo's own page says; to be told where it differs from what was told before."""
    repo = repo_of(raw, uid, now)
    fp = fingerprint(raw)
    if known is not None and (held := _held(known, repo, now)) is not None:
        return Look(held)
    old = known.id if known is not None and known.id.casefold() != repo.id.casefold() else None
    news = known is None or bool(known.state) or known.fp != fp or old is not None
    after = Known(repo.id, row, fp, known.card if known else "", sha=short(repo.sha), weights=weights(repo.files or ()))
    if old is not None and old.partition("/")[0].casefold() != repo.id.partition("/")[0].casefold():
        after = replace(after, state=MOVED)
    repo = replace(repo, renamed_from=old)
    if news and known is not None and repo.sha and known.sha != after.sha and not client.tight(now):
        repo = replace(repo, commit=await client.commit_title(repo.id, repo.sha, now))
    waiting = 0 if known is None or news else known.again  # another state begins its tries anew
    if not (news or waiting) or not repo.sha or repo.sha == after.card:
        return Look(after, repo if news else None)
    found = await read(client, repo, now)
    tries = waiting + (found.trouble is not None)
    if found.whole:
        after = replace(after, card=repo.sha)
    elif found.later and tries < _TRIES:
        after = replace(after, again=max(tries, 1))
    news = news or (found.got and not after.again)
    return Look(after, found.repo if news else None, found.trouble)


def _held(known: Known, repo: Repo, now: datetime) -> Known | None:
    """The memory of a repo that has fewer weights than before: told when they are still missing a while later.

    Who uploads them anew takes the old ones away first.
    """
    if known.state or repo.files is None or weights(repo.files) >= known.weights:
        return None
    fewer = known.fewer
    if fewer is None or fewer.due(now):
        fewer = confirm(fewer, now)
    return None if fewer.gone() else replace(known, fewer=fewer)


def shut(uid: str, row: Mapping[str, Any], known: Known | None, now: datetime) -> Look:
    """A repo whose page says that access to it is disabled: told once."""
    repo = replace(repo_of(row, uid, now), disabled=True)
    before = known or Known(repo.id)
    after = replace(before, id=repo.id, row=fingerprint(row), again=0, state=DISABLED, missing=None, fewer=None)
    return Look(after, None if known is not None and known.state == DISABLED else repo)


def is_same(raw: Mapping[str, Any], uid: str, row: Mapping[str, Any]) -> bool:
    """Whether an answer is about the repo that was asked for: by the Hub's own id, or by name where it has none."""
    if repo_id(raw) is None:
        return False
    stated = repo_uid(raw)
    if stated is not None and (repo_uid(row) is not None or uid == stated):
        return stated == uid
    return str(repo_id(raw)).casefold() == str(repo_id(row)).casefold()


def _older(raw: Mapping[str, Any], row: Mapping[str, Any], now: datetime) -> bool:
    page, listed = moment(raw.get("lastModified"), now), moment(row.get("lastModified"), now)
    return page is not None and listed is not None and page < listed


def observation(
    source: Source, hub_url: str, repo: Repo, fp: str, now: datetime, *, baseline: bool = False
) -> Observation:
    """A state of a repo as it was seen."""
    return Observation(
        source=source.name,
        key=f"{repo.uid}:{fp[:12]}:{iso(now)}",
        type="repo",
        seen_at=now,
        title=repo.id,
        text=repo.card[:_SHOWN],
        url=f"{hub_url}/{repo.id}",
        repo=repo,
        baseline=baseline,
    )
