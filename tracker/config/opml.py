"""Feeds out of an OPML file, appended to sources.toml as text, so that what people wrote there stays as it is."""

from __future__ import annotations

import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from xml.etree.ElementTree import ParseError as XMLError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from tracker.config import values
from tracker.config.sources import identity, load_sources, read_watchlist
from tracker.domain import Source, SourceKind
from tracker.errors import ConfigError

LARGEST = 5_000_000  # bytes of an OPML file


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed as an OPML file lists it, unchecked."""

    url: str
    title: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Import:
    """What became of an outline: `name` of the new source, or `reason` why it was left out."""

    outline: Outline
    name: str = ""
    reason: str = ""
    refused: bool = False  # wrong, not merely known


def read_opml(content: bytes, file: str) -> list[Outline]:
    """The feeds in an OPML document, in its order; ConfigError where it is none."""
    if len(content) > LARGEST:
        raise ConfigError(f"{file}: larger than {LARGEST // 1_000_000} MB, surely no list of feeds")
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ConfigError(f"{file}: refused, it brings its own document type or entities") from error
    except (XMLError, ValueError, LookupError) as error:  # LookupError: an encoding that nobody knows
        raise ConfigError(f"{file}: not OPML: {error}") from error
    if root.tag.lower() != "opml":
        raise ConfigError(f"{file}: not OPML: its outermost element is <{root.tag:.40}>")
    found: list[Outline] = []
    for element in root.iter():
        attributes = {key.lower(): value for key, value in element.attrib.items()}
        url = attributes.get("xmlurl", "").strip()
        if url and str(element.tag).lower() == "outline":
            title = _clean(attributes.get("title") or attributes.get("text") or "")
            found.append(Outline(url, title, attributes.get("language", "").strip()))
    return found


def add_feeds(
    path: Path,
    outlines: Iterable[Outline],
    *,
    kind: SourceKind,
    every: str,
    environment: Mapping[str, str] | None = None,
) -> list[Import]:
    """Appends what is new to the sources file and says what became of each outline.

    The new text is read as a whole before it takes the place of the old one, which it does at once or not at all.
    Raises ConfigError, and leaves the file alone, where it was wrong before or would be afterwards.
    """
    known = load_sources(path, environment)
    marks = {identity(source) for source in known.sources}
    names = {source.name.lower() for source in known.sources}
    imports: list[Import] = []
    added: list[str] = []
    for outline in outlines:
        made = _take(outline, marks, names)
        imports.append(made)
        if made.name:
            added.append(_entry(made, kind, every))
    if added:
        _append(path, added, os.environ if environment is None else environment)
    return imports


def _take(outline: Outline, marks: set[tuple[str, str]], names: set[str]) -> Import:
    try:
        url = values.url(outline.url)
    except ValueError as error:
        return Import(outline, reason=f"its address {error}", refused=True)
    mark = identity(Source(name="", type="feed", kind=SourceKind.PRESS, every=timedelta(0), url=url))
    if mark in marks:
        return Import(outline, reason="is watched already")
    marks.add(mark)
    name = _name(outline, names)
    names.add(name)
    return Import(outline, name=name)


def _name(outline: Outline, taken: set[str]) -> str:
    """A short name out of the title, or out of the host; a number where it is taken."""
    plain = unicodedata.normalize("NFKD", outline.title.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or re.sub(r"[^a-z0-9]+", "-", outline.url.split("/")[2].lower())
    stem = stem[:60].strip("-") or "feed"
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name


def _entry(made: Import, kind: SourceKind, every: str) -> str:
    rows = {"name": made.name, "type": "feed", "url": made.outline.url, "title": made.outline.title}
    try:
        rows["language"] = values.language(made.outline.language) if made.outline.language else ""
    except ValueError:
        rows["language"] = ""  # only a hint; the texts are looked at one by one
    rows |= {"kind": kind.value, "every": every}
    return "[[source]]\n" + "".join(f"{key} = {_quoted(value)}\n" for key, value in rows.items() if value)


def _append(path: Path, entries: list[str], environment: Mapping[str, str]) -> None:
    target = path.resolve()  # a link stays a link
    old = target.read_bytes()
    new = old.rstrip() + ("\n\n" + "\n".join(entries)).encode()
    _, problems = read_watchlist({path: new.decode("utf-8-sig")}, environment)
    if problems:
        raise ConfigError("nothing was added:\n" + "\n".join(str(problem) for problem in problems))
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(target.stat().st_mode & 0o7777)
        Path(name).replace(target)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise ConfigError(f"{path}: {error.strerror}; nothing was added") from error


def _clean(text: str) -> str:
    one_line = " ".join(text.split())
    return "".join(character for character in one_line if character.isprintable())[:200].strip()


def _quoted(value: str) -> str:
    """A TOML basic string: what json writes, for text without control characters."""
    return json.dumps(value, ensure_ascii=False)
