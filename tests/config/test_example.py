"""Examples: what people copy is right."""

from __future__ import annotations

import re
import tomllib

import pytest

from tracker.config import SETTINGS, default_sources, load_settings
from tracker.config.example import example_env, split_list


def test_the_example_names_every_setting_with_its_meaning() -> None:
    """Each setting stands there once, commented out, below a comment; secrets say how to keep them in a file."""
    text = example_env()
    assert re.findall(r"^#([A-Z_]+)=", text, re.MULTILINE) == [one.name for one in SETTINGS]
    assert all(not line or line.startswith("#") for line in text.splitlines())
    for one in SETTINGS:
        assert one.secret == (f"{one.name}_FILE." in " ".join(text.replace("\n#", "").split())), one.name


def test_the_values_of_the_example_are_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Taking every # away changes nothing: the example shows what holds without it."""
    for one in SETTINGS:
        monkeypatch.delenv(one.name, raising=False)
    before = load_settings()
    for name, value in re.findall(r"^#([A-Z_]+)=(.*)$", example_env(), re.MULTILINE):
        monkeypatch.setenv(name, value)
    after = load_settings()
    assert after.model_copy(update={"sources": before.sources}) == before


def test_the_list_is_split_into_sources_and_channels() -> None:
    """Both parts are TOML: the first with all sources, the second with channels to be uncommented."""
    whole = default_sources().read_text("utf-8")
    sources, channels = split_list(whole)
    assert tomllib.loads(sources) == tomllib.loads(whole)
    assert tomllib.loads(channels) == {}
    lines = channels.partition("\n\n")[2].splitlines()
    found = tomllib.loads("\n".join(line.removeprefix("# ").removeprefix("#") for line in lines))
    assert {row["notifier"] for row in found["channel"]} == {"slack", "email", "webhook"}
    assert split_list("no such part") == ("no such part", "")
