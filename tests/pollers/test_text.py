"""Strangers' text becomes plain text."""

from __future__ import annotations

import pytest

from tracker.pollers.text import clean, cut, plain


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("gpt-oss  is\n\tout", "gpt-oss is out", id="white space is collapsed"),
        pytest.param("Gro\u0308ße", "Größe", id="composed letters"),
        pytest.param("a\x00b\x1b[31mc", "a b [31mc", id="controls become spaces"),
        pytest.param("a\u202eb\u200bc\ufeffd", "abcd", id="format characters are gone"),
        pytest.param("OpenAI\u200d x", "OpenAI x", id="a joiner after a Latin letter is gone"),
        pytest.param("👩\u200d👧", "👩\u200d👧", id="a joiner in an emoji is kept"),
        pytest.param("a\ud800b", "ab", id="lone surrogates are gone"),
        pytest.param("a\u2028b", "a b", id="line separators become spaces"),
        pytest.param("w" + "\u0301" * 40, "ẃ" + "\u0301" * 3, id="towers of accents are bounded"),
    ],
)
def test_text_is_cleaned(text: str, cleaned: str) -> None:
    """Only what people read is left, always in the same form."""
    assert clean(text) == cleaned


def test_lines_can_be_kept() -> None:
    """Cards keep their lines, but no heaps of empty ones."""
    assert clean("# A \n\n\n\n\nb\tc\n", lines=True) == "# A\n\nb c"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<p>One.</p><p>Two.</p>", "One. Two.", id="blocks are apart"),
        pytest.param("in<b>visi</b>ble", "invisible", id="inline tags leave no gap"),
        pytest.param("AT&amp;T &lt;3 &#8220;x&#8221;", "AT&T <3 “x”", id="entities are read"),
        pytest.param("&amp;lt;b&amp;gt;", "&lt;b&gt;", id="entities are read once only"),
        pytest.param("a<script>alert(1)</script>b", "ab", id="scripts are gone with their content"),
        pytest.param('x<img src="https://t.example/p.gif" width=1>', "x", id="tracking pixels are gone"),
        pytest.param("<svg/onload=alert(2)>text", "", id="an unclosed drawing takes the rest with it"),
        pytest.param("1 < 2 and 3 > 2", "1 < 2 and 3 > 2", id="comparisons are text"),
        pytest.param("<!-- x -->y", "y", id="comments are gone"),
    ],
)
def test_markup_becomes_text(markup: str, text: str) -> None:
    """HTML is read as people would see it."""
    assert plain(markup) == text


@pytest.mark.parametrize(
    ("length", "shown"),
    [
        pytest.param(5, "abcde", id="what fits is whole"),
        pytest.param(4, "abc…", id="what does not ends in an ellipsis"),
    ],
)
def test_text_is_cut(length: int, shown: str) -> None:
    """A cut text says that it is cut."""
    assert cut("abcde", length) == shown
