"""Fact `license_conflict`: tag, card and license file name different licenses for a repo, or GitHub another one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from tracker.analysis.facts.kind import Kind, from_metadata
from tracker.analysis.facts.license import of_card, of_file, opening
from tracker.analysis.licenses import about, same
from tracker.domain import Fact, LicenseClass, Repo

_PLACES = {"metadata": "hub", "table": "file", "text": "card"}
"""Where a fact `license` of a repo stands, by its method."""


def of_repo(repo: Repo) -> tuple[Fact, ...]:
    """All that is stated, where two of it are different licenses; what nobody has read contradicts nothing."""
    stated = _metadata(repo)
    claim = of_card(repo)
    text = of_file(repo)
    if claim and claim[0]["id"]:
        stated["card"] = claim[0]["id"]
    if text:
        stated["file"] = text
    if all(same(one, other) for one, other in combinations(stated.values(), 2)):
        return ()
    file, quote = ("README.md", claim[1] if claim else None) if not text else (repo.license_file, opening(repo))
    return from_metadata(repo, "license_conflict", stated, file=file, quote=quote)


def with_github(chosen: Mapping[str, Fact]) -> dict[str, str] | None:
    """The license of the release's repo and GitHub's where they are different ones; an unread one contradicts nothing.

    GitHub's is that of the code: this is shown, and no answer about openness hangs on it.
    """
    stated, github = chosen.get("license"), chosen.get("license_github")
    if stated is None or github is None or stated.subject is None or stated.method not in _PLACES:
        return None
    own, other = about(stated.value.get("id"), stated.value.get("name")), about(github.value.get("id"))
    if any(one.id is None or one.license_class is LicenseClass.UNKNOWN for one in (own, other)):
        return None
    if same(str(own.id), str(other.id)):
        return None
    return {_PLACES[stated.method]: str(own.id), "github": str(other.id)}


def _metadata(repo: Repo) -> dict[str, str]:
    """The Hub's license; where tag and card's metadata differ, both. A list that the tags repeat is no conflict."""
    tags = {tag.removeprefix("license:").lower() for tag in repo.tags if tag.startswith("license:")}
    listed = (repo.license_name or "").split(", ") if repo.license is None else []
    if len(listed) > 1:
        rest = [one for one in listed if one not in tags and about(one).license_class is not LicenseClass.UNKNOWN]
        return {"hub": rest[0], "tag": min(tags)} if rest and tags else {}
    found = {"hub": about(repo.license, repo.license_name)}
    if repo.card_license and len(repo.card_license) == 1 and repo.license:  # facts.license.agreed chose between them
        found |= {"card": about(repo.card_license[0])} | ({"tag": about(min(tags))} if tags else {})
    known = {place: one for place, one in found.items() if one.license_class is not LicenseClass.UNKNOWN}
    return {place: one.id for place, one in known.items() if one.id}


KIND = Kind(
    "license_conflict",
    '{"hub", "tag", "card", "file"}: the licenses that metadata, tag, card and license file name, where they differ',
    of_repo=of_repo,
)
