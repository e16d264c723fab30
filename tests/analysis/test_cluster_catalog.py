"""Which release an observation speaks of where the catalog tells of one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.samples import NOW, event, finding, linked, name, release, repo
from tracker.analysis.cluster import match_entry, match_repo
from tracker.analysis.derivatives import part
from tracker.analysis.record import as_seen
from tracker.domain import CATALOG, Release, Repo, SourceKind, Stage

LLAMA = name("Llama", "llama")


def out(**values: Any) -> Release:
    """gpt-oss with its weights out, an hour ago."""
    at = NOW - timedelta(hours=1)
    filled = {"stage": Stage.WEIGHTS, "weights_at": at, "events": (event(at=at),), "repos": (linked(repo()),)}
    return release(**(filled | values))


def matched(state: Repo, *names: Any, candidates: list[Release], organization: str = "OpenAI") -> str | None:
    """The id of the release that the repo was joined to."""
    found = match_repo(state, part(state), names, organization, candidates, NOW).release
    return found.id if found else None


def of_old(**values: Any) -> Release:
    """LLaMA as the catalog tells of it: two years ago, one repo that was never seen."""
    at = NOW - timedelta(days=800)
    events = (event(at=at, seen_at=NOW, source=CATALOG, baseline=True),)
    filled = {"organization": "Meta", "name": "Llama", "family": "Llama", "keys": ("llama",), "baseline": True}
    return release(
        **(filled | {"events": events, "stage": Stage.WEIGHTS, "repo_names": ("meta-llama/llama",)} | values)
    )


def test_a_repo_that_the_catalog_names_joins_its_release() -> None:
    """What we have read about a release and what we see of it later are one record."""
    old = as_seen(of_old())

    assert matched(repo("meta-llama/Llama"), candidates=[old], organization="Meta") == "r1"
    assert old.stage is Stage.SIGNAL, "the catalog's events are not what the tracker saw"


def test_what_an_owner_introduces_today_is_not_the_release_of_old() -> None:
    """The press may write of an old release; its owner does not introduce it a second time."""
    said = finding(organization="Meta", names=(LLAMA,))

    assert match_entry(said, [of_old()], NOW, SourceKind.PRESS).release == of_old()
    assert match_entry(said, [of_old()], NOW, SourceKind.OFFICIAL).release is None


def test_what_a_model_is_compared_with_is_not_the_subject() -> None:
    """A test of a new model, and the news of it, are no evidence of the old one that it beats."""
    new = name("Kuafu 2", "kuafu-2", "Kuafu", version="2")
    for values in ({"is_event": False}, {"organization": None}):
        said = finding(**({"organization": "Meta", "names": (new, LLAMA)} | values))
        assert match_entry(said, [of_old()], NOW, SourceKind.PRESS).release is None

    about = finding(is_event=False, names=(LLAMA, new), organization="Meta")
    assert match_entry(about, [of_old()], NOW, SourceKind.PRESS).release == of_old()


def test_the_newest_of_a_family_stands_before_the_catalog() -> None:
    """A post "Introducing Llama" is about the Llama that came out this morning."""
    new = out(id="r2", organization="Meta", keys=("llama-3.1",), family="Llama")

    assert (
        match_entry(finding(organization="Meta", names=(LLAMA,)), [of_old(), new], NOW, SourceKind.PRESS).release == new
    )


OF_OLD = [
    ("a model of today", NOW, False, None),
    ("one of the catalog's weeks", NOW - timedelta(days=795), False, "r1"),
    ("held at first contact, made in those weeks", NOW - timedelta(days=810), True, "r1"),
    ("held at first contact, made years later", NOW - timedelta(days=9), True, None),
    ("held at first contact, older than the Hub remembers", None, True, "r1"),
]


@pytest.mark.parametrize(("when", "held", "expected"), [c[1:] for c in OF_OLD], ids=[c[0] for c in OF_OLD])
def test_a_name_alone_is_used_again_years_later(when: Any, held: bool, expected: str | None) -> None:
    """A repo that the catalog does not name is of its release only where the time fits too."""
    old = as_seen(of_old(weights_at=NOW - timedelta(days=800)))
    state = repo("meta-llama/Llama-90B", created_at=when if held else None)
    moment = NOW if held or when is None else when
    found = match_repo(state, part(state), (LLAMA,), "Meta", [old], moment, baseline=held).release

    assert (found.id if found else None) == expected


def test_sizes_that_come_out_together_stay_together() -> None:
    """The size that the catalog names does not leave the one that came a minute before."""
    old, new = as_seen(of_old()), out(id="r2", organization="Meta", keys=("llama",), family="Llama")
    state = repo("meta-llama/Llama")

    assert match_repo(state, part(state), (LLAMA,), "Meta", [old, new], NOW).release == new
