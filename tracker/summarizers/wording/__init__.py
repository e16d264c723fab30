"""The words of fact sentences: one table per language, and `words` to choose one."""

from __future__ import annotations

from tracker.summarizers.wording import de, en
from tracker.summarizers.wording.table import Wording

LANGUAGES = {"de": de.WORDS, "en": en.WORDS}


def words(language: str) -> Wording:
    """The table of a language; English where there is none."""
    return LANGUAGES.get(language.split("-")[0], en.WORDS)


__all__ = ["LANGUAGES", "Wording", "words"]
