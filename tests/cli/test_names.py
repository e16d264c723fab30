"""A name that does not exist: the answer helps to find the right one."""

from __future__ import annotations

import pytest

from tracker.cli.names import unknown


@pytest.mark.parametrize(
    ("name", "known", "said"),
    [
        pytest.param(
            "alert",
            ["letter", "alerts"],
            "no channel called 'alert'; did you mean alerts? there are: alerts, letter",
            id="one comes close",
        ),
        pytest.param("x", ["b", "a"], "no channel called 'x'; there are: a, b", id="none comes close"),
        pytest.param("x", [], "no channel called 'x'", id="there are none"),
        pytest.param("x", [f"name-{n}" for n in range(99)], "no channel called 'x'", id="too many to list"),
        pytest.param(
            "Name-7",
            [f"name-{n}" for n in range(10)],
            "no channel called 'Name-7'; did you mean name-7 or ",
            id="the case differs",
        ),
    ],
)
def test_unknown(name: str, known: list[str], said: str) -> None:
    """Close names come first, then all, if they are few."""
    assert str(unknown("channel", name, known)).startswith(said)
