"""The default list: complete, polite, and ready for the first minute of everybody."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tracker.analysis import known
from tracker.config import Watchlist, default_sources, load_sources
from tracker.config.example import split_list
from tracker.domain import Source, SourceKind

WINDOW = timedelta(minutes=5)
ANONYMOUS = 500  # requests to the Hub in a window without a token
SHARE = 0.6  # of the limit, which the tracker never passes
LABS = [
    "openai",
    "meta-llama",
    "mistralai",
    "deepseek-ai",
    "tiiuae",
    "bigscience",
    "EleutherAI",
    "Qwen",
    "google",
    "microsoft",
    "nvidia",
    "allenai",
    "moonshotai",
    "zai-org",
    "MiniMaxAI",
    "ibm-granite",
    "CohereLabs",
    "stabilityai",
    "black-forest-labs",
    "apple",
    "tencent",
    "ByteDance-Seed",
    "baidu",
    "xai-org",
    "NousResearch",
    "HuggingFaceTB",
    "LGAI-EXAONE",
    "LiquidAI",
    "Aleph-Alpha",
    "openGPT-X",
    "swiss-ai",
]
PAGES = 5  # of 100 repos that a listing takes on average, generously


@pytest.fixture(scope="module")
def watchlist() -> Watchlist:
    """The list as it comes with the tracker."""
    return load_sources(default_sources(), {})


def of_type(watchlist: Watchlist, name: str) -> list[Source]:
    """The sources of one type."""
    return [source for source in watchlist.sources if source.type == name]


def test_the_labs_are_there(watchlist: Watchlist) -> None:
    """Every lab that the tracker promises to watch is an organization on the Hub with its country and title."""
    labs = {source.organization: source for source in of_type(watchlist, "hub")}
    assert set(LABS) <= set(labs)
    for source in labs.values():
        assert source.kind is SourceKind.OFFICIAL, source.name
        assert source.title, source.name
        assert source.country, source.name
    assert (labs["tiiuae"].country, labs["swiss-ai"].country, labs["Qwen"].country) == ("AE", "CH", "CN")


def test_titles_are_those_that_the_analysis_knows(watchlist: Watchlist) -> None:
    """An organization is called the same in the list and in the table of known owners."""
    table = known()
    for source in of_type(watchlist, "hub"):
        owner = table.by_namespace(source.organization or "")
        assert owner is None or owner.title == source.title, source.name


def test_an_official_feed_speaks_for_a_watched_organization(watchlist: Watchlist) -> None:
    """Who is official in a feed is official on the Hub too; press and community speak for nobody."""
    labs = {source.organization for source in of_type(watchlist, "hub")}
    for source in of_type(watchlist, "feed"):
        assert (source.organization in labs) == (source.kind is SourceKind.OFFICIAL), source.name


def test_press_of_both_languages_and_the_frameworks_are_there(watchlist: Watchlist) -> None:
    """German and English press, the community, and the releases of the inference frameworks are watched."""
    names = {source.name for source in watchlist.sources}
    assert {"heise", "golem", "t3n", "the-decoder-de", "the-decoder", "ars-technica-ai", "localllama"} <= names
    repositories = {source.repository for source in of_type(watchlist, "github")}
    assert {"ggml-org/llama.cpp", "vllm-project/vllm", "huggingface/transformers", "ollama/ollama"} <= repositories
    press = [source for source in watchlist.sources if source.kind is SourceKind.PRESS]
    assert {source.language for source in press} == {"de", "en"}


def test_the_hub_is_asked_within_its_anonymous_limit(watchlist: Watchlist) -> None:
    """Even if every poll turned five pages, all organizations together stay below 60 % of 500 requests in 5 minutes."""
    polls = sum(WINDOW / source.every for source in of_type(watchlist, "hub"))
    assert polls * PAGES <= ANONYMOUS * SHARE


def test_no_site_is_asked_more_often_than_is_decent(watchlist: Watchlist) -> None:
    """Press and community are asked every ten minutes at most, GitHub every fifteen, official feeds every five."""
    least = {SourceKind.OFFICIAL: 5, SourceKind.PRESS: 10, SourceKind.COMMUNITY: 5}
    for source in of_type(watchlist, "feed"):
        assert source.every >= timedelta(minutes=least[source.kind]), source.name
    for source in of_type(watchlist, "github"):
        assert source.every >= timedelta(minutes=15), source.name


def test_every_address_is_encrypted_and_every_entry_explained(watchlist: Watchlist) -> None:
    """Feeds are read over https; each has a title and a language."""
    for source in of_type(watchlist, "feed"):
        assert (source.url or "").startswith("https://"), source.name
        assert source.title, source.name
        assert source.language, source.name


def test_nobody_is_told_by_default(watchlist: Watchlist) -> None:
    """The list brings examples of channels, none that is active."""
    assert watchlist.channels == ()
    assert "[[channel]]" in split_list(default_sources().read_text("utf-8"))[1]


def test_the_radar_waits_to_be_uncommented(watchlist: Watchlist, tmp_path: Path) -> None:
    """Nothing is asked for it by default; without the # it is six requests each half hour, and nobody official."""
    part = default_sources().read_text("utf-8").partition("# Radar:")[2].partition("\n\n")[2].partition("# ---")[0]
    file = tmp_path / "sources.toml"
    file.write_text("\n".join(line.removeprefix("#").removeprefix(" ") for line in part.splitlines()), "utf-8")
    found = load_sources(file, {}).sources

    assert {source.watch for source in watchlist.sources} == {"releases"}
    assert [(one.watch, one.kind, one.every) for one in found] == [
        ("pulls", SourceKind.COMMUNITY, timedelta(minutes=30))
    ] * 6
    assert {one.repository for one in found} <= {source.repository for source in of_type(watchlist, "github")}
