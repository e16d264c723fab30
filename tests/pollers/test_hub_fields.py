"""Fields of the Hub's JSON: the right type or nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tracker.domain import RepoFile
from tracker.pollers.hub_fields import MAX_FILES, files, gate, moment, number, repo_id, repo_sha, repo_uid, words


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        pytest.param({"id": "lab/Fjord-7B.v2_x"}, "lab/Fjord-7B.v2_x", id="an id"),
        pytest.param({"modelId": "lab/x"}, "lab/x", id="an id under its old name"),
        pytest.param({"id": None, "modelId": "lab/x"}, "lab/x", id="null beside it"),
        pytest.param({"id": "gpt2"}, None, id="no owner"),
        pytest.param({"id": "../../admin"}, None, id="a way out"),
        pytest.param({"id": "lab/.."}, None, id="the parent folder"),
        pytest.param({"id": "lab/a/b"}, None, id="a path"),
        pytest.param({"id": "lab/x?y=1"}, None, id="a query"),
        pytest.param({"id": "lab/\u0445"}, None, id="a Cyrillic letter"),
        pytest.param({"id": 7}, None, id="a number"),
        pytest.param({}, None, id="nothing"),
    ],
)
def test_ids_are_owner_and_name(raw: dict[str, Any], name: str | None) -> None:
    """No id can lead a URL elsewhere."""
    assert repo_id(raw) == name


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param(False, "no", id="false is open"),
        pytest.param("auto", "auto", id="auto"),
        pytest.param("manual", "manual", id="manual"),
        pytest.param(True, "manual", id="true is some gate"),
        pytest.param("regional", "manual", id="a kind we do not know is a gate"),
        pytest.param("false", "manual", id="the word false is not open"),
        pytest.param(None, None, id="null says nothing"),
        pytest.param(0, None, id="a number says nothing"),
        pytest.param([], None, id="a list says nothing"),
    ],
)
def test_a_gate_is_never_open_by_accident(value: Any, said: str | None) -> None:
    """Only the value false means that there is no gate."""
    assert gate(value) == said


@pytest.mark.parametrize(
    ("value", "at"),
    [
        pytest.param("2025-08-05T16:00:00.000Z", datetime(2025, 8, 5, 16, tzinfo=UTC), id="a time"),
        pytest.param("2022-03-02T23:29:04.000Z", None, id="the stand-in for older repos"),
        pytest.param("2099-01-01T00:00:00Z", None, id="the future"),
        pytest.param("0001-01-01T00:00:00+14:00", None, id="before time"),
        pytest.param("yesterday", None, id="a word"),
        pytest.param(1722870000, None, id="a number"),
        pytest.param(None, None, id="null"),
    ],
)
def test_times_are_sane(value: Any, at: datetime | None, now: datetime) -> None:
    """Absurd times are unknown."""
    assert moment(value, now) == at


@pytest.mark.parametrize(
    ("value", "found"),
    [
        pytest.param("en", ("en",), id="a text is a list of one"),
        pytest.param(["en", "de", "en"], ("en", "de"), id="no repeats"),
        pytest.param(["en", None, 5, {}, ["x"], "", " \x00 "], ("en",), id="only texts"),
        pytest.param({"a": "b"}, (), id="no object"),
        pytest.param(False, (), id="Norway read as false"),
        pytest.param(None, (), id="null"),
    ],
)
def test_lists_are_texts(value: Any, found: tuple[str, ...]) -> None:
    """People write one or many."""
    assert words(value) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        pytest.param(None, None, id="null: not listed"),
        pytest.param("x", None, id="a text: not listed"),
        pytest.param([], (), id="an empty list: no files"),
        pytest.param(
            [{"rfilename": "a"}, {"rfilename": "b", "size": 5}], (RepoFile("a"), RepoFile("b", 5)), id="sizes"
        ),
        pytest.param(
            [{"rfilename": "a", "size": 135, "lfs": {"size": 10**10}}],
            (RepoFile("a", 10**10),),
            id="the size behind a pointer",
        ),
        pytest.param(
            [{"rfilename": "a", "size": "5", "lfs": 3}, {"rfilename": "b", "size": -1}],
            (RepoFile("a"), RepoFile("b")),
            id="odd sizes",
        ),
        pytest.param(
            [None, 7, {}, {"rfilename": None}, {"rfilename": "../x"}, {"rfilename": "/x"}, {"rfilename": "a\x00"}],
            (),
            id="odd rows",
        ),
        pytest.param(
            [{"rfilename": "z/a"}, {"rfilename": "m"}], (RepoFile("m"), RepoFile("z/a")), id="the top folder first"
        ),
    ],
)
def test_files_are_names_with_sizes(value: Any, found: tuple[RepoFile, ...] | None) -> None:
    """Odd ones are left out; not listed is not the same as empty."""
    assert files(value) == found


def test_files_are_bounded() -> None:
    """Of 50,000 files the top folder's are kept."""
    many = [{"rfilename": f"checkpoints/{n}"} for n in range(50_000)] + [{"rfilename": "model.safetensors"}]

    found = files(many)

    assert found is not None
    assert (len(found), found[0].name) == (MAX_FILES, "model.safetensors")


def test_what_tells_of_a_repo_is_kept_first() -> None:
    """Among thousands of samples, weights, indexes, settings, card and license are not lost."""
    telling = ["README.md", "LICENSE", "config.json", "model.safetensors.index.json", "unet/config.json"]
    weights = ["model-00001-of-00002.safetensors", "unet/diffusion_pytorch_model.safetensors", "original/a.00.pth"]
    samples = [f"a-sample-{n}.png" for n in range(5000)] + [f"a/{n}.bin.txt" for n in range(5000)]

    found = files([{"rfilename": name} for name in (*samples, *reversed(telling), *weights)])

    assert found is not None
    assert len(found) == MAX_FILES
    assert {file.name for file in found[:8]} == {*telling, *weights}


@pytest.mark.parametrize("value", [0, -1, True, 1.5, "7", None, 10**18])
def test_odd_numbers_are_none(value: Any) -> None:
    """A count of parameters is a positive whole number."""
    assert number(value) is None


def test_commits_and_uids_are_what_they_look_like() -> None:
    """Texts of another form are not used, for they end up in URLs and keys."""
    assert repo_sha({"sha": "a" * 40}) == "a" * 40
    assert repo_sha({"sha": "../main"}) is None
    assert repo_uid({"_id": "66f1c2"}) == "66f1c2"
    assert repo_uid({"_id": "a:b/c"}) is None
    assert repo_uid({"_id": 5}) is None
