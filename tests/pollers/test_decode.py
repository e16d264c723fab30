"""Bytes become text by our rules, and dangerous documents are refused before a parser sees them."""

from __future__ import annotations

import pytest

from tracker.errors import ParseError
from tracker.pollers.decode import decode, xml_text

UMLAUTS = "<?xml version='1.0' encoding='{}'?><rss>Größe „x“</rss>"


@pytest.mark.parametrize(
    ("data", "stated"),
    [
        pytest.param(UMLAUTS.format("utf-8").encode(), "", id="UTF-8"),
        pytest.param(UMLAUTS.format("iso-8859-1").encode(), "text/xml; charset=iso-8859-1", id="UTF-8 that denies it"),
        pytest.param(UMLAUTS.format("iso-8859-1").encode("cp1252"), "", id="Latin-1 as browsers read it"),
        pytest.param(UMLAUTS.format("utf-8").encode("cp1252"), "", id="Latin-1 that says it is UTF-8"),
        pytest.param(UMLAUTS.format("utf-16").encode("utf-16"), "", id="UTF-16 with a mark"),
        pytest.param(UMLAUTS.format("utf-16").encode("utf-16-le"), "", id="UTF-16 without a mark, little end first"),
        pytest.param(UMLAUTS.format("utf-16").encode("utf-16-be"), "", id="UTF-16 without a mark, big end first"),
        pytest.param(
            UMLAUTS.format("x").encode("cp1250"), "text/xml; charset=windows-1250", id="what the server states"
        ),
        pytest.param(b"\xef\xbb\xbf" + UMLAUTS.format("iso-8859-1").encode(), "", id="a mark against a declaration"),
    ],
)
def test_umlauts_arrive(data: bytes, stated: str) -> None:
    """Whatever a document says of itself, people can read it."""
    assert "Größe „x“" in decode(data, stated)


@pytest.mark.parametrize("name", ["utf-7", "punycode", "unicode_escape", "rot13", "zlib", "idna", "hex", "uu"])
def test_a_document_cannot_choose_a_strange_codec(name: str) -> None:
    """Codecs that are not on our list are not used, whoever names them."""
    data = f"<?xml version='1.0' encoding='{name}'?><rss>+ADw- \\u003c caf".encode() + b"\xe9</rss>"

    text = decode(data, f"text/xml; charset={name}")

    assert "+ADw- \\u003c café" in text


def test_what_cannot_be_read_is_marked() -> None:
    """A broken character in UTF-8 does not spoil the others."""
    assert decode("<a>ü".encode() + b"\xff</a>") == "<a>ü\ufffd</a>"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param('<!DOCTYPE rss [<!ENTITY a "b">]><rss/>', "DTD of its own", id="entities"),
        pytest.param(
            '<?xml version="1.0"?><!-- x --> <!DOCTYPE rss SYSTEM "x" [ ]><rss/>', "DTD", id="an empty subset"
        ),
        pytest.param("<rss><!ENTITY a 'b'></rss>", "DTD of its own", id="an entity declared in the middle"),
        pytest.param("<!doctype html><p>x", "HTML, not a feed", id="HTML with its DOCTYPE"),
        pytest.param("<html><body>x", "HTML, not a feed", id="HTML without"),
        pytest.param("<!-- never ends", "not a feed", id="an open comment"),
        pytest.param("<!DOCTYPE rss", "DTD of its own", id="an open DOCTYPE"),
        pytest.param("<rss><a " + "x='1' " * 20_000 + "/></rss>", "tag of more than", id="a flood of attributes"),
        pytest.param("<rss>" + "<!--" * 30_000, "too many comments", id="a flood of comments"),
        pytest.param("plain", "not a feed", id="no XML at all"),
    ],
)
def test_documents_that_cost_or_reach_are_refused(text: str, reason: str) -> None:
    """Refused by looking at the text, before any parser does."""
    with pytest.raises(ParseError, match=reason):
        xml_text(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param(
            '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://x/rss.dtd"><rss/>', "<rss/>", id="a DOCTYPE"
        ),
        pytest.param("\ufeff \n<?xml version='1.0' encoding='x'?>\n<rss/>", "<rss/>", id="space and a declaration"),
        pytest.param("<a>x\x00\x01y</a>", "<a>xy</a>", id="characters that XML forbids"),
        pytest.param("<a>x&#0;&#xD800;&#65;</a>", "<a>x&#65;</a>", id="references to such characters"),
        pytest.param("<a>R&D &amp; &nbsp;&bogus;</a>", "<a>R&amp;D &amp; \xa0&amp;bogus;</a>", id="bare ampersands"),
        pytest.param("<a><![CDATA[R&D <!ENTITY]]></a>", "<a><![CDATA[R&D <!ENTITY]]></a>", id="CDATA is left alone"),
    ],
)
def test_common_faults_are_mended(text: str, read: str) -> None:
    """What many feeds do wrong does not make them unreadable."""
    assert xml_text(text).partition("?>\n")[2] == read
