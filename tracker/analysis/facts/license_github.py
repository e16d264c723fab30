"""Fact `license_github`: the license that GitHub recognizes in the owner's repository, which is that of its code."""

from __future__ import annotations

import re

from tracker.analysis.facts.kind import Kind
from tracker.domain import Fact, Observation

_KEY = re.compile(r"license:([A-Za-z0-9.+-]{1,64}):.+")
"""The key that the poller gives what it learns of a license; a release's is a hash."""


def of_observation(observation: Observation, repository: str) -> tuple[Fact, ...]:
    """The fact where an observation is about a license; its value is None where there is none any more."""
    found = _KEY.fullmatch(observation.key)
    if found is None:
        return ()
    license_id = found[1].lower()  # the Hub's ids are SPDX's in lower case
    value = {"id": license_id, "repository": repository} if license_id != "none" else None
    return (Fact("license_github", value, "metadata", url=observation.url),)


KIND = Kind(
    "license_github",
    '{"id", "repository"}: the license that GitHub recognizes in a repository of the owner called like the release; '
    "id as on the Hub",
)
