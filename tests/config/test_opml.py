"""OPML: feeds come in, what was written by hand stays, and the file is never broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.config import load_sources
from tracker.config.opml import LARGEST, add_feeds, read_opml
from tracker.domain import SourceKind
from tracker.errors import ConfigError

OWN = """# mine
[[source]]
name = "heise"
type = "feed"
url = "https://www.heise.de/rss/heise-atom.xml"   # the fast one"""
LIST = b"""<?xml version="1.0"?>
<opml version="2.0"><head><title>feeds</title></head><body>
  <outline text="German">
    <outline type="rss" text="heise" xmlUrl="https://www.heise.de/rss/heise-atom.xml"/>
    <outline title="S\xc3\xbc\xc3\x9fes &quot;Blog&quot; \\o/" xmlUrl="https://a.example/feed" language="de"/>
    <outline type="rss" text="Heise" xmlurl="https://b.example/feed" language="klingon"/>
  </outline>
  <outline type="rss" text="" xmlUrl="https://c.example/feed"/>
  <outline type="rss" text="again" xmlUrl="https://c.example/feed/"/>
  <outline type="rss" text="local" xmlUrl="file:///etc/passwd"/>
  <outline text="a folder without feeds"/>
</body></opml>"""


def test_feeds_are_appended_and_the_rest_stays_as_it_was(tmp_path: Path) -> None:
    """New feeds come after the last line with names of their own; known ones and wrong ones are told apart."""
    path = tmp_path / "sources.toml"
    path.write_text(OWN)
    path.chmod(0o640)
    found = add_feeds(path, read_opml(LIST, "f"), kind=SourceKind.COMMUNITY, every="15m", environment={})
    assert [(one.name, one.refused) for one in found] == [
        ("", False),
        ("susses-blog-o", False),
        ("heise-2", False),
        ("c-example", False),
        ("", False),
        ("", True),
    ]
    assert path.read_text().startswith(OWN + "\n\n[[source]]\n")
    assert path.stat().st_mode & 0o777 == 0o640
    sources = load_sources(path, {}).sources
    assert [source.name for source in sources] == ["heise", "susses-blog-o", "heise-2", "c-example"]
    assert (sources[1].title, sources[1].language) == ('Süßes "Blog" \\o/', "de")
    assert (sources[2].language, sources[2].kind) == (None, SourceKind.COMMUNITY)
    assert [item.name for item in tmp_path.iterdir()] == ["sources.toml"]


def test_the_same_list_again_changes_nothing(tmp_path: Path) -> None:
    """A second import finds everything known and does not touch the file."""
    path = tmp_path / "sources.toml"
    path.write_text(OWN)
    for _ in range(2):
        found = add_feeds(path, read_opml(LIST, "f"), kind=SourceKind.PRESS, every="15m", environment={})
        before = path.read_bytes()
    assert not any(one.name for one in found)
    assert path.read_bytes() == before


def test_a_link_to_the_list_stays_a_link(tmp_path: Path) -> None:
    """The file behind a link is replaced, not the link."""
    real, link = tmp_path / "real.toml", tmp_path / "sources.toml"
    real.write_text(OWN)
    link.symlink_to(real)
    add_feeds(link, read_opml(LIST, "f"), kind=SourceKind.PRESS, every="15m", environment={})
    assert link.is_symlink()
    assert len(load_sources(real, {}).sources) == 4


def test_a_list_that_was_wrong_before_is_left_alone(tmp_path: Path) -> None:
    """Nothing is appended to a file with mistakes, nor where the result would have one."""
    path = tmp_path / "sources.toml"
    path.write_text(OWN + "\nevry = 1\n")
    with pytest.raises(ConfigError, match="evry"):
        add_feeds(path, read_opml(LIST, "f"), kind=SourceKind.PRESS, every="15m", environment={})
    path.write_text(OWN)
    with pytest.raises(ConfigError, match="nothing was added"):
        add_feeds(path, read_opml(LIST, "f"), kind=SourceKind.PRESS, every="often", environment={})
    assert path.read_text() == OWN


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "not OPML", id="nothing"),
        pytest.param(b"<html><body>no</body></html>", "outermost element is <html>", id="a page"),
        pytest.param(b"<opml><body>", "not OPML", id="half a file"),
        pytest.param(b'<!DOCTYPE o [<!ENTITY a "b">]><opml/>', "refused", id="a document type with entities"),
        pytest.param(b'<?xml version="1.0" encoding="nobody-knows"?><opml/>', "not OPML", id="an unknown encoding"),
        pytest.param(b" " * (LARGEST + 1), "larger than", id="a file that is too large"),
    ],
)
def test_what_is_no_opml_is_refused(content: bytes, said: str) -> None:
    """Anything else is a ConfigError that names the file."""
    with pytest.raises(ConfigError) as caught:
        read_opml(content, "feeds.opml")
    assert str(caught.value).startswith("feeds.opml: ")
    assert said in str(caught.value)
