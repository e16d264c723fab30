"""Where a story comes from: links to repos at the commit that was seen and to posts, and the press, counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from tracker.domain import Event, EventKind, Evidence, Release, SourceKind
from tracker.domain.labels import own_repos, repos_of
from tracker.notifiers.clean import Link, clean, link
from tracker.notifiers.wording import Wording

_REPOS, _POSTS = 4, 4  # shown at most
_NEAR = timedelta(days=2)  # a post this near to an event speaks of it
_OF_WEIGHTS = (EventKind.VISIBLE, EventKind.WEIGHTS, EventKind.UPDATE)  # what owners post about
_PINNED = re.compile(r"https://huggingface\.co/([^/]+/[^/]+)(?:/(?:tree|commit)/([0-9a-f]{7,64}))?")
_VOICES = (SourceKind.OFFICIAL, SourceKind.COMMUNITY)


def links(release: Release, events: Sequence[Event]) -> tuple[Link, ...]:
    """The evidence: what the events point to and official posts near them, the repos, then earlier posts."""
    posts = sorted(_posts(release), key=lambda one: _VOICES.index(one.kind))
    pointed = {event.evidence for event in events}
    of_weights = [event for event in events if event.kind in _OF_WEIGHTS]
    near = [one for one in posts if any(abs(one.seen_at - event.seen_at) <= _NEAR for event in of_weights)]
    found = [
        *(_of_post(one) for one in posts if one.url in pointed),
        *(_of_source(event) for event in events if event.evidence and not _PINNED.fullmatch(event.evidence)),
        *map(_of_post, near),
        *(_of_hub(event.evidence) for event in reversed(events) if len(repos_of(release, event)) == 1),
        *(_of_hub(_page(one.repo.id, one.repo.sha)) for one in own_repos(release)[:_REPOS] if not one.repo.gone),
        *(_of_hub(event.evidence) for event in reversed(events)),
        *map(_of_post, posts),
    ]
    shown: dict[str, Link] = {}
    for known in filter(None, found):
        shown.setdefault(re.split("/(?:tree|commit)/", known.url)[0], known)  # a repo once, at the commit named first
    return tuple(shown.values())[: _REPOS + _POSTS]


def _posts(release: Release) -> list[Evidence]:
    """What the owner and others wrote; a repo is its own evidence, at its commit."""
    repos = {one.repo.id.lower() for one in release.repos} | set(release.repo_names)
    repos |= {one.repo.renamed_from.lower() for one in release.repos if one.repo.renamed_from}
    return [one for one in release.evidence if one.kind in _VOICES and one.url and one.title.lower() not in repos]


def _of_post(post: Evidence) -> Link | None:
    return link(post.url, f"{clean(post.source, 60)}: {clean(post.title, 90)}")


def _of_source(event: Event) -> Link | None:
    said = clean(event.detail, 90)
    return link(event.evidence, f"{clean(event.source, 60)}: {said}" if said else clean(event.source, 60))


def _page(repo: str, sha: str | None) -> str:
    return f"https://huggingface.co/{repo}" + (f"/tree/{sha}" if sha else "")


def _of_hub(url: str | None) -> Link | None:
    """A repo at a commit: "Hub openai/gpt-oss-120b@9c1f2e7"; None for any other address."""
    match = _PINNED.fullmatch(url or "")
    if match is None:
        return None
    return link(url, f"Hub {match[1]}" + (f"@{match[2][:7]}" if match[2] else ""))


def changed(release: Release, event: Event, words: Wording) -> tuple[Link, ...]:
    """The commit of a change, and the repo before and after it; none where the event does not point to a commit."""
    match = _PINNED.fullmatch(event.evidence or "")
    if match is None or not match[2]:
        return ()
    earlier = [_PINNED.fullmatch(one.evidence or "") for one in release.events if one.seen_at < event.seen_at]
    states = [found[2] for found in earlier if found and found[1] == match[1] and found[2] not in (None, match[2])]
    named = [(event.evidence, words.commit.format(sha=match[2][:7]))]
    if states:
        named.append((_page(match[1], states[-1]), words.before))
    named.append((_page(match[1], match[2]), words.afterwards))
    return tuple(filter(None, (link(url, label) for url, label in named)))


def press(evidence: Iterable[Evidence], words: Wording, shown: Sequence[Link]) -> str:
    """How many reported beside those whose links are `shown`: "3 press reports (2 in German)"; "" where nobody did."""
    reports = {one.url or one.title: one for one in evidence if one.kind is SourceKind.PRESS}
    addresses = {known.url for known in shown}
    found = {key: one for key, one in reports.items() if (to := link(one.url)) is None or to.url not in addresses}
    if not found:
        return ""
    german = sum(one.language.split("-")[0] == "de" for one in found.values())
    counted = words.one_or_many(words.press, len(found))
    if german == len(found):
        return f"{counted} {words.press_german}"
    return f"{counted} ({words.shared.number(german)} {words.press_german})" if german else counted
