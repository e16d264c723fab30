"""Bytes of a feed as text that an XML parser can take: encodings from a list of ours, no DTD, no illegal characters."""

from __future__ import annotations

import codecs
import html.entities
import re

from tracker.errors import ParseError

_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(?:-?[lb]e)?|us-ascii|ascii|iso-?8859-?\d{1,2}|latin-?\d|windows-?125\d|cp125\d|koi8-[ru]"
    r"|shift[_-]?jis|sjis|euc-(?:jp|kr)|big5(?:-?hkscs)?|gb2312|gbk|gb18030|macintosh|tis-620"
)
"""What a document may name. Python's codecs have more, some of them hostile: punycode, unicode_escape, zlib, utf-7."""

_LATIN = {"iso8859-1", "ascii"}
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]{0,500}?\?>")
_DECLARED = re.compile(rb"""^\s*<\?xml\b[^>]{0,300}?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._-]{1,40})""", re.IGNORECASE)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,12})|([0-9]{1,12}));")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_AMPERSAND = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]{1,31});|(?!#))")
_XML_NAMES = {"amp", "lt", "gt", "quot", "apos"}
_CATEGORY = re.compile(r"<((?:\w{1,20}:)?(?:category|subject|keywords))\b[^<>]{0,500}(?:/>|>[^<]{0,500}</\1\s*>)")
_LONGEST_TAG = 65_536
_MANY_MARKS = 20_000
_MANY_CATEGORIES = 5000


def decode(data: bytes, content_type: str = "") -> str:
    """The text of a document. Valid UTF-8 is UTF-8, whatever is declared; else what is declared, else a good guess.

    Documents lie about their encoding more often than bytes are UTF-8 by accident. What cannot be read becomes U+FFFD.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace")
    if data[:40].lstrip(b"\x00")[:1] in {b"<", b"{"} and b"\x00" in data[:4]:  # UTF-16 without a mark
        return data.decode("utf-16-be" if data[:1] == b"\x00" else "utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for name in _stated(data, content_type):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    text = data.decode("utf-8", "replace")
    bad, other = text.count("\ufffd"), sum(c > "\x7f" for c in text)
    return text if other >= 2 * bad else data.decode("cp1252", "replace")  # most of it is UTF-8 indeed, or it is not


def _stated(data: bytes, content_type: str) -> list[str]:
    names = []
    if (charset := _CHARSET.search(content_type)) is not None:
        names.append(charset[1])
    if (declared := _DECLARED.match(data[:1000])) is not None:
        names.append(declared[1].decode("ascii"))
    out = []
    for name in names:
        if _ENCODINGS.fullmatch(name.lower()):
            try:
                real = codecs.lookup(name).name
            except LookupError:
                continue
            if real.startswith(("utf-8", "utf-16")):
                continue  # it was tried, or would have shown itself
            out.append("cp1252" if real in _LATIN else real)  # as browsers do
    return out


def xml_text(text: str) -> str:
    """A document ready for the parser: declared as UTF-8, without DOCTYPE, illegal characters and references to them.

    ParseError where it is HTML or no XML at all, where it brings declarations of its own (entity bombs, files read
    from disk), or where its marks are such that reading it takes quadratic time.
    """
    text = _ILLEGAL.sub("", text)
    text = _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"), count=1).lstrip()
    text = _without_doctype(text)
    if text[:1] != "<":
        raise ParseError("the answer is not a feed")
    _refuse_costly(text)
    if text.count("category") + text.count("subject") + text.count("keywords") > 2 * _MANY_CATEGORIES:
        text = _CATEGORY.sub("", text)  # unused, and the parser looks through all of them for each one
    return '<?xml version="1.0" encoding="utf-8"?>\n' + _mended(_REFERENCE.sub(_legal_reference, text))


def _without_doctype(text: str) -> str:
    """Without the DOCTYPE before the root, which may name an external subset: nobody reads it."""
    place = 0
    while True:
        while text[place : place + 1].isspace():
            place += 1
        if text.startswith("<!--", place):
            end = text.find("-->", place)
        elif text.startswith("<?", place):
            end = text.find("?>", place)
        elif text[place : place + 9].lower() == "<!doctype":
            return text[:place] + _after_doctype(text, place)
        else:
            return text
        if end < 0:
            raise ParseError("the answer is not a feed: it never gets to its root")
        place = end + (3 if text.startswith("<!--", place) else 2)


def _after_doctype(text: str, place: int) -> str:
    end = text.find(">", place)
    head = text[place : end if end >= 0 else None]
    if re.match(r"<!doctype\s+html\b", head, re.IGNORECASE):
        raise ParseError("the answer is HTML, not a feed")
    if end < 0 or "[" in head:
        raise ParseError("a document with a DTD of its own is refused")
    return text[end + 1 :].lstrip()


def _refuse_costly(text: str) -> None:
    lower = text[:2000].lower()
    if lower.startswith(("<html", "<head", "<body", "<!doctype html")):
        raise ParseError("the answer is HTML, not a feed")
    if "<!ENTITY" in text.upper() and any("<!ENTITY" in part.upper() for part in _outside_cdata(text)):
        raise ParseError("a document with a DTD of its own is refused")
    if re.search(rf"<[A-Za-z][^<>]{{{_LONGEST_TAG}}}", text):
        raise ParseError(f"a tag of more than {_LONGEST_TAG} characters")
    if text.count("<!--") - text.count("-->") > _MANY_MARKS or text.count("<!") > 5 * _MANY_MARKS:
        raise ParseError("too many comments or declarations")


def _mended(text: str) -> str:
    """Bare ampersands escaped and HTML's named characters written out, outside of CDATA: the commonest faults."""
    pieces = text.split("<![CDATA[")
    for n, piece in enumerate(pieces):
        inside, end, outside = piece.partition("]]>") if n else ("", "", piece)
        pieces[n] = inside + end + _AMPERSAND.sub(_character, outside)
    return "<![CDATA[".join(pieces)


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if name in _XML_NAMES:
        return match[0]
    return html.entities.html5.get(f"{name};", "&amp;" + match[0][1:]) if name else "&amp;"


def _outside_cdata(text: str) -> list[str]:
    parts = text.split("<![CDATA[")
    return [parts[0], *(part.partition("]]>")[2] for part in parts[1:])]


def _legal_reference(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else int(match[2])
    legal = number in {9, 10, 13} or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number <= 0x10FFFF
    return match[0] if legal else ""
