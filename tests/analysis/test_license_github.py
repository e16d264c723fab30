"""The fact `license_github`: whose it is, which release it belongs to, and when it contradicts the repo's license."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.samples import NOW, dossier, event, fact, linked, repo, source
from tracker.analysis.examine import examine
from tracker.analysis.facts.license_conflict import with_github
from tracker.analysis.judge import Verdict, judge
from tracker.analysis.known import known
from tracker.analysis.record import build
from tracker.domain import Finding, Observation, Release, Source, SourceKind


def watched(repository: str = "openai/gpt-oss", **values: Any) -> Source:
    """A repository on GitHub that is watched as its owner's."""
    return source("github", "github", repository=repository, **values)


def told(where: Source, key: str = "license:MIT:2025-08-05T17:00:00Z") -> tuple[Observation, Finding]:
    """What the poller tells of a license, and what it says."""
    page = f"https://github.com/{where.repository}"
    seen = Observation("github", key, "github", NOW, f"{where.repository}: license MIT", url=page, baseline=True)
    return seen, examine(seen, where, known())


def out(organization: str = "OpenAI", key: str = "gpt-oss", **values: Any) -> Release:
    """A record whose weights are out."""
    filled: dict[str, Any] = {
        "keys": (f"name:{key}",),
        "events": (event(),),
        "repos": (linked(repo()),),
        "facts": (
            fact("organization", organization),
            fact("name", key),
            fact("license", {"id": "apache-2.0", "name": None}, subject=repo().id),
        ),
    }
    return build(dossier(**(filled | values)))


def verdict(where: Source, *records: Release, **values: Any) -> Verdict:
    """What is made of a repository's license, given these records."""
    seen, finding = told(where, **values)
    return judge(seen, where, finding, records, NOW + timedelta(days=1))


def test_a_repository_called_like_the_release_speaks_of_it() -> None:
    """The fact is metadata of an official source with its page; it is no event and no name of the release."""
    found = verdict(watched(), out())

    assert (found.release, found.new, found.events, found.keys) == ("r1", False, (), ())
    [one] = found.facts
    assert (one.name, one.value) == ("license_github", {"id": "mit", "repository": "openai/gpt-oss"})
    assert (one.method, one.rank, one.subject, one.source) == ("metadata", 60, None, "github")
    assert (one.url, one.learned_at) == ("https://github.com/openai/gpt-oss", NOW)


@pytest.mark.parametrize(
    "where",
    [
        pytest.param(watched("openai/openai-python"), id="another repository of the owner"),
        pytest.param(watched("openai/gpt-oss-recipes"), id="one whose name only begins like the release's"),
        pytest.param(watched("somebody/gpt-oss"), id="a stranger's of the same name"),
        pytest.param(watched(kind=SourceKind.COMMUNITY), id="one that is watched as the community's"),
        pytest.param(watched("vllm-project/vllm"), id="a tool"),
    ],
)
def test_other_repositories_say_nothing_of_it(where: Source) -> None:
    """Only the owner's repository of the release's very name counts."""
    found = verdict(where, out())

    assert (found.release, found.facts) == (None, ())


def test_without_a_release_it_starts_none() -> None:
    """A license alone is no release."""
    assert verdict(watched()) == Verdict(reason="names none")


def test_a_license_that_is_gone_ends_the_fact() -> None:
    """The record then says nothing of GitHub any more."""
    ended = verdict(watched(), out(), key="license:none:2025-08-06T17:00:00Z").facts
    before = verdict(watched(), out()).facts
    kept = out().facts

    assert out(facts=(*kept, *before)).chosen["license_github"].value["id"] == "mit"
    assert "license_github" not in out(facts=(*kept, *before, *ended)).chosen


def test_a_release_of_code_is_no_license() -> None:
    """A tag may be called as it likes: its key is a hash."""
    where = watched()
    seen = Observation("github", "ab" * 32, "github", NOW, "openai/gpt-oss: license MIT")

    assert examine(seen, where, known()).facts == ()


REPO = "openai/gpt-oss-20b"


@pytest.mark.parametrize(
    ("license_", "method", "github", "found"),
    [
        pytest.param({"id": "apache-2.0"}, "metadata", "mit", {"hub": "apache-2.0", "github": "mit"}, id="different"),
        pytest.param({"id": "apache-2.0"}, "table", "mit", {"file": "apache-2.0", "github": "mit"}, id="in the file"),
        pytest.param({"id": "apache-2.0"}, "text", "mit", {"card": "apache-2.0", "github": "mit"}, id="in the card"),
        pytest.param({"id": "llama2"}, "metadata", "mit", {"hub": "llama2", "github": "mit"}, id="of the model itself"),
        pytest.param({"id": "mit"}, "metadata", "mit", None, id="the same"),
        pytest.param({"id": "gpl"}, "metadata", "gpl-3.0", None, id="the general name of the other"),
        pytest.param({"id": None}, "metadata", "mit", None, id="none stated"),
        pytest.param({"id": "other", "name": "Own License"}, "metadata", "mit", None, id="one that nobody read"),
        pytest.param({"id": "mit"}, "metadata", "0bsd-x", None, id="one that the table does not know"),
        pytest.param({"id": "apache-2.0"}, "person", "mit", None, id="decided by a person"),
    ],
)
def test_different_licenses_contradict(license_: Any, method: str, github: str, found: dict[str, str] | None) -> None:
    """Only two licenses that are known and different ones are a contradiction."""
    stated = fact("license", license_, method=method, subject=REPO)
    code = fact("license_github", {"id": github, "repository": "openai/gpt-oss"})

    assert with_github({"license": stated, "license_github": code}) == found


def test_only_a_repo_s_license_is_compared() -> None:
    """What a text says of the license is no other side, and neither is silence."""
    code = fact("license_github", {"id": "mit", "repository": "openai/gpt-oss"})

    assert with_github({"license": fact("license", {"id": "apache-2.0"}), "license_github": code}) is None
    assert with_github({"license": fact("license", {"id": "apache-2.0"}, subject=REPO)}) is None
    assert with_github({"license_github": code}) is None


def test_openness_does_not_hang_on_it() -> None:
    """The license of the code changes no answer."""
    plain = out()
    coded = out(facts=(*plain.facts, *verdict(watched(), plain).facts))

    assert with_github(coded.chosen) == {"hub": "apache-2.0", "github": "mit"}
    assert coded.openness == plain.openness
