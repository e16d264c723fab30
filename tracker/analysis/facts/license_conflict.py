"""Fact `license_conflict`: the Hub's tag, the card and the license file name different licenses for the same repo."""

from __future__ import annotations

from itertools import combinations

from tracker.analysis.facts.kind import Kind, from_metadata
from tracker.analysis.facts.license import of_card, of_file, opening
from tracker.analysis.licenses import about, same
from tracker.domain import Fact, LicenseClass, Repo


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


def _metadata(repo: Repo) -> dict[str, str]:
    """The Hub's license; where tag and card's metadata differ, both. A list that the tags repeat is no conflict."""
    tags = {tag.removeprefix("license:").lower() for tag in repo.tags if tag.startswith("license:")}
    listed = (repo.license_name or "").split(", ") if repo.license is None else []
    if len(listed) > 1:
        rest = [one for one in listed if one not in tags]
        return {"hub": rest[0], "tag": min(tags)} if rest and tags else {}
    known = about(repo.license, repo.license_name)
    return {"hub": known.id} if known.id and known.license_class is not LicenseClass.UNKNOWN else {}


KIND = Kind(
    "license_conflict",
    '{"hub", "tag", "card", "file"}: the licenses that metadata, tag, card and license file name, where they differ',
    of_repo=of_repo,
)
