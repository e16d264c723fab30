"""How people say it in each language: nouns, licenses, amounts, and the one plain line about openness."""

from __future__ import annotations

import re

from tracker.domain.labels import de, en
from tracker.domain.labels.licenses import NO_LICENSE, UNREAD, key_of, label_of, license_label, license_title, parted
from tracker.domain.labels.line import openness_line
from tracker.domain.labels.repos import name_of, own_repos, repos_of, unseen_repos
from tracker.domain.labels.table import Labels

LABELS = {"de": de.LABELS, "en": en.LABELS}


def labels(language: str) -> Labels:
    """The labels of a language or locale; English where there are none."""
    return LABELS.get(re.split("[-_]", language)[0], en.LABELS)


__all__ = [
    "LABELS",
    "NO_LICENSE",
    "UNREAD",
    "Labels",
    "key_of",
    "label_of",
    "labels",
    "license_label",
    "license_title",
    "name_of",
    "openness_line",
    "own_repos",
    "parted",
    "repos_of",
    "unseen_repos",
]
