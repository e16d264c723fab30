"""History answers by name, and tells names that come close."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.samples import NOW, event, fact, observation, repo
from tracker.domain import EventKind, LicenseClass, Release, Stage
from tracker.history import Query, ask, dated, find, near
from tracker.store import Store, observations, releases


def add(store: Store, id_: str, name: str, organization: str, at: timedelta, repo_id: str, license_id: str) -> None:
    """One release whose weights came so long after NOW."""
    state = repo(repo_id)
    with store.write() as c:
        observations.add(c, [observation(key=id_, seen_at=NOW + at)])
        releases.create(c, id_, NOW + at, False)
        releases.add_keys(c, id_, [f"name:{name.lower()}"])
        releases.link_repo(c, id_, state, "official", NOW + at)
        values = {"name": name, "family": name.partition("-")[0], "organization": organization}
        facts = [fact(key, value, learned_at=NOW + at, observation=1) for key, value in values.items()]
        facts.append(fact("license", {"id": license_id, "name": None}, learned_at=NOW + at, observation=1))
        releases.add_facts(c, id_, facts)
        releases.add_events(c, id_, [event(EventKind.WEIGHTS, NOW + at)])


@pytest.fixture
def filled(store: Store) -> Store:
    """Three releases of two owners."""
    add(store, "r1", "gpt-oss", "OpenAI", timedelta(), "openai/gpt-oss-20b", "apache-2.0")
    add(store, "r2", "Mistral-Small", "Mistral AI", timedelta(days=1), "mistralai/Mistral-Small-24B", "apache-2.0")
    add(store, "r3", "Mistral-Large", "Mistral AI", timedelta(days=2), "mistralai/Mistral-Large-123B", "other")
    return store


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        pytest.param("r2", ["r2"], id="an id"),
        pytest.param("MISTRALAI/mistral-small-24b", ["r2"], id="a repo, whatever its case"),
        pytest.param("GPT OSS", ["r1"], id="a name, however it is spelled"),
        pytest.param("OpenAI gpt-oss", ["r1"], id="owner and name"),
        pytest.param("mistral", ["r3", "r2"], id="a family, the newest first"),
        pytest.param("small", ["r2"], id="a part of a name"),
        pytest.param("", [], id="nothing"),
        pytest.param("?!", [], id="signs alone"),
        pytest.param("llama", [], id="a name that nobody has"),
    ],
)
def test_find(filled: Store, name: str, ids: list[str]) -> None:
    """The best kind of fit decides, and only that."""
    assert [record.id for record in find(filled, name)] == ids


def test_nobody_is_found_before_it_was_known(filled: Store) -> None:
    """As of a day before its first trace a release is not there."""
    assert find(filled, "gpt-oss", NOW - timedelta(seconds=1)) == []
    assert [record.id for record in find(filled, "gpt-oss", NOW)] == ["r1"]


@pytest.mark.parametrize(
    ("name", "close"),
    [
        pytest.param("gpt-os", "gpt-oss", id="a letter is missing"),
        pytest.param("mistral-smal", "Mistral-Small", id="the case differs too"),
        pytest.param("openai/gpt-oss-2b", "openai/gpt-oss-20b", id="a repo"),
    ],
)
def test_near(filled: Store, name: str, close: str) -> None:
    """A name that was mistyped comes first among at most three."""
    found = near(filled, name)

    assert found[0] == close
    assert len(found) <= 3


def test_nothing_is_near_to_a_strange_name(filled: Store) -> None:
    """What is like no name is answered with none."""
    assert near(filled, "zzzzqqqq") == []


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        pytest.param(Query(), ["r3", "r2", "r1"], id="all, the newest first"),
        pytest.param(
            Query(organization="mistral", license_class=LicenseClass.PERMISSIVE), ["r2"], id="filters combine"
        ),
        pytest.param(Query(since=NOW, until=NOW), ["r1"], id="both ends are included"),
        pytest.param(Query(stage=Stage.WEIGHTS, since=NOW + timedelta(hours=1)), ["r3", "r2"], id="stage and date"),
        pytest.param(Query(text="introducing"), [], id="words of sources that no finding ties to a release"),
        pytest.param(Query(as_of=NOW + timedelta(days=1)), ["r2", "r1"], id="as of a moment, with it"),
    ],
)
def test_ask(filled: Store, query: Query, ids: list[str]) -> None:
    """All conditions of a query hold for each answer."""
    assert [record.id for record in ask(filled, query)] == ids


@pytest.mark.parametrize(
    ("times", "day"),
    [
        pytest.param({"announced_at": 1, "visible_at": 2, "weights_at": 3}, 3, id="weights"),
        pytest.param({"announced_at": 1, "visible_at": 2}, 2, id="else visible"),
        pytest.param({"announced_at": 1}, 1, id="else announced"),
        pytest.param({}, 0, id="else first seen"),
    ],
)
def test_dated(times: dict[str, int], day: int) -> None:
    """A release is listed by the furthest stage that it reached."""
    moments = {name: NOW + timedelta(days=days) for name, days in times.items()}
    record = Release("r", "OpenAI", "gpt-oss", "gpt-oss", Stage.SIGNAL, NOW, **moments)

    assert dated(record) == NOW + timedelta(days=day)
