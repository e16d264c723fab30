"""Labels: one word of a person for each observation, with all that is needed to learn from it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.samples import NOW, finding, observation, repo, seen_repo
from tracker.domain import Label
from tracker.store import Store, labels, observations


def seen(store: Store) -> list[int]:
    """A repo and two entries; the ids of the entries."""
    entries = [observation(title="Nova is out", key="a"), observation(title="17", key="b", url="https://b.example.org")]
    with store.write() as c:
        observations.add(c, [seen_repo(repo("lab/nova")), *entries])
    with store.read() as c:
        return [one.id or 0 for title in ("Nova is out", "17") for one in labels.find(c, title)]


def test_a_label_is_kept_with_what_it_is_about(store: Store) -> None:
    """The person's word, the observation, and what was found in it by itself."""
    first, _ = seen(store)
    with store.write() as c:
        observations.examined(c, first, finding(language="de", organization="Lab"), None, NOW)
        labels.save(c, Label(first, True, "release", "anna", "read it"), NOW)
    with store.read() as c:
        (one,) = labels.labeled(c)

    assert one.label == Label(first, True, "release", "anna", "read it", NOW)
    assert (one.observation.title, one.source) == ("Nova is out", "openai-news")
    assert (one.language, one.organization, one.kind, one.release) == ("de", "Lab", "release", None)


def test_a_second_label_replaces_the_first(store: Store) -> None:
    """People may change their minds."""
    first, _ = seen(store)
    with store.write() as c:
        labels.save(c, Label(first, True, "release"), NOW)
        labels.save(c, Label(first, False, note="a typo"), NOW + timedelta(hours=1))
    with store.read() as c:
        (one,) = labels.labeled(c)

    assert one.label == Label(first, False, None, "", "a typo", NOW + timedelta(hours=1))


def test_a_repo_is_no_text_to_learn_from(store: Store) -> None:
    """Its label is kept and not among the texts."""
    seen(store)
    with store.write() as c:
        labels.save(c, Label(labels.find(c, "lab/nova")[0].id or 0, False), NOW)
    with store.read() as c:
        assert labels.labeled(c) == []


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        pytest.param("https://b.example.org", ["17"], id="a link"),
        pytest.param("Nova is out", ["Nova is out"], id="a title"),
        pytest.param("17", ["17"], id="a title of digits where no id is like it"),
        pytest.param("nova", [], id="a part of a title"),
        pytest.param("9" * 30, [], id="a number that no id can be"),
    ],
)
def test_observations_by_id_link_or_title(store: Store, asked: str, titles: list[str]) -> None:
    """What people have at hand finds it, and nothing that is only like it."""
    seen(store)
    with store.read() as c:
        assert [one.title for one in labels.find(c, asked)] == titles


def test_observations_by_number(store: Store) -> None:
    """As tracker show prints it, with its sign or without."""
    first, _ = seen(store)
    with store.read() as c:
        assert [[one.id for one in labels.find(c, text)] for text in (f"{first}", f"#{first}")] == [[first], [first]]
