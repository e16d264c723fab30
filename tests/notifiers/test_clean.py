"""Clean: whatever strangers write, what goes out is one harmless line and a link to where it says."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.notifiers.clean import clean, link, shorten

TEXTS = {
    "line ends": ("a\r\nBcc: b@example.org", "a Bcc: b@example.org"),
    "unicode line ends": ("a\u2028b\u2029c\x85d", "a b c d"),
    "an encoded word": ("=?utf-8?q?=0D=0ABcc:_x@example.org?=", "= ?utf-8?q?=0D=0ABcc:_x@example.org?="),
    "an encoded word hidden by a joiner": ("=\u200b?utf-8?q?x?=", "= ?utf-8?q?x?="),
    "an escape sequence": ("\x1b[31mred\x1b[0m", "[31mred [0m"),
    "text turned round": ("gnp\u202egpj", "gnpgpj"),
    "tag characters": ("a\U000e0041b", "ab"),
    "a lone surrogate": ("a\ud800b", "ab"),
    "much space": ("  a \t b  ", "a b"),
    "composed": ("Ko\u0308nig", "König"),
    "an emoji of several parts stays": ("👩\u200d🔬", "👩\u200d🔬"),
}
REFUSED = [
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "//example.org/x",
    "https://user@example.org/",
    "https://example.org\\@evil.example/",
    "https://exa mple.org/",
    "https://",
    "https://example.org/\r\nx",
    "https://example.org:port/",
    "https://example.org/" + "x" * 2100,
    "",
    None,
]
KEPT = {
    "a plain one": ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
    "bar and brackets": ("https://example.org/a|b>c<d", "https://example.org/a%7Cb%3Ec%3Cd"),
    "quotes": ('https://example.org/"x', "https://example.org/%22x"),
    "umlauts": ("https://example.org/ü", "https://example.org/%C3%BC"),
    "what is encoded stays": ("https://example.org/%20x", "https://example.org/%20x"),
    "an international host": ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
    "a port": ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000/x"),
    "IPv6": ("http://[::1]:8000/x", "http://[::1]:8000/x"),
}


@pytest.mark.parametrize(("text", "plain"), TEXTS.values(), ids=TEXTS.keys())
def test_cleans(text: str, plain: str) -> None:
    """What could break out of a line or hide is gone, the rest stays."""
    assert clean(text) == plain


@given(st.text(max_size=300), st.integers(1, 60))
def test_cleans_anything(text: str, limit: int) -> None:
    """Any text becomes one line without controls, within its limit."""
    cleaned = clean(text, limit)
    assert len(cleaned) <= limit
    assert "=?" not in cleaned
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in cleaned)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


def test_cuts_at_a_word_and_never_inside_a_character() -> None:
    """A cut is shown and leaves no half character behind."""
    assert shorten("one two three", 9) == "one two…"
    assert shorten("e\u0301" * 5, 6).count("\u0301") == shorten("e\u0301" * 5, 6).count("e")
    assert shorten("abc", 3) == "abc"


@pytest.mark.parametrize("url", REFUSED)
def test_refuses_links(url: str | None) -> None:
    """What is no plain web address is no link."""
    assert link(url) is None


@pytest.mark.parametrize(("url", "kept"), KEPT.values(), ids=KEPT.keys())
def test_keeps_links(url: str, kept: str) -> None:
    """A web address is encoded so that nothing in it can end the link."""
    found = link(url, "label")
    assert found is not None
    assert found.url == kept
    assert found.label == "label"
