"""What one state of a repo leaves to the next: texts that cannot be read again, and what is said no longer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.analysis.facts import METADATA_RANK
from tracker.analysis.facts.kind import page
from tracker.analysis.happened import pinned
from tracker.analysis.license_texts import recognize
from tracker.domain import Fact, Release, Repo
from tracker.domain.labels import UNREAD


def dropped(before: Repo | None, repo: Repo) -> tuple[Fact, ...]:
    """A license that is stated no more: unknown from now on, which an older word must not hide."""
    if before is None or before.sha == repo.sha or repo.license or repo.license_name:
        return ()
    if not (before.license or before.license_name):
        return ()
    value = {"id": None, "name": None, "url": None, "hash": repo.license_hash}
    return (Fact("license", value, "metadata", METADATA_RANK, subject=repo.id, url=pinned(repo)),)


def altered(release: Release | None, before: Repo | None, repo: Repo) -> tuple[Fact, ...]:
    """A license file that was the stated license's text and is not any more: what it says now, nobody has read.

    So it stays until the text is changed again; the license stands in contradiction to its file.
    """
    text = recognize(repo.license_text)
    if before is None or not repo.license or not repo.license_hash or text is not None:
        return ()
    known = release.facts if release is not None else ()
    still = any(fact.name == "license_conflict" and UNREAD in fact.value.values() for fact in known)
    same_text = before.license_hash == repo.license_hash
    if still if same_text else recognize(before.license_text) == repo.license:
        value = {"hub": repo.license, "file": UNREAD}
        url = page(repo, repo.license_file)
        return (Fact("license_conflict", value, "metadata", METADATA_RANK, repo.id, url=url),)
    return ()


def ended(release: Release, repo: Repo, said: Sequence[Fact]) -> tuple[Fact, ...]:
    """What an earlier state said and this one says no more, where it could be read: from now on it says nothing."""
    still = {(fact.name, fact.method) for fact in said}
    files = {file.name for file in repo.files or ()}
    readable = {
        "metadata": True,
        "text": bool(repo.card),
        "table": repo.files is not None and not any(name.upper().startswith("LICEN") for name in files),
    }
    return tuple(
        replace(fact, value=None, quote=None, url=pinned(repo))
        for fact in release.facts
        if (fact.subject == repo.renamed_from is not None)
        or (
            fact.subject == repo.id
            and (fact.name, fact.method) not in still
            and readable.get(fact.method, False)
            and not (fact.name == "context_tokens" and fact.method == "metadata" and not repo.config)
        )
    )


def completed(before: Repo, repo: Repo) -> Repo:
    """The state with what was read of the same commit before; what the last read indexes ask for stands until then."""
    has_index = any(file.name.endswith(".index.json") for file in repo.files or ())
    if repo.shards is None and (before.sha == repo.sha or has_index):
        repo = replace(repo, shards=before.shards)
    if before.sha != repo.sha or repo.sha is None:
        return repo
    return replace(
        repo,
        card=repo.card or before.card,
        card_license=repo.card_license if repo.card_license is not None else before.card_license,
        config=repo.config or before.config,
        commit=repo.commit or before.commit,
        collections=repo.collections or before.collections,
        license_file=repo.license_file or before.license_file,
        license_text=repo.license_text or before.license_text,
        license_hash=repo.license_hash or before.license_hash,
    )


def remembered(before: Repo, repo: Repo) -> Repo:
    """The state to compare the next one with: texts that could not be read this time are those of before."""
    if not repo.card and before.card:
        repo = replace(repo, card=before.card)
    if repo.license_hash is None and before.license_hash:
        repo = replace(
            repo,
            license_hash=before.license_hash,
            license_file=before.license_file,
            license_text=before.license_text,
        )
    return repo
