"""Texts of strangers on a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.cli.plain import plain


@given(st.text(), st.integers(1, 40))
def test_whatever_it_was_it_is_one_short_line(text: str, limit: int) -> None:
    """No control or formatting character is left, and no more characters than were asked for."""
    shown = plain(text, limit)

    assert len(shown) <= limit
    assert not any(unicodedata.category(c).startswith("C") for c in shown)


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        pytest.param("a \x1b[31m\n b", None, "a [31m b", id="escape and newline"),
        pytest.param("größer • 模型 🙂", None, "größer • 模型 🙂", id="letters of all scripts stay"),
        pytest.param("eins zwei drei", 11, "eins zwei…", id="cut at a word"),
        pytest.param("Donaudampfschiff", 6, "Donau…", id="cut in a word where there is no other way"),
        pytest.param("kurz", 4, "kurz", id="not cut where it fits"),
    ],
)
def test_plain(text: str, limit: int | None, shown: str) -> None:
    """Words stay readable."""
    assert plain(text, limit) == shown
