"""The rows of a listing by the repo they speak of; what is odd is left out and counted. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tracker.pollers.hub_fields import repo_id, repo_uid
from tracker.pollers.hub_memory import Known


def by_uid(
    rows: Iterable[Any], organization: str, known: Mapping[str, Known]
) -> tuple[dict[str, Mapping[str, Any]], str | None]:
    """Public repos of the organization by uid, the first row of each, and a word on rows that could not be used.

    The uid is the Hub's `_id`; a repo that was once seen without one keeps its name as uid.
    """
    by_name = {one.id.casefold(): uid for uid, one in known.items() if not one.state}
    found: dict[str, Mapping[str, Any]] = {}
    odd = 0
    for row in rows:
        name = repo_id(row) if isinstance(row, dict) else None
        if name is None or name.partition("/")[0].casefold() != organization.casefold():
            odd += 1
        elif row.get("private") is not True:
            found.setdefault(_uid(row, name, known, by_name), {**row, "id": name})
    return found, f"{odd} rows of the listing could not be used" if odd else None


def _uid(row: Mapping[str, Any], name: str, known: Mapping[str, Known], by_name: Mapping[str, str]) -> str:
    stated, named = repo_uid(row), by_name.get(name.casefold())
    if stated is not None and stated in known:
        return stated
    if named is not None and (stated is None or "/" in named):
        return named
    return stated or name
