"""Data on standard output: the same values as ever, and no commands in them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.cli.data import cell, dumps


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_json_keeps_every_value(value: object) -> None:
    """What is read back is what was written, in one line that holds nothing a terminal obeys."""
    text = dumps(value)

    assert json.loads(text) == value
    assert len(text.splitlines()) == 1
    assert not any(c < " " or "\x7f" <= c <= "\x9f" or "\u202a" <= c <= "\u202e" for c in text)


def test_json_stays_readable() -> None:
    """Umlauts are not escaped; half a character is, since it cannot be written."""
    assert dumps({"title": "größer"}) == '{"title": "größer"}'
    assert dumps("\ud800") == '"\\ud800"'


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(None, "", id="nothing is empty"),
        pytest.param("", "", id="no text is empty"),
        pytest.param("gpt-oss", "gpt-oss", id="a name"),
        pytest.param("=1+1", "'=1+1", id="a formula"),
        pytest.param("+49", "'+49", id="a plus"),
        pytest.param("-2", "'-2", id="a minus in a text"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="an at sign"),
        pytest.param("\t=1", "'=1", id="a tab before a formula"),
        pytest.param(" =1", "'=1", id="a space before a formula"),
        pytest.param("\x1b[31mred\nline", "[31mred line", id="an escape code and a newline"),
        pytest.param(-2, "-2", id="a negative number stays one"),
        pytest.param(0, "0", id="zero is no nothing"),
        pytest.param(False, "False", id="no is no nothing"),
    ],
)
def test_cell(value: object, shown: str) -> None:
    """A cell is text that no spreadsheet calculates; numbers stay numbers."""
    assert cell(value) == shown
