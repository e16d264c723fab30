"""The language models that can be fetched by name: small, permissive, of few files; PRESETS is the whole list."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from tracker.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Preset:
    """A model on the Hub. License, size and languages are what its card said when it was listed; fetching asks anew."""

    name: str
    repo: str
    license: str  # as SPDX writes it
    size: int  # bytes to fetch, about
    german: bool  # its card names German among its languages
    about: str


_ALL = (
    Preset("qwen3.5-0.8b", "Qwen/Qwen3.5-0.8B", "Apache-2.0", 1_770_000_000, True, "newest; 201 languages"),
    Preset("granite-4.0-350m", "ibm-granite/granite-4.0-350m", "Apache-2.0", 710_000_000, True, "smallest and fastest"),
    Preset("granite-4.0-1b", "ibm-granite/granite-4.0-1b", "Apache-2.0", 3_270_000_000, True, "12 languages"),
    Preset("qwen3-0.6b", "Qwen/Qwen3-0.6B", "Apache-2.0", 1_520_000_000, True, "plain attention, well trodden"),
    Preset("eurollm-1.7b", "utter-project/EuroLLM-1.7B-Instruct", "Apache-2.0", 3_320_000_000, True, "EU languages"),
)
PRESETS: dict[str, Preset] = {preset.name: preset for preset in _ALL}


def preset_of(name: str) -> Preset:
    """The preset of this name; ConfigError that says which was meant."""
    found = PRESETS.get(name.strip().lower())
    if found is None:
        near = difflib.get_close_matches(name.lower(), PRESETS, n=1, cutoff=0.5)
        meant = f'; did you mean "{near[0]}"?' if near else f"; there are {', '.join(PRESETS)}"
        raise ConfigError(f'"{name}" is no preset of a language model{meant}')
    return found
