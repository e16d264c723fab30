"""The Hub's hostile cases through poll, analyze and announce: what is said of a repo, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests import hostile
from tests.hostile_hub import Outcome, play
from tracker.domain import Answer, Stage
from tracker.net import Sandbox

pytestmark = [pytest.mark.shared, pytest.mark.slow]

CASES = sorted(hostile.cases(hub=True))
APACHE = ("apache-2.0", None)
TWO_FREE = (None, "apache-2.0, mit")  # a conflict, yet each of the two allows commercial use
TODAY = "of its day"  # an event that is told once a day has the date in its key


@dataclass(frozen=True)
class Want:
    """What a case must come to, from the first poll to the eighth."""

    kinds: tuple[str, ...] = ("weights",)
    alerts: tuple[str, ...] = ("weights",)
    stage: Stage | None = Stage.WEIGHTS
    license: tuple[str | None, str | None] | None = APACHE
    gated: str | None = "no"
    trouble: str = ""


NOTHING = Want((), (), None, None, None)
VISIBLE = Want(("visible",), (), Stage.VISIBLE)
GONE = Want(("weights", "withdrawn"), ("weights", TODAY), Stage.WITHDRAWN)


def trouble(text: str) -> Want:
    """Nothing is concluded, and the trouble says why."""
    return Want((), (), None, None, None, text)


WANTED: dict[str, Want] = {
    "license-null": Want(license=None),
    "license-missing": Want(license=None),
    "license-list": Want(license=(None, "apache-2.0, other")),
    "license-other": Want(license=("other", "llama-9-community")),
    "license-conflict": Want(license=(None, "apache-2.0, cc-by-nc-4.0")),
    "license-number": Want(license=None),
    "license-unknown-id": Want(license=("my-own<!channel>", None)),
    "tags-odd": Want(license=None),
    "auto-map": Want(license=("other", None)),  # its card is the one below
    "card-prompt-injection": Want(license=("other", None)),
    "card-no-frontmatter": Want(license=None),
    "card-yaml-alias-bomb": Want(license=None),
    "card-yaml-broken": Want(license=None),
    "card-yaml-python-tag": Want(license=None),
    "card-yaml-dup-license": Want(license=("other", None)),
    "card-yaml-license-list": Want(license=(None, "apache-2.0, other")),
    "card-yaml-license-norway": Want(license=("no", None)),
    "gated-manual": Want(gated="manual"),
    "gated-auto": Want(gated="auto"),
    "gated-odd": Want(gated="manual"),
    "gated-string-false": Want(gated="manual"),
    "private": NOTHING,
    "disabled": NOTHING,  # closed before anybody heard of it
    "siblings-null": Want((), (), Stage.SIGNAL),
    "siblings-missing": Want((), (), Stage.SIGNAL),
    "siblings-odd": VISIBLE,
    "siblings-50k": VISIBLE,
    "id-missing": trouble("1 rows of the listing could not be used"),
    "id-traversal": trouble("1 rows of the listing could not be used"),
    "typosquat": trouble("1 rows of the listing could not be used"),
    "empty-object": trouble("the listing is no list"),
    "null": trouble("the listing is no list"),
    "array": NOTHING,
    "truncated-json": trouble("the answer is no JSON"),
    "html-200": trouble("the answer is no JSON"),
    "302-login": trouble("the answer is no JSON"),
    "json-deep": trouble("nested too deeply"),
    "weights-none": VISIBLE,
    "weights-pickle-only": Want(license=TWO_FREE),
    "weights-lookalike": VISIBLE,
    "401": trouble("the Hub does not take the token in HF_TOKEN"),
    **{str(code): trouble(str(code)) for code in (403, 429, 500, 503, 504)},
    "429-retry-after": trouble("429"),
    "401-reponotfound": GONE,
    "404": GONE,
    "deleted": GONE,
    "403-gated": Want(("weights", "gated"), ("weights", TODAY), gated="manual"),
    "403-disabled": Want(("weights", "disabled"), ("weights", TODAY), Stage.WITHDRAWN),
    "404-revision": Want(trouble="404"),
    "404-entry": Want(trouble="404"),
    "renamed": Want(("weights", "renamed"), ("weights", "gpt-oss-20b-v2")),
    "emptied": Want(("weights", "withdrawn"), ("weights", TODAY), Stage.WITHDRAWN),
    "drop": Want(("visible", "weights"), ("weights",)),
    "gated-flip": Want(("weights", "ungated"), ("weights", TODAY)),
    "gated-flap": Want(("weights", "ungated", "gated"), ("weights", TODAY, TODAY)),
    "license-change": Want(("weights", "relicensed"), ("weights", TODAY), license=("other", None)),
    "page-self-loop": trouble("page 2 repeats what was read before"),
    "page-endless": trouble("more than 50 pages"),
    "page-cross-origin": trouble("page 2 is on another host: not followed"),
    "page-bad-link": trouble("not followed"),
    "page-second-fails": trouble("page 2: 127.0.0.1: 500"),
    "redirect-cross-origin": trouble("address not allowed"),
    "slow": trouble("no complete answer within 4 s"),
}
"""The cases that differ from a repo whose weights are out under Apache-2.0 without a gate."""


@dataclass
class Played:
    """What became of all cases."""

    server: hostile.Server
    outcomes: dict[str, Outcome]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Played]:
    """Each case on a store of its own, several at once."""
    folder = tmp_path_factory.mktemp("hub")
    begin = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)

    with hostile.serve() as server, Sandbox() as sandbox, ThreadPoolExecutor(8) as pool:
        running = {case: pool.submit(play, server, sandbox, case, folder, sqlite_template, begin) for case in CASES}
        yield Played(server, {case: one.result() for case, one in running.items()})


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.removeprefix("hub-")) for case in CASES if case != "hub-page-shift"]
)
def test_each_case_has_its_outcome(played: Played, case: str) -> None:
    """Events, alerts, stage, license and gate are what the Hub's fields say, and nothing is said that they do not."""
    found, want = played.outcomes[case], WANTED.get(case.removeprefix("hub-"), Want())
    alerts = tuple(TODAY if key[:2] == "20" else key for key in found.alerts)

    assert (tuple(found.kinds), alerts) == (want.kinds, want.alerts)
    assert want.trouble in (found.health[-1].trouble or "")
    assert (found.health[-1].trouble is None) == (not want.trouble)
    if want.stage is None:
        assert found.releases == []
        return
    assert found.record.stage is want.stage
    assert found.record.organization == "OpenAI"
    stated = found.fact("license")
    assert (stated and (stated["id"], stated["name"])) == want.license
    assert found.fact("gated") == want.gated
    openness = {one.dimension: one.value for one in found.record.openness}
    if want.license != APACHE:
        assert openness["license"] is not Answer.YES
        assert want.license == TWO_FREE or openness["commercial_use"] is not Answer.YES
    if want.gated != "no":
        assert openness["gate"] is not Answer.YES
        assert openness["weights"] is not Answer.YES
    if want.stage is not Stage.WEIGHTS:
        assert openness["weights"] is not Answer.YES


def test_what_a_repo_brings_is_noted(played: Played) -> None:
    """Weights that run code when they are loaded, and code that must be trusted: said, and never run."""
    pickle = played.outcomes["hub-weights-pickle-only"].fact("weights")
    (row,) = played.outcomes["hub-auto-map"].rows

    assert pickle["reason"] == "pytorch_model.bin, pickle weights only, no config.json"
    assert row.repo["config"] == {"model_type": "evil", "auto_map": True}


def test_no_repo_is_lost_while_pages_shift(played: Played) -> None:
    """One new repo per request moves all others: each is seen once."""
    ids = [row.repo["id"] for row in played.outcomes["hub-page-shift"].rows]

    assert sorted(ids) == sorted(f"org/m{n}" for n in range(77))


def test_nothing_reaches_the_inside(played: Played) -> None:
    """The canary was not asked; no card's tag was run; the token stayed at the Hub's own place."""
    assert played.server.ask("/canary-log") == []
    assert not list(hostile.FOLDER.glob("PWNED*"))


def test_pages_end(played: Played) -> None:
    """A listing that never ends is given up within its bounds in each poll."""
    for case, most in (("hub-page-self-loop", 2), ("hub-page-endless", 50), ("hub-page-second-fails", 2)):
        listings = [one for one in played.server.log(case) if "/api/models?" in one["path"]]
        assert 8 <= len(listings) <= 8 * most, case
    asked = [one["path"] for one in played.server.log("hub-page-bad-link") if "/api/models/org/m" in one["path"]]
    assert asked, "the first page was used"


def test_the_hub_is_left_alone_as_it_asks(played: Played) -> None:
    """The named time is kept; errors make the pauses longer; a refused token is no storm."""
    for case, seconds in (("hub-429", 9), ("hub-429-retry-after", 7), ("hub-503", 7)):
        for health in played.outcomes[case].health:
            assert health.next_poll is not None
            assert health.last_poll is not None
            assert health.next_poll - health.last_poll >= timedelta(seconds=seconds), case
    for case in ("hub-401", "hub-403", "hub-500", "hub-504"):
        last = played.outcomes[case].health[-1]
        assert last.failures == 8, case
        assert last.next_poll is not None
        assert last.last_poll is not None
        assert last.next_poll - last.last_poll >= timedelta(minutes=2), case


def test_nothing_costs_much(played: Played) -> None:
    """Huge cards, lists and expressions that backtrack are read in bounded time."""
    late = {case: one.seconds for case, one in played.outcomes.items() if one.seconds > hostile.DEADLINE + 10}

    assert late == {}
    (row,) = played.outcomes["hub-siblings-50k"].rows
    assert len(row.repo["files"]) == 2000
    assert max(len(one.text) for found in played.outcomes.values() for one in found.rows) <= 2000


def test_texts_of_cards_are_inert(played: Played) -> None:
    """What a card says of itself opens nothing; its code is noted and never run; no row is in trouble."""
    for name in ("prompt-injection", "yaml-python-tag", "no-frontmatter"):
        found = played.outcomes[f"hub-card-{name}"]
        openness = {one.dimension: one.value for one in found.record.openness}
        assert openness["license"] is Answer.UNKNOWN
        assert found.record.organization == "OpenAI"
    assert played.outcomes["hub-auto-map"].fact("warning") == {"kinds": ["remote-code"]}
    assert all(row.trouble is None for one in played.outcomes.values() for row in one.rows)
