"""What is read of a repo at its commit: texts behind gates, indexes, settings; what waits while the limit is near."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.pollers.fakes import FakeHub, FakeNet, Watch
from tests.samples import source
from tracker.domain import Repo
from tracker.errors import FetchError
from tracker.pollers import Poll
from tracker.pollers.hub_files import license_hash

MINUTE = timedelta(minutes=1)
INDEX, SHARDS = "model.safetensors.index.json", ("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors")
FILES = ["README.md", "LICENSE", "config.json", INDEX, *SHARDS]
GATED = (b"", {"x-error-code": "GatedRepo"}, 401)
NEAR = {"ratelimit": '"api";r=199;t=100', "ratelimit-policy": '"fixed window";"api";q=500;w=300'}


def place(file: str, sha: str = "a" * 40) -> str:
    """Where a file of the new repo is."""
    return f"/lab/three/resolve/{sha}/{file}"


def publish(hub: FakeHub, sha: str = "a" * 40, **values: Any) -> None:
    """A repo with all that can be read."""
    hub.add("lab/three", sha=sha, siblings=[{"rfilename": name, "size": 100} for name in FILES], **values)
    hub.other[place("LICENSE", sha)] = (b"MIT License\n\nCopyright", {})
    hub.other[place("config.json", sha)] = {"max_position_embeddings": 4096, "auto_map": {"a": "b"}}
    hub.other[place(INDEX, sha)] = {"weight_map": dict(enumerate(SHARDS))}


def one(found: Poll) -> Repo:
    """The one repo that a poll told of."""
    (seen,) = found.observations
    assert seen.repo is not None
    return seen.repo


def read(net: FakeNet) -> list[str]:
    """The files that were asked for since the last time."""
    found = [url.rpartition("/")[2] for url in net.asked if "/resolve/" in url]
    net.asked.clear()
    return found


def test_all_that_may_be_read_is_read_at_the_commit(lab: Watch, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """Card, license, settings and index, each once, and no weights."""
    lab.poll(now)
    publish(hub)
    net.asked.clear()
    repo = one(lab.poll(now + MINUTE))

    assert (repo.card, repo.license_file, repo.license_text) == ("# lab/three", "LICENSE", "MIT License\n\nCopyright")
    assert repo.license_hash == license_hash(b"MIT License Copyright")
    assert repo.config == {"max_position_embeddings": 4096, "auto_map": True}
    assert repo.shards == SHARDS
    assert sorted(read(net)) == sorted(["README.md", "LICENSE", "config.json", INDEX])
    assert lab.poll(now + 2 * MINUTE).unchanged


def test_indexes_of_all_parts_are_joined(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """Each names its files within its folder; one that cannot be read leaves the others their say."""
    lab.poll(now)
    places = ["unet/model.safetensors.index.json", "text/model.safetensors.index.json", INDEX]
    hub.add("lab/three", siblings=[{"rfilename": name, "size": 100} for name in places])
    hub.other[place(places[0])] = {"weight_map": {"a": "x.safetensors"}}
    hub.other[place(places[1])] = (b"<html>", {})
    hub.other[place(places[2])] = {"weight_map": {"a": "y.safetensors"}}

    assert one(lab.poll(now + MINUTE)).shards == ("y.safetensors", "unet/x.safetensors")


@pytest.mark.parametrize("answer", [(b"<html>", {}), (b"[" * 100_000, {}), {"weight_map": []}, (b"", {}, 404)])
def test_an_index_that_says_nothing_is_not_read(lab: Watch, hub: FakeHub, now: datetime, answer: Any) -> None:
    """Then the names of the files must do; it is no trouble."""
    lab.poll(now)
    publish(hub)
    hub.other[place(INDEX)] = answer
    found = lab.poll(now + MINUTE)

    assert (one(found).shards, found.trouble) == (None, None)


def test_a_gate_hides_texts_and_makes_nothing_of_it(lab: Watch, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """Files closed to us are unknown, not gone; when the gate opens, the same commit's are read, and then no more."""
    lab.poll(now)
    publish(hub, gated="manual")
    open_ = dict(hub.other)
    hub.other |= {place(name): GATED for name in ("LICENSE", "config.json", INDEX)}
    closed = one(lab.poll(now + MINUTE))
    hub.other = open_
    publish(hub)
    opened = one(lab.poll(now + 2 * MINUTE))
    net.asked.clear()
    publish(hub, gated="auto")
    again = one(lab.poll(now + 3 * MINUTE))

    assert (closed.card, closed.license_file, closed.license_hash) == ("# lab/three", None, None)
    assert (closed.shards, closed.config) == (None, {})
    assert (opened.license_file, opened.shards) == ("LICENSE", SHARDS)
    assert (again.gated, read(net)) == ("auto", [])


def test_while_the_limit_is_near_only_card_and_license_are_read(
    lab: Watch, hub: FakeHub, net: FakeNet, now: datetime
) -> None:
    """The rest is read when there is room again, and told; until then the repo is not asked after again."""
    lab.poll(now)
    publish(hub)
    hub.headers = NEAR
    net.asked.clear()
    first = one(lab.poll(now + MINUTE))
    assert sorted(read(net)) == ["LICENSE", "README.md"]
    waiting = lab.poll(now + MINUTE * 1.5)
    assert (waiting.unchanged, len(net.asked)) == (True, 1)
    hub.headers = {}
    second = one(lab.poll(now + 5 * MINUTE))

    assert (first.card, first.shards, first.config) == ("# lab/three", None, {})
    assert (second.shards, second.config["max_position_embeddings"]) == (SHARDS, 4096)
    assert lab.poll(now + 6 * MINUTE).unchanged


def test_while_the_limit_is_near_nothing_but_the_first_page_is_asked_for(
    lab: Watch, hub: FakeHub, net: FakeNet, now: datetime
) -> None:
    """No later pages, no commits, no collections; five repos are looked at."""
    hub.size = 2
    lab.poll(now)
    for n in range(8):
        hub.repos = {f"lab/new-{n}": {**hub.repos["lab/one"], "_id": f"new-{n}", "id": f"lab/new-{n}"}, **hub.repos}
    hub.size, hub.headers = 9, NEAR
    net.asked.clear()
    lab.poll(now + 20 * MINUTE)
    asked = [url.removeprefix("http://127.0.0.1:1").partition("?")[0] for url in net.asked if "/resolve/" not in url]

    assert asked[0] == "/api/models"
    assert len(asked) == 6
    assert all(url.startswith("/api/models/lab/new-") for url in asked[1:])


def test_all_organizations_share_the_limit(lab: Watch, hub: FakeHub, net: FakeNet, now: datetime) -> None:
    """What one organization's listing says of the limit holds for the others."""
    other = Watch(lab.poller, source("hub-other", "hub", organization="lab"), net)
    lab.poll(now)
    other.poll(now)
    hub.headers = NEAR
    lab.poll(now + MINUTE)
    hub.headers = {}
    publish(hub)
    net.asked.clear()
    other.poll(now + MINUTE)

    assert sorted(read(net)) == ["LICENSE", "README.md"]


def test_a_file_that_fails_does_not_hide_what_was_read(lab: Watch, hub: FakeHub, now: datetime) -> None:
    """The card is told at once, the rest when it can be read."""
    lab.poll(now)
    publish(hub)
    hub.other[place(INDEX)] = FetchError("hub: 503")
    found = lab.poll(now + MINUTE)
    del hub.other[place(INDEX)]
    publish(hub)
    later = lab.poll(now + 2 * MINUTE)

    assert (one(found).license_file, one(found).shards) == ("LICENSE", None)
    assert found.trouble == f"lab/three: {INDEX} could not be read: hub: 503"
    assert (one(later).shards, later.trouble) == (SHARDS, None)


def test_a_changed_repo_comes_with_the_title_of_its_commit(
    lab: Watch, hub: FakeHub, net: FakeNet, now: datetime
) -> None:
    """Not a new repo, and not for a change without a commit."""
    lab.poll(now)
    publish(hub)
    commits = "/api/models/lab/three/commits/main"
    hub.other[commits] = [{"id": sha * 40, "title": f"Commit {sha}"} for sha in "ba"]
    new = one(lab.poll(now + MINUTE))
    publish(hub, gated="auto")
    gated = one(lab.poll(now + 2 * MINUTE))
    assert not any(commits in url for url in net.asked)
    publish(hub, "b" * 40)
    changed = one(lab.poll(now + 3 * MINUTE))

    assert (new.commit, gated.commit, changed.commit) == ("", "", "Commit b")
    assert json.loads(lab.memory["repo:uid-three"])["sha"] == "b" * 8
