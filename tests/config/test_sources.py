"""sources.toml: what the contract promises works, and every mistake is named with file, line, key and remedy."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tracker.config import load_sources
from tracker.domain import Source, SourceKind
from tracker.errors import ConfigError

FEED = '[[source]]\nname = "heise"\ntype = "feed"\nurl = "https://www.heise.de/rss/heise-atom.xml"\n'
HUB = '[[source]]\nname = "hub-openai"\ntype = "hub"\norganization = "openai"\n'
GITHUB = '[[source]]\nname = "github-vllm"\ntype = "github"\nrepository = "vllm-project/vllm"\n'
TRENDING = '[[source]]\nname = "hub-trending"\ntype = "trending"\n'


def problems(tmp_path: Path, text: str, **others: str) -> list[str]:
    """What load_sources says of a text, one line for each problem."""
    path = tmp_path / "sources.toml"
    path.write_text(text)
    for name, content in others.items():
        (tmp_path / f"{name}.toml").write_text(content)
    with pytest.raises(ConfigError) as caught:
        load_sources(path, {})
    return str(caught.value).splitlines()


def test_the_three_types_with_all_their_keys(tmp_path: Path) -> None:
    """Each type is read with the keys that the contract gives it."""
    path = tmp_path / "sources.toml"
    path.write_text(
        FEED + 'title = "heise online"\nlanguage = "de"\nkind = "press"\nevery = "5m"\ncountry = "DE"\n'
        'organization = "heise"\n' + HUB + 'title = "OpenAI"\nkind = "official"\nevery = "1m"\n' + GITHUB
    )
    feed, hub, github = load_sources(path, {}).sources
    assert feed == Source(
        name="heise",
        type="feed",
        kind=SourceKind.PRESS,
        every=timedelta(minutes=5),
        url="https://www.heise.de/rss/heise-atom.xml",
        organization="heise",
        title="heise online",
        language="de",
        country="DE",
    )
    assert (hub.organization, hub.label, hub.every) == ("openai", "OpenAI", timedelta(minutes=1))
    assert (github.repository, github.label) == ("vllm-project/vllm", "github-vllm")


def test_what_is_not_said_has_a_default(tmp_path: Path) -> None:
    """A name, a type and an address are enough: kind and interval follow from the type."""
    path = tmp_path / "sources.toml"
    path.write_text(FEED + HUB + GITHUB + TRENDING)
    found = load_sources(path, {})
    assert [(source.kind, source.every) for source in found.sources] == [
        (SourceKind.PRESS, timedelta(minutes=10)),
        (SourceKind.OFFICIAL, timedelta(minutes=5)),
        (SourceKind.OFFICIAL, timedelta(minutes=15)),
        (SourceKind.COMMUNITY, timedelta(minutes=10)),
    ]
    assert (found.channels, found.path) == ((), path)


def test_a_repository_is_watched_for_releases_and_for_pulls(tmp_path: Path) -> None:
    """Both are sources of their own; anybody can open a pull request, so nobody official speaks there."""
    pulls = GITHUB.replace('name = "', 'name = "pulls-') + 'watch = "pulls"\n'
    file = tmp_path / "sources.toml"
    file.write_text(GITHUB + pulls, "utf-8")
    found = load_sources(file, {}).sources

    assert [(one.watch, one.kind.value) for one in found] == [("releases", "official"), ("pulls", "community")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            FEED + 'intervall = "5m"\n',
            'sources.toml:5: source "heise": unknown key "intervall"; did you mean "every"?',
            id="a key by another of its names",
        ),
        pytest.param(FEED + 'evry = "5m"\n', 'unknown key "evry"; did you mean "every"?', id="a slip of the pen"),
        pytest.param(
            FEED + "shoe_size = 9\n", 'sources.toml:5: source "heise": unknown key "shoe_size"', id="any other key"
        ),
        pytest.param(
            FEED + "every = 5\n", 'sources.toml:5: source "heise": every: must be a number', id="a number for a time"
        ),
        pytest.param(FEED + 'kind = "offical"\n', 'did you mean "official"?', id="a kind that is none"),
        pytest.param(FEED + 'language = "deutsch"\n', "5: ", id="a language by its name"),
        pytest.param(FEED + 'country = "Germany"\n', "two letters", id="a country by its name"),
        pytest.param(
            FEED + 'repository = "a/b"\n', 'repository: does not belong to type "feed"', id="a key of another type"
        ),
        pytest.param(
            HUB + 'url = "https://a.example/"\n', 'url: does not belong to type "hub"', id="an address for the Hub"
        ),
        pytest.param(
            '[[source]]\nname = "a"\ntype = "feed"\n',
            'sources.toml:1: source "a": "url" is missing',
            id="a feed without its URL",
        ),
        pytest.param(
            '[[source]]\nname = "a"\ntype = "hub"\n', '"organization" is missing', id="the Hub without organization"
        ),
        pytest.param(
            '[[source]]\nname = "a"\ntype = "github"\n', '"repository" is missing', id="GitHub without repository"
        ),
        pytest.param(
            '[[source]]\nurl = "https://a.example"\n', 'source 1: "name" is missing', id="nothing but an address"
        ),
        pytest.param(
            '[[source]]\nname = "a"\ntype = "rss"\n',
            'must be one of "feed", "hub", "github", "trending"',
            id="an unknown type",
        ),
        pytest.param(FEED.replace("https", "file"), "sources.toml:4:", id="a file for a feed"),
        pytest.param(
            FEED.replace("www", "me:pw@www"), "must not hold a user or a password", id="a password in an address"
        ),
        pytest.param(FEED.replace(".xml", "?token=abc"), "looks like a secret", id="a token in an address"),
        pytest.param(
            FEED + FEED.replace("www.heise.de/rss", "heise.example"),
            'sources.toml:6: source "heise": name: listed before, source "heise" in sources.toml:2',
            id="a name twice",
        ),
        pytest.param(
            FEED + FEED.replace('"heise"', '"other"').replace("https://www", "http://WWW").replace('.xml"', '.xml/"'),
            'source "other": url: listed before, source "heise" in sources.toml:4',
            id="a feed twice, written otherwise",
        ),
        pytest.param(
            HUB + HUB.replace("hub-", "").replace('"openai"\n', '"OpenAI"\n'),
            "listed before",
            id="an organization twice",
        ),
        pytest.param(GITHUB + GITHUB.replace("github-", ""), "repository: listed before", id="a repository twice"),
        pytest.param(FEED + 'watch = "pulls"\n', 'watch: does not belong to type "feed"', id="pull requests of a feed"),
        pytest.param(GITHUB + 'watch = "issues"\n', 'must be one of "releases", "pulls"', id="another thing to watch"),
        pytest.param(
            TRENDING + TRENDING.replace("hub-", ""),
            'sources.toml:6: source "trending": type: listed before, source "hub-trending" in sources.toml:3',
            id="what trends, twice",
        ),
        pytest.param(
            TRENDING + 'organization = "openai"\n',
            'sources.toml:4: source "hub-trending": organization: does not belong to type "trending"',
            id="an organization for what trends",
        ),
        pytest.param(
            '[source]\nname = "a"\n', "sources.toml:1: write [[source]] in double brackets", id="single brackets"
        ),
        pytest.param(
            FEED + '[[sources]]\nname = "a"\n',
            'sources.toml:5: unknown table or key "sources"; did you mean "source"?',
            id="another table",
        ),
        pytest.param(
            'title = "x"\n' + FEED, 'sources.toml:1: unknown table or key "title"', id="a key outside of any table"
        ),
        pytest.param(FEED + 'title = "x\n', "sources.toml:5: not TOML:", id="a text without its end"),
        pytest.param("", "sources.toml:1: no [[source]] in it", id="an empty file"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_remedy(tmp_path: Path, text: str, said: str) -> None:
    """The message holds file, line, source, key and what to write instead."""
    found = problems(tmp_path, text)
    assert any(said in line for line in found), found
    assert all(line.startswith("sources.toml:") for line in found)


def test_all_mistakes_are_told_at_once_in_reading_order(tmp_path: Path) -> None:
    """Both files are read to their ends; problems come by file and line."""
    text = FEED + 'evry = "5m"\n' + HUB + 'kind = "x"\n'
    found = problems(tmp_path, text, channels='[[channel]]\nname = "c"\nnotifier = "fax"\n')
    assert [line.split(": ")[0] for line in found] == ["sources.toml:5", "sources.toml:10", "channels.toml:3"]


def test_a_source_must_not_stand_in_channels_toml(tmp_path: Path) -> None:
    """channels.toml holds channels only; a syntax error in it does not hide those of sources.toml."""
    assert 'channels.toml:1: unknown table or key "source"' in problems(tmp_path, FEED, channels=HUB)[0]
    assert [line.split(":")[0] for line in problems(tmp_path, FEED + "evry = 1\n", channels="[[")] == [
        "sources.toml",
        "channels.toml",
    ]


def test_a_secret_in_the_file_is_not_repeated(tmp_path: Path) -> None:
    """A value that looks like a secret is refused without being shown, even as a name."""
    token = "ghp" + "_0123456789abcdef"
    found = "\n".join(problems(tmp_path, FEED.replace('"heise"', f'"{token}"') + f'title = "{token}"\n'))
    assert "looks like a secret" in found
    assert token not in found


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """No file, a folder and another encoding are errors with a remedy."""
    with pytest.raises(ConfigError, match="tracker init"):
        load_sources(tmp_path / "gone.toml", {})
    with pytest.raises(ConfigError, match="irectory"):
        load_sources(tmp_path, {})
    latin = tmp_path / "latin.toml"
    latin.write_bytes(FEED.encode() + 'title = "für"\n'.encode("latin-1"))
    with pytest.raises(ConfigError, match=r"latin\.toml:5: not UTF-8"):
        load_sources(latin, {})


def test_a_mark_of_byte_order_and_other_line_ends_do_no_harm(tmp_path: Path) -> None:
    """A file saved by an editor of another system is read the same."""
    path = tmp_path / "sources.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (FEED + HUB).replace("\n", "\r\n").encode())
    assert len(load_sources(path, {}).sources) == 2
