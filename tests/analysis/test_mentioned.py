"""Other releases that a text speaks of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.samples import NOW, event, finding, name, observation, release
from tracker.analysis.mentioned import of_entry
from tracker.domain import EventKind, Release, SourceKind, Stage

WREN, CODER, ROBIN = name("Wren 3", "wren-3"), name("Wren 3 Coder", "wren-3-coder"), name("Robin 2", "robin-2")
PRESS, OFFICIAL, COMMUNITY = SourceKind.PRESS, SourceKind.OFFICIAL, SourceKind.COMMUNITY


def known(id_: str, key: str, organization: str = "Helios AI", days: float = 1, **values: Any) -> Release:
    """A release that was seen in a repo some days ago."""
    at = NOW - timedelta(days=days)
    filled = {"stage": Stage.VISIBLE, "events": (event(EventKind.VISIBLE, at),)}
    return release(id=id_, organization=organization, keys=(key,), **(filled | values))


RELEASES = {"wren": known("wren", "wren-3"), "coder": known("coder", "wren-3-coder")}
RELEASES |= {"robin": known("robin", "robin-2", "Nordlicht Labs"), "old": known("old", "robin-2", days=40)}

CASES = [
    ("press about several publishers", "Wren 3, and what else is new", (WREN, ROBIN), PRESS, {"robin": 0}, {}),
    ("a title that releases two", "Wren 3 und Wren 3 Coder sind da", (WREN, CODER), PRESS, {"coder": 1}, {}),
    ("in the other order", "Wren 3 Coder & Wren 3 are out", (CODER, WREN), PRESS, {"coder": 1}, {}),
    ("its owner releases two", "Wren 3, Wren 3 Coder", (WREN, CODER), OFFICIAL, {"coder": 1}, {}),
    ("one beside the other's name", "Wren 3 works with Wren 3 Coder", (WREN, CODER), PRESS, {"coder": 0}, {}),
    ("a delay of both", "Wren 3 und Wren 3 Coder kommen später", (WREN, CODER), PRESS, {"coder": 1}, {"kind": "delay"}),
    ("no event", "Wren 3 and Wren 3 Coder", (WREN, CODER), PRESS, {"coder": 0}, {"is_event": False}),
    ("another publisher's model in the title", "Wren 3 and Robin 2", (WREN, ROBIN), PRESS, {"robin": 0}, {}),
    ("an owner about another's model", "Wren 3 and Robin 2", (WREN, ROBIN), OFFICIAL, {}, {}),
    ("the community", "Wren 3 and Wren 3 Coder", (WREN, CODER), COMMUNITY, {}, {}),
    ("a name that nobody knows", "Wren 3 and Lark 1", (WREN, name("Lark 1", "lark-1")), PRESS, {}, {}),
]


@pytest.mark.parametrize(
    ("title", "names", "kind", "expected", "said"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_who_else_is_named(title: str, names: Any, kind: SourceKind, expected: dict[str, int], said: Any) -> None:
    """A text is evidence of each release that it names, and an event of those that its title lists together."""
    values = {"organization": "Helios AI", "names": names} | said
    candidates = [RELEASES[one] for one in ("wren", "coder", "robin")]
    found = of_entry(observation(title=title), finding(**values), kind, RELEASES["wren"], candidates, NOW)
    assert {one.release: len(one.events) for one in found} == expected


def test_an_old_release_that_is_named_is_a_yardstick() -> None:
    """A text of today says nothing of what came out weeks ago."""
    said = finding(organization="Helios AI", names=(WREN, ROBIN))
    assert of_entry(observation(), said, PRESS, RELEASES["wren"], [RELEASES["old"]], NOW) == ()


def test_two_releases_of_one_name_are_told_apart_by_their_owner() -> None:
    """Where two publishers use a name, the text's own publisher is meant, and else nobody."""
    two = [known("a", "robin-2", "Nordlicht Labs"), known("b", "robin-2", "Helios AI")]
    for organization, expected in (("Helios AI", ["b"]), ("Acme", []), (None, [])):
        said = finding(organization=organization, names=(WREN, ROBIN))
        found = of_entry(observation(), said, PRESS, RELEASES["wren"], two, NOW)
        assert [one.release for one in found] == expected


def test_what_has_no_record_mentions_all_that_have_one() -> None:
    """A text that is about an unknown model is evidence of the known ones all the same."""
    said = finding(organization="Helios AI", names=(name("Lark 1", "lark-1"), CODER))
    found = of_entry(observation(title="Lark 1 und Wren 3 Coder"), said, PRESS, None, [RELEASES["coder"]], NOW)
    assert [(one.release, len(one.events)) for one in found] == [("coder", 1)]
